import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  comparable,
  findWords,
  saysWords,
  squeezed,
  wantedWords,
  wordsIn,
} from '../../src/extract/plain-words.ts'

/** The same by patterns, for any text. */
const byPattern = (text: string, gap: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, gap)
    .trim()

test('words are what is left without case, marks and white space', () => {
  expect(comparable('  “Hello”, World — 2nd\u00a0time…')).toBe('hello world 2nd time')
  expect(comparable('Ça va, Zoë?')).toBe('ça va zoë')
  expect(comparable(' – ')).toBe('')
  expect(squeezed('Hello, World 42!')).toBe('helloworld42')
  expect(squeezed('Hello, World 42!', 7)).toBe('hellowo')
  expect(squeezed('Ça va, Zoë?', 4)).toBe('çava')
})

test('a text says words whatever its marks', () => {
  expect(saysWords('“Hello, world!”', 'hello world')).toBe(true)
  expect(saysWords('Hello, world and more', 'hello world')).toBe(false)
  expect(saysWords('Yellow world', 'hello world')).toBe(false)
  expect(saysWords('Été à Paris', 'été à paris')).toBe(true)
  expect(saysWords('', 'hello')).toBe(false)
})

test('wanted words are found as often as they stand in a text, whatever its script', () => {
  const wanted = wantedWords(['harbour', 'the', 'été'])
  expect(findWords('The harbour, the wall.', wanted)).toEqual({count: 4, found: 3, different: 2})
  expect(findWords('Un été au port', wanted)).toEqual({count: 4, found: 1, different: 1})
  expect(findWords(' – ', wanted)).toEqual({count: 0, found: 0, different: 0})
  const words = fc.constantFrom('harbour', 'The', 'wall', 'été', 'port,', '—', '“the”', 'harbours')
  fc.assert(
    fc.property(fc.array(words, {maxLength: 12}), list => {
      const all = wordsIn(list.join(' '))
      const found = all.filter(word => wanted.numbers.has(word))
      const expected = {count: all.length, found: found.length, different: new Set(found).size}
      expect(findWords(list.join(' '), wanted)).toEqual(expected)
    }),
  )
})

test('the fast way and the patterns agree on every text', () => {
  const character = fc.oneof(
    fc.constantFrom(...'aZ9 -_.,:;!?\'"&\u00a0\u2019\u2013\u2026\u2028éßÑжЖ中ª²'),
    fc.string({unit: 'binary', maxLength: 2}),
  )
  fc.assert(
    fc.property(fc.array(character, {maxLength: 30}), fc.nat({max: 12}), (characters, limit) => {
      const text = characters.join('')
      expect(comparable(text)).toBe(byPattern(text, ' '))
      expect(squeezed(text)).toBe(byPattern(text, ''))
      expect(squeezed(text, limit)).toBe(byPattern(text, '').slice(0, limit))
    }),
    {numRuns: 1000},
  )
})

test('long texts are read to their end', () => {
  const text = 'Word, '.repeat(3000)
  expect(comparable(text)).toBe('word '.repeat(3000).trim())
  expect(squeezed(text)).toBe('word'.repeat(3000))
})
