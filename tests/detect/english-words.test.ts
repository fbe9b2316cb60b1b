import {describe, expect, it} from 'vitest'
import {
  allCapitals,
  boundaryId,
  capitalised,
  joined,
  nameId,
  numberId,
  pauseId,
  quoted,
  sentenceInitial,
  splitWords,
  unknownId,
} from '../../src/detect/english-words.ts'
import {firstWordId, vocabularyFrom} from '../../src/detect/vocabulary.ts'

const known = ["it's", "don't", "'s", 'the', 'man', 'said', 'well', 'known', 'cost', 'it', 'and', 'yes']
const vocabulary = vocabularyFrom(known)
const marks = new Map([
  [boundaryId, '|'],
  [pauseId, ','],
  [numberId, '#'],
  [nameId, 'N'],
  [unknownId, '?'],
])

const show = (text: string): string => {
  const words = splitWords(text, vocabulary)
  return Array.from({length: words.count}, (_, i) => {
    const id = words.id[i] ?? 0
    return marks.get(id) ?? known[id - firstWordId] ?? ''
  }).join(' ')
}

const flagsOf = (text: string, word: string): number => {
  const words = splitWords(text, vocabulary)
  const at = Array.from(words.start.subarray(0, words.count)).findIndex(
    (start, i) => text.slice(start, words.end[i]) === word,
  )
  return words.flags[at] ?? 0
}

describe('splitWords', () => {
  it.each([
    ['The man said it cost 3,400.50.', '| the man said it cost # |'],
    ['The man’s well-known. It’s', "| the man 's well known | it 's |"],
    ['Don’t! The man', "| don't | the man |"],
    ['Mr. Zbig said, and (well) it…', '| N N said , and , well , it |'],
    ['it cost. and it cost? yes', '| it cost | and it cost | yes |'],
    ['the 12th man', '| the # ? man |'],
    ['the man\nsaid\n\nyes', '| the man said | yes |'],
    ['at example.org yes', '| ? ? ? yes |'],
    ['', '|'],
  ])('splits %j', (text, expected) => {
    expect(show(text)).toBe(expected)
  })

  it('gives exact offsets', () => {
    const text = '“Yes,” the man’s  said.'
    const words = splitWords(text, vocabulary)
    const pieces = Array.from({length: words.count}, (_, i) => text.slice(words.start[i], words.end[i]))
    expect(pieces.filter(piece => piece !== '')).toEqual(['Yes', 'the', 'man', '’s', 'said'])
  })

  it('flags capitals, beginnings, quotations and compounds', () => {
    const text = 'Yes, "the man" said. It cost THE well-known man'
    expect(flagsOf(text, 'Yes')).toBe(capitalised | sentenceInitial)
    expect(flagsOf(text, 'man')).toBe(quoted)
    expect(flagsOf(text, 'said')).toBe(0)
    expect(flagsOf(text, 'It')).toBe(capitalised | sentenceInitial)
    expect(flagsOf(text, 'THE')).toBe(capitalised | allCapitals)
    expect(flagsOf(text, 'well')).toBe(joined)
    expect(flagsOf(text, 'known')).toBe(joined)
  })
})
