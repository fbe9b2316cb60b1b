import type {Segment} from '../document/block.ts'
import {isSpace} from '../document/white-space.ts'
import {type Attributes, readAttribute, readAttributes} from './attributes.ts'
import {type Tag, tagNamed} from './tag-names.ts'
import {listedNames, trait} from './tags.ts'

const noAttributes: Attributes = Object.freeze(Object.create(null))

/** Attributes that say something of an element beside its class and id, as bits of `PageElement.marks`. */
export const marks = {
  hidden: 1,
  'aria-hidden': 2,
  style: 4,
  role: 8,
  itemprop: 16,
  'data-testid': 32,
  rel: 64,
} as const

/** The class and id of elements; elements that share both, or have the same class and no id, share one of these. */
export type Look = {
  readonly className: string
  readonly id: string
  /** What their words say, in the order of `classGroups`, as bits; known once it has been asked for, by `evidenceOf`. */
  groups: number
  /** The same, as bits of `hint`; below 0 until it has been asked for. */
  hints: number
}

export const noLook: Look = {className: '', id: '', groups: 0, hints: 0}

/** What is known of a start tag. */
export type StartTag = {
  readonly tag: Tag
  /** Offset of its `<`. */
  readonly start: number
  /** Where its name ends; -1 where the source has no such tag. */
  readonly nameEnd: number
  readonly end: number
  readonly look: Look
  readonly marks: number
}

/** An element of a page, with exact offsets into the source. */
export class PageElement {
  readonly kind = 'element'
  readonly tag: Tag
  readonly parent: PageElement | undefined
  /** Offset of the `<` of its start tag. */
  readonly start: number
  /** Offset after its end tag, or after its content where the end tag is implied. */
  end: number
  readonly depth: number
  /** Position among the elements of the page, in document order; the root is 0. */
  readonly index: number
  /** `index` of its last descendant, or its own. */
  last: number
  readonly look: Look
  /** Which attributes of `marks` it has. */
  readonly marks: number
  first: PageNode | undefined = undefined
  final: PageNode | undefined = undefined
  next: PageNode | undefined = undefined
  previous: PageNode | undefined = undefined
  readonly #source: string
  /** Where the name in the start tag ends; -1 for an element that the source has no tag for. */
  readonly #nameEnd: number
  #attributes: Attributes | undefined = undefined

  constructor(source: string, parent: PageElement | undefined, index: number, start: StartTag) {
    this.tag = start.tag
    this.parent = parent
    this.start = start.start
    this.end = start.end
    this.depth = parent === undefined ? 0 : parent.depth + 1
    this.index = index
    this.last = index
    this.look = start.look
    this.marks = start.marks
    this.#source = source
    this.#nameEnd = start.nameEnd
  }

  /** Lower-cased tag name; names of SVG in their own spelling. */
  get name(): string {
    return this.tag.name
  }

  /** By lower-case name. Read from the source when they are first asked for; `attribute` is cheaper for one of them. */
  get attributes(): Attributes {
    this.#attributes ??= this.#nameEnd < 0 ? noAttributes : readAttributes(this.#source, this.#nameEnd)
    return this.#attributes
  }

  attribute(name: string): string | undefined {
    if (this.#attributes) return this.#attributes[name]
    return this.#nameEnd < 0 ? undefined : readAttribute(this.#source, this.#nameEnd, name)
  }

  /** Makes a list; `first` and `next` go through the same without. */
  get children(): PageNode[] {
    const children: PageNode[] = []
    for (let node = this.first; node; node = node.next) children.push(node)
    return children
  }
}

/** A run of text between tags. */
export class PageText {
  readonly kind = 'text'
  readonly parent: PageElement
  next: PageNode | undefined = undefined
  readonly previous: PageNode | undefined
  /** What of the source it is; for text in several pieces, of the first. */
  readonly start: number
  readonly length: number
  /** Where it is not one piece of the source as it stands there: its parts; offsets are relative to `text`. */
  parts: Segment[] | undefined = undefined
  /** Nothing but white space, as most of the texts between two tags. */
  isBlank: boolean
  readonly #source: string
  /** Taken from the source when it is first asked for. */
  #text: string | undefined

  /** @param text What stands for a piece of the source that is not the text itself. */
  constructor(source: string, parent: PageElement, start: number, end: number, text?: string) {
    this.parent = parent
    this.previous = parent.final
    this.start = start
    this.length = end - start
    this.isBlank = text === undefined ? isBlank(source, start, end) : isBlank(text, 0, text.length)
    this.#source = source
    this.#text = text
    if (text !== undefined && text.length !== this.length) this.parts = [partOf(text, 0, start, this.length)]
  }

  get text(): string {
    this.#text ??= this.#source.slice(this.start, this.start + this.length)
    return this.#text
  }

  /** Characters of `text`. */
  get size(): number {
    return this.parts ? this.text.length : this.length
  }

  /** Adds text that stands for `[start, end)` of the source. */
  append(text: string, start: number, end: number): void {
    const before = this.text
    this.parts ??= [partOf(before, 0, this.start, this.length)]
    this.parts.push(partOf(text, before.length, start, end - start))
    this.isBlank &&= isBlank(text, 0, text.length)
    this.#text = before + text
  }
}

const isBlank = (text: string, from: number, to: number): boolean => {
  let at = from
  while (at < to && isSpace(text.charCodeAt(at))) at += 1
  return at === to
}

export type PageNode = PageElement | PageText

export type ListedName = (typeof listedNames)[number]

export type PageTree = {
  readonly root: PageElement
  /** The elements of some names, in document order. */
  readonly named: Readonly<Record<ListedName, readonly PageElement[]>>
  /** Every element in document order, the root first. */
  readonly elements: readonly PageElement[]
  /** The deepest element was deeper than the cap, and its content was put at the cap. */
  readonly depthCapped: boolean
  /** More elements than `maximumElements`; the rest of the page is text without structure. */
  readonly elementsCapped: boolean
}

/** Makes the nodes of a page, in the order of the source. */
export class TreeBuilder {
  readonly root: PageElement
  readonly elements: PageElement[]
  readonly #source: string
  readonly #byClass = new Map<string, Look>()
  readonly #lists = new Map<string, PageElement[]>(listedNames.map(name => [name, []]))

  constructor(source: string) {
    this.#source = source
    const all = {tag: tagNamed('#root'), start: 0, nameEnd: -1, end: source.length, look: noLook, marks: 0}
    this.root = new PageElement(source, undefined, 0, all)
    this.elements = [this.root]
  }

  get named(): PageTree['named'] {
    return Object.fromEntries(this.#lists) as Record<ListedName, PageElement[]>
  }

  lookOf(className: string | undefined, id: string | undefined): Look {
    if (className === undefined && id === undefined) return noLook
    // An id stands on one element of a page, so that only classes are worth looking up.
    const known = id === undefined ? this.#byClass.get(className as string) : undefined
    if (known) return known
    const look = {className: className ?? '', id: id ?? '', groups: 0, hints: -1}
    if (id === undefined) this.#byClass.set(className as string, look)
    return look
  }

  addElement(parent: PageElement, start: StartTag): PageElement {
    const element = new PageElement(this.#source, parent, this.elements.length, start)
    this.elements.push(element)
    if (start.tag.traits & trait.listed) this.#lists.get(start.tag.name)?.push(element)
    element.previous = parent.final
    if (parent.final) parent.final.next = element
    else parent.first = element
    parent.final = element
    return element
  }

  /** Adds what stands at `[start, end)` of the source, or `text` for it, to what stands there already. */
  addText(parent: PageElement, start: number, end: number, text?: string): void {
    const before = parent.final
    if (before?.kind === 'text') {
      before.append(text ?? this.#source.slice(start, end), start, end)
      return
    }
    const node = new PageText(this.#source, parent, start, end, text)
    if (before) before.next = node
    else parent.first = node
    parent.final = node
  }

  close(element: PageElement, end: number): void {
    element.end = end
    element.last = this.elements.length - 1
  }
}

const partOf = (text: string, raw: number, source: number, sourceLength: number): Segment => ({
  raw,
  rawLength: text.length,
  source,
  sourceLength,
})

/** The nearest element from this one upwards that is so. */
export const nearest = (
  element: PageElement,
  is: (element: PageElement) => boolean,
): PageElement | undefined => {
  for (let at: PageElement | undefined = element; at; at = at.parent) if (is(at)) return at
  return undefined
}

/** Whether one of the element's first children, up to `most` of them, is text that is more than white space. */
export const hasOwnText = (element: PageElement, most: number): boolean => {
  let child = element.first
  for (let i = 0; child && i < most; i += 1) {
    if (child.kind === 'text' && !child.isBlank) return true
    child = child.next
  }
  return false
}

/** Parts of a heading or a line that say nothing of it themselves. */
const isSilent = ({traits, name}: Tag): boolean => (traits & trait.data) !== 0 || name === 'button'

/** Parts of a text that style sheets lay out apart. */
const standsApart = ({name}: Tag): boolean => name === 'br' || name === 'p' || name === 'div'

/** The node behind this one and all inside it, as far as it is below `top`. */
const nodeBehind = (node: PageNode, top: PageElement): PageNode | undefined => {
  let at: PageNode = node
  while (!at.next) {
    if (!at.parent || at.parent === top) return undefined
    at = at.parent
  }
  return at.next
}

/** The text below an element without scripts and buttons, white space collapsed, up to `limit` characters. */
export const innerText = (element: PageElement, limit: number): string => {
  let text = standsApart(element.tag) ? ' ' : ''
  let node = element.first
  while (node && text.length < limit) {
    if (node.kind === 'text') text += node.text
    else if (!isSilent(node.tag)) {
      if (standsApart(node.tag)) text += ' '
      if (node.first) {
        node = node.first
        continue
      }
    }
    node = nodeBehind(node, element)
  }
  return collapsed(text.slice(0, limit))
}

const irregularSpace = /[^\S ]| {2}/

/** A text trimmed, every run of white space in it one space. */
export const collapsed = (text: string): string => {
  const trimmed = text.trim()
  return irregularSpace.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed
}
