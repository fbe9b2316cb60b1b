import fc from 'fast-check'
import {expect, test} from 'vitest'
import {countFunctionWords} from '../../src/detect/function-word-counts.ts'
import {functionWords} from '../../src/detect/function-words.ts'

const languages = Object.keys(functionWords)
const lists = languages.map(language => new Set(functionWords[language]?.split(' ')))

/** The same, as a pattern says it. */
const plainly = (text: string): {words: number; hits: number[]} => {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? []
  return {
    words: words.length,
    hits: lists.map(list => words.filter(word => list.has(word.toLowerCase())).length),
  }
}

test('counts what a pattern counts, in any mixture of letters, marks and capitals', () => {
  const known = fc.constantFrom(...lists.flatMap(list => [...list]))
  const odd = fc.constantFrom(
    ' ',
    '.',
    "'",
    '’',
    '1',
    '_',
    '@',
    '[',
    '`',
    '{',
    'İ',
    'ſ',
    'K',
    'é',
    '\u0301',
    '×',
    'ß',
  )
  const far = fc.constantFrom('𝐀', '𠀀', '\ud800', '\udc00', 'ж', 'ي', '한')
  const piece = fc.oneof(
    known,
    known.map(word => word.toUpperCase()),
    odd,
    far,
    fc.constant(' '),
  )
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 30}), pieces => {
      const text = pieces.join('')
      const {words, hits} = countFunctionWords(text)
      expect({words, hits: [...hits]}).toEqual(plainly(text))
    }),
  )
})
