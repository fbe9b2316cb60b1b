import type {Document} from '../document/document.ts'
import type {ManifestRow, RepairRow, Status, ToolInfo} from '../document/row.ts'
import {unitAt} from '../document/unit-at.ts'
import {isSpace} from '../document/white-space.ts'
import {blockOffsets, type Paragraph} from './text.ts'

/** What became of a document. */
export const statusOf = (document: Document): Status =>
  document.rejected !== undefined ? 'reject' : document.garbled?.flagged ? 'repair' : 'clean'

const visibleCharacters = (text: string): number => {
  let count = 0
  for (let index = 0, {length} = text; index < length; index++) {
    const code = unitAt(text, index)
    if (code > 0x20 && (code < 0xa0 || !isSpace(code))) count++
  }
  return count
}

type Removals = ManifestRow['removals']

/** The removals of a document in source order; neighbours with the same rule and reason are one. */
const removalsOf = (document: Document): Removals => {
  const removals: Removals[number][] = []
  let open = false
  for (const block of document.blocks) {
    const last = removals.at(-1)
    const {removed, origin} = block
    if (!removed) {
      open = false
      continue
    }
    const same = last?.ruleId === removed.ruleId && last.reason === removed.reason
    if (open && last && same && origin.start >= last.span.start) {
      removals[removals.length - 1] = {
        ...last,
        span: {start: last.span.start, end: Math.max(last.span.end, origin.end)},
        confidence: Math.min(last.confidence, removed.confidence),
      }
    } else {
      removals.push({span: origin, ...removed})
    }
    open = true
  }
  return removals
}

const defined = <T extends object>(value: T): {[K in keyof T]: Exclude<T[K], undefined>} =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** The manifest row of a document. `output` is where its text was written, if it was. */
export const manifestRow = (document: Document, output: string | undefined, tool: ToolInfo): ManifestRow => {
  const status = statusOf(document)
  const {metadata, garbled} = document
  let kept = 0
  let removed = 0
  for (const block of document.blocks) {
    if (block.removed || status === 'reject') removed += visibleCharacters(block.raw)
    else kept += visibleCharacters(block.raw)
  }
  return defined({
    path: document.path,
    output,
    status,
    reason: status === 'reject' ? document.rejected : status === 'repair' ? garbled?.reason : undefined,
    source: document.sourceInfo,
    title: metadata.title,
    byline: metadata.byline,
    published: metadata.published,
    site: metadata.site,
    url: metadata.url,
    syndicatedFrom: metadata.syndicatedFrom,
    rights: metadata.rights,
    references: metadata.references,
    language: metadata.language,
    metadataSources: metadata.sources,
    kept,
    removed,
    removals: removalsOf(document),
    confidence: document.confidence,
    garbled: garbled && {score: garbled.score, spans: garbled.spans, reason: garbled.reason},
    messages: document.messages.map(({severity, ruleId, reason, span, actual, expected}) =>
      defined({severity, ruleId, reason, span, actual, expected}),
    ),
    tool,
  }) as ManifestRow
}

/** The row of an input of which there is no document. */
export const errorRow = (
  path: string,
  reason: string,
  tool: ToolInfo,
  more: Partial<ManifestRow> = {},
): ManifestRow => ({
  path,
  status: 'error',
  reason,
  byline: [],
  references: [],
  metadataSources: {},
  kept: 0,
  removed: 0,
  removals: [],
  messages: [],
  ...more,
  tool,
})

/** The work list of a document: every message that proposes words for words in the cleaned text, undecided yet. */
export const repairRows = (
  document: Document,
  output: string,
  paragraphs: readonly Paragraph[],
): RepairRow[] => {
  const offsets = blockOffsets(paragraphs)
  const rows: RepairRow[] = []
  for (const message of document.messages) {
    const {at, span, expected, actual, ruleId, reason, scores = [], reviewed, fingerprint} = message
    const offset = at && offsets.get(at.block)
    if (!at || offset === undefined || !span || actual === undefined || !expected?.length) continue
    if (reviewed || fingerprint === undefined) continue
    rows.push({
      path: document.path,
      output,
      span: {start: offset + at.start, end: offset + at.end},
      source: span,
      ruleId,
      actual,
      expected,
      scores,
      evidence: reason,
      fingerprint,
    })
  }
  return rows.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}
