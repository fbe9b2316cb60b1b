import type {Block, Segment} from '../document/block.ts'
import type {Span} from '../document/span.ts'
import {isSpace} from '../document/white-space.ts'
import {BlockBuilder} from './block-builder.ts'
import {hasOwnText, type PageElement, type PageNode, type PageText, type PageTree} from './page-tree.ts'
import {tagNamed} from './tag-names.ts'
import {trait} from './tags.ts'

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

/** Stands between the cells of a table row; no word characters, so that word counts are those of the page. */
const cellSeparator = ' | '

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
  /** The open elements, the outermost first; those behind were left, and are used again. */
  readonly #frames: Frame[] = []
  #depth = 0
  /** The block in hand. */
  readonly #block = new BlockBuilder()
  /** Whether there is more than white space in it. */
  #hasText = false
  /** The element that breaks the line around it. */
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
    this.#enter(this.#root, true, false, false)
    while (this.#depth > 0) this.#step()
  }

  #step(): void {
    const frame = this.#frames[this.#depth - 1] as Frame
    const node = frame.next
    if (!node) {
      this.#depth -= 1
      this.#leave(frame)
      return
    }
    frame.next = node.next
    if (node.kind === 'text') this.#addText(node, frame.isPreformatted)
    else this.#open(node, frame)
  }

  #enter(element: PageElement, breaks: boolean, isPreformatted: boolean, isFormula: boolean): void {
    const frame = this.#frames[this.#depth]
    this.#depth += 1
    if (!frame) {
      this.#frames.push({element, next: element.first, breaks, outer: this.#run, isPreformatted, isFormula})
      return
    }
    frame.element = element
    frame.next = element.first
    frame.breaks = breaks
    frame.outer = this.#run
    frame.isPreformatted = isPreformatted
    frame.isFormula = isFormula
  }

  #leave({element, breaks, outer}: Frame): void {
    if (breaks) this.#flush()
    else this.#separate(element)
    if (element === this.#row) this.#row = undefined
    this.#run = outer
  }

  /** Reads an element's start; one whose content is not read is passed over. */
  #open(element: PageElement, frame: Frame): void {
    const {element: parent, isPreformatted: isParentPreformatted} = frame
    const {traits} = element.tag
    const isPreformatted = keepsSpace(element, parent, isParentPreformatted)
    const isFormula = frame.isFormula || isFormulaTag(element)
    if (traits & trait.data) {
      // A page without `<body>` tags may have its text inside what the parser took for the head.
      if (element.name === 'head') this.#enter(element, true, isPreformatted, isFormula)
      return
    }
    if (this.#row && traits & trait.cell) {
      if (!this.#block.isEmpty) this.#gap = cellSeparator
      this.#enter(element, false, isPreformatted, isFormula)
      return
    }
    const breaks = this.#row === undefined && !isFormula && breaksLine(element, parent)
    if (breaks) this.#flush()
    else this.#separate(element)
    this.#enter(element, breaks, isPreformatted, isFormula)
    if (breaks) this.#run = element
    if (this.#rows.has(element.index)) this.#row = element
  }

  /** In a row, what breaks a line elsewhere stands apart. */
  #separate(element: PageElement): void {
    if (this.#row && !this.#block.isEmpty && this.#gap === '' && (element.tag.traits & trait.inline) === 0)
      this.#gap = ' '
  }

  #flush(): void {
    // Most pieces of a page are the white space between its tags.
    if (this.#hasText) {
      const block = this.#block.build(this.#row ?? this.#run)
      if (block) this.blocks.push(block)
    }
    this.#block.clear()
    this.#hasText = false
    this.#gap = ''
  }

  #addText(text: PageText, isPreformatted: boolean): void {
    if (isPreformatted) {
      this.#addLines(text)
      return
    }
    this.#block.add(text, 0, text.size, this.#gap, 0)
    if (!text.isBlank || this.#gap === cellSeparator) this.#hasText = true
    if (!text.isBlank) this.#gap = ''
  }

  #addLines(node: PageText): void {
    const {text, parts = []} = node
    let from = 0
    let piece = 0
    this.#hasText = true
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      this.#block.add(node, from, to, '', piece)
      this.#flush()
      this.#hasText = true
      from = to + 1
      while (piece + 1 < parts.length && (parts[piece + 1] as Segment).raw <= from) piece += 1
    }
    if (from < text.length) this.#block.add(node, from, text.length, '', piece)
  }
}

/** An element whose nodes are gone through: the next of them, and the element whose text goes on after it. */
type Frame = {
  element: PageElement
  next: PageNode | undefined
  breaks: boolean
  outer: PageElement
  /** The white space of its own text is shown as it stands. */
  isPreformatted: boolean
  /** It is a formula, or inside of one, where nothing breaks a line. */
  isFormula: boolean
}

const formulaTag = tagNamed('math')

/** MathML, or MathJax around it. */
const isFormulaTag = ({tag}: PageElement): boolean => tag === formulaTag || tag.name === 'mjx-container'

const breaksLine = (node: PageElement, parent: PageElement): boolean => {
  const {traits} = node.tag
  if (traits & trait.custom) return !hasOwnText(parent, ownTextChildren)
  if ((traits & trait.inline) === 0) return true
  return gluedToPrevious(node, parent)
}

/**
 * Two inline elements side by side without a space, such as `<div><a>Home</a><a>About</a></div>`, are laid out apart
 * by a style sheet. Where their parent has no text of its own and the texts would make one word, they are apart here.
 */
const gluedToPrevious = (node: PageElement, parent: PageElement): boolean => {
  const {previous} = node
  if (previous === undefined || previous.kind === 'text') return false
  if ((parent.tag.traits & trait.separating) === 0 || (node.tag.traits & trait.separate) === 0) return false
  if ((previous.tag.traits & trait.separate) === 0 || hasOwnText(parent, ownTextChildren)) return false
  const left = edgeText(previous, 'last')
  const right = edgeText(node, 'first')
  if (left.length < 2 || right.length < 2) return false
  return !isSpace(left.charCodeAt(left.length - 1)) && !isSpace(right.charCodeAt(0))
}

/** The first or last text inside an element, following its first or last child. */
const edgeText = (element: PageElement, edge: 'first' | 'last'): string => {
  let node: PageNode | undefined = element
  while (node?.kind === 'element') node = edge === 'first' ? node.first : node.final
  return node?.text ?? ''
}

/** Children looked at to see whether an element has text of its own; a long row of siblings is not prose. */
const ownTextChildren = 64

/** Whether the white space of an element's text is shown: told by the nearest block around it, or by `<pre>` itself. */
const keepsSpace = ({tag}: PageElement, parent: PageElement, isParentPreformatted: boolean): boolean => {
  if (tag.traits & trait.preformatted) return true
  return tag.traits & trait.inline || tag.name === 'code' ? isParentPreformatted : parent.name === 'pre'
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
    } else if (element.tag.traits & trait.cell) {
      cells[parent] = (cells[parent] as number) + 1
      if ((breaks[index] as number) > 1) wide[parent] = 1
    } else {
      const own = element.tag.traits & trait.inline || element.name === 'br' ? 0 : 1
      const inside = breaks[index] as number
      breaks[parent] = (breaks[parent] as number) + Math.max(own, inside)
    }
    if (nested[index]) nested[parent] = 1
  }
  return rows
}
