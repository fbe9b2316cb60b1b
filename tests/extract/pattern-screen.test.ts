import fc from 'fast-check'
import {expect, test} from 'vitest'
import {unitsOf} from '../../src/compute/text-units.ts'
import {classGroups} from '../../src/extract/class-evidence.ts'
import {screenOf} from '../../src/extract/pattern-screen.ts'
import {textGroups} from '../../src/extract/text-evidence.ts'

const possible = (pattern: RegExp, text: string): boolean =>
  screenOf([pattern])(unitsOf(text), 0, text.length) === 1

test.each([
  [/abc/, 'xxabcx'],
  [/abc/, 'abc'],
  [/a/, 'a'],
  [/a/, 'bba'],
  [/ab?c/, 'ac'],
  [/ab*c/, 'abbbc'],
  [/ab+c/, 'abbc'],
  [/a{2}b/, 'aab'],
  [/a{1,2}b/, 'aab'],
  [/a{2,}b/, 'aaaab'],
  [/(?:one|two|)x/, 'x'],
  [/(?<!no)way/, 'highway'],
  [/\bend$/, 'the end'],
  [/[a-c][^x][\d_]/, 'b-7'],
  [/\$\s?\d/, 'for $ 5'],
  [/é|ü/i, 'É'],
  [/\w\W\S/, 'a--'],
])('%s may match %j', (pattern, text) => {
  expect(pattern.test(text)).toBe(true)
  expect(possible(pattern, text)).toBe(true)
})

test('a text without any beginning of a pattern is screened out', () => {
  expect(possible(/share|tweet/, 'weather report')).toBe(false)
  expect(possible(/\d{4}/, 'no figures')).toBe(false)
  expect(possible(/abc/, 'ab')).toBe(false)
  expect(possible(/©/, 'plain')).toBe(false)
})

test('what cannot be screened is refused', () => {
  expect(() => screenOf([/(?<name>a)/])).toThrow('named group')
  expect(() => screenOf([/\p{L}/u])).toThrow('screened')
  expect(() => screenOf([/(a)\1/])).toThrow('screened')
})

test.each([
  ['text', textGroups],
  ['class', classGroups],
] as const)('no match of the patterns of %s is screened out', (_, groups) => {
  const patterns: readonly RegExp[] = groups.map(([, pattern]) => pattern)
  const screen = screenOf(patterns)
  // Pieces of the patterns' own words, so that many of the texts match.
  const words = patterns.flatMap(({source}) => source.match(/[\p{L}\d][\p{L}\d -]*/gu) ?? [])
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words.map(word => word.toUpperCase())),
    fc.string({maxLength: 4}),
    fc.constantFrom(' ', '-', '_', '2024', 'İ', 'K'),
  )
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 8}), pieces => {
      const asWritten = pieces.join('')
      const text = asWritten.toLowerCase()
      const found = screen(unitsOf(asWritten), 0, asWritten.length)
      patterns.forEach((pattern, index) => {
        if (pattern.test(text)) expect((found >>> index) & 1).toBe(1)
      })
    }),
    {numRuns: 500},
  )
})

test.each([
  [/\bday/, 'sunday', false],
  [/\bday/, 'on-day', true],
  [/\b(?:day|week)/, 'midweek day', true],
  [/^home/, 'at home', false],
  [/^(?:home|menu)\b/, 'menu', true],
  [/^a|\bb/, 'xa xb', false],
  [/x\bday/, 'a xday', true],
  // Before a letter outside ASCII, `\b` asks for one inside it.
  [/\bété/, 'xété', true],
  [/\b_id/, 'my _id', true],
])('where %s may match in %j is told by what stands before', (pattern, text, expected) => {
  if (pattern.test(text)) expect(expected).toBe(true)
  expect(possible(pattern, text)).toBe(expected)
})
