/** The words of a model as the training programs use them: a map in memory, two files on disk. */
import {readFileSync, writeFileSync} from 'node:fs'
import {firstWordId, packIndex, vocabularyFrom} from '../../src/detect/vocabulary.ts'

/** Words and their ids, in the order of the ids. */
export const readWordList = (folder: URL): Map<string, number> =>
  new Map(
    readFileSync(new URL('words.txt', folder), 'utf8')
      .split('\n')
      .filter(word => word !== '')
      .map((word, index) => [word, firstWordId + index]),
  )

/** Writes `words.txt` and the table that finds a word in it without reading it. */
export const writeWordList = (folder: URL, words: readonly string[]): void => {
  const vocabulary = vocabularyFrom(words)
  writeFileSync(new URL('words.txt', folder), vocabulary.bytes)
  writeFileSync(new URL('word-index.bin', folder), packIndex(vocabulary))
}
