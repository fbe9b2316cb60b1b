import type {Message} from '../document/message.ts'
import type {PageFacts, Place, Rule, RuleSet} from './rule.ts'

/** A rule for people: what it is and where it stands. */
export type ListedRule = {
  readonly id: string
  readonly why: string
  readonly group: string
  readonly place: Place
  /** Rules of the same id in earlier layers, which this one replaces, the last first. */
  readonly overrides: readonly Place[]
}

const listed = (rules: RuleSet, group: string, rule: Rule): ListedRule => ({
  id: rule.id,
  why: rule.why,
  group,
  place: rule.place,
  overrides: rules.files
    .flatMap(file =>
      file.rules.filter(other => other.id === rule.id && other !== rule).map(other => other.place),
    )
    .reverse(),
})

/** All rules that are on, site rules first. */
export const listRules = (rules: RuleSet): readonly ListedRule[] =>
  rules.groups.flatMap(group => group.rules.map(rule => listed(rules, group.name, rule)))

/** The rules that apply to a page, by its address, its host or its lines, and which file each comes from. */
export const whichRules = (
  rules: RuleSet,
  page: PageFacts & {readonly lines?: readonly string[]},
): readonly ListedRule[] => {
  const names = rules.groupsFor(page.lines ?? [], page)
  return listRules(rules).filter(rule => names.has(rule.group))
}

// On fewer pages even a good rule may find nothing.
const judgedPages = 20

/**
 * Rules of one site that did nothing on its pages: the site has probably changed.
 *
 * @param run `group`: the site's name as in {@link RuleSet.groups}; `pages`: how many of its pages were cleaned;
 * `fired`: ids of all rules that removed something on them.
 */
export const staleRules = (
  rules: RuleSet,
  run: {readonly group: string; readonly pages: number; readonly fired: ReadonlySet<string>},
): readonly Message[] => {
  const group = rules.groups.find(({name}) => name === run.group)
  if (!group?.match || run.pages < judgedPages) return []
  return group.rules
    .filter(rule => !run.fired.has(rule.id))
    .map(rule => ({
      severity: 'warning' as const,
      ruleId: rule.id,
      reason: `The rule removed nothing on ${run.pages} pages of \`${run.group}\`; correct or delete it at ${rule.place.file}:${rule.place.line}`,
    }))
}
