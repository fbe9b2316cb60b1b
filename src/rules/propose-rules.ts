import {stringify} from 'yaml'
import {foldCase, normalLine} from './normal-line.ts'

/** How often a line stands on a site's pages. */
export type LineStatistics = ReadonlyMap<
  string,
  {readonly pages: number; readonly examples: readonly string[]}
>

export type Proposal = {
  /** Host name, such as `example.org`. */
  readonly site: string
  /** How many pages of the site were read. */
  readonly pages: number
}

// A line on fewer pages may be a coincidence: a quoted statement, a series' note.
const fewestPages = 3
const leastShare = 0.3
// Longer lines are sentences, which two articles may honestly share.
const longestLine = 200
const mostRules = 200
const shownExamples = 3

const special = /[\\^$.*+?()[\]{}|]/g
const figures = /\d+/g

/** A pattern for a line: its letters as they are, its figures any figures of the same length. */
const patternOf = (line: string): string =>
  `^${line.replace(special, '\\$&').replace(figures, run => (run.length === 1 ? '\\d' : `\\d{${run.length}}`))}$`

const slugOf = (line: string): string =>
  foldCase(line)
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .split('-')
    .slice(0, 5)
    .join('-')
    .slice(0, 40)
    .replace(/-$/, '')

type Repeated = {
  readonly pattern: string
  readonly lines: string[]
  pages: number
  readonly examples: string[]
}

/** Lines that differ only in their figures, such as dates, together, most frequent first. */
const repeatedLines = (statistics: LineStatistics, pages: number): readonly Repeated[] => {
  const byPattern = new Map<string, Repeated>()
  const sorted = [...statistics].sort(([left], [right]) => (left < right ? -1 : 1))
  for (const [written, {pages: count, examples}] of sorted) {
    const line = normalLine(written)
    if (line === '' || line.length > longestLine) continue
    const pattern = patternOf(line)
    const same = byPattern.get(pattern)
    if (same) {
      same.lines.push(line)
      // The pages of two lines may overlap; the sum is the most there can be.
      same.pages = Math.min(pages, same.pages + count)
      same.examples.push(...examples)
    } else byPattern.set(pattern, {pattern, lines: [line], pages: count, examples: [...examples]})
  }
  return [...byPattern.values()]
    .filter(({pages: count}) => count >= fewestPages && count >= pages * leastShare)
    .sort((left, right) => right.pages - left.pages || (left.pattern < right.pattern ? -1 : 1))
    .slice(0, mostRules)
}

/**
 * A rule file, ready for review, that removes the lines which recur on a site's pages. Each rule carries the lines
 * seen as samples of what must go, and a sentence that goes on as the sample of what must stay.
 */
export const proposeRules = (statistics: LineStatistics, {site, pages}: Proposal): string => {
  const taken = new Map<string, number>()
  const rules = repeatedLines(statistics, pages).map(({pattern, lines, pages: count, examples}) => {
    const slug = slugOf(lines[0] ?? '') || 'line'
    const number = (taken.get(slug) ?? 0) + 1
    taken.set(slug, number)
    const shown = [...new Set(examples)].sort().slice(0, shownExamples)
    const rule = {
      id: number === 1 ? slug : `${slug}-${number}`,
      why: `The line stands on ${count} of ${pages} pages of the site.`,
      line: pattern,
      drop: 'line',
      test: {drop: lines.slice(0, shownExamples), keep: [`${lines[0]} and so the story goes on`]},
    }
    const comment =
      shown.length > 0 ? `  # seen in ${shown.join(', ').replace(/[^\x20-\x7E\u00A0-\uFFFF]/g, '?')}\n` : ''
    const item = stringify([rule], {lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN'})
    return comment + item.replace(/^(?=.)/gm, '  ')
  })
  const head = `# Proposed from ${pages} pages of ${site}: review each rule, then keep it as sites/${site}.yml.\n`
  const match = stringify({match: {host: site}})
  return rules.length > 0 ? `${head}${match}rules:\n${rules.join('\n')}` : `${head}${match}rules: []\n`
}
