import type {Document} from '../../src/document/document.ts'

/** A document as the reader hands it to the extractor. */
export const pageDocument = (source: string): Document => ({
  path: 'page.html',
  source,
  sourceInfo: {sha256: '', bytes: source.length, mediaType: 'text/html', encoding: 'utf-8', replacements: 0},
  blocks: [],
  metadata: {byline: [], references: [], sources: {}},
  messages: [],
})

/** Prose of `sentences` plain sentences, long enough to look like an article's paragraph. */
export const prose = (sentences: number, seed = 0): string =>
  Array.from(
    {length: sentences},
    (_, i) =>
      `The committee met on day ${seed + i + 1} of the month, and its members agreed that the bridge over the river had to be repaired before winter.`,
  ).join(' ')
