import type {MatchRules, Place, Rule, RuleFile} from './rule.ts'
import {ruleSet} from './rule-set.ts'

/** A sample that did not do what its rule promises. */
export type RuleFailure = {readonly place: Place; readonly ruleId: string; readonly reason: string}

export type RuleTest = {
  readonly rules: number
  readonly samples: number
  readonly failures: readonly RuleFailure[]
}

/** What the samples are tried with. */
export type RuleTestTools = {
  readonly match: MatchRules
  /** Whether a selector finds an element in a piece of HTML; without it the samples of selector rules are left out. */
  readonly selects?: (selector: string, html: string) => boolean
}

const stays = /^= ?/

/** Calls `match` on the lines that are left until no more go, as the strip stage does. */
const survivors = (
  file: RuleFile,
  rule: Rule,
  lines: readonly string[],
  {match}: RuleTestTools,
): ReadonlySet<number> => {
  // The rule alone, on every page: its samples say what it does, not what its neighbours do.
  const alone = ruleSet([{place: file.place, name: 'base', extends: [], rules: [rule]}])
  let left = lines.map((_, index) => index)
  for (;;) {
    const {removals} = match(
      alone,
      left.map(index => lines[index] ?? ''),
      {},
    )
    const next = left.filter((_, position) => !removals[position])
    if (next.length === left.length) return new Set(left)
    left = next
  }
}

const testLines = (file: RuleFile, rule: Rule, tools: RuleTestTools): readonly string[] => {
  const problems: string[] = []
  for (const sample of rule.test.drop) {
    const written = sample.split('\n').filter(line => line.trim() !== '')
    const left = survivors(
      file,
      rule,
      written.map(line => line.replace(stays, '')),
      tools,
    )
    for (const [index, line] of written.entries()) {
      if (left.has(index) !== stays.test(line))
        problems.push(
          `Expected \`${line}\` to ${stays.test(line) ? 'stay' : 'go'}, but it ${left.has(index) ? 'stayed' : 'went'}`,
        )
    }
  }
  for (const sample of rule.test.keep) {
    const lines = sample.split('\n').filter(line => line.trim() !== '')
    const left = survivors(file, rule, lines, tools)
    for (const [index, line] of lines.entries())
      if (!left.has(index)) problems.push(`Expected \`${line}\` to stay, but it went`)
  }
  return problems
}

const testSelector = (
  rule: Rule,
  selector: string,
  selects: NonNullable<RuleTestTools['selects']>,
): readonly string[] => [
  ...rule.test.drop
    .filter(html => !selects(selector, html))
    .map(html => `Expected \`${selector}\` to find an element in \`${html}\`, but it found none`),
  ...rule.test.keep
    .filter(html => selects(selector, html))
    .map(html => `Expected \`${selector}\` to find nothing in \`${html}\`, but it did`),
]

/** Runs every rule on its own samples: what must go goes, what must stay stays. */
export const testRules = (files: readonly RuleFile[], tools: RuleTestTools): RuleTest => {
  const failures: RuleFailure[] = []
  let rules = 0
  let samples = 0
  for (const file of files) {
    for (const rule of file.rules) {
      if (rule.off || (rule.selector !== undefined && !tools.selects)) continue
      rules += 1
      samples += rule.test.drop.length + rule.test.keep.length
      const problems =
        rule.selector !== undefined && tools.selects
          ? testSelector(rule, rule.selector, tools.selects)
          : testLines(file, rule, tools)
      failures.push(...problems.map(reason => ({place: rule.place, ruleId: rule.id, reason})))
    }
  }
  return {rules, samples, failures}
}
