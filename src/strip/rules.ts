import {isoDate} from '../document/iso-date.ts'
import type {Message} from '../document/message.ts'
import type {
  LineMatch,
  PageFacts,
  PageMatches,
  Rule,
  RuleRemoval,
  RuleSet,
  RuleVerdict,
} from '../rules/rule.ts'
import {endsList, type ProseProfile, proseProfile} from './prose.ts'
import {ruleMetadata} from './rule-metadata.ts'

// Shares of a page's prose. An article's head holds its deck and byline, its tail a correction or an author's note;
// chosen so that pages of ten paragraphs keep the second one out of the head and the seventh out of the tail.
const headShare = 0.15
const tailShare = 0.35
// More prose than this is never taken, by one rule or all together, unless the page has too little to judge by.
const mostShare = 0.5
const judgedProse = 600
// Lists of teasers are seldom longer, and a page that ends in more is a listing.
const listLength = 80
const nearby = 2
const address = /^(?:\W{0,3}\d{0,3}[\])}.:]{0,2} ?|[^:]{0,160}: ?)(https?:\/\/\S{4,2000}|www\.\S{4,2000})$/

type Proposal = LineMatch & {
  readonly at: number
  /** First line that stays; `at + 1` for a single line. */
  readonly end: number
  readonly references: readonly string[]
}

type Page = PageMatches & {readonly profile: ProseProfile}

const standsWhere = ({before, total}: ProseProfile, rule: Rule, at: number): boolean => {
  if (rule.where === 'anywhere') return true
  if (rule.where === 'head') return (before[at] ?? 0) <= total * headShare
  return total - (before[at + 1] ?? total) <= total * tailShare
}

const applies = (page: Page, rule: Rule, at: number): boolean => {
  if (!standsWhere(page.profile, rule, at)) return false
  if (rule.unless === 'prose-follows' && page.profile.prose[at + 1]) return false
  const {near} = rule
  if (!near) return true
  for (let other = Math.max(0, at - nearby); other <= at + nearby; other += 1) {
    const text = page.texts[other]
    if (other !== at && text && text.length <= 1000 && near.matches(text)) return true
  }
  return false
}

/** The lines after a heading that are nothing but addresses, and those addresses. */
const referencesAfter = (page: Page, at: number): {end: number; references: readonly string[]} => {
  const references: string[] = []
  let end = at + 1
  for (; end < page.texts.length; end += 1) {
    const found = address.exec(page.texts[end] ?? '')?.[1]
    if (!found) break
    references.push(found)
  }
  return {end, references}
}

/** Where the list after a heading ends: before the next whole sentence, and before the heading of that sentence. */
const listEnd = (page: Page, at: number): number => {
  const {texts, profile} = page
  let end = at + 1
  while (end < texts.length && !profile.prose[end] && !endsList(texts[end] ?? '')) end += 1
  const after = profile.total - (profile.before[end] ?? profile.total)
  const resumes = end < texts.length && after > profile.total * tailShare
  // Amid an article the last short line before prose may be a heading of the article: it stays.
  return resumes && end > at + 2 ? end - 1 : end
}

const noReferences: readonly string[] = []

const propose = (page: Page, match: LineMatch, at: number): Proposal | undefined => {
  const {rule} = match
  if (!applies(page, rule, at)) return undefined
  const {published} = match.groups
  // A pattern sees the form of a date; whether there is such a day is seen here.
  if (published && !isoDate(published)) return undefined
  if (rule.references) {
    const found = referencesAfter(page, at)
    return found.references.length > 0 ? {...match, at, ...found} : undefined
  }
  if (rule.drop === 'to-end') return {...match, at, end: page.texts.length, references: noReferences}
  if (rule.drop === 'list-after') {
    const end = listEnd(page, at)
    // A heading with no list under it is a heading of the article, but for the last line of a page.
    return end > at + 1 || at + 1 === page.texts.length
      ? {...match, at, end, references: noReferences}
      : undefined
  }
  return {...match, at, end: at + 1, references: noReferences}
}

const warning = (rule: Rule, reason: string): Message => ({severity: 'warning', ruleId: rule.id, reason})

/** Why a proposal goes too far, if it does. */
const refusal = ({profile}: Page, {rule, at, end}: Proposal): Message | undefined => {
  const taken = end - at - 1
  const most = rule.max ?? (rule.drop === 'list-after' ? listLength : Infinity)
  if (rule.drop !== 'line' && taken > most) {
    return warning(
      rule,
      `Nothing was removed, because ${taken} lines follow and \`max\` is ${most}; raise \`max\` if they are boilerplate`,
    )
  }
  const prose = (profile.before[end] ?? 0) - (profile.before[at + 1] ?? 0)
  if (rule.drop === 'to-end' && prose > profile.total * tailShare) {
    return {
      severity: 'info',
      ruleId: rule.id,
      reason: `Nothing was removed, because ${prose} characters of prose follow, more than a third of the page`,
    }
  }
  return undefined
}

/** Rules that match more lines of the page than their `max` allows. */
const overMax = (page: Page): ReadonlyMap<Rule, number> => {
  const counts = new Map<Rule, number>()
  for (const at of page.rows) {
    for (const {rule} of page.matches[at] ?? []) {
      if (rule.drop === 'line' && rule.max !== undefined && applies(page, rule, at))
        counts.set(rule, (counts.get(rule) ?? 0) + 1)
    }
  }
  return new Map([...counts].filter(([rule, count]) => count > (rule.max ?? Infinity)))
}

/** For every line the proposal that takes it: its own, or that of a heading above it. */
const cover = ({texts}: Page, proposals: readonly Proposal[]): readonly (Proposal | undefined)[] => {
  const taken: (Proposal | undefined)[] = texts.map(() => undefined)
  for (const proposal of proposals) {
    for (let line = proposal.at; line < proposal.end; line += 1) {
      if (!taken[line] || line === proposal.at) taken[line] = proposal
    }
  }
  return taken
}

/** Proposals, and for every line the one that takes it. */
type Taken = {
  readonly kept: readonly Proposal[]
  readonly covered: readonly (Proposal | undefined)[]
}

/** Gives up the rules that take the most prose, until what goes is less than what stays. */
const withinBudget = (page: Page, proposals: readonly Proposal[], messages: Message[]): Taken => {
  const {profile, texts} = page
  let kept = proposals
  for (;;) {
    const covered = cover(page, kept)
    if (profile.total < judgedProse) return {kept, covered}
    const takenBy = new Map<Rule, number>()
    let all = 0
    covered.forEach((proposal, line) => {
      if (!proposal || !profile.prose[line]) return
      const size = texts[line]?.length ?? 0
      all += size
      takenBy.set(proposal.rule, (takenBy.get(proposal.rule) ?? 0) + size)
    })
    if (all <= profile.total * mostShare) return {kept, covered}
    const [worst, size] = [...takenBy].reduce((left, right) => (right[1] > left[1] ? right : left))
    messages.push(
      warning(
        worst,
        `Nothing was removed, because it would take ${size} of the page's ${profile.total} characters of prose; narrow the pattern or bound it with \`where\``,
      ),
    )
    kept = kept.filter(proposal => proposal.rule !== worst)
  }
}

/**
 * What the rules say about a page's lines, one for each block that is still there.
 *
 * A pure function, to be called again on the surviving lines until nothing more goes: what a rule needs around it may
 * appear only when other lines are gone. Keep the metadata of all calls, the first value of a field winning, and the
 * messages of the last call.
 */
export const matchRules = (rules: RuleSet, lines: readonly string[], facts: PageFacts): RuleVerdict => {
  const matched = rules.matchLines(lines, facts)
  if (matched.rows.length === 0) {
    return {removals: lines.map(() => undefined), metadata: {}, messages: [], fired: new Set()}
  }
  const page: Page = {...matched, profile: proseProfile(matched.texts)}
  const messages: Message[] = []
  const tooMany = overMax(page)
  for (const [rule, count] of tooMany) {
    messages.push(
      warning(
        rule,
        `Nothing was removed, because ${count} lines match and \`max\` is ${rule.max}; raise \`max\` or narrow the pattern`,
      ),
    )
  }
  const proposals: Proposal[] = []
  for (const at of page.rows) {
    for (const match of page.matches[at] ?? []) {
      const proposal = tooMany.has(match.rule) ? undefined : propose(page, match, at)
      if (!proposal) continue
      const problem = refusal(page, proposal)
      if (problem) {
        messages.push(problem)
        continue
      }
      proposals.push(proposal)
      break
    }
  }
  const {kept, covered} = withinBudget(page, proposals, messages)
  const removalBy = new Map<Rule, RuleRemoval>()
  const removalOf = (rule: Rule): RuleRemoval => {
    const known = removalBy.get(rule) ?? {ruleId: rule.id, reason: rule.why, confidence: 1}
    removalBy.set(rule, known)
    return known
  }
  const removals = covered.map(proposal => proposal && removalOf(proposal.rule))
  // A heading that another rule's range already took says nothing of its own.
  const effective = kept.filter(proposal => covered[proposal.at] === proposal)
  return {
    removals,
    metadata: ruleMetadata(effective.map(({groups, references}) => ({groups, references}))),
    messages,
    fired: new Set(effective.map(proposal => proposal.rule.id)),
  }
}

/** What the HTML extractor needs of the selector rules that apply to a page. */
export type SelectorRule = {
  readonly ruleId: string
  readonly selector: string
  readonly reason: string
  readonly drop: 'element'
  /** Most elements the rule may match before it is ignored with a warning. */
  readonly max?: number
}

/** The selector rules for a page, known by its host or address or, where given, by its lines. */
export const selectorsFor = (
  rules: RuleSet,
  page: PageFacts & {readonly lines?: readonly string[]},
): readonly SelectorRule[] => {
  const names = rules.groupsFor(page.lines ?? [], page)
  return rules.groups.flatMap(group =>
    names.has(group.name)
      ? group.rules.flatMap((rule): SelectorRule[] =>
          rule.selector === undefined
            ? []
            : [
                {
                  ruleId: rule.id,
                  selector: rule.selector,
                  reason: rule.why,
                  drop: 'element',
                  ...(rule.max === undefined ? {} : {max: rule.max}),
                },
              ],
        )
      : [],
  )
}
