import fc from 'fast-check'
import {expect, it} from 'vitest'
import {findNames} from '../../src/detect/find-names.ts'

const pattern =
  /(?<![\p{L}\p{N}\p{M}_@#/.-])\p{Lu}[\p{Ll}\p{M}]+(?:['’ʼ]\p{Ll}{2,}|\p{Lu}\p{Ll}+)*(?![\p{L}\p{N}\p{M}_/@])/gu

const byPattern = (text: string): readonly number[] =>
  [...text.matchAll(pattern)].flatMap(({0: form, index}) => [index, index + form.length])

it('finds the names that the pattern finds', () => {
  const text =
    'Ann O’Neill and McKay, D’Arcy-Smith of ACME, x.Paul @Jane Li2 Østby Émile École Ёлкин e\u0301T Ab'
  expect(findNames(text)).toEqual(byPattern(text))
  expect(findNames(text).length).toBeGreaterThan(14)
})

it('and does so in any text', () => {
  const piece = fc.constantFrom(
    ...[
      ...'AaBbZz09_@#/.-’ʼ\u0301 ÉéßĳЁё中',
      "'",
      'Mc',
      'Neill',
      '\u{1d400}',
      '\u{10428}',
      '\u{10400}',
      '\ud801',
    ],
  )
  const text = fc.array(piece, {maxLength: 24}).map(pieces => pieces.join(''))
  fc.assert(
    fc.property(text, one => {
      expect(findNames(one)).toEqual(byPattern(one))
    }),
    {numRuns: 5_000},
  )
})
