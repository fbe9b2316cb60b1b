import {expect, test} from 'vitest'
import {proposeRules} from '../../src/rules/propose-rules.ts'
import {readRuleFile} from '../../src/rules/read-rule-file.ts'
import {testRules} from '../../src/rules/test-rules.ts'
import {matchRules} from '../../src/strip/rules.ts'

const statistics = new Map([
  ['Harbour Weekly', {pages: 40, examples: ['b.txt', 'a.txt']}],
  ['© 2025 Harbour (Weekly) [+]', {pages: 20, examples: ['a.txt']}],
  ['© 2026 Harbour (Weekly) [+]', {pages: 20, examples: ['b.txt']}],
  ['Only twice', {pages: 2, examples: ['c.txt']}],
  ['Too rare on this site', {pages: 5, examples: ['c.txt']}],
  ["It's: a 'quoted' # line", {pages: 30, examples: []}],
])

test('what repeats becomes a rule file that passes its own samples', () => {
  const text = proposeRules(statistics, {site: 'example.org', pages: 40})
  const file = readRuleFile({
    file: 'proposed.yml',
    layer: 'project',
    name: 'example.org',
    text,
    checkPatterns: true,
  })
  expect(file.match?.host).toEqual(['example.org'])
  expect(file.rules.map(rule => rule.line[0]?.source)).toEqual([
    '^Harbour Weekly$',
    '^© \\d{4} Harbour \\(Weekly\\) \\[\\+\\]$',
    "^It's: a 'quoted' # line$",
  ])
  expect(testRules([file], {match: matchRules})).toMatchObject({rules: 3, failures: []})
  expect(text).toContain('# seen in a.txt, b.txt')
})

test('the same statistics in another order give the same file', () => {
  const reversed = new Map([...statistics].reverse())
  expect(proposeRules(reversed, {site: 'example.org', pages: 40})).toBe(
    proposeRules(statistics, {site: 'example.org', pages: 40}),
  )
})
