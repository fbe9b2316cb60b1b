import {createHash} from 'node:crypto'
import {type LookedUp, lineReader} from './line-reader.ts'
import {RuleFileError} from './read-rule-file.ts'
import type {
  LineMatch,
  PageFacts,
  PageMatches,
  Pattern,
  Rule,
  RuleFile,
  RuleGroup,
  RuleMatch,
  RuleSet,
} from './rule.ts'

/** Sites know more than themes, themes more than widgets, those more than the base. */
const rankOf = (name: string): number =>
  name === 'base' ? 3 : name.startsWith('widget/') ? 2 : name.startsWith('theme/') ? 1 : 0

const appliesAlways = (group: RuleGroup): boolean => rankOf(group.name) >= 2 && !group.match

/** Files of the same name become one group: rules by id, the later layer's last; `match` and `extends` likewise. */
const mergeFiles = (files: readonly RuleFile[]): readonly RuleGroup[] => {
  const merged = new Map<string, {rules: Map<string, Rule>; match?: RuleMatch; extends: readonly string[]}>()
  for (const file of files) {
    let group = merged.get(file.name)
    if (!group) {
      group = {rules: new Map(), extends: []}
      merged.set(file.name, group)
    }
    if (file.match) group.match = file.match
    if (file.extends.length > 0) group.extends = file.extends
    for (const rule of file.rules) {
      const other = group.rules.get(rule.id)
      if (other && other.place.layer === rule.place.layer && rule.place.layer === 'built-in') {
        throw new RuleFileError(
          `${rule.place.file}:${rule.place.line}: Expected every \`id\` once in a layer, got \`${rule.id}\` again after ${other.place.file}:${other.place.line}`,
        )
      }
      group.rules.set(rule.id, rule)
    }
  }
  for (const file of files) {
    for (const name of file.extends) {
      if (!merged.has(name))
        throw new RuleFileError(
          `${file.place.file}:1: Expected \`extends\` to name a rule file, got \`${name}\`, which no layer has`,
        )
    }
  }
  const extended = new Set(files.flatMap(file => file.extends))
  for (const {place, name, rules} of files) {
    const idle = rankOf(name) === 0 && !merged.get(name)?.match && !extended.has(name)
    if (idle && rules.some(rule => !rule.off)) {
      throw new RuleFileError(
        `${place.file}:1: Expected \`match\` with \`host\` or \`text\`, which only \`base\`, \`widgets/\` and \`themes/\` do without, got none`,
      )
    }
  }
  const groups = [...merged].map(([name, {rules, ...rest}]) => ({
    name,
    ...rest,
    rules: [...rules.values()].filter(rule => !rule.off),
  }))
  const key = (group: RuleGroup): string => `${rankOf(group.name)} ${group.name}`
  return groups.sort((left, right) => (key(left) < key(right) ? -1 : 1))
}

const sources = (patterns: readonly Pattern[]): readonly string[] => patterns.map(pattern => pattern.source)

const digestOf = (groups: readonly RuleGroup[]): string => {
  const content = groups.map(({name, match, extends: parents, rules}) => ({
    name,
    parents,
    match: match ? {host: match.host, text: sources(match.text), witnesses: match.witnesses} : null,
    rules: [...rules]
      .sort((left, right) => (left.id < right.id ? -1 : 1))
      .map(({place: _place, test: _test, line, near, ...rest}) => ({
        ...Object.fromEntries(Object.entries(rest).sort(([left], [right]) => (left < right ? -1 : 1))),
        line: sources(line),
        near: near?.source ?? null,
      })),
  }))
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

const hostMatches = (host: string, wanted: string): boolean => host === wanted || host.endsWith(`.${wanted}`)

/** The host of a page, from what is known of it; lower case, no port. */
const hostOf = (page: PageFacts): string | undefined => {
  const given = page.host ?? (page.url && URL.canParse(page.url) ? new URL(page.url).hostname : undefined)
  return given?.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
}

/** Groups named and all they extend, however many steps away. */
const withParents = (
  names: Iterable<string>,
  groups: ReadonlyMap<string, RuleGroup>,
): ReadonlySet<string> => {
  const all = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (all.has(name)) continue
    all.add(name)
    waiting.push(...(groups.get(name)?.extends ?? []))
  }
  return all
}

/**
 * Lays rule files over each other and makes them ready to match.
 *
 * @throws RuleFileError where a file extends one that is not there, or two built-in files share an id.
 */
export const ruleSet = (files: readonly RuleFile[]): RuleSet => {
  const groups = mergeFiles(files)
  const byName = new Map(groups.map(group => [group.name, group]))
  const always = withParents(
    groups.filter(appliesAlways).map(group => group.name),
    byName,
  )
  const readLines = lineReader(groups)

  const groupsOfLines = (lines: readonly LookedUp[], page: PageFacts): ReadonlySet<string> => {
    const host = hostOf(page)
    const ofHost = host === undefined ? [] : groups.filter(group => isOfHost(group, host))
    const seen = witnessesIn(lines)
    // Most pages say nothing of themselves.
    if (ofHost.length === 0 && seen.size === 0) return always
    const names = new Set(always)
    for (const {name} of ofHost) names.add(name)
    for (const [name, numbers] of seen)
      if (numbers.size >= (byName.get(name)?.match?.witnesses ?? 1)) names.add(name)
    return withParents(names, byName)
  }

  const matchLines = (lines: readonly string[], page: PageFacts): PageMatches => {
    const read = readLines(lines)
    const active = groupsOfLines(read, page)
    const looked: LookedAt = {lines, read, active, titles: undefined}
    const matches: (readonly LineMatch[])[] = []
    const rows: number[] = []
    for (let row = 0; row < read.length; row += 1) {
      const {hits} = read[row] as LookedUp
      const found = hits.length === 0 ? noMatches : matchesIn(looked, read[row] as LookedUp)
      matches.push(found)
      if (found.length > 0) rows.push(row)
    }
    return {texts: read.map(({text}) => text), groups: active, matches, rows}
  }

  return {
    groups,
    files,
    digest: digestOf(groups),
    groupsFor: (lines, page) => groupsOfLines(readLines(lines), page),
    matchLines,
  }
}

const noMatches: readonly LineMatch[] = []

/** The lines of a page, and what was found out about them. */
type LookedAt = {
  readonly lines: readonly string[]
  readonly read: readonly LookedUp[]
  readonly active: ReadonlySet<string>
  titles: Titles | undefined
}

const isOfHost = ({match}: RuleGroup, host: string): boolean =>
  match?.host.some(wanted => hostMatches(host, wanted)) ?? false

/** By group, which of its witnesses the lines show. */
const witnessesIn = (lines: readonly LookedUp[]): ReadonlyMap<string, ReadonlySet<number>> => {
  const seen = new Map<string, Set<number>>()
  for (const {hits} of lines) {
    for (const {owner} of hits) {
      if (owner.witness === undefined) continue
      const numbers = seen.get(owner.group) ?? new Set()
      seen.set(owner.group, numbers.add(owner.witness))
    }
  }
  return seen
}

/** What the rules that apply to the page find in a line. */
const matchesIn = (page: LookedAt, {text, hits}: LookedUp): readonly LineMatch[] => {
  const found: LineMatch[] = []
  for (const {owner, match} of hits) {
    const {rule} = owner
    if (!rule || !page.active.has(owner.group)) continue
    if (match) found.push(match)
    else {
      page.titles ??= titlesOf(page.read, page.lines)
      const title = titleBehind(text, rule, page.titles)
      if (title) found.push({rule, groups: {title}})
    }
  }
  return found.length === 0 ? noMatches : found
}

// A title glued to its breadcrumb: shorter texts recur by chance, longer ones are paragraphs.
const minTitleLength = 15
const maxTitleLength = 300

/** The lines that may be the title another one ends in. */
type Titles = {
  /** As patterns see them, and as they stand there. */
  readonly lines: ReadonlyMap<string, string>
  /** Their lengths and last letters, as one number. */
  readonly ends: ReadonlySet<number>
}

const lastUnit = (text: string): number => text.charCodeAt(text.length - 1)

const endNumber = (text: string, length: number): number => (length << 16) | lastUnit(text)

const titlesOf = (read: readonly LookedUp[], lines: readonly string[]): Titles => {
  const titles = new Map<string, string>()
  const ends = new Set<number>()
  const glued = read.filter(({hits}) => hits.some(({owner}) => owner.beforeTitle))
  const lastUnits = new Set(glued.map(({text}) => lastUnit(text)))
  for (const [index, {text}] of read.entries()) {
    if (text.length < minTitleLength || text.length > maxTitleLength) continue
    if (!lastUnits.has(lastUnit(text))) continue
    titles.set(text, (lines[index] ?? text).trim())
    ends.add(endNumber(text, text.length))
  }
  return {lines: titles, ends}
}

/** The line of the page, as it stands there, that `text` ends in, where the rule matches all that stands before it. */
const titleBehind = (text: string, rule: Rule, {lines, ends}: Titles): string | undefined => {
  if (text.length > maxTitleLength * 2) return undefined
  for (
    let start = Math.max(1, text.length - maxTitleLength);
    start <= text.length - minTitleLength;
    start += 1
  ) {
    if (!ends.has(endNumber(text, text.length - start))) continue
    const title = lines.get(text.slice(start))
    if (title !== undefined && rule.line.some(pattern => pattern.matches(text.slice(0, start).trim())))
      return title
  }
  return undefined
}
