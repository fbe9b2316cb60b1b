import {type Block, textOf} from '../document/block.ts'
import {cutsIn} from '../document/cut.ts'
import type {Document} from '../document/document.ts'
import {placesOf} from '../document/finding.ts'
import type {Status} from '../document/row.ts'
import {clip, escapeTerminal} from './escape.ts'
import type {Style} from './style.ts'

const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`

const why = (block: Block): string =>
  block.removed
    ? `${block.removed.ruleId} (${percent(block.removed.confidence)}): ${block.removed.reason}`
    : ''

/** How many edits a block has, and what was cut out of it. */
const editsNote = (block: Block): string => {
  const {length} = block.edits
  if (length === 0) return ''
  const rules = new Set(cutsIn(block).map(({edit}) => edit.ruleId))
  return ` (${[`${length} ${length === 1 ? 'edit' : 'edits'}`, ...rules].join(', ')})`
}

const metadataFields = [
  'title',
  'byline',
  'published',
  'site',
  'url',
  'syndicatedFrom',
  'rights',
  'references',
] as const

const metadataLines = (document: Document, style: Style): string[] => {
  const lines: string[] = []
  for (const field of metadataFields) {
    const value = document.metadata[field]
    const text = typeof value === 'object' ? value.join(', ') : value
    if (!text) continue
    const source = document.metadata.sources[field]
    lines.push(
      `  ${field.padEnd(15)} ${clip(text, 100)}${source ? style('dim', `  from ${escapeTerminal(source)}`) : ''}`,
    )
  }
  const {language} = document.metadata
  if (language) lines.push(`  ${'language'.padEnd(15)} ${language.code} (${percent(language.confidence)})`)
  return lines
}

/**
 * Every block of a document: kept (`│`), the title (`T`) or removed (`×`, with the rule and why), then its metadata and every
 * flag.
 */
export const reportExplanation = (
  document: Document,
  status: Status,
  options: {readonly style: Style; readonly columns: number},
): string => {
  const {style, columns} = options
  const out: string[] = []
  const {encoding, replacements, mediaType} = document.sourceInfo
  const damage = replacements > 0 ? `, ${replacements} characters could not be decoded` : ''
  out.push(`${style('bold', escapeTerminal(document.path))}  ${mediaType}, ${encoding}${damage}`, '')
  const places = placesOf(
    document.source,
    document.blocks.map(block => block.origin.start),
  )
  document.blocks.forEach((block, index) => {
    const line = String(places[index]?.line ?? 0).padStart(6)
    const edits = editsNote(block)
    if (block.removed) {
      const text = clip(textOf(block), Math.max(20, Math.min(60, columns - 60)))
      out.push(`${line} ${style('red', '×')} ${style('dim', text)}  ${style('red', clip(why(block), 160))}`)
    } else {
      const mark = block.role === 'title' ? style('cyan', 'T') : style('green', '│')
      out.push(
        `${line} ${mark} ${clip(textOf(block), Math.max(20, columns - 10 - edits.length))}${style('dim', edits)}`,
      )
    }
  })
  const facts = metadataLines(document, style)
  if (facts.length > 0) out.push('', style('bold', 'Metadata'), ...facts)
  if (document.messages.length > 0) {
    const at = placesOf(
      document.source,
      document.messages.map(message => message.span?.start ?? 0),
    )
    out.push('', style('bold', 'Flags'))
    document.messages.forEach((message, index) => {
      const place = message.span ? `${at[index]?.line}:${at[index]?.column}` : '-'
      const words = message.actual === undefined ? '' : `“${clip(message.actual, 40)}”`
      const swap = message.expected?.length
        ? `${words} → ${message.expected
            .slice(0, 3)
            .map(word => `“${clip(word, 40)}”`)
            .join(', ')}`
        : words
      out.push(
        `${place.padStart(9)}  ${message.severity.padEnd(7)}  ${swap}${swap ? '  ' : ''}${clip(message.reason, 160)}  ${style('dim', message.ruleId)}`,
      )
    })
  }
  const garbled = document.garbled
    ? `, garbled ${document.garbled.score.toFixed(2)} (${document.garbled.reason})`
    : ''
  out.push(
    '',
    `${style('bold', 'Status')}  ${status}${document.rejected ? `: ${document.rejected}` : ''}${garbled}`,
  )
  return `${out.join('\n')}\n`
}
