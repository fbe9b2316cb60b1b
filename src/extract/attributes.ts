import {decodeHTMLAttribute} from 'entities/decode'

/** An element's attributes by lower-case name; the first of each name. */
export type Attributes = Readonly<Record<string, string | undefined>>

const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c

/**
 * Goes through the attributes of a start tag without making strings, as the HTML standard's tokenizer does. Begin after
 * the tag's name; `next` moves to the next attribute, and is false at the tag's end.
 */
export class AttributeCursor {
  source: string
  /** Where the scan stands; after the last attribute, the offset of `>` or, in an unfinished tag, of the end. */
  at = 0
  nameStart = 0
  nameEnd = 0
  /** -1 for an attribute without a value. */
  valueStart = 0
  valueEnd = 0
  /** The tag ends in `/>`. */
  selfClosing = false

  constructor(source: string) {
    this.source = source
  }

  begin(at: number): void {
    this.at = at
    this.selfClosing = false
  }

  next(): boolean {
    const {source} = this
    let at = this.#skipToName()
    const length = source.length
    if (at >= length || source.charCodeAt(at) === 0x3e) return false
    this.nameStart = at
    at += 1
    for (; at < length; at += 1) {
      const code = source.charCodeAt(at)
      if (code === 0x3d || code === 0x2f || code === 0x3e || isSpace(code)) break
    }
    this.nameEnd = at
    while (at < length && isSpace(source.charCodeAt(at))) at += 1
    if (source.charCodeAt(at) === 0x3d) this.at = this.#readValue(at + 1)
    else {
      this.valueStart = -1
      this.valueEnd = -1
      this.at = at
    }
    return true
  }

  #skipToName(): number {
    const {source} = this
    let at = this.at
    let slash = false
    for (; at < source.length; at += 1) {
      const code = source.charCodeAt(at)
      if (code === 0x2f) slash = true
      else if (!isSpace(code)) break
    }
    this.selfClosing = slash
    this.at = at
    return at
  }

  #readValue(from: number): number {
    const {source} = this
    const length = source.length
    let at = from
    while (at < length && isSpace(source.charCodeAt(at))) at += 1
    const quote = source.charCodeAt(at)
    if (quote === 0x22 || quote === 0x27) {
      this.valueStart = at + 1
      const end = source.indexOf(quote === 0x22 ? '"' : "'", at + 1)
      this.valueEnd = end < 0 ? length : end
      return end < 0 ? length : end + 1
    }
    this.valueStart = at
    for (; at < length; at += 1) {
      const code = source.charCodeAt(at)
      if (code === 0x3e || isSpace(code)) break
    }
    this.valueEnd = at
    return at
  }

  /** The current attribute's value, character references decoded; empty for an attribute without one. */
  value(): string {
    if (this.valueStart < 0) return ''
    const value = this.source.slice(this.valueStart, this.valueEnd)
    return value.includes('&') ? decodeHTMLAttribute(value) : value
  }

  /** Whether the current attribute has this name, which must be lower case. */
  isNamed(name: string): boolean {
    const {source, nameStart} = this
    if (this.nameEnd - nameStart !== name.length) return false
    for (let i = 0; i < name.length; i += 1) {
      const code = source.charCodeAt(nameStart + i)
      const lower = code >= 0x41 && code <= 0x5a ? code | 0x20 : code
      if (lower !== name.charCodeAt(i)) return false
    }
    return true
  }
}

/** For one tag at a time; it holds no page in memory between them. */
const reader = new AttributeCursor('')

/** All attributes of the start tag whose name ends at `nameEnd`. */
export const readAttributes = (source: string, nameEnd: number): Attributes => {
  const attributes: Record<string, string> = Object.create(null)
  reader.source = source
  reader.begin(nameEnd)
  while (reader.next()) {
    const name = source.slice(reader.nameStart, reader.nameEnd).toLowerCase()
    if (attributes[name] === undefined) attributes[name] = reader.value()
  }
  reader.source = ''
  return attributes
}

/** One attribute of the start tag whose name ends at `nameEnd`. */
export const readAttribute = (source: string, nameEnd: number, name: string): string | undefined => {
  reader.source = source
  reader.begin(nameEnd)
  let found: string | undefined
  while (found === undefined && reader.next()) if (reader.isNamed(name)) found = reader.value()
  reader.source = ''
  return found
}
