import {type Block, textOf} from '../document/block.ts'

/** How often a document has a word, in small letters; a word with hyphens inside is one word. */
export type Vocabulary = (word: string) => number

const word = /[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*/gu

/** The words of some blocks; counted when the first one is asked for, as few documents need it. */
export const vocabularyOf = (blocks: readonly Block[]): Vocabulary => {
  let counts: Map<string, number> | undefined
  return wanted => {
    if (!counts) {
      counts = new Map()
      for (const block of blocks)
        for (const [found] of textOf(block).matchAll(word)) {
          const small = found.toLowerCase()
          counts.set(small, (counts.get(small) ?? 0) + 1)
        }
    }
    return counts.get(wanted.toLowerCase()) ?? 0
  }
}
