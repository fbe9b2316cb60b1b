import type {Block, Segment} from '../document/block.ts'
import type {Span} from '../document/span.ts'
import {unitAt} from '../document/unit-at.ts'
import {isSpace} from '../document/white-space.ts'
import {marks, type PageElement, type PageNode, type PageText, type PageTree} from './page-tree.ts'
import {dataTags, headingTags, isCustom, isInline} from './tags.ts'

/** A paragraph-sized piece of a page before it is judged. */
export type PageBlock = {
  readonly kind: Block['kind']
  readonly raw: string
  /** `raw` trimmed, its white space collapsed. */
  readonly text: string
  readonly segments: readonly Segment[]
  readonly origin: Span
  /** The element that breaks the line around the text. */
  readonly element: PageElement
  /** The elements that directly hold its text, in order, and which range of `raw` each holds. */
  readonly holders: readonly Holder[]
}

export type Holder = {readonly element: PageElement; readonly start: number; readonly end: number}

/** A part of a text node in the block being built: `gap` goes before it, its pieces start at `piece`. */
type Run = {
  readonly text: PageText
  readonly from: number
  readonly to: number
  readonly gap: string
  readonly piece: number
}

/** Stands between the cells of a table row; no word characters, so that word counts are those of the page. */
const cellSeparator = ' | '

const cellTags: ReadonlySet<string> = new Set(['td', 'th'])

/**
 * Cuts a page into blocks: all its text, in document order, each text once. A block ends where a block-level element
 * starts or ends, at `<br>`, and at each line of `<pre>`. A row of a data table is one block. Iterative.
 */
export const segmentPage = (tree: PageTree): PageBlock[] => {
  const segmenter = new Segmenter(tree)
  segmenter.run()
  return segmenter.blocks
}

class Segmenter {
  readonly blocks: PageBlock[] = []
  readonly #root: PageElement
  readonly #rows: ReadonlySet<number>
  /** The parts of the block being built. */
  #texts: Run[] = []
  /** Whether there is more than white space in them. */
  #hasText = false
  /** The element that breaks the line around them. */
  #run: PageElement
  /** The row of a data table that is being read. */
  #row: PageElement | undefined
  #gap = ''

  constructor(tree: PageTree) {
    this.#root = tree.root
    this.#run = tree.root
    this.#rows = dataRows(tree)
  }

  run(): void {
    const stack: Frame[] = [this.#enter(this.#root, true)]
    while (stack.length > 0) {
      const frame = stack[stack.length - 1] as Frame
      const node: PageNode | undefined = frame.next
      frame.next = node?.next
      if (!node) {
        stack.pop()
        this.#leave(frame)
      } else if (node.kind === 'text') this.#addText(node, frame.element)
      else {
        const inside = this.#frameOf(node, frame.element)
        if (inside) stack.push(inside)
      }
    }
  }

  #enter(element: PageElement, breaks: boolean): Frame {
    return {element, next: element.first, breaks, outer: this.#run}
  }

  #leave({element, breaks, outer}: Frame): void {
    if (breaks) this.#flush()
    else this.#separate(element)
    if (element === this.#row) this.#row = undefined
    this.#run = outer
  }

  /** Reads an element's start; nothing for one whose content is not read. */
  #frameOf(element: PageElement, parent: PageElement): Frame | undefined {
    // A page without `<body>` tags may have its text inside what the parser took for the head.
    if (dataTags.has(element.name)) return element.name === 'head' ? this.#enter(element, true) : undefined
    if (this.#row && cellTags.has(element.name)) {
      if (this.#texts.length > 0) this.#gap = cellSeparator
      return this.#enter(element, false)
    }
    const breaks = this.#row === undefined && breaksLine(element, parent)
    if (breaks) this.#flush()
    else this.#separate(element)
    const frame = this.#enter(element, breaks)
    if (breaks) this.#run = element
    if (this.#rows.has(element.index)) this.#row = element
    return frame
  }

  /** In a row, what breaks a line elsewhere stands apart. */
  #separate(element: PageElement): void {
    if (this.#row && this.#texts.length > 0 && this.#gap === '' && !isInline(element.name)) this.#gap = ' '
  }

  #flush(): void {
    // Most pieces of a page are the white space between its tags.
    if (this.#hasText) {
      const block = buildBlock(this.#row ?? this.#run, this.#texts)
      if (block) this.blocks.push(block)
    }
    if (this.#texts.length > 0) this.#texts = []
    this.#hasText = false
    this.#gap = ''
  }

  #addText(text: PageText, holder: PageElement): void {
    if (inPreformatted(holder)) {
      this.#addLines(text)
      return
    }
    const ink = hasInk(text.text)
    this.#texts.push({text, from: 0, to: text.text.length, gap: this.#gap, piece: 0})
    if (ink || this.#gap === cellSeparator) this.#hasText = true
    if (ink) this.#gap = ''
  }

  #addLines(text: PageText): void {
    let from = 0
    let piece = 0
    this.#hasText = true
    for (let to = text.text.indexOf('\n'); to >= 0; to = text.text.indexOf('\n', from)) {
      this.#texts.push({text, from, to, gap: '', piece})
      this.#flush()
      this.#hasText = true
      from = to + 1
      const parts = text.parts ?? []
      while (piece + 1 < parts.length && (parts[piece + 1] as Segment).raw <= from) piece += 1
    }
    if (from < text.text.length) this.#texts.push({text, from, to: text.text.length, gap: '', piece})
  }
}

/** An element whose nodes are gone through: the next of them, and the element whose text goes on after it. */
type Frame = {
  readonly element: PageElement
  next: PageNode | undefined
  readonly breaks: boolean
  readonly outer: PageElement
}

/** Whether a text is more than white space. */
const hasInk = (text: string): boolean => {
  for (let i = 0, {length} = text; i < length; i += 1) if (!isSpace(unitAt(text, i))) return true
  return false
}

const irregularSpace = /[^\S ]|\s\s/

const collapsed = (raw: string): string => {
  const text = raw.trim()
  return irregularSpace.test(text) ? text.replace(/\s+/g, ' ') : text
}

const breaksLine = (node: PageElement, parent: PageElement): boolean => {
  if (isCustom(node.name)) return !hasOwnText(parent)
  if (!isInline(node.name)) return true
  return gluedToPrevious(node, parent)
}

const separateWhenGlued = new Set(['a', 'span', 'label', 'time', 'small', 'strong', 'b', 'em', 'i'])
const gluing = new Set([
  'div',
  'li',
  'ul',
  'nav',
  'header',
  'footer',
  'section',
  'article',
  'aside',
  'td',
  'dd',
  'dt',
])

/**
 * Two inline elements side by side without a space, such as `<div><a>Home</a><a>About</a></div>`, are laid out apart
 * by a style sheet. Where their parent has no text of its own and the texts would make one word, they are apart here.
 */
const gluedToPrevious = (node: PageElement, parent: PageElement): boolean => {
  const {previous} = node
  if (previous === undefined || previous.kind === 'text') return false
  if (!gluing.has(parent.name) || !separateWhenGlued.has(node.name)) return false
  if (!separateWhenGlued.has(previous.name) || hasOwnText(parent)) return false
  const left = edgeText(previous, 'last')
  const right = edgeText(node, 'first')
  return left.length > 1 && right.length > 1 && /\S$/.test(left) && /^\S/.test(right)
}

/** The first or last text inside an element, following its first or last child. */
const edgeText = (element: PageElement, edge: 'first' | 'last'): string => {
  let node: PageNode | undefined = element
  while (node?.kind === 'element') node = edge === 'first' ? node.first : node.final
  return node?.text ?? ''
}

/** Children looked at to see whether an element has text of its own; a long row of siblings is not prose. */
const ownTextChildren = 64

const hasOwnText = (element: PageElement): boolean => {
  let child = element.first
  for (let i = 0; child && i < ownTextChildren; i += 1) {
    if (child.kind === 'text' && hasInk(child.text)) return true
    child = child.next
  }
  return false
}

const inPreformatted = (element: PageElement): boolean => {
  for (let at: PageElement | undefined = element; at; at = at.parent) {
    if (at.name === 'pre' || at.name === 'xmp' || at.name === 'listing' || at.name === 'plaintext')
      return true
    if (!isInline(at.name) && at.name !== 'code') return at.parent?.name === 'pre'
  }
  return false
}

/**
 * Rows of data tables: at least two cells, none with more than one line-breaking piece, no table inside. All other
 * rows lay out a page, and their cells are cut like any other element.
 */
const dataRows = (tree: PageTree): ReadonlySet<number> => {
  const breaks = new Uint32Array(tree.elements.length)
  const nested = new Uint8Array(tree.elements.length)
  const cells = new Uint32Array(tree.elements.length)
  const wide = new Uint8Array(tree.elements.length)
  const rows = new Set<number>()
  for (let index = tree.elements.length - 1; index > 0; index -= 1) {
    const element = tree.elements[index] as PageElement
    const parent = element.parent?.index ?? 0
    if (element.name === 'tr') {
      if ((cells[index] as number) >= 2 && !wide[index] && !nested[index]) rows.add(index)
      nested[parent] = 1
    } else if (cellTags.has(element.name)) {
      cells[parent] = (cells[parent] as number) + 1
      if ((breaks[index] as number) > 1) wide[parent] = 1
    } else {
      const own = isInline(element.name) || element.name === 'br' ? 0 : 1
      const inside = breaks[index] as number
      breaks[parent] = (breaks[parent] as number) + Math.max(own, inside)
    }
    if (nested[index]) nested[parent] = 1
  }
  return rows
}

const buildBlock = (element: PageElement, texts: readonly Run[]): PageBlock | undefined => {
  let raw = ''
  const segments: Segment[] = []
  const holders: Holder[] = []
  for (const {text, from, to, gap, piece} of texts) {
    const start = raw.length + gap.length
    raw += gap + text.text.slice(from, to)
    if (text.parts) {
      for (let i = piece; i < text.parts.length; i += 1) {
        const next = text.parts[i] as Segment
        if (next.raw >= to) break
        addPiece(segments, next, from, to, start)
      }
    } else if (from < to) {
      segments.push({raw: start, rawLength: to - from, source: text.start + from, sourceLength: to - from})
    }
    holders.push({element: text.parent, start, end: raw.length})
  }
  const first = segments[0]
  const last = segments[segments.length - 1]
  if (!first || !last || !hasInk(raw)) return undefined
  return {
    kind: kindOf(element),
    raw,
    text: collapsed(raw),
    segments,
    origin: {start: first.source, end: last.source + last.sourceLength},
    element,
    holders,
  }
}

/** Adds the part of a text's piece that lies in `[from, to)` of the text, which begins at `start` in the block. */
const addPiece = (segments: Segment[], piece: Segment, from: number, to: number, start: number) => {
  const left = Math.max(piece.raw, from)
  const right = Math.min(piece.raw + piece.rawLength, to)
  if (left >= right) return
  const exact = piece.rawLength === piece.sourceLength
  segments.push({
    raw: start + left - from,
    rawLength: right - left,
    source: exact ? piece.source + left - piece.raw : piece.source,
    sourceLength: exact ? right - left : piece.sourceLength,
  })
}

const kinds: Readonly<Record<string, Block['kind']>> = {
  li: 'list-item',
  dt: 'list-item',
  dd: 'list-item',
  blockquote: 'quote',
  q: 'quote',
  pre: 'code',
  xmp: 'code',
  tr: 'table',
  td: 'table',
  th: 'table',
  caption: 'caption',
  figcaption: 'caption',
  legend: 'caption',
  button: 'other',
  option: 'other',
  select: 'other',
  textarea: 'other',
  summary: 'paragraph',
}

/** What a block is, by the nearest ancestor that says so; an unnamed `<div>` is a paragraph. */
const kindOf = (element: PageElement): Block['kind'] => {
  let steps = 0
  for (let at: PageElement | undefined = element; at && steps < kindSteps; at = at.parent) {
    if (headingTags.has(at.name) || ((at.marks & marks.role) !== 0 && at.attribute('role') === 'heading'))
      return 'heading'
    const kind = kinds[at.name]
    if (kind) return kind
    steps += 1
  }
  return 'paragraph'
}

/** How far up a block's kind is looked for: a paragraph in a quote is a quote, a page inside a table is no table. */
const kindSteps = 4
