import type {Block} from '../../src/document/block.ts'
import type {Document} from '../../src/document/document.ts'

/** A document as a dump gives it: one block a line, spans exact. */
export const documentOf = (source: string, declared?: string): Document => {
  const blocks: Block[] = []
  let start = 0
  for (const line of source.split('\n')) {
    if (line.trim()) {
      blocks.push({kind: 'paragraph', origin: {start, end: start + line.length}, raw: line, edits: []})
    }
    start += line.length + 1
  }
  return {
    path: 'sample.txt',
    source,
    sourceInfo: {
      sha256: '',
      bytes: source.length,
      mediaType: 'text/plain',
      encoding: 'utf-8',
      replacements: 0,
    },
    blocks,
    metadata: {
      byline: [],
      references: [],
      sources: {},
      ...(declared ? {language: {code: declared, confidence: 1}} : {}),
    },
    messages: [],
  }
}
