import type {PageElement} from './page-tree.ts'
import {type Context, type Tag, tagCount} from './tag-names.ts'

/** An element whose end has not come yet. Deeper than the cap it has no node: its content is its ancestor's. */
export type Open = {
  tag: Tag
  element: PageElement | undefined
  /** The element its content goes to. */
  holder: PageElement
  context: Context
  /** How many of the open elements, with it, began a context. */
  contexts: number
  isSilent: boolean
}

/** The open elements of a page, one inside the other. */
export class OpenElements {
  /** The innermost. */
  top: Readonly<Open> | undefined = undefined
  /** Those behind the innermost were closed, and are used again for the next elements that are as deep. */
  readonly #all: Open[] = []
  #depth = 0
  /** How many elements are open of each known name, so that a stray end tag costs no search. */
  readonly #counts = new Uint32Array(tagCount)
  readonly #otherCounts = new Map<string, number>()

  isOpen(tag: Tag): boolean {
    return tag.id > 0 ? this.#counts[tag.id] !== 0 : (this.#otherCounts.get(tag.name) ?? 0) > 0
  }

  push(tag: Tag, element: PageElement | undefined, holder: PageElement, isSilent: boolean): void {
    const {top} = this
    const context = tag.context ?? top?.context ?? 'html'
    const contexts = (top?.contexts ?? 0) + (tag.context === undefined ? 0 : 1)
    const open = this.#all[this.#depth]
    if (open) {
      open.tag = tag
      open.element = element
      open.holder = holder
      open.context = context
      open.contexts = contexts
      open.isSilent = isSilent
      this.top = open
    } else {
      this.top = {tag, element, holder, context, contexts, isSilent}
      this.#all.push(this.top as Open)
    }
    this.#depth += 1
    this.#count(tag, 1)
  }

  /** Closes the innermost, which is given back as it was until the next is opened. */
  pop(): Readonly<Open> | undefined {
    const closed = this.top
    if (!closed) return undefined
    this.#depth -= 1
    this.top = this.#depth > 0 ? this.#all[this.#depth - 1] : undefined
    this.#count(closed.tag, -1)
    return closed
  }

  #count(tag: Tag, change: 1 | -1): void {
    if (tag.id > 0) this.#counts[tag.id] = (this.#counts[tag.id] as number) + change
    else this.#otherCounts.set(tag.name, (this.#otherCounts.get(tag.name) ?? 0) + change)
  }
}
