import type {Block, Segment} from './block.ts'
import type {Span} from './span.ts'

/** A run of text, and where it came from. */
export type SourceRun = {
  /** Half-open range of UTF-16 offsets into the text; empty where something was taken out. */
  readonly start: number
  readonly end: number
  /** The span of the source it came from; absent where the text comes from no one place, as a title from metadata. */
  readonly source?: Span
  /** The text of the run is the source's, character by character. */
  readonly isExact: boolean
  /** What wrote the run, where it is not as it was extracted. */
  readonly ruleId?: string
}

/**
 * Where every character of a block's current text came from: runs in text order that cover it without a gap. Exact for
 * a dump; exact within text nodes for HTML, but for character references, which map as a whole.
 */
export const sourceMap = (block: Block): readonly SourceRun[] => {
  const runs: SourceRun[] = []
  let raw = 0
  let position = 0
  for (const edit of block.edits) {
    pushRaw(runs, block, raw, edit.start, position)
    position += edit.start - raw
    const end = position + edit.replacement.length
    const source = spanOfRaw(block, edit.start, edit.end)
    runs.push({start: position, end, source, isExact: false, ruleId: edit.ruleId})
    position = end
    raw = edit.end
  }
  pushRaw(runs, block, raw, block.raw.length, position)
  return runs
}

/** Runs for `[start, end)` of the raw text, which no edit touches. */
const pushRaw = (runs: SourceRun[], block: Block, start: number, end: number, position: number): void => {
  if (start === end) return
  const {segments, origin} = block
  const shift = position - start
  if (!segments) {
    const source = {start: origin.start + start, end: origin.start + end}
    runs.push({start: position, end: end + shift, source, isExact: true})
    return
  }
  let at = start
  for (let index = firstSegmentAfter(segments, start); index < segments.length; index++) {
    const segment = segments[index]
    if (!segment || segment.raw >= end) break
    const from = Math.max(at, segment.raw)
    const to = Math.min(end, segment.raw + segment.rawLength)
    if (from >= to) continue
    if (at < from) pushBetween(runs, block, index, at + shift, from + shift)
    const isExact = segment.rawLength === segment.sourceLength
    const offset = segment.source - segment.raw
    const source = isExact
      ? {start: from + offset, end: to + offset}
      : {start: segment.source, end: segment.source + segment.sourceLength}
    runs.push({start: from + shift, end: to + shift, source, isExact})
    at = to
  }
  if (at < end) pushBetween(runs, block, firstSegmentAfter(segments, at), at + shift, end + shift)
}

/** The first segment that ends after `raw`, or their number. */
const firstSegmentAfter = (segments: readonly Segment[], raw: number): number => {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    const segment = segments[middle]
    if (segment && segment.raw + segment.rawLength <= raw) low = middle + 1
    else high = middle
  }
  return low
}

/** Text between two segments stands for the markup between them, as a line break does for `<br>`. */
const pushBetween = (runs: SourceRun[], block: Block, index: number, start: number, end: number): void => {
  runs.push({start, end, source: gapBefore(block, index), isExact: false})
}

const gapBefore = ({segments = [], origin}: Block, index: number): Span => {
  const previous = segments[index - 1]
  const next = segments[index]
  const from = previous ? previous.source + previous.sourceLength : origin.start
  const to = next ? next.source : origin.end
  return from <= to ? {start: from, end: to} : {start: from, end: from}
}

/** The span of the source of `[start, end)` of a block's raw text; empty for an empty range. */
export const spanOfRaw = (block: Block, start: number, end: number): Span => {
  const {segments, origin} = block
  if (!segments) return {start: origin.start + start, end: origin.start + end}
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  const first = firstSegmentAfter(segments, start)
  for (let index = first; index < segments.length; index++) {
    const segment = segments[index]
    if (!segment || segment.raw >= Math.max(end, start + 1)) break
    const isExact = segment.rawLength === segment.sourceLength
    const left = Math.max(0, start - segment.raw)
    const right = Math.min(segment.rawLength, end - segment.raw)
    const inside = segment.raw + left < end || start === end
    if (!inside) continue
    from = Math.min(from, isExact ? segment.source + left : segment.source)
    to = Math.max(
      to,
      isExact ? segment.source + Math.max(left, right) : segment.source + segment.sourceLength,
    )
  }
  return from <= to ? {start: from, end: to} : gapBefore(block, first)
}

/** A paragraph of the output: its text and, unless it comes from the metadata, the block it is the text of. */
export type OutputParagraph = {readonly text: string; readonly block?: number}

/**
 * Where every character of the cleaned text came from.
 *
 * @param paragraphs The paragraphs in output order.
 * @param paragraphBreak What stands between two of them.
 */
export const outputMap = (
  document: {readonly blocks: readonly Block[]},
  paragraphs: readonly OutputParagraph[],
  paragraphBreak: string,
): readonly SourceRun[] => {
  const runs: SourceRun[] = []
  let position = 0
  for (const [index, {text, block: blockIndex}] of paragraphs.entries()) {
    const block = blockIndex === undefined ? undefined : document.blocks[blockIndex]
    if (block) {
      for (const run of sourceMap(block))
        runs.push({...run, start: run.start + position, end: run.end + position})
    } else runs.push({start: position, end: position + text.length, isExact: false, ruleId: 'write/title'})
    position += text.length
    const end = position + (index < paragraphs.length - 1 ? paragraphBreak.length : 1)
    runs.push({start: position, end, isExact: false, ruleId: 'write/paragraph'})
    position = end
  }
  return runs
}
