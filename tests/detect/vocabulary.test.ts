import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {hashStart, hashUnit} from '../../src/compute/hash.ts'
import {unitsOf} from '../../src/compute/text-units.ts'
import {
  firstWordId,
  idAt,
  idOf,
  packIndex,
  readVocabulary,
  vocabularyFrom,
  wordOf,
  wordsOf,
} from '../../src/detect/vocabulary.ts'

const models = new URL('../../models/english/', import.meta.url)

describe('a vocabulary', () => {
  const words = [
    'the',
    "it's",
    'café',
    'straße',
    'łódź',
    ...Array.from({length: 3_000}, (_, i) => `word${i}`),
  ]
  const vocabulary = vocabularyFrom(words)

  it('finds each of its words by spelling and gives it back by id', () => {
    expect(words.map(word => idOf(vocabulary, word))).toEqual(words.map((_, index) => firstWordId + index))
    expect(wordsOf(vocabulary)).toEqual(words)
    expect(wordOf(vocabulary, firstWordId - 1)).toBe('')
    expect(wordOf(vocabulary, vocabulary.end)).toBe('')
  })

  it('knows no other word', () => {
    for (const word of ['th', 'thee', 'THE', 'cafe', 'word3000', '', 'the\nit']) {
      expect(idOf(vocabulary, word)).toBeUndefined()
    }
  })

  it('finds a word in a text whatever its capitals and its apostrophe', () => {
    const find = (text: string, start: number, folded: string): number =>
      idAt(
        vocabulary,
        [...folded].reduce((hash, unit) => hashUnit(hash, unit.charCodeAt(0)), hashStart),
        unitsOf(text),
        start,
        start + folded.length,
      )
    expect(find('So THE end', 3, 'the')).toBe(idOf(vocabulary, 'the'))
    expect(find('IT’S so', 0, "it's")).toBe(idOf(vocabulary, "it's"))
    expect(find('So that end', 3, 'tha')).toBe(0)
  })
})

describe('the English vocabulary', () => {
  it('is indexed as its list of words says', () => {
    const listed = readFileSync(new URL('words.txt', models), 'utf8').split('\n').slice(0, -1)
    const made = vocabularyFrom(listed)
    const index = readFileSync(new URL('word-index.bin', models))
    expect(Buffer.from(packIndex(made).buffer).equals(index)).toBe(true)
    const vocabulary = readVocabulary(models)
    expect(vocabulary.end).toBe(listed.length + firstWordId)
    expect(idOf(vocabulary, 'the')).toBe(firstWordId)
  })
})
