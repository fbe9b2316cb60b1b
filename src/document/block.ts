import {applyEdits, beforeEdits, type Edit} from './edit.ts'
import {spanOfRaw} from './source-map.ts'
import type {Span} from './span.ts'

/** Why a block is hidden from the output. */
export type Removal = {
  /** The rule or witness that removed it, such as `strip/dnyuz.com/copyright` or `strip/lines`. */
  readonly ruleId: string
  /** One sentence for people. */
  readonly reason: string
  /** How sure the witness is, 0..1. Rules are 1. */
  readonly confidence: number
}

/** `raw.slice(raw, raw + rawLength)` stands at `source.slice(source, source + sourceLength)`. */
export type Segment = {
  readonly raw: number
  readonly rawLength: number
  readonly source: number
  /** Differs from `rawLength` where the source holds character references. */
  readonly sourceLength: number
}

/** One paragraph-sized piece of the page. Never deleted: `removed` hides it. */
export type Block = {
  readonly kind: 'heading' | 'paragraph' | 'list-item' | 'quote' | 'code' | 'table' | 'caption' | 'other'
  /** Exact for a dump without segments (`raw === source.slice(start, end)`); the element's span for HTML. */
  readonly origin: Span
  /** Text as extracted, never changed. */
  readonly raw: string
  /**
   * Where the pieces of `raw` stand in the source, sorted; absent where `raw` is the origin. A dump's block has them where
   * a page of print ends within it; between them, in blocks of their own, stand the page's number and head.
   */
  readonly segments?: readonly Segment[]
  /** Sorted, not overlapping, offsets into `raw`. */
  readonly edits: readonly Edit[]
  /** Set on the one block that is the article's title. */
  readonly role?: 'title'
  readonly removed?: Removal
}

/** The block's current text: `raw` with its edits. */
export const textOf = (block: Block): string => applyEdits(block.raw, block.edits)

/** The span of the source that `[start, end)` of the block's current text came from. */
export const sourceSpan = (block: Block, start: number, end: number): Span => {
  const raw = beforeEdits(block.edits, start, end)
  return spanOfRaw(block, raw.start, raw.end)
}
