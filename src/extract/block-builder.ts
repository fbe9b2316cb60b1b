import type {Block, Segment} from '../document/block.ts'
import type {Holder, PageBlock} from './page-blocks.ts'
import {collapsed, marks, type PageElement, type PageText} from './page-tree.ts'

/** A part of a text node: `gap` goes before it, its pieces start at `piece`. */
type Run = {text: PageText; from: number; to: number; gap: string; piece: number}

/** Puts one block after the other together, from parts of text nodes. */
export class BlockBuilder {
  /** The parts of this block are the first so many; those behind were of others, and are used again. */
  readonly #runs: Run[] = []
  #count = 0
  /** Lists are made here, and taken at their length. */
  readonly #segments: Segment[] = []
  readonly #holders: Holder[] = []

  get isEmpty(): boolean {
    return this.#count === 0
  }

  clear(): void {
    this.#count = 0
  }

  /** Adds the characters `[from, to)` of the text, whose parts before `piece` end before them. */
  add(text: PageText, from: number, to: number, gap: string, piece: number): void {
    const run = this.#runs[this.#count]
    this.#count += 1
    if (!run) {
      this.#runs.push({text, from, to, gap, piece})
      return
    }
    run.text = text
    run.from = from
    run.to = to
    run.gap = gap
    run.piece = piece
  }

  /** The block of what was added, if it is more than white space. */
  build(element: PageElement): PageBlock | undefined {
    let raw = ''
    let size = 0
    for (let i = 0; i < this.#count; i += 1) {
      const {text, from, to, gap, piece} = this.#runs[i] as Run
      const start = raw.length + gap.length
      const part = to - from === text.size ? text.text : text.text.slice(from, to)
      raw = raw === '' ? gap + part : raw + gap + part
      if (text.parts) size = this.#addParts(text.parts, piece, from, to, start, size)
      else if (from < to) {
        this.#segments[size] = {
          raw: start,
          rawLength: to - from,
          source: text.start + from,
          sourceLength: to - from,
        }
        size += 1
      }
      this.#holders[i] = {element: text.parent, start, end: raw.length}
    }
    const text = collapsed(raw)
    if (size === 0 || text === '') return undefined
    const segments = this.#segments.slice(0, size)
    const first = segments[0] as Segment
    const last = segments[size - 1] as Segment
    return {
      kind: kindOf(element),
      raw,
      text,
      segments,
      origin: {start: first.source, end: last.source + last.sourceLength},
      element,
      holders: this.#holders.slice(0, this.#count),
    }
  }

  /** Adds those parts of a text that lie in `[from, to)`, which begins at `start` in the block. */
  #addParts(
    parts: readonly Segment[],
    piece: number,
    from: number,
    to: number,
    start: number,
    already: number,
  ): number {
    let size = already
    for (let i = piece; i < parts.length; i += 1) {
      const part = parts[i] as Segment
      if (part.raw >= to) break
      const left = Math.max(part.raw, from)
      const right = Math.min(part.raw + part.rawLength, to)
      if (left >= right) continue
      const exact = part.rawLength === part.sourceLength
      this.#segments[size] = {
        raw: start + left - from,
        rawLength: right - left,
        source: exact ? part.source + left - part.raw : part.source,
        sourceLength: exact ? right - left : part.sourceLength,
      }
      size += 1
    }
    return size
  }
}

/** What a block is, by the nearest ancestor that says so; an unnamed `<div>` is a paragraph. */
const kindOf = (element: PageElement): Block['kind'] => {
  let steps = 0
  for (let at: PageElement | undefined = element; at && steps < kindSteps; at = at.parent) {
    if ((at.marks & marks.role) !== 0 && at.attribute('role') === 'heading') return 'heading'
    const {kind} = at.tag
    if (kind) return kind
    steps += 1
  }
  return 'paragraph'
}

/** How far up a block's kind is looked for: a paragraph in a quote is a quote, a page inside a table is no table. */
const kindSteps = 4
