import fc from 'fast-check'
import {RE2JS} from 're2js'
import {expect, test} from 'vitest'
import {loadRules} from '../../src/rules/load-rules.ts'
import {plainQuotes} from '../../src/rules/normal-line.ts'
import {compilePattern} from '../../src/rules/pattern.ts'
import {patternProgram} from '../../src/rules/pattern-program.ts'
import {readPattern} from '../../src/rules/pattern-tree.ts'

const re2Groups = (engine: RE2JS, names: readonly string[], line: string): Record<string, string> => {
  const matcher = engine.matcher(line)
  const found: Record<string, string> = {}
  if (!matcher.matches()) return found
  for (const name of names) {
    const text = matcher.group(name)
    if (text) found[name] = text
  }
  return found
}

const atom = fc.constantFrom(
  ...['a', 'B', 'k', 'S', 'ß', 'Σ', 'ж', 'İ', '😀', '\\.', ' ', '.', '^', '$', '\\b', '\\B'],
  ...['\\d', '\\D', '\\s', '\\S', '\\w', '\\W', '\\p{Lu}', '\\P{L}', '\\pN'],
  ...['[ab]', '[^a]', '[a-c7]', '[^\\d.]', '[\\p{L}-]', '[\\W_k]', '[😀a]', '[]a]', '(?i:K)', '(?-i:S)'],
)
const count = fc.constantFrom(
  '',
  '',
  '',
  '',
  '?',
  '*',
  '+',
  '{2}',
  '{1,3}',
  '{0,2}',
  '??',
  '*?',
  '+?',
  '{1,2}?',
)
const pattern = fc.letrec<{part: string}>(tie => ({
  part: fc.oneof(
    {maxDepth: 3},
    fc.tuple(atom, count).map(([text, times]) => (/^(?:[\^$]|\\[bB])$/.test(text) ? text : text + times)),
    fc.tuple(tie('part'), tie('part')).map(([left, right]) => left + right),
    fc.tuple(tie('part'), tie('part'), count).map(([left, right, times]) => `(?:${left}|${right})${times}`),
    fc.tuple(tie('part'), count).map(([inner, times]) => `(${inner})${times}`),
  ),
})).part
const letters = [
  'a',
  'A',
  'b',
  'B',
  'k',
  'K',
  'K',
  's',
  'ſ',
  'ß',
  'ẞ',
  'σ',
  'ς',
  'Ж',
  'i',
  'İ',
  '😀',
  '\ud83d',
  '.',
  '7',
  ' ',
  '-',
  '\n',
  'ḱ',
]
const line = fc.array(fc.constantFrom(...letters), {maxLength: 8}).map(parts => parts.join(''))

test('a program matches what RE2 matches, and its groups hold the same', () => {
  let own = 0
  fc.assert(
    fc.property(
      fc.tuple(pattern, pattern, pattern),
      fc.constantFrom('', '(?i)', '(?s)'),
      fc.array(line, {minLength: 5, maxLength: 20}),
      ([before, inner, after], flags, lines) => {
        const source = `${flags}${before}(?<one>${inner}(?P<two>${after})?)${after}`
        const compiled = compilePattern(source)
        const read = readPattern(source)
        if (read && patternProgram(read.tree)) own += 1
        const engine = RE2JS.compile(source)
        for (const text of lines) {
          const where = `${source} on ${JSON.stringify(text)}`
          // A list of texts takes the Turkish letters for `i`, on purpose.
          if (compiled.shape.exact && /[İı]/.test(source + text)) continue
          expect(compiled.matches(text), where).toBe(engine.matches(text))
          expect(compiled.groups(text), where).toEqual(re2Groups(engine, ['one', 'two'], text))
        }
      },
    ),
    {numRuns: 300},
  )
  expect(own).toBeGreaterThan(40)
})

test('no built-in pattern needs RE2, and each says of the samples of all rules what RE2 says', () => {
  const {groups} = loadRules()
  const rules = groups.flatMap(group => group.rules)
  const patterns = [
    ...rules.flatMap(rule => [...rule.line, ...(rule.near ? [rule.near] : [])]),
    ...groups.flatMap(group => group.match?.text ?? []),
  ]
  const lines = rules
    .flatMap(({test: samples}) => [...samples.drop, ...samples.keep])
    .flatMap(sample => sample.split('\n'))
  for (const {source, matches, groups: groupsIn, groupNames} of patterns) {
    const read = readPattern(plainQuotes(source))
    expect(read && patternProgram(read.tree), source).toBeDefined()
    const engine = RE2JS.compile(plainQuotes(source))
    for (const text of lines) {
      const expected = engine.matches(text)
      if (matches(text) !== expected) expect.fail(`RE2 says ${expected}: ${source} on ${text}`)
      if (expected && groupNames.length > 0)
        expect(groupsIn(text), `${source} on ${text}`).toEqual(re2Groups(engine, groupNames, text))
    }
  }
})

test('patterns on which engines that go back get stuck take no time', () => {
  const text = 'a'.repeat(1000)
  for (const source of [
    '(?:a|aa)+b',
    '(?:a+)+b',
    '(?:a?){30}a{1,30}b',
    '(?:.{0,400}a){1,8}b',
    '(?:(?:a*)*)*b',
  ]) {
    const began = performance.now()
    expect(compilePattern(source).matches(text)).toBe(false)
    // Any of them would take years; a slow machine takes a fraction of a second.
    expect(performance.now() - began).toBeLessThan(5000)
  }
})
