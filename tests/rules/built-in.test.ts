import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {expect, it} from 'vitest'
import {formatBuiltIn, readBuiltIn} from '../../src/rules/built-in.ts'
import {parseBuiltInRules, readBuiltInTexts} from '../../src/rules/load-rules.ts'
import {ruleSet} from '../../src/rules/rule-set.ts'
import {newFolder} from '../cli/run-program.ts'

const texts = readBuiltInTexts()
const parsed = parseBuiltInRules(texts)
const written = texts.map(({text}) => text)
const file = pathToFileURL(join(newFolder(), 'built-in.json'))
writeFileSync(file, formatBuiltIn(written, parsed))

it('the build loses nothing of a rule', () => {
  const compiled = readBuiltIn(written, file) ?? []
  expect(compiled.length).toBeGreaterThan(5)
  const [left, right] = [ruleSet(compiled), ruleSet(parsed)]
  expect(left.digest).toBe(right.digest)
  const samples = parsed.flatMap(({rules}) => rules.flatMap(({test}) => [...test.drop, ...test.keep]))
  const lines = samples.flatMap(sample => sample.split('\n'))
  expect(lines.length).toBeGreaterThan(100)
  const hits = (rules: typeof left) =>
    rules.matchLines(lines, {}).matches.map(found => found.map(({rule, groups}) => [rule.id, groups]))
  expect(hits(left)).toEqual(hits(right))
})

it('and what was worked out of its patterns is what would be worked out anew', () => {
  const patternsOf = (files: typeof parsed) =>
    files.flatMap(({match, rules}) => [
      ...(match?.text ?? []),
      ...rules.flatMap(({line, near}) => (near ? [...line, near] : line)),
    ])
  const known = (files: typeof parsed) =>
    patternsOf(files).map(({source, shape, screen}) => ({source, shape, screen: screen()}))
  expect(known(readBuiltIn(written, file) ?? [])).toEqual(known(parsed))
})

it('a build of other rules is not used', () => {
  expect(readBuiltIn([...written.slice(1), `${written[0]}\n`], file)).toBeUndefined()
})
