/** The page of a web archive (MHTML), as its bytes stand in the archive's part. */
export type ArchivedPage = {
  readonly bytes: Uint8Array
  /** The charset that the part's header gives. */
  readonly charset?: string
  /** Where the page was saved from. */
  readonly url?: string
}

/** Characters at the beginning in which the message's own header must end. */
const headerCharacters = 16_384

/** Multiparts in multiparts: mail programs nest two, nobody needs more than this. */
const mostNested = 4

/** Headers by lower-case name, the first of each, continued lines joined. */
type Headers = ReadonlyMap<string, string>

/** A piece of the message: its headers, and where its body lies. */
type Part = {readonly headers: Headers; readonly start: number; readonly end: number}

const headersOf = (block: string): Headers => {
  const headers = new Map<string, string>()
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

/** Splits `[start, end)` of the message at the first empty line. */
const partAt = (message: string, start: number, end: number): Part => {
  // A part without headers begins with the empty line.
  if (message.startsWith('\r\n', start)) return {headers: new Map(), start: start + 2, end}
  if (message.startsWith('\n', start)) return {headers: new Map(), start: start + 1, end}
  const crlf = message.indexOf('\r\n\r\n', start)
  const lf = message.indexOf('\n\n', start)
  const isCrlf = crlf >= 0 && (lf < 0 || crlf < lf)
  const at = isCrlf ? crlf : lf
  if (at < 0 || at >= end) return {headers: headersOf(message.slice(start, end)), start: end, end}
  return {headers: headersOf(message.slice(start, at)), start: at + (isCrlf ? 4 : 2), end}
}

const mediaTypeOf = ({headers}: Part): string =>
  /^[^;\s]*/.exec(headers.get('content-type') ?? '')?.[0].toLowerCase() ?? ''

const parameterOf = ({headers}: Part, name: string): string | undefined => {
  const value = headers.get('content-type') ?? ''
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value)
  return match?.[1] ?? match?.[2]
}

/** The parts between the lines that hold the boundary; one that is cut off at the end counts too. */
const partsOf = (message: string, whole: Part, boundary: string): Part[] => {
  const parts: Part[] = []
  const line = `--${boundary}`
  let open = -1
  for (let at = message.indexOf(line, whole.start); at >= 0 && at < whole.end; ) {
    const isLineStart = at === 0 || message.charCodeAt(at - 1) === 0x0a
    const lineEnd = message.indexOf('\n', at)
    const rest = message.slice(at + line.length, lineEnd < 0 ? whole.end : lineEnd).trim()
    if (isLineStart && (rest === '' || rest === '--')) {
      if (open >= 0) {
        // The line break before the boundary belongs to the boundary.
        const end = message.charCodeAt(at - 2) === 0x0d ? at - 2 : at - 1
        parts.push(partAt(message, open, Math.max(open, end)))
      }
      open = rest === '--' || lineEnd < 0 ? -1 : lineEnd + 1
      if (rest === '--') break
    }
    at = message.indexOf(line, at + line.length)
  }
  if (open >= 0) parts.push(partAt(message, open, whole.end))
  return parts
}

const isPage = (part: Part): boolean => /^(?:text\/html|application\/xhtml\+xml)$/.test(mediaTypeOf(part))

/** The part that is the page: the one that `start` names, or the first page, in nested multiparts too. */
const rootOf = (message: string, whole: Part): Part | undefined => {
  let open = [whole]
  for (let level = 0; level <= mostNested && open.length > 0; level += 1) {
    const inner: Part[] = []
    for (const part of open) {
      if (isPage(part)) return part
      const boundary = parameterOf(part, 'boundary')
      if (!mediaTypeOf(part).startsWith('multipart/') || boundary === undefined || boundary === '') continue
      const parts = partsOf(message, part, boundary)
      const start = parameterOf(part, 'start')
      const named = parts.find(({headers}) => start !== undefined && headers.get('content-id') === start)
      inner.push(...(named ? [named] : []), ...parts)
    }
    open = inner
  }
  return undefined
}

/** Quoted-printable (RFC 2045, 6.7): `=` and two digits stand for a byte, `=` at a line's end for nothing. */
const decodeQuotedPrintable = (text: string): Uint8Array => {
  const bytes = Buffer.alloc(text.length)
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x3d) {
      const softBreak = /=[ \t]{0,100}\r?\n/y
      softBreak.lastIndex = at
      if (softBreak.test(text)) {
        at = softBreak.lastIndex - 1
        continue
      }
      const digits = text.slice(at + 1, at + 3)
      if (/^[\dA-Fa-f]{2}$/.test(digits)) {
        bytes[length] = Number.parseInt(digits, 16)
        length += 1
        at += 2
        continue
      }
    }
    bytes[length] = code
    length += 1
  }
  return bytes.subarray(0, length)
}

const bytesOf = (message: string, {headers, start, end}: Part): Uint8Array => {
  const body = message.slice(start, end)
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body)
  return Buffer.from(body, 'latin1')
}

const address = (value: string | undefined): string | undefined =>
  value !== undefined && /^https?:\/\//i.test(value) ? value.replace(/\s+/g, '') : undefined

const messageStart = /^(?:[\w-]{2,60}:[^\n]*\r?\n)/

/**
 * The page that a web archive holds (RFC 2557: a `multipart/related` message, or a message that is a page), whatever
 * the file is called. Undefined when the bytes are no message; `page` is undefined when no part of it is a page.
 */
export const openArchive = (bytes: Uint8Array): {readonly page: ArchivedPage | undefined} | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = buffer.toString('latin1', 0, headerCharacters).replace(/^\s+/, '')
  if (!messageStart.test(head) || !/^mime-version:|^content-type:\s*multipart\//im.test(head))
    return undefined
  const message = buffer.toString('latin1')
  const whole = partAt(message, message.length - message.trimStart().length, message.length)
  if (!whole.headers.has('content-type')) return undefined
  const root = rootOf(message, whole)
  if (!root) return {page: undefined}
  const charset = parameterOf(root, 'charset')
  const url =
    address(root.headers.get('content-location')) ??
    address(whole.headers.get('snapshot-content-location')) ??
    address(whole.headers.get('content-location'))
  return {
    page: {
      bytes: bytesOf(message, root),
      ...(charset === undefined ? {} : {charset}),
      ...(url === undefined ? {} : {url}),
    },
  }
}

/** Characters of a saved page in which the browser's note of its address stands. */
const noteCharacters = 4_000

/** The address that browsers note in pages they save: `<!-- saved from url=(0026)https://example.org/a -->`. */
export const savedFrom = (source: string): string | undefined =>
  address(
    /<!--\s{0,9}saved from url=\(\d{1,8}\)(\S{1,2000})\s{0,9}-->/i.exec(source.slice(0, noteCharacters))?.[1],
  )
