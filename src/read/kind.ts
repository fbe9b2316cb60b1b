/** What a file holds, by its name. */
export type Kind = {
  /** Of the document, or of the records' stream (`application/jsonl`). */
  readonly mediaType: 'text/plain' | 'text/markdown' | 'text/html' | 'application/jsonl'
  readonly gzip: boolean
  /** The name without the endings that tell the kind: what the output is called. */
  readonly stem: string
}

const mediaTypes = new Map<string, Kind['mediaType']>([
  ['txt', 'text/plain'],
  ['text', 'text/plain'],
  ['md', 'text/markdown'],
  ['markdown', 'text/markdown'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['xhtml', 'text/html'],
  ['mhtml', 'text/html'],
  ['mht', 'text/html'],
  ['jsonl', 'application/jsonl'],
  ['ndjson', 'application/jsonl'],
])

/** The endings Copydesk reads, for messages. */
export const readableEndings: readonly string[] = [...mediaTypes.keys()].map(ending => `.${ending}`)

/** The kind of a file by its name, or `undefined` for one that Copydesk does not read. */
export const kindOf = (path: string): Kind | undefined => {
  const gzip = /\.gz$/i.test(path)
  const name = gzip ? path.slice(0, -3) : path
  const dot = name.lastIndexOf('.')
  if (dot <= name.lastIndexOf('/') + 1) return undefined
  const mediaType = mediaTypes.get(name.slice(dot + 1).toLowerCase())
  return mediaType && {mediaType, gzip, stem: name.slice(0, dot)}
}
