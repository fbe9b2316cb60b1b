import {createHash} from 'node:crypto'
import {ownCopy} from '../document/own-copy.ts'
import {type Hit, type Indexed, lineIndex} from './line-index.ts'
import {lineMemory} from './line-memory.ts'
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
  const always = groups.filter(appliesAlways).map(group => group.name)
  const readLines = lineReader(groups)

  const groupsOfLines = (lines: readonly LookedUp[], page: PageFacts): ReadonlySet<string> => {
    const names = new Set(always)
    const host = hostOf(page)
    if (host) {
      for (const group of groups)
        if (group.match?.host.some(wanted => hostMatches(host, wanted))) names.add(group.name)
    }
    const seen = new Map<string, Set<number>>()
    for (const {hits} of lines) {
      if (hits.length === 0) continue
      for (const {owner} of hits) {
        if (owner.witness === undefined) continue
        const numbers = seen.get(owner.group) ?? new Set()
        seen.set(owner.group, numbers.add(owner.witness))
      }
    }
    for (const [name, numbers] of seen) {
      if (numbers.size >= (byName.get(name)?.match?.witnesses ?? 1)) names.add(name)
    }
    return withParents(names, byName)
  }

  const matchLines = (lines: readonly string[], page: PageFacts): PageMatches => {
    const read = readLines(lines)
    const active = groupsOfLines(read, page)
    const matches: (readonly LineMatch[])[] = []
    const rows: number[] = []
    let titles: Titles | undefined
    for (let row = 0; row < read.length; row += 1) {
      const {text, hits} = read[row] as LookedUp
      matches.push(noMatches)
      if (hits.length === 0) continue
      const found: LineMatch[] = []
      for (const hit of hits) {
        const {owner, pattern} = hit
        if (!owner.rule || !active.has(owner.group)) continue
        if (owner.rule.beforeTitle) {
          titles ??= titlesOf(read, lines)
          const title = titleBehind(text, owner.rule, titles)
          if (title) found.push({rule: owner.rule, groups: {title}})
        } else {
          // Like the hit itself it depends on the line alone, and a page's menu may be thousands of lines.
          hit.match ??= {rule: owner.rule, groups: pattern?.groups(text) ?? {}}
          found.push(hit.match)
        }
      }
      if (found.length === 0) continue
      matches[row] = found
      rows.push(row)
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

/** Whose a pattern in the index is: a rule's, or one of the witnesses of a group. */
type Owner = {readonly group: string; readonly rule?: Rule; readonly witness?: number}

type LookedUp = {readonly text: string; readonly hits: readonly (Hit<Owner> & {match?: LineMatch})[]}

/**
 * What a line looks like to patterns, and whose patterns match it on whatever page. Menus and footers recur on page
 * after page, and a page is looked at several times: as it depends on nothing but the line, it is remembered.
 */
const lineReader = (groups: readonly RuleGroup[]): ((lines: readonly string[]) => readonly LookedUp[]) => {
  const index = lineIndex(
    groups.flatMap(({name: group, match, rules}): Indexed<Owner>[] => [
      ...rules.map(rule => ({
        owner: {group, rule},
        patterns: rule.line,
        labels: rule.labels,
        partial: rule.beforeTitle,
      })),
      ...(match?.text ?? []).map((pattern, witness) => ({
        owner: {group, witness},
        patterns: [pattern],
        labels: [],
        partial: false,
      })),
    ]),
  )
  const memory = lineMemory<LookedUp>()

  const lookUp = (line: string): LookedUp => {
    if (line.length > longestRecurring) {
      const found = index(line)
      // What is told of a line is not to keep the page.
      return found.hits.length === 0 ? found : index(ownCopy(line))
    }
    const known = memory.recall(line)
    if (known) return known
    const own = ownCopy(line)
    const found = index(own)
    memory.remember(own, found)
    return found
  }

  let before: Looked = {lines: [], found: []}
  return lines => {
    // Another look at the page asks about the same lines, less some, in the same order.
    const known = before
    let next = 0
    let isSamePage = true
    let characters = 0
    const found = lines.map(line => {
      characters += line.length
      if (!isSamePage) return lookUp(line)
      while (next < known.lines.length && known.lines[next] !== line) next += 1
      isSamePage = next < known.lines.length
      return isSamePage ? (known.found[next++] as LookedUp) : lookUp(line)
    })
    before = characters <= mostRemembered ? {lines, found} : {lines: [], found: []}
    return found
  }
}

/** The lines of a look, and what was found out about them. */
type Looked = {readonly lines: readonly string[]; readonly found: readonly LookedUp[]}

/** The lines of a page with more characters are not kept until the next page is looked at. */
const mostRemembered = 2_000_000

/** Labels and headlines recur from page to page; longer lines hardly do. */
const longestRecurring = 100

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
  const glued = read.filter(({hits}) => hits.some(({owner}) => owner.rule?.beforeTitle))
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
