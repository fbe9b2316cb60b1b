import fc from 'fast-check'
import {RE2JS} from 're2js'
import {expect, test} from 'vitest'
import {lineIndex} from '../../src/rules/line-index.ts'
import {loadRules} from '../../src/rules/load-rules.ts'
import {foldCase, normalLine} from '../../src/rules/normal-line.ts'
import {compilePattern} from '../../src/rules/pattern.ts'
import {patternShape} from '../../src/rules/pattern-shape.ts'

test('beginnings, needed texts, figures and lengths are read off', () => {
  expect(patternShape('(?i)^(?:Share|Sharing) on .{2,5}$')).toMatchObject({
    prefixes: ['share ', 'sharin'],
    required: ['share on ', 'sharing on '],
    minLength: 11,
    maxLength: 21,
    digits: 0,
  })
  expect(patternShape('© \\d{4} .+')).toMatchObject({
    prefixes: ['© 0', '© 1', '© 2', '© 3', '© 4', '© 5', '© 6', '© 7', '© 8', '© 9'],
    digits: 4,
    maxLength: Infinity,
  })
  expect(patternShape('no|yes?').exact).toEqual(['no', 'ye', 'yes'])
  expect(patternShape('\\bno').exact).toBeUndefined()
  expect(patternShape('(?i)a(?-i:B)').exact).toBeUndefined()
})

test('syntax that is not followed gives no shape instead of a wrong one', () => {
  for (const source of ['[[:alpha:]]x', '\\x41', '\\Qa.b\\E'])
    expect(patternShape(source)).toEqual({minLength: 0, maxLength: Infinity, digits: 0})
})

const atom = fc.constantFrom(
  'a',
  'B',
  'ß',
  'İ',
  'ı',
  'σ',
  'K',
  '[ab]',
  '[^a]',
  '[a-c]',
  '.',
  '\\d',
  '(?:\\d{2})',
  '\\p{Lu}',
  '\\.',
  ' ',
  '\\b',
  '(?-i:A)',
  '7',
  '\\s',
  '/',
  '[/(]',
  '[À-ſ]',
  '[^ -~]',
  '\u0307',
)
const count = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{0,2}')
const pattern = fc.letrec<{part: string}>(tie => ({
  part: fc.oneof(
    {maxDepth: 3},
    fc.tuple(atom, count).map(([text, times]) => (text === '\\b' ? text : text + times)),
    fc.tuple(tie('part'), tie('part')).map(([left, right]) => left + right),
    fc.tuple(tie('part'), tie('part'), count).map(([left, right, times]) => `(?:${left}|${right})${times}`),
  ),
})).part
const line = fc
  .array(
    fc.constantFrom(
      'a',
      'A',
      'b',
      'B',
      'c',
      'ß',
      'İ',
      'ı',
      'i',
      'σ',
      'ς',
      'Σ',
      'k',
      'K',
      '.',
      '7',
      '12',
      ' ',
      'z',
      '/',
      '(',
      'ſ',
      'é',
      'x\u0307',
    ),
    {maxLength: 8},
  )
  .map(parts => parts.join('').replace(/ +/g, ' ').trim())

test('a line that RE2 matches is never passed over, one that it does not match is never found', () => {
  fc.assert(
    fc.property(
      pattern,
      fc.boolean(),
      fc.array(line, {minLength: 5, maxLength: 20}),
      (body, anyCase, lines) => {
        const source = (anyCase ? '(?i)' : '') + body
        const index = lineIndex([{owner: 1, patterns: [compilePattern(source)], labels: [], partial: false}])
        const engine = RE2JS.compile(source)
        for (const given of lines) {
          const {text, hits} = index(given)
          expect(text).toBe(normalLine(given))
          if (text === '') continue
          const expected = engine.matches(text)
          const found = hits.length === 1
          if (expected) expect(found, `${source} on ${text}`).toBe(true)
          // The Turkish letters are one with `i` here, on purpose, and are not in RE2.
          else if (!/[\u0130\u0131]/.test(source + text)) expect(found, `${source} on ${text}`).toBe(false)
        }
      },
    ),
    {numRuns: 300},
  )
})

test('no built-in pattern has to be run on every line', () => {
  const patterns = loadRules().groups.flatMap(group =>
    group.rules.flatMap(rule => (rule.beforeTitle ? [] : rule.line)),
  )
  const blind = patterns.filter(({shape}) => !shape.prefixes && !shape.required && shape.digits === 0)
  expect(blind.map(({source}) => source)).toEqual([])
})

test('letter case is folded the same way for every form of a letter', () => {
  for (const forms of [
    ['I', 'ı', 'İ', 'i'],
    ['Σ', 'σ', 'ς'],
    ['S', 's', 'ſ'],
    ['Ж', 'ж'],
  ])
    expect(new Set(forms.map(foldCase)).size).toBe(1)
})
