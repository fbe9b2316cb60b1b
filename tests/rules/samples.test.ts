import {expect, test} from 'vitest'
import {loadRules} from '../../src/rules/load-rules.ts'
import {patternError} from '../../src/rules/pattern.ts'
import {testRules} from '../../src/rules/test-rules.ts'
import {matchRules} from '../../src/strip/rules.ts'

const rules = loadRules()

test('every built-in pattern is accepted by RE2', () => {
  const patterns = rules.files.flatMap(file => [
    ...(file.match?.text ?? []),
    ...file.rules.flatMap(rule => [...rule.line, ...(rule.near ? [rule.near] : [])]),
  ])
  expect(patterns.length).toBeGreaterThan(20)
  expect(patterns.flatMap(({source}) => patternError(source) ?? [])).toEqual([])
})

test('every built-in rule does on its samples what it promises', () => {
  const {failures, samples} = testRules(rules.files, {match: matchRules})
  expect(failures.map(({place, reason}) => `${place.file}:${place.line}: ${reason}`)).toEqual([])
  expect(samples).toBeGreaterThan(50)
})
