import {expect, test} from 'vitest'
import {readRuleFile} from '../../src/rules/read-rule-file.ts'
import type {RuleSet} from '../../src/rules/rule.ts'
import {ruleSet} from '../../src/rules/rule-set.ts'
import {matchRules, selectorsFor} from '../../src/strip/rules.ts'

const samples = 'test: {drop: [x], keep: [y]}'
const file = (name: string, text: string) =>
  readRuleFile({file: `${name}.yml`, layer: 'built-in', name, text, checkPatterns: true})
/** A rule set of one base file; `SAMPLES` stands for samples that do not matter here. */
const base = (...rules: readonly string[]): RuleSet =>
  ruleSet([
    file('base', `rules:\n${rules.map(rule => `  - {why: Chrome., ${rule}, ${samples}}\n`).join('')}`),
  ])

const removed = (rules: RuleSet, lines: readonly string[], page = {}): readonly string[] =>
  matchRules(rules, lines, page).removals.flatMap((removal, index) => (removal ? [lines[index] ?? ''] : []))

const paragraph = (number: number): string =>
  `Paragraph ${number} of the story tells at some length how the ferry came back into service after the long winter.`
const article = (count: number): string[] => Array.from({length: count}, (_, index) => paragraph(index + 1))

test('a line goes with the rule and the reason, and nothing else does', () => {
  const {removals, fired} = matchRules(
    base(`id: share, line: '(?i)share this'`),
    ['Share  this ', 'Share this boat', paragraph(1)],
    {},
  )
  expect(removals).toEqual([
    {ruleId: 'strip/base/share', reason: 'Chrome.', confidence: 1},
    undefined,
    undefined,
  ])
  expect([...fired]).toEqual(['strip/base/share'])
})

test('patterns see plain quotes and spaces, whatever the page or the pattern has', () => {
  const rules = base(`id: straight, line: "Don't miss"`, 'id: curly, line: What’s “new”')
  expect(removed(rules, ['Don’t\u00A0 miss', "What's \u201Dnew\u201C", 'Don\u00ADt miss'])).toEqual([
    'Don’t\u00A0 miss',
    "What's \u201Dnew\u201C",
  ])
})

test('labels ignore letter case and a closing colon, in every script', () => {
  const rules = base('id: labels, labels: [Recent Comments, Kayıt ol, ПОДЕЛИТЬСЯ]')
  expect(removed(rules, ['RECENT COMMENTS:', 'KAYIT OL', 'Поделиться', 'Recent'])).toEqual([
    'RECENT COMMENTS:',
    'KAYIT OL',
    'Поделиться',
  ])
})

test('`where` bounds a rule to the head or the tail of the prose', () => {
  const lines = ['Label', ...article(5), 'Label', ...article(5), 'Label']
  const at = (where: string): readonly number[] =>
    matchRules(base(`id: label, line: Label, where: ${where}`), lines, {}).removals.flatMap(
      (removal, index) => (removal ? [index] : []),
    )
  expect(at('head')).toEqual([0])
  expect(at('tail')).toEqual([12])
  expect(at('anywhere')).toEqual([0, 6, 12])
})

test('past `max` there is a warning and no removal', () => {
  const rules = base('id: label, line: Label, max: 2')
  expect(removed(rules, ['Label', 'Label', paragraph(1)])).toHaveLength(2)
  const {removals, messages} = matchRules(rules, ['Label', 'Label', 'Label'], {})
  expect(removals).toEqual([undefined, undefined, undefined])
  expect(messages).toMatchObject([{severity: 'warning', ruleId: 'strip/base/label'}])
  expect(messages[0]?.reason).toContain('3 lines match and `max` is 2')
})

test('a list goes with its heading and ends where prose begins', () => {
  const rules = base('id: related, labels: [Related], drop: list-after')
  const lines = [
    ...article(8),
    'Related',
    'Harbour fees fall',
    'Bridge to close',
    'A last word, and a whole sentence, stands at the end.',
  ]
  expect(removed(rules, lines)).toEqual(['Related', 'Harbour fees fall', 'Bridge to close'])
})

test('amid an article the line before prose stays: it may be a heading', () => {
  const rules = base('id: related, labels: [Related], drop: list-after')
  const lines = [...article(4), 'Related', 'Harbour fees fall', 'What comes next', ...article(4)]
  expect(removed(rules, lines)).toEqual(['Related', 'Harbour fees fall'])
})

test('a heading with prose right under it is no list heading', () => {
  const rules = base(
    'id: related, labels: [Related], drop: list-after',
    'id: comments, labels: [Comments], unless: prose-follows',
  )
  expect(removed(rules, ['Related', paragraph(1), 'Comments', paragraph(2)])).toEqual([])
  expect(removed(rules, [paragraph(1), 'Comments', 'Anna', 'Related'])).toEqual(['Comments', 'Related'])
})

test('a list longer than `max` stays, with a warning', () => {
  const rules = base('id: related, labels: [Related], drop: list-after, max: 3')
  const {removals, messages} = matchRules(rules, ['Related', 'One', 'Two', 'Three', 'Four'], {})
  expect(removals.every(removal => removal === undefined)).toBe(true)
  expect(messages).toHaveLength(1)
})

test('`to-end` takes what follows, but never a third of the prose', () => {
  const rules = base('id: end, line: The end, drop: to-end')
  expect(removed(rules, [...article(4), 'The end', 'Teaser', paragraph(9)])).toEqual([
    'The end',
    'Teaser',
    paragraph(9),
  ])
  const {removals, messages} = matchRules(rules, [...article(4), 'The end', ...article(4)], {})
  expect(removals.every(removal => removal === undefined)).toBe(true)
  expect(messages[0]?.reason).toContain('prose follow')
})

test('a rule that would take most of the prose is refused and reported, the others still work', () => {
  const rules = base(`id: greedy, line: 'Paragraph \\d+ .*'`, 'id: label, line: Label')
  const {removals, messages, fired} = matchRules(rules, ['Label', ...article(8)], {})
  expect(removals.map(removal => removal?.ruleId)).toEqual([
    'strip/base/label',
    ...Array.from({length: 8}, () => undefined),
  ])
  expect(messages).toMatchObject([{severity: 'warning', ruleId: 'strip/base/greedy'}])
  expect(fired.has('strip/base/greedy')).toBe(false)
})

test('`near` asks for a neighbour', () => {
  const rules = base(`id: category, line: 'in \\p{Lu}\\p{L}+', near: '\\d{4}-\\d\\d-\\d\\d'`)
  expect(removed(rules, ['2026-02-04', 'in News'])).toEqual(['in News'])
  expect(removed(rules, ['Boats', 'in News'])).toEqual([])
  expect(removed(rules, ['2026-02-04', 'a', 'b', 'in News'])).toEqual([])
})

test('named groups become metadata, with their witness, the first value winning', () => {
  const rules = base(
    `id: date, line: '(?P<published>\\p{L}+ \\d+, \\d{4})'`,
    `id: rights, line: '(?<rights>© .+)'`,
    `id: by, line: 'By (?<byline>.+)'`,
  )
  const {metadata, removals} = matchRules(
    rules,
    [
      'February 4, 2026',
      'March 1, 2026',
      'Chapter 4, 2026',
      'By Ann Lee and Bo Ek',
      '© Harbour Weekly',
      paragraph(1),
    ],
    {},
  )
  expect(metadata).toEqual({
    published: '2026-02-04',
    rights: '© Harbour Weekly',
    byline: ['Ann Lee', 'Bo Ek'],
    sources: {published: 'rule', rights: 'rule', byline: 'rule'},
  })
  // No such month, so no date: the line stays.
  expect(removals[2]).toBeUndefined()
})

test('a reference list goes to the metadata; a heading without addresses stays', () => {
  const rules = base('id: references, labels: [Sources], drop: list-after, references: true')
  const lines = [
    paragraph(1),
    'Sources',
    'https://example.org/a?b=c',
    '[2] https://example.org/d',
    'Report: https://example.org/e',
    'Over and out',
  ]
  expect(removed(rules, lines)).toEqual(lines.slice(1, 5))
  expect(matchRules(rules, lines, {}).metadata.references).toEqual([
    'https://example.org/a?b=c',
    'https://example.org/d',
    'https://example.org/e',
  ])
  expect(removed(rules, ['Sources', paragraph(1)])).toEqual([])
})

test('a breadcrumb glued before the title is told by the title', () => {
  const rules = base(`id: glued, line: 'Home(?:\\p{Lu}\\p{Ll}+)*', before-title: true`)
  const lines = ['HomeWorldThe Ferry’s Long Way Back', 'The Ferry’s Long Way Back', paragraph(1)]
  expect(removed(rules, lines)).toEqual([lines[0]])
  expect(matchRules(rules, lines, {}).metadata.title).toBe('The Ferry’s Long Way Back')
  expect(removed(rules, ['HomeWorldThe Ferry’s Long Way Back', paragraph(1)])).toEqual([])
})

test('site and theme rules apply by host, by sub-domain, by their lines and by extension only', () => {
  const rules = ruleSet([
    file(
      'theme/gazette',
      `match: {text: [Gazette, 'Night mode'], witnesses: 2}\nrules:\n  - {id: night, why: Chrome., line: Night mode, ${samples}}`,
    ),
    file('theme/quiet', `rules:\n  - {id: hush, why: Chrome., line: Hush, ${samples}}`),
    file(
      'example.org',
      `match: {host: example.org}\nextends: [themes/gazette, themes/quiet]\nrules:\n  - {id: ours, why: Chrome., line: Ours, selector_: x}`.replace(
        ', selector_: x',
        `, ${samples}`,
      ),
    ),
  ])
  const lines = ['Night mode', 'Hush', 'Ours']
  expect(removed(rules, lines)).toEqual([])
  expect(removed(rules, lines, {host: 'www.example.org'})).toEqual(lines)
  expect(removed(rules, lines, {url: 'https://example.org/a'})).toEqual(lines)
  expect(removed(rules, lines, {host: 'badexample.org'})).toEqual([])
  expect(removed(rules, ['Gazette', ...lines])).toEqual(['Night mode'])
})

test('the most special rule names the removal', () => {
  const rules = ruleSet([
    file('base', `rules:\n  - {id: name, why: Base., line: Harbour, ${samples}}`),
    file(
      'example.org',
      `match: {host: example.org}\nrules:\n  - {id: name, why: Site., line: Harbour, ${samples}}`,
    ),
  ])
  expect(matchRules(rules, ['Harbour'], {host: 'example.org'}).removals[0]?.ruleId).toBe(
    'strip/example.org/name',
  )
  expect(matchRules(rules, ['Harbour'], {}).removals[0]?.ruleId).toBe('strip/base/name')
})

test('selector rules are given to the extractor where they apply', () => {
  const rules = ruleSet([
    file(
      'example.org',
      `match: {host: example.org}\nrules:\n  - {id: box, why: A box., selector: 'aside.box', max: 2, test: {drop: [<aside class="box">], keep: [<p>]}}`,
    ),
  ])
  expect(selectorsFor(rules, {host: 'example.org'})).toEqual([
    {ruleId: 'strip/example.org/box', selector: 'aside.box', reason: 'A box.', drop: 'element', max: 2},
  ])
  expect(selectorsFor(rules, {host: 'example.com'})).toEqual([])
})

test('a hostile line costs no more than its length', () => {
  const rules = base(`id: nested, line: '(?:a+)+b'`)
  const start = performance.now()
  expect(removed(rules, ['a'.repeat(900), `${'a'.repeat(5_000_000)}b`])).toEqual([])
  expect(performance.now() - start).toBeLessThan(1000)
})
