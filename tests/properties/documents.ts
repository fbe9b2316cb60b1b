import type {Block} from '../../src/document/block.ts'
import type {Document} from '../../src/document/document.ts'
import type {Edit} from '../../src/document/edit.ts'

/** A dump of the given blocks, as the extraction makes it. */
export const documentOf = (
  raws: readonly string[],
  more: {readonly kind?: Block['kind']; readonly edits?: (raw: string) => Edit[]} = {},
): Document => {
  let position = 0
  const blocks = raws.map((raw): Block => {
    const start = position
    position += raw.length + 2
    return {
      kind: more.kind ?? 'paragraph',
      origin: {start, end: start + raw.length},
      raw,
      edits: more.edits?.(raw) ?? [],
    }
  })
  return {
    path: 'a.txt',
    source: raws.join('\n\n'),
    sourceInfo: {sha256: '', bytes: 0, mediaType: 'text/plain', encoding: 'utf-8', replacements: 0},
    blocks,
    metadata: {byline: [], references: [], sources: {}},
    messages: [],
  }
}
