import {hash} from 'node:crypto'
import {closeSync, createReadStream, fstatSync, openSync, readSync} from 'node:fs'
import {pipeline, type Readable} from 'node:stream'
import {createGunzip, gunzipSync} from 'node:zlib'
import type {Document, SourceInfo} from '../document/document.ts'
import type {Limits} from '../document/options.ts'
import {decode, looksBinary} from './decode.ts'
import type {Kind} from './kind.ts'
import {openArchive, savedFrom} from './web-archive.ts'

/** A document as it was read, or why there is none. */
export type Reading =
  | {readonly document: Document}
  | {
      readonly path: string
      readonly problem: string
      readonly line?: number
      readonly source?: SourceInfo
      readonly transient?: boolean
    }

/** A document with nothing made of it yet. */
export const newDocument = (
  path: string,
  source: string,
  sourceInfo: SourceInfo,
  more: Partial<Document['metadata']> = {},
): Document => ({
  path,
  source,
  sourceInfo,
  blocks: [],
  metadata: {byline: [], references: [], sources: {}, ...more},
  messages: [],
})

const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes)

const because = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const known: Readonly<Record<string, string>> = {
    EACCES: 'No permission to read the file',
    ENOENT: 'The file went away before it was read',
    EISDIR: 'Expected a file, got a folder',
    ELOOP: 'Symbolic link, not followed',
    Z_BUF_ERROR: 'Broken gzip: the data ends too early',
    Z_DATA_ERROR: `Broken gzip: ${error.message}`,
  }
  return known[code] ?? error.message
}

/** Whether the system failed (`EACCES`, `EIO`, …) rather than the content: another time it may not. */
const isOfTheSystem = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^E[A-Z0-9]+$/.test(String(error.code))

const tooLarge = (bytes: number | undefined, limit: number): string =>
  `Too large: ${bytes === undefined ? `more than ${limit}` : bytes} bytes, the limit is ${limit}; raise \`limits.bytes\` to read it`

/** Where files of less than a megabyte are read to, one after another: memory for each would lie about until it is collected. */
const room = Buffer.allocUnsafeSlow(1 << 20)

/** The bytes of an open file, which may grow meanwhile: good until the next file is read. More than `limit` are not all. */
const bytesOf = (handle: number, size: number, limit: number): Uint8Array => {
  let bytes = size < room.length ? room : Buffer.allocUnsafeSlow(size + 1)
  let length = 0
  for (;;) {
    const read = readSync(handle, bytes, length, bytes.length - length, null)
    length += read
    if (read === 0 || length > limit) return bytes.subarray(0, length)
    if (length === bytes.length) bytes = Buffer.concat([bytes], length * 2)
  }
}

/** Reads a whole file. The thread waits for the disk: another thread to read in costs more than it saves. */
const readBytes = (file: string, gzip: boolean, limit: number): Uint8Array | {problem: string} => {
  const handle = openSync(file, 'r')
  try {
    const {size} = fstatSync(handle)
    if (size > limit) return {problem: tooLarge(size, limit)}
    const bytes = bytesOf(handle, size, limit)
    if (bytes.length > limit) return {problem: tooLarge(bytes.length, limit)}
    if (!gzip) return bytes
    try {
      return gunzipSync(bytes, {maxOutputLength: limit})
    } catch (error) {
      if (error instanceof RangeError) return {problem: `${tooLarge(undefined, limit)} (after decompression)`}
      throw error
    }
  } finally {
    closeSync(handle)
  }
}

/** The document that `bytes` hold, decoded; or why they hold none. */
export const readDocument = (path: string, bytes: Uint8Array, mediaType: string): Reading => {
  const facts = {sha256: sha256(bytes), bytes: bytes.length, mediaType}
  const archive = mediaType === 'text/html' ? openArchive(bytes) : undefined
  if (archive && !archive.page) {
    const source = {...facts, encoding: 'us-ascii', replacements: 0}
    return {path, problem: 'A web archive without a page; expected a part of type `text/html`', source}
  }
  const {bytes: content, charset, url: location} = archive?.page ?? {bytes}
  if (looksBinary(content)) {
    const source = {...facts, encoding: 'binary', replacements: 0}
    return {path, problem: 'Binary data; expected text or HTML', source}
  }
  const {text, encoding, replacements, messages} = decode(content, {
    mediaType,
    ...(charset === undefined ? {} : {charset}),
  })
  const url = location ?? (mediaType === 'text/html' ? savedFrom(text) : undefined)
  const known = url === undefined ? {} : {url, sources: {url: 'saved-page'}}
  const document = newDocument(path, text, {...facts, encoding, replacements}, known)
  return {document: {...document, messages}}
}

/** Gives the memory of a large file back at once: its collection may be as far off as the next large file. */
const letGo = ({buffer}: Uint8Array): void => {
  // Smaller ones may share theirs with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength > room.length) buffer.transfer(0)
}

/** The document that a whole file holds. Its bytes are let go before anything is made of the document. */
const readWhole = (path: string, file: string, {mediaType, gzip}: Kind, limits: Limits): Reading => {
  const bytes = readBytes(file, gzip, limits.bytes)
  if ('problem' in bytes) return {path, ...bytes}
  const reading = readDocument(path, bytes, mediaType)
  letGo(bytes)
  return reading
}

type Line = {readonly number: number; readonly bytes: Uint8Array | undefined; readonly length: number}

const lineFeed = 0x0a

/** The lines of a byte stream; one longer than `limit` comes without its bytes. */
async function* linesOf(stream: Readable, limit: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let length = 0
  let number = 1
  const take = (): Line => {
    const line = {number, bytes: length > limit ? undefined : Buffer.concat(parts), length}
    parts = []
    length = 0
    number++
    return line
  }
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      length += end - start
      if (length <= limit) parts.push(chunk.subarray(start, end))
      yield take()
      start = end + 1
    }
    length += chunk.length - start
    if (length <= limit) parts.push(chunk.subarray(start))
    else parts = []
  }
  if (length > 0) yield take()
}

const recordOf = (path: string, line: Line, ids: Set<string>, limit: number): Reading | undefined => {
  const unnamed = `${path}#${line.number}`
  if (!line.bytes) return {path: unnamed, line: line.number, problem: tooLarge(line.length, limit)}
  const json = new TextDecoder('utf-8', {ignoreBOM: line.number > 1}).decode(line.bytes)
  if (json.trim() === '') return undefined
  const facts = {sha256: sha256(line.bytes), bytes: line.length, encoding: 'utf-8'}
  const failed = (problem: string): Reading => ({
    path: unnamed,
    line: line.number,
    problem: `Line ${line.number}: ${problem}`,
    source: {...facts, mediaType: 'application/json', replacements: 0},
  })
  let record: unknown
  try {
    record = JSON.parse(json)
  } catch (error) {
    return failed(`expected a JSON object, got what does not parse (${because(error)})`)
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return failed(
      `expected a JSON object, got ${record === null ? 'null' : Array.isArray(record) ? 'a list' : `a ${typeof record}`}`,
    )
  }
  const fields = new Map<string, unknown>(Object.entries(record))
  const html = fields.get('html')
  const text = typeof html === 'string' ? html : fields.get('text')
  if (typeof text !== 'string') return failed('expected a string in `html` or `text`, got neither')
  const id = fields.get('id')
  const named = typeof id === 'string' || typeof id === 'number' ? String(id) : ''
  const unique =
    named !== '' && !ids.has(named) ? named : named === '' ? `${line.number}` : `${named}@${line.number}`
  ids.add(unique)
  const url = fields.get('url')
  const replacements = text.split('\ufffd').length - 1
  const info = {...facts, mediaType: typeof html === 'string' ? 'text/html' : 'text/plain', replacements}
  const about = typeof url === 'string' ? {url, sources: {url: 'record'}} : {}
  return {document: newDocument(`${path}#${unique}`, text, info, about)}
}

async function* readRecords(
  path: string,
  file: string,
  gzip: boolean,
  limits: Limits,
): AsyncGenerator<Reading> {
  const bytes = createReadStream(file)
  const stream = gzip ? pipeline(bytes, createGunzip(), () => {}) : bytes
  const ids = new Set<string>()
  let count = 0
  for await (const line of linesOf(stream, limits.bytes)) {
    const reading = recordOf(path, line, ids, limits.bytes)
    if (!reading) continue
    count++
    yield reading
  }
  if (count === 0) yield {path, problem: 'Expected at least one record, got an empty file'}
}

/**
 * The documents of one input, in the order in which they stand there: one for a file, one a record for a stream of
 * records. Never throws for what the input holds: that is a `problem`.
 */
export async function* readInput(
  input: {readonly path: string; readonly file: string},
  kind: Kind,
  limits: Limits,
): AsyncGenerator<Reading> {
  try {
    if (kind.mediaType === 'application/jsonl') {
      yield* readRecords(input.path, input.file, kind.gzip, limits)
      return
    }
    yield readWhole(input.path, input.file, kind, limits)
  } catch (error) {
    yield {path: input.path, problem: because(error), transient: isOfTheSystem(error)}
  }
}
