import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {listRules, staleRules, whichRules} from '../../src/rules/explain-rules.ts'
import {loadRules} from '../../src/rules/load-rules.ts'
import {readRuleFile} from '../../src/rules/read-rule-file.ts'

const read = (text: string) =>
  readRuleFile({file: 'rules/a.yml', layer: 'project', name: 'base', text, checkPatterns: true})
const rule = (rest: string): string => `rules:\n  - id: a\n    why: Chrome.\n${rest}`
const samples = '    test: {drop: [x], keep: [y]}\n'

test.each([
  [
    'rules:\n  - id: a\n    wy: Chrome.',
    'rules/a.yml:3: Expected a key of a rule to be one of',
    'did you mean `why`?',
  ],
  [
    rule(`    line: x\n    where: top\n${samples}`),
    'rules/a.yml:5: Expected `where` to be `head` or `tail` or `anywhere`, got `top`',
    '',
  ],
  [rule(`    line: x\n    drop: to-ends\n${samples}`), 'rules/a.yml:5:', 'did you mean `to-end`?'],
  [
    rule(`    line: '(?=x)'\n${samples}`),
    'rules/a.yml:4: Expected `line` to be an RE2 pattern, got `(?=x)`',
    '',
  ],
  [rule(`    line: '(?<publisht>x)'\n${samples}`), 'rules/a.yml:4:', 'did you mean `published`?'],
  [rule('    line: x\n'), 'rules/a.yml:2: Expected the rule to have `test`', ''],
  [
    rule('    line: x\n    test: {drop: [x]}\n'),
    'rules/a.yml:5: Expected `test.keep` to have a line that must stay, got none',
    '',
  ],
  [
    rule(samples),
    'rules/a.yml:2: Expected rule `a` to have either `line` or `labels`, or `selector`, got neither',
    '',
  ],
  [
    rule(`    line: x\n    max: 0\n${samples}`),
    'rules/a.yml:5: Expected `max` to be a whole number above 0, got `0`',
    '',
  ],
  [
    rule(`    line: x\n    references: true\n${samples}`),
    'rules/a.yml:5: Expected a rule with `references` to have `drop: list-after`',
    '',
  ],
  ['rules: 3', 'rules/a.yml:1: Expected `rules` to be a list, got `3`', ''],
  ['rules: [', 'rules/a.yml:1: Expected YAML', ''],
  ['rules: &a []\nextends: *a', 'rules/a.yml:1: Expected plain YAML, got an anchor or alias', ''],
  ['match: {}\nrules: []', 'rules/a.yml:1: Expected `match` to have `host` or `text`, got neither', ''],
  [
    'match: {text: [a], witnesses: 2}\nrules: []',
    'Expected `witnesses` to be at most the 1 patterns of `text`, got `2`',
    '',
  ],
  ['__proto__: {a: 1}\nrules: []', 'Expected a key of a rule file to be one of', '__proto__'],
  [
    rule(`    line: x\n${samples}${rule(`    line: y\n${samples}`).slice(7)}`),
    'Expected every `id` once in a file',
    '',
  ],
  [`${'['.repeat(50_000)}`, 'rules/a.yml:1: Expected', ''],
  [`#${'x'.repeat(1024 * 1024)}\nrules: []`, 'rules/a.yml:1: Expected a rule file of at most', ''],
])('a wrong file is refused with its place and what was expected: %#', (text, start, hint) => {
  expect(() => read(text)).toThrow(start)
  expect(() => read(text)).toThrow(hint)
})

const layer = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-rules-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), {recursive: true})
    writeFileSync(join(folder, name), text)
  }
  return folder
}

test('a later layer wins, can switch a rule off, and the loser is still told', () => {
  const user = layer({
    'sites/a.org.yml': `match: {host: a.org}\nrules:\n  - {id: x, why: User., line: x, test: {drop: [x], keep: [y]}}\n  - {id: y, why: User., line: y, test: {drop: [y], keep: [x]}}`,
  })
  const project = layer({
    'sites/a.org.yml':
      'rules:\n\n  - {id: x, why: Project., line: z, test: {drop: [z], keep: [y]}}\n  - {id: y, why: Not here., off: true}',
  })
  const rules = loadRules({builtIn: false, user: [user], project: [project]})
  expect(listRules(rules)).toEqual([
    {
      id: 'strip/a.org/x',
      why: 'Project.',
      group: 'a.org',
      place: {layer: 'project', file: join(project, 'sites/a.org.yml'), line: 3},
      overrides: [{layer: 'user', file: join(user, 'sites/a.org.yml'), line: 3}],
    },
  ])
  expect(whichRules(rules, {url: 'https://www.a.org/b'})).toHaveLength(1)
  expect(whichRules(rules, {url: 'https://b.org/'})).toHaveLength(0)
})

test('folders of the user and the project may be absent, those of the command line may not', () => {
  expect(loadRules({builtIn: false, user: ['/nonexistent/x'], project: ['/nonexistent/y']}).groups).toEqual(
    [],
  )
  expect(() => loadRules({commandLine: ['/nonexistent/z']})).toThrow(
    'Expected a rule file or a folder of rule files',
  )
})

test('a site file without `match`, and an unknown `extends`, are refused', () => {
  expect(() =>
    loadRules({
      builtIn: false,
      project: [layer({'a.org.yml': 'rules:\n  - {id: x, why: W., line: x, test: {drop: [x], keep: [y]}}'})],
    }),
  ).toThrow('Expected `match`')
  expect(() =>
    loadRules({builtIn: false, project: [layer({'base.yml': 'extends: themes/none\nrules: []'})]}),
  ).toThrow('Expected `extends` to name a rule file, got `theme/none`')
})

test('the digest tells what the rules do, not how their files are named, ordered or tested', () => {
  const one = (why: string, keep: string) =>
    `  - {id: x, why: ${why}, line: x, test: {drop: [x], keep: [${keep}]}}\n`
  const two = '  - {id: z, why: Z., line: z, test: {drop: [z], keep: [y]}}\n'
  const digest = (text: string) =>
    loadRules({builtIn: false, project: [layer({'base.yml': `rules:\n${text}`})]}).digest
  const expected = digest(one('W.', 'y') + two)
  expect(digest(two + one('W.', 'other'))).toBe(expected)
  expect(digest(one('V.', 'y') + two)).not.toBe(expected)
  expect(expected).toMatch(/^[0-9a-f]{64}$/)
})

test('a rule that did nothing on many pages of its site is stale', () => {
  const rules = loadRules()
  const run = (pages: number, fired: readonly string[]) =>
    staleRules(rules, {group: 'dnyuz.com', pages, fired: new Set(fired)}).map(({ruleId}) => ruleId)
  expect(run(50, ['strip/dnyuz.com/copyright'])).not.toContain('strip/dnyuz.com/copyright')
  expect(run(50, ['strip/dnyuz.com/copyright'])).toContain('strip/dnyuz.com/feed-footer')
  expect(run(5, [])).toEqual([])
})
