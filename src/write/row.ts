import type {Block} from '../document/block.ts'
import {cutsIn} from '../document/cut.ts'
import type {Document} from '../document/document.ts'
import type {ManifestRow, RepairRow, Status, ToolInfo} from '../document/row.ts'
import {spanOfRaw} from '../document/source-map.ts'
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

type Count = {kept: number; removed: number}

/** The characters of blocks, white space not counted. Apart from the row, which is of another shape for nearly every document. */
const countCharacters = (blocks: readonly Block[], isRejected: boolean): Count => {
  const count = {kept: 0, removed: 0}
  for (const block of blocks) {
    const characters = visibleCharacters(block.raw)
    if (block.removed || isRejected) {
      count.removed += characters
      continue
    }
    let cut = 0
    for (const {edit} of cutsIn(block)) cut += visibleCharacters(block.raw.slice(edit.start, edit.end))
    count.removed += cut
    count.kept += characters - cut
  }
  return count
}

type Removals = ManifestRow['removals']

/** A row's removal in the making: blocks are added to its end. */
type Removing = {span: {start: number; end: number}; ruleId: string; reason: string; confidence: number}

/** The removals of blocks, and from within them, in source order; neighbours with the same rule and reason are one. */
const removalsOf = (blocks: readonly Block[]): Removals => {
  const removals: Removing[] = []
  let last: Removing | undefined
  for (const block of blocks) {
    const {removed, origin} = block
    if (!removed) {
      for (const {edit, reason} of cutsIn(block)) {
        const {start, end, ruleId} = edit
        removals.push({span: spanOfRaw(block, start, end), ruleId, reason, confidence: 1})
      }
      last = undefined
      continue
    }
    const {ruleId, reason, confidence} = removed
    if (last && last.ruleId === ruleId && last.reason === reason && origin.start >= last.span.start) {
      last.span.end = Math.max(last.span.end, origin.end)
      last.confidence = Math.min(last.confidence, confidence)
    } else {
      last = {span: {start: origin.start, end: origin.end}, ruleId, reason, confidence}
      removals.push(last)
    }
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
  const {kept, removed} = countCharacters(document.blocks, status === 'reject')
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
    removals: removalsOf(document.blocks),
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
