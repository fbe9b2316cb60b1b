import fc from 'fast-check'
import {expect, test} from 'vitest'
import {classGroups} from '../../src/extract/class-evidence.ts'
import {PatternSet} from '../../src/extract/pattern-set.ts'
import {textGroups} from '../../src/extract/text-evidence.ts'

test.each([
  [/abc/, ['abc', 'xxababc', 'ab', 'ABC', '']],
  [/ab?c/, ['ac', 'abc', 'abbc']],
  [/ab*c/, ['ac', 'abbbc', 'ab']],
  [/ab+?c/, ['ac', 'abc', 'abbc']],
  [/x(?:ab){2}y/, ['xaby', 'xababy', 'xabababy']],
  [/xa{1,2}b/, ['xb', 'xab', 'xaab', 'xaaab']],
  [/xa{2,}b/, ['xab', 'xaab', 'xaaaaab']],
  [/(?:one|two|)x/, ['x', 'onex', 'tw']],
  [/(one|two)+!/, ['onetwoone!', '!', 'on!']],
  [/(?<!no)way/, ['highway', 'noway', 'noway way']],
  [/a(?=b)/, ['ab', 'ac', 'ac ab']],
  [/^by\b|\bend$/, ['by me', 'me by', 'bye', 'the end', 'end.', 'bend']],
  [/\b\d{1,2}\.\d\b/, ['1.2', 'a1.2', '1.22', 'in 12.3, then']],
  [/[a-c][^x][\d_]/, ['b-7', 'bx7', 'd-7', 'c\n_']],
  [/[\]\\-]=/, [']=', '\\=', '-=', 'a=']],
  [/\$\s?\d/, ['for $ 5', '$\u00a05', '$x']],
  [/é|ß/, ['É', 'e', 'straße']],
  [/\u00e9[\u0430-\u044f]|\u0436/, ['\u00c9\u0431', '\u00e9', '\u0416', 'u0436']],
  [/\w\W\S/, ['a--', 'a  ', 'ä--']],
  [/a.c/, ['abc', 'a\nc', 'ac']],
])('whether %s is in a text', (pattern, texts) => {
  const set = new PatternSet([pattern])
  const found = texts.filter(text => set.in(text) === 1)
  expect(found).toEqual(texts.filter(text => pattern.test(text.toLowerCase())))
  expect(found).not.toEqual([])
})

test.each([
  [/(?<name>a)/, 'named groups'],
  [/\p{L}/u, 'the flag `u`'],
  [/(a)\1/, '`\\1`'],
  [/ab\B/, '`\\B`'],
  [/Abc/, 'capital letters'],
  [/[A-Z]/, 'capital letters'],
  [/a{99}/, '`{99}`'],
])('%s is refused', (pattern, what) => {
  expect(() => new PatternSet([pattern])).toThrow(`Expected a pattern without ${what} here`)
})

test('more kinds of characters than there is room for at first', () => {
  const letters = Array.from({length: 200}, (_, i) => String.fromCharCode(0x4e00 + i))
  const set = new PatternSet([new RegExp(letters.join('|')), /end/])
  expect(letters.map(letter => set.in(`${letter} the end`))).toEqual(letters.map(() => 3))
  expect(set.in('no such letter')).toBe(0)
})

test('more states than there is room for', () => {
  // Which of the last sixteen characters were an `a` makes 65,536 states.
  const set = new PatternSet([/a[ab]{15}c/])
  let seed = 1
  const text = Array.from({length: 300_000}, () => {
    seed = (Math.imul(seed, 48_271) >>> 0) % 0x7fffffff
    return seed & 64 ? 'a' : 'b'
  }).join('')
  expect(set.in(text)).toBe(0)
  expect(set.in(`${text}a${'b'.repeat(15)}c`)).toBe(1)
  expect(set.in(`${text}b${'a'.repeat(15)}c`)).toBe(0)
})

test.each([
  ['text', textGroups],
  ['class', classGroups],
] as const)('the patterns of %s are found as each by itself finds them', (_, groups) => {
  const patterns: readonly RegExp[] = groups.map(([, pattern]) => pattern)
  const set = new PatternSet(patterns)
  // Pieces of the patterns' own words, so that many of the texts match.
  const words = patterns.flatMap(({source}) => source.match(/[\p{L}\d][\p{L}\d -]*/gu) ?? [])
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words.map(word => word.toUpperCase())),
    fc.string({maxLength: 4}),
    fc.constantFrom(' ', '-', '_', '2024', '.', 'overflow-x-hidden', '3 min'),
  )
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 8}), pieces => {
      const text = pieces.join('')
      const lower = text.toLowerCase()
      const found = set.in(text)
      expect(patterns.map((_, index) => (found >>> index) & 1)).toEqual(
        patterns.map(pattern => Number(pattern.test(lower))),
      )
    }),
    {numRuns: 1_000},
  )
})
