import fc from 'fast-check'
import {expect, test} from 'vitest'
import {letterReader, roomFor} from '../../src/rules/letter-reader.ts'
import {letterScreen} from '../../src/rules/letter-screen.ts'
import {lineIndex, maxRuleLineLength} from '../../src/rules/line-index.ts'
import {letterOf} from '../../src/rules/line-letters.ts'
import {foldCase, normalLine} from '../../src/rules/normal-line.ts'
import {compilePattern} from '../../src/rules/pattern.ts'
import {readPattern} from '../../src/rules/pattern-tree.ts'
import {textScanner} from '../../src/rules/text-scanner.ts'

const piece = fc.constantFrom(
  'a',
  'B',
  'ab',
  'by ',
  ' ',
  '!',
  'é',
  'Ж',
  '’',
  '7',
  'Σ',
  'İ',
  '…',
  '汉',
  '\u00a0',
)
const line = fc.array(piece, {maxLength: 12}).map(parts => parts.join(''))

test('the texts that occur in a line are found, and the letters are those of the line without case', () => {
  const wanted = fc.array(
    line.map(text => foldCase(normalLine(text))),
    {maxLength: 8},
  )
  fc.assert(
    fc.property(wanted, fc.array(line, {minLength: 1, maxLength: 6}), (texts, lines) => {
      const longEnough = texts.filter(text => text.length > 1)
      const scanner = textScanner(longEnough, roomFor(100))
      const read = letterReader(100, () => scanner)
      for (const given of lines) {
        const letters = read(given)
        expect(letters.text).toBe(normalLine(given))
        const folded = foldCase(letters.text)
        const units = Array.from(letters.units.subarray(0, letters.length), letterOf)
        expect(String.fromCharCode(...units)).toBe(folded)
        expect(letters.hasFigures).toBe(/[0-9]/.test(folded))
        const found: number[] = []
        const count = scanner.occurring(letters, found)
        const seen = new Set(found.slice(0, count).map(number => longEnough[number]))
        expect(seen).toEqual(new Set(longEnough.filter(text => folded.includes(text))))
      }
    }),
  )
})

test('a line is found by a label whatever its case, and with a colon or an arrow behind it', () => {
  const index = lineIndex([
    {owner: 'share', patterns: [], labels: ['Share this', 'SHARE THIS:'], partial: false},
  ])
  const owners = (given: string): readonly string[] => index(given).hits.map(({owner}) => owner)
  for (const given of ['share this', 'Share This', 'SHARE THIS :', 'Share this »', ' Share  this '])
    expect(owners(given), given).toEqual(['share'])
  for (const given of ['Share thus', 'Share this!', 'Share', ': Share this', 'Share this one'])
    expect(owners(given), given).toEqual([])
})

test('a pattern is known by the letters its lines are made of', () => {
  const screenOf = (source: string) => {
    const read = readPattern(source)
    return read && letterScreen(read.tree)
  }
  const fraction = screenOf('\\d{1,2}/\\d{4}')
  expect(fraction?.first).toEqual(fraction?.last)
  expect(fraction?.only).not.toEqual(fraction?.first)
  expect(fraction?.needs).toEqual([[fraction?.only]])
  expect(screenOf('(?i)a(?:b|c)')?.needs).toHaveLength(1)
  expect(screenOf('(?i)a(?:b|c)')?.needs[0]).toHaveLength(2)
  expect(screenOf('.*')?.needs).toEqual([])
})

test('a line longer than any rule is made normal and not matched', () => {
  const index = lineIndex([{owner: 1, patterns: [compilePattern('.*')], labels: [], partial: false}])
  const long = `${'x '.repeat(maxRuleLineLength)} y`
  expect(index(long)).toEqual({text: normalLine(long), hits: []})
  expect(index('x').hits).toHaveLength(1)
})
