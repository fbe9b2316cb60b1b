import {DecodingMode, EntityDecoder, htmlDecodeTree} from 'entities/decode'
import {AttributeCursor, readAttribute} from './attributes.ts'
import {OpenElements} from './open-elements.ts'
import {marks, noLook, type PageElement, type PageTree, type StartTag, TreeBuilder} from './page-tree.ts'
import {svgTag, type Tag, tagAt, tagNamed} from './tag-names.ts'

/**
 * Elements a page may have before the rest is read as text only. Real pages have 2,000 and rarely 50,000; half a
 * million siblings still fit, at about 250 bytes each.
 */
export const maximumElements = 600_000

const isLetter = (code: number): boolean => {
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

const isNameEnd = (code: number): boolean =>
  code === 0x3e ||
  code === 0x20 ||
  code === 0x2f ||
  code === 0x0a ||
  code === 0x09 ||
  code === 0x0d ||
  code === 0x0c

const pTag = tagNamed('p')
const brTag = tagNamed('br')
const imgTag = tagNamed('img')
const formTag = tagNamed('form')
/** Their content is program text, never page text. */
const scriptTag = tagNamed('script')
const styleTag = tagNamed('style')

/**
 * Parses a page into a tree whose every element and text knows where it stands in the source. The content of scripts
 * and styles is left out, except structured data (`application/ld+json`). One pass without recursion, in time that
 * grows with the page's length; elements below `depth` are folded into their ancestor at that depth.
 *
 * Tags are read as the HTML standard's tokenizer reads them; the tree is the one the tags describe, with the end tags
 * that pages leave out, and nothing is moved or added: what the standard does to misnested tags and misplaced text
 * would lose the order of the source.
 */
export const parsePage = (source: string, depth: number): PageTree => {
  const parser = new PageParser(source, depth)
  parser.run()
  const {root, elements, named} = parser.builder
  return {root, elements, named, depthCapped: parser.depthCapped, elementsCapped: parser.elementsCapped}
}

/** The characters of the character reference that was decoded last, and how much of the source they take. */
let decoded: string[] = []
let decodedLength = 0

const decoder = new EntityDecoder(htmlDecodeTree, (point, length) => {
  decoded.push(String.fromCodePoint(point))
  decodedLength = length
})

/** Decodes the reference at an `&` into `decoded`; returns its length, 0 where there is none. */
const decodeReference = (source: string, at: number): number => {
  decoded = []
  decodedLength = 0
  decoder.startEntity(DecodingMode.Legacy)
  if (decoder.write(source, at + 1) < 0) decoder.end()
  return decodedLength
}

type Writable<Type> = {-readonly [key in keyof Type]: Type[key]}

class PageParser {
  readonly builder: TreeBuilder
  depthCapped = false
  elementsCapped = false
  readonly #source: string
  readonly #depth: number
  readonly #cursor: AttributeCursor
  readonly #open = new OpenElements()
  /** The start tag in hand. */
  readonly #tag: Writable<StartTag>
  /** The innermost element that has a node. */
  #holder: PageElement
  /** Open scripts and styles. */
  #silent = 0
  /** Offset of the next `&`, as far as it is known: it is the next one from any offset before it. */
  #reference = -1

  constructor(source: string, depth: number) {
    this.#source = source
    this.#depth = depth
    this.builder = new TreeBuilder(source)
    this.#cursor = new AttributeCursor(source)
    this.#holder = this.builder.root
    this.#tag = {tag: pTag, start: 0, nameEnd: -1, end: 0, look: noLook, marks: 0}
  }

  run(): void {
    const {length} = this.#source
    let at = 0
    while (at < length) at = this.#next(at)
    while (this.#open.top) this.#pop(length)
    this.builder.root.last = this.builder.elements.length - 1
  }

  /** Reads the text at `at`, if there is any, and the markup after it; returns where the rest begins. */
  #next(at: number): number {
    const source = this.#source
    let tag = source.indexOf('<', at)
    if (tag < 0) tag = source.length
    if (tag > at) this.#text(at, tag)
    return tag < source.length ? this.#markup(tag) : tag
  }

  /** Reads what begins with the `<` at `at`; returns where the text after it begins. */
  #markup(at: number): number {
    const source = this.#source
    const code = source.charCodeAt(at + 1)
    if (isLetter(code)) return this.#startTag(at)
    if (code === 0x2f) {
      const first = source.charCodeAt(at + 2)
      if (isLetter(first)) return this.#endTag(at, at + 2)
      return first === 0x3e ? at + 3 : this.#after('>', at + 2)
    }
    if (code === 0x21)
      return source.startsWith('--', at + 2) ? this.#comment(at + 4) : this.#after('>', at + 2)
    if (code === 0x3f) return this.#after('>', at + 2)
    // No markup: the sign itself is text, up to the next one.
    let end = source.indexOf('<', at + 1)
    if (end < 0) end = source.length
    this.#text(at, end)
    return end
  }

  #after(sign: string, from: number): number {
    const found = this.#source.indexOf(sign, from)
    return found < 0 ? this.#source.length : found + sign.length
  }

  /** A comment ends at `-->` or `--!>`, or at once as `<!-->` or `<!--->`. */
  #comment(from: number): number {
    const source = this.#source
    if (source.charCodeAt(from) === 0x3e) return from + 1
    if (source.startsWith('->', from)) return from + 2
    for (let at = source.indexOf('--', from); at >= 0; at = source.indexOf('--', at)) {
      at += 2
      while (source.charCodeAt(at) === 0x2d) at += 1
      if (source.charCodeAt(at) === 0x3e) return at + 1
      if (source.charCodeAt(at) === 0x21 && source.charCodeAt(at + 1) === 0x3e) return at + 2
    }
    return source.length
  }

  #nameEnd(from: number): number {
    const source = this.#source
    let at = from
    while (at < source.length && !isNameEnd(source.charCodeAt(at))) at += 1
    return at
  }

  /** The tag as it is meant where it stands: SVG spells some names in its own way. */
  #inContext(tag: Tag): Tag {
    const top = this.#open.top
    if (!top || top.contexts === 0) return tag.name === 'image' ? imgTag : tag
    const own = svgTag(tag)
    if (top.context === 'svg' || (own !== tag && this.#open.isOpen(own))) return own
    return top.context === 'html' && tag.name === 'image' ? imgTag : tag
  }

  #startTag(start: number): number {
    const source = this.#source
    const nameEnd = this.#nameEnd(start + 1)
    const before = this.#open.top?.context ?? 'html'
    const tag = this.#inContext(tagAt(source, start + 1, nameEnd))
    const cursor = this.#cursor
    cursor.begin(nameEnd)
    let className: string | undefined
    let id: string | undefined
    let found = 0
    while (cursor.next()) {
      const size = cursor.nameEnd - cursor.nameStart
      if (size === 5) {
        if (className === undefined && cursor.isNamed('class')) className = cursor.value()
        else if (cursor.isNamed('style')) found |= marks.style
      } else if (size === 2) {
        if (id === undefined && cursor.isNamed('id')) id = cursor.value()
      } else if (size === 3) {
        if (cursor.isNamed('rel')) found |= marks.rel
      } else if (size === 4) {
        if (cursor.isNamed('role')) found |= marks.role
      } else if (size === 6) {
        if (cursor.isNamed('hidden')) found |= marks.hidden
      } else if (size === 8) {
        if (cursor.isNamed('itemprop')) found |= marks.itemprop
      } else if (size === 11) {
        if (cursor.isNamed('aria-hidden')) found |= marks['aria-hidden']
        else if (cursor.isNamed('data-testid')) found |= marks['data-testid']
      }
    }
    const end = cursor.at + 1
    if (end > source.length) return source.length
    const {selfClosing} = cursor
    if (tag !== formTag || !this.#open.isOpen(formTag)) {
      const own = this.#tag
      own.tag = tag
      own.start = start
      own.nameEnd = nameEnd
      own.end = end
      own.look = this.builder.lookOf(className, id)
      own.marks = found
      this.#push(own)
      const top = this.#open.top
      if (selfClosing && !tag.isVoid && top?.context !== 'html' && top?.tag === tag) this.#pop(end)
    }
    return tag.content !== 'markup' && before === 'html' ? this.#content(tag, end) : end
  }

  #push(start: StartTag): void {
    const {tag} = start
    if (tag.closes) {
      for (let top = this.#open.top; top && tag.closes.has(top.tag.name); top = this.#open.top)
        this.#pop(start.start)
    }
    const parent = this.#holder
    const isDeep = parent.depth >= this.#depth
    const isMany = this.builder.elements.length >= maximumElements
    if (isDeep) this.depthCapped = true
    if (isMany) this.elementsCapped = true
    const element = isDeep || isMany ? undefined : this.builder.addElement(parent, start)
    if (tag.isVoid) return
    const holder = element ?? parent
    const isSilent = (tag === scriptTag || tag === styleTag) && !this.#isData(tag, start.nameEnd)
    this.#open.push(tag, element, holder, isSilent)
    this.#holder = holder
    if (isSilent) this.#silent += 1
  }

  #isData(tag: Tag, nameEnd: number): boolean {
    return tag === scriptTag && /ld\+json/i.test(readAttribute(this.#source, nameEnd, 'type') ?? '')
  }

  /** Closes the innermost element. */
  #pop(end: number): void {
    const closed = this.#open.pop()
    if (!closed) return
    if (closed.isSilent) this.#silent -= 1
    if (closed.element) this.builder.close(closed.element, end)
    this.#holder = this.#open.top?.holder ?? this.builder.root
  }

  #endTag(start: number, nameStart: number): number {
    const source = this.#source
    const nameEnd = this.#nameEnd(nameStart)
    if (nameEnd >= source.length) return source.length
    const end = this.#after('>', nameEnd)
    const tag = this.#inContext(tagAt(source, nameStart, nameEnd))
    if (this.#open.isOpen(tag)) {
      while (this.#open.top && this.#open.top.tag.name !== tag.name) this.#pop(start)
      this.#pop(end)
    } else if (tag === pTag || tag === brTag) {
      // The standard takes these two, when there is nothing to close, for elements of their own.
      this.#push({tag, start, nameEnd: -1, end, look: noLook, marks: 0})
      if (tag === pTag) this.#pop(end)
    }
    return end
  }

  /** Reads the content of an element that holds text only, and its end tag. */
  #content(tag: Tag, from: number): number {
    const source = this.#source
    const {length} = source
    let end = tag.content === 'rest' ? -1 : source.indexOf('</', from)
    while (end >= 0) {
      const nameEnd = end + 2 + tag.name.length
      if (
        nameEnd < length &&
        isNameEnd(source.charCodeAt(nameEnd)) &&
        tagAt(source, end + 2, nameEnd) === tag
      )
        break
      end = source.indexOf('</', end + 2)
    }
    const to = end < 0 ? length : end
    if (tag.content === 'text') this.#text(from, to)
    else this.#plainText(from, to)
    return end < 0 ? length : this.#endTag(end, end + 2)
  }

  #plainText(from: number, to: number): void {
    if (this.#silent > 0 || from >= to) return
    this.builder.addText(this.#holder, from, to)
  }

  /** Text in which character references stand for characters. */
  #text(from: number, to: number): void {
    if (this.#silent > 0) return
    if (this.#reference < from) this.#reference = this.#nextReference(from)
    let piece = from
    let at = this.#reference
    while (at < to) {
      const length = decodeReference(this.#source, at)
      if (length > 0) {
        this.#plainText(piece, at)
        let start = at
        piece = at + length
        for (const character of decoded) {
          this.builder.addText(this.#holder, start, piece, character)
          start = piece
        }
      }
      at = this.#nextReference(Math.max(piece, at + 1))
    }
    this.#reference = at
    this.#plainText(piece, to)
  }

  #nextReference(from: number): number {
    const found = this.#source.indexOf('&', from)
    return found < 0 ? Number.POSITIVE_INFINITY : found
  }
}
