import {Parser} from 'htmlparser2'
import type {Segment} from '../document/block.ts'

/** An element of a page, with exact offsets into the source. */
export type PageElement = {
  readonly kind: 'element'
  /** Lower-cased tag name. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly parent: PageElement | undefined
  readonly children: PageNode[]
  /** Offset of the `<` of its start tag. */
  readonly start: number
  /** Offset after its end tag, or after its content where the end tag is implied. */
  end: number
  readonly depth: number
  /** Position among the elements of the page, in document order; the root is 0. */
  readonly index: number
  /** `index` of its last descendant, or its own. */
  last: number
}

/** A run of text between tags. `pieces` map it to the source; offsets in them are relative to `text`. */
export type PageText = {
  readonly kind: 'text'
  text: string
  readonly pieces: Segment[]
  readonly parent: PageElement
}

export type PageNode = PageElement | PageText

export type PageTree = {
  readonly root: PageElement
  /** Every element in document order, the root first. */
  readonly elements: readonly PageElement[]
  /** The deepest element was deeper than the cap, and its content was put at the cap. */
  readonly depthCapped: boolean
  /** More elements than `maximumElements`; the rest of the page is text without structure. */
  readonly elementsCapped: boolean
}

/**
 * Elements a page may have before the rest is read as text only. Real pages have 2,000 and rarely 50,000; half a
 * million siblings still fit, at about 250 bytes each.
 */
export const maximumElements = 600_000

/**
 * Open tags the parser may hold at once. htmlparser2 keeps them in an array that it shifts for each tag, which costs
 * the square of the depth: 30,000 take about a second.
 */
const maximumOpenTags = 30_000

/** Elements whose content is program text, never page text. */
const opaque = new Set(['script', 'style'])

/**
 * In HTML `<![CDATA[` opens a comment that the next `>` ends; htmlparser2 reads on to `]]>`, past whole pages. A
 * comment of the same length takes its place.
 */
const characterData = '<![CDATA['
const bogusComment = '<!(CDATA['

const noAttributes: Readonly<Record<string, string>> = Object.freeze({})

class TooDeep extends Error {}

/**
 * Parses a page into a tree whose every element and text knows where it stands in the source. The content of scripts
 * and styles is left out, except structured data (`application/ld+json`). Iterative; elements below `depth` are
 * folded into their ancestor at that depth.
 */
export const parsePage = (source: string, depth: number): PageTree => {
  const root: PageElement = {
    kind: 'element',
    name: '#root',
    attributes: noAttributes,
    parent: undefined,
    children: [],
    start: 0,
    end: source.length,
    depth: 0,
    index: 0,
    last: 0,
  }
  const elements: PageElement[] = [root]
  const open: PageElement[] = [root]
  let current = root
  let depthCapped = false
  let elementsCapped = false
  let silent = 0

  const close = (element: PageElement, end: number) => {
    element.end = end
    element.last = elements.length - 1
  }

  const parser: Parser = new Parser({
    onopentag: (name, attributes) => {
      const folded = current.depth >= depth || elements.length >= maximumElements
      if (current.depth >= depth) depthCapped = true
      if (elements.length >= maximumElements) elementsCapped = true
      if (open.length > maximumOpenTags) throw new TooDeep()
      if (opaque.has(name)) {
        if (name !== 'script' || !/ld\+json/i.test(attributes.type ?? '')) silent += 1
      }
      if (folded) {
        open.push(current)
        return
      }
      const element: PageElement = {
        kind: 'element',
        name,
        attributes,
        parent: current,
        children: [],
        start: parser.startIndex,
        end: parser.endIndex + 1,
        depth: current.depth + 1,
        index: elements.length,
        last: elements.length,
      }
      current.children.push(element)
      elements.push(element)
      open.push(element)
      current = element
    },
    onclosetag: name => {
      if (opaque.has(name) && silent > 0) silent -= 1
      const closed = open.pop() ?? root
      current = open[open.length - 1] ?? root
      if (closed !== current) close(closed, Math.min(source.length, parser.endIndex + 1))
    },
    ontext: text => {
      if (silent > 0) return
      const start = parser.startIndex
      const end = parser.endIndex + 1
      appendText(current, end - start === text.length ? source.slice(start, end) : text, start, end)
    },
  })
  try {
    parser.end(source.replaceAll(characterData, bogusComment))
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    depthCapped = true
    for (const element of open) close(element, source.length)
  }
  root.last = elements.length - 1
  return {root, elements, depthCapped, elementsCapped}
}

const appendText = (parent: PageElement, text: string, start: number, end: number) => {
  const previous = parent.children[parent.children.length - 1]
  if (previous?.kind !== 'text') {
    const piece = {raw: 0, rawLength: text.length, source: start, sourceLength: end - start}
    parent.children.push({kind: 'text', text, pieces: [piece], parent})
    return
  }
  previous.pieces.push({
    raw: previous.text.length,
    rawLength: text.length,
    source: start,
    sourceLength: end - start,
  })
  previous.text += text
}

/** The element and its ancestors, innermost first. */
export const ancestry = function* (element: PageElement | undefined): Generator<PageElement> {
  for (let at = element; at; at = at.parent) yield at
}

/** The text below an element, white space collapsed, up to `limit` characters. */
export const innerText = (element: PageElement, limit: number): string => {
  let text = ''
  const pending: PageNode[] = [element]
  while (pending.length > 0 && text.length < limit) {
    const node = pending.pop() as PageNode
    if (node.kind === 'text') text += node.text
    else {
      if (node.name === 'br' || node.name === 'p' || node.name === 'div') text += ' '
      for (let i = node.children.length - 1; i >= 0; i -= 1) pending.push(node.children[i] as PageNode)
    }
  }
  return text.slice(0, limit).replace(/\s+/g, ' ').trim()
}
