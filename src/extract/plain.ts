import type {Block} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import type {Edit} from '../document/edit.ts'
import {pageFurniture} from '../document/page-furniture.ts'
import {isWide} from './display-width.ts'
import {hasLinkNumbers, isLynx, lynxEdits} from './furniture.ts'
import {isTightBreak, joinSoup} from './join-soup.ts'
import {isListItem, joinWrapped} from './join-wrapped.ts'
import {type Layout, layoutOf} from './layout.ts'
import {type Line, linesOf} from './line.ts'

const HANGUL = {first: 0xac00, last: 0xd7a3}

/** Scripts that put no space between words. */
const isSpaceless = (code: number): boolean =>
  (isWide(code) && !(code >= HANGUL.first && code <= HANGUL.last)) || (code >= 0x0e00 && code <= 0x0eff)

const hyphenated = /\p{Ll}-$/u
const startsLowerCase = /^\p{Ll}/u
/** After these a hanging hyphen is followed by a space: "front- and back-end". */
const coordinating = /^(?:and|or|und|oder|bis|et|ou|y|o|e|en|of|och|og|i|to)\s/

const isTight = (layout: Layout, line: string, next: string): boolean => {
  if (isSpaceless(line.charCodeAt(line.length - 1)) && isSpaceless(next.charCodeAt(0))) return true
  if (layout.kind === 'soup') return isTightBreak(line, next)
  return hyphenated.test(line) && startsLowerCase.test(next) && !coordinating.test(next)
}

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

const blockOf = (dump: Dump, lines: readonly Line[], kind: Block['kind']): Block => {
  const first = lines[0] as Line
  const last = lines[lines.length - 1] as Line
  const raw = dump.source.slice(first.start, last.end)
  const edits: Edit[] = []
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index - 1] as Line
    const next = lines[index] as Line
    if (!isTight(dump.layout, line.text, next.text)) continue
    const start = line.end - first.start
    edits.push({start, end: next.start - first.start, replacement: '', ruleId: 'extract/join'})
  }
  if (dump.lynx) {
    edits.push(...lynxEdits(raw, dump))
    edits.sort((a, b) => a.start - b.start)
  }
  return {
    kind,
    origin: {start: first.start, end: last.end},
    raw,
    edits,
  }
}

/**
 * A text dump's blocks. Lines that a program wrapped at a column, or broke at every inline element, become one block
 * again; all others stand for themselves, and so do page numbers and running heads. `raw` is the source between the block's ends, so that together with white
 * space the blocks are the whole source; where two lines meet without a space, an edit says so.
 */
export const extractPlain = (document: Document): Document => {
  const {source} = document
  const lines = linesOf(source)
  const layout = layoutOf(lines)
  const joins =
    layout.kind === 'wrapped'
      ? joinWrapped(lines, layout.width)
      : layout.kind === 'soup'
        ? joinSoup(lines)
        : undefined
  const furniture = joins ? pageFurniture(lines.map(line => line.text)) : []
  const isJoined = (row: number): boolean => joins?.[row] === true && !furniture[row] && !furniture[row - 1]
  const lynx = layout.kind === 'wrapped' && isLynx(lines)
  const dump: Dump = {source, layout, lynx, linkNumbers: lynx && hasLinkNumbers(source)}
  const blocks: Block[] = []
  let isCode = false
  let from = 0
  while (from < lines.length) {
    const first = lines[from] as Line
    const fence = isFence(first.text)
    let to = from + 1
    while (!isCode && !fence && to < lines.length && isJoined(to)) to++
    blocks.push(blockOf(dump, lines.slice(from, to), isCode || fence ? 'code' : kindOf(first, layout)))
    if (fence) isCode = !isCode
    from = to
  }
  return {...document, blocks}
}
