import {ownCopy} from '../document/own-copy.ts'
import {type LookedUp as Found, type Indexed, lineIndex} from './line-index.ts'
import {lineMemory} from './line-memory.ts'
import type {LineMatch, Rule, RuleGroup} from './rule.ts'

/** Whose a pattern in the index is: a rule's, or one of the witnesses of a group. */
type Owner = {
  readonly group: string
  readonly rule: Rule | undefined
  /** The rule tells what stands glued before a title. */
  readonly beforeTitle: boolean
  readonly witness: number | undefined
}

/** A rule or a witness that a line shows, on whatever page. */
type Shown = {
  readonly owner: Owner
  /** What the rule finds in the line; not known before the titles of the page are. */
  readonly match: LineMatch | undefined
}

/** A line as patterns see it, and what it shows. */
export type LookedUp = {readonly text: string; readonly hits: readonly Shown[]}

/**
 * What a line looks like to patterns, and whose patterns match it on whatever page. Menus and footers recur on page
 * after page, and a page is looked at several times: as it depends on nothing but the line, it is remembered.
 */
export const lineReader = (
  groups: readonly RuleGroup[],
): ((lines: readonly string[]) => readonly LookedUp[]) => {
  const index = lineIndex(
    groups.flatMap(({name: group, match, rules}): Indexed<Owner>[] => [
      ...rules.map(rule => ({
        owner: {group, rule, beforeTitle: rule.beforeTitle, witness: undefined},
        patterns: rule.line,
        labels: rule.labels,
        partial: rule.beforeTitle,
      })),
      ...(match?.text ?? []).map((pattern, witness) => ({
        owner: {group, rule: undefined, beforeTitle: false, witness},
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
      return found.hits.length === 0 ? nothingIn(found.text) : shownBy(index(ownCopy(line)))
    }
    const known = memory.recall(line)
    if (known) return known
    const own = ownCopy(line)
    const found = shownBy(index(own))
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
    const found: LookedUp[] = []
    for (const line of lines) {
      characters += line.length
      while (isSamePage && known.lines[next] !== line) {
        next += 1
        isSamePage = next < known.lines.length
      }
      found.push(isSamePage ? (known.found[next++] as LookedUp) : lookUp(line))
    }
    before = characters <= mostRemembered ? {lines, found} : {lines: [], found: []}
    return found
  }
}

const noneShown: readonly Shown[] = []
const nothingIn = (text: string): LookedUp => ({text, hits: noneShown})

/** Like the hits themselves, what they find depends on the line alone, and a page's menu may be thousands of lines. */
const shownBy = ({text, hits}: Found<Owner>): LookedUp =>
  hits.length === 0
    ? nothingIn(text)
    : {
        text,
        hits: hits.map(({owner, pattern}): Shown => {
          const {rule, beforeTitle} = owner
          const match = rule && !beforeTitle ? {rule, groups: pattern?.groups(text) ?? {}} : undefined
          return {owner, match}
        }),
      }

/** The lines of a look, and what was found out about them. */
type Looked = {readonly lines: readonly string[]; readonly found: readonly LookedUp[]}

/** The lines of a page with more characters are not kept until the next page is looked at. */
const mostRemembered = 2_000_000

/** Labels and headlines recur from page to page; longer lines hardly do. */
const longestRecurring = 100
