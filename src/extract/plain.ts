import type {Block, Segment} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import type {Edit} from '../document/edit.ts'
import {furnitureRemovals, type PageFurniture, pageFurniture} from '../document/page-furniture.ts'
import {isWide} from './display-width.ts'
import {hasLinkNumbers, isLynx, lynxEdits} from './furniture.ts'
import {breaksWord, breaksWordSoftly} from './hyphenation.ts'
import {joinsOf} from './join-lines.ts'
import {isTightBreak} from './join-soup.ts'
import {isListItem} from './join-wrapped.ts'
import {type Layout, layoutOf} from './layout.ts'
import {isLineBreak, type Line, linesOf} from './line.ts'

const HANGUL = {first: 0xac00, last: 0xd7a3}

/** Scripts that put no space between words. */
const isSpaceless = (code: number): boolean =>
  (isWide(code) && !(code >= HANGUL.first && code <= HANGUL.last)) || (code >= 0x0e00 && code <= 0x0eff)

const isTight = (layout: Layout, line: string, next: string): boolean => {
  if (isSpaceless(line.charCodeAt(line.length - 1)) && isSpaceless(next.charCodeAt(0))) return true
  if (layout.kind === 'soup') return isTightBreak(line, next) || breaksWordSoftly(line, next)
  return breaksWord(line, next)
}

/** Whether a page ends before the line at `index` of a block. */
const isPageBreak = (lines: readonly Line[], index: number): boolean => lines[index]?.afterPage === true

const isFence = (text: string): boolean => text.startsWith('```') || text.startsWith('~~~')

const kindOf = (first: Line, layout: Layout): Block['kind'] => {
  if (/^#{1,6}\s/.test(first.text)) return 'heading'
  if (isListItem(first.text)) return 'list-item'
  if (first.text.includes('\t') || first.text.startsWith('|')) return 'table'
  if (first.text.startsWith('> ')) return 'quote'
  return layout.kind === 'wrapped' && first.indent === 0 ? 'heading' : 'paragraph'
}

/** What is known of the whole dump when its blocks are made. */
type Dump = {
  readonly source: string
  readonly layout: Layout
  readonly lynx: boolean
  readonly linkNumbers: boolean
}

/** The lines of one block as they stand in the source, without the page's furniture between two of them. */
const rawOf = (source: string, lines: readonly Line[]): {raw: string; segments: readonly Segment[]} => {
  const segments: Segment[] = []
  let raw = ''
  let from = 0
  for (let index = 1; index <= lines.length; index++) {
    if (index < lines.length && !isPageBreak(lines, index)) continue
    const {start} = lines[from] as Line
    let {end} = lines[index - 1] as Line
    // The line break after the last line of a page stands between it and the first of the next.
    if (index < lines.length) while (!isLineBreak(source.charCodeAt(end++)));
    segments.push({raw: raw.length, rawLength: end - start, source: start, sourceLength: end - start})
    raw += source.slice(start, end)
    from = index
  }
  return {raw, segments}
}

/** The block of a line that nothing is joined to. */
const lineBlock = ({start, end, text}: Line, kind: Block['kind'], edits: Edit[]): Block => ({
  kind,
  origin: {start, end},
  raw: text,
  edits,
})

const blockOf = (dump: Dump, lines: readonly Line[], kind: Block['kind']): Block => {
  const first = lines[0] as Line
  if (lines.length === 1) return lineBlock(first, kind, dump.lynx ? lynxEdits(first.text, dump) : [])
  const last = lines[lines.length - 1] as Line
  const {raw, segments} = rawOf(dump.source, lines)
  const edits: Edit[] = []
  let piece = 0
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index - 1] as Line
    const next = lines[index] as Line
    const before = segments[piece] as Segment
    if (isPageBreak(lines, index)) piece++
    if (!isTight(dump.layout, line.text, next.text)) continue
    const start = line.end - before.source + before.raw
    const after = segments[piece] as Segment
    const end = next.start - after.source + after.raw
    edits.push({start, end, replacement: '', ruleId: 'extract/join'})
  }
  if (dump.lynx) {
    edits.push(...lynxEdits(raw, dump))
    edits.sort((a, b) => a.start - b.start)
  }
  return {
    kind,
    origin: {start: first.start, end: last.end},
    raw,
    ...(segments.length > 1 ? {segments} : {}),
    edits,
  }
}

type Furniture = readonly (PageFurniture | undefined)[]

/** The lines that are text; those that the furniture of a page stands before say so. */
const textLines = (all: readonly Line[], furniture: Furniture): readonly Line[] => {
  const lines: Line[] = []
  for (const [row, line] of all.entries()) {
    if (furniture[row]) continue
    lines.push(row > 0 && furniture[row - 1] ? {...line, afterPage: true} : line)
  }
  return lines
}

/** The blocks with those of the furniture, each after the block in or behind which it stands. */
const withFurniture = (blocks: readonly Block[], all: readonly Line[], furniture: Furniture): Block[] => {
  const placed: Block[] = []
  let row = 0
  const placeUntil = (end: number): void => {
    for (let line = all[row]; line && line.start < end; line = all[++row]) {
      const found = furniture[row]
      if (!found) continue
      const origin = {start: line.start, end: line.end}
      placed.push({kind: 'other', origin, raw: line.text, edits: [], removed: furnitureRemovals[found]})
    }
  }
  for (const block of blocks) {
    placeUntil(block.origin.start)
    placed.push(block)
  }
  placeUntil(Number.POSITIVE_INFINITY)
  return placed
}

/**
 * A text dump's blocks. Lines that a program wrapped at a column, or broke at every inline element, become one block
 * again, over a page break as well; all others stand for themselves. Page numbers and running heads are marked as
 * removed. A block's `raw` is the source between its ends, or its segments where pages meet, so that together with
 * white space the blocks are the whole source; where two lines meet without a space, an edit says so.
 */
export const extractPlain = (document: Document): Document => {
  const {source} = document
  const all = linesOf(source)
  const furniture = pageFurniture(all.map(line => line.text))
  const isPaged = furniture.some(found => found !== undefined)
  const lines = isPaged ? textLines(all, furniture) : all
  const layout = layoutOf(lines)
  const joins = joinsOf(lines, layout)
  const lynx = layout.kind === 'wrapped' && isLynx(lines)
  const dump: Dump = {source, layout, lynx, linkNumbers: lynx && hasLinkNumbers(source)}
  const blocks: Block[] = []
  let isCode = false
  let from = 0
  while (from < lines.length) {
    const first = lines[from] as Line
    const fence = isFence(first.text)
    let to = from + 1
    while (!isCode && !fence && to < lines.length && joins[to]) to++
    blocks.push(blockOf(dump, lines.slice(from, to), isCode || fence ? 'code' : kindOf(first, layout)))
    if (fence) isCode = !isCode
    from = to
  }
  return {...document, blocks: isPaged ? withFurniture(blocks, all, furniture) : blocks}
}
