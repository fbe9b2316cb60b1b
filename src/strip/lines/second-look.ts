import {at, columns} from './line-columns.ts'
import {log1p as log, signedLog1p as signedLog} from './logarithm.ts'
import {numberKeys} from './number-keys.ts'
import type {Page, Stretch} from './page.ts'
import {wordOdds} from './word-odds.ts'

/** Features of the first look that the second is told too: what a page is like, and what the line is. */
export const toldNames: readonly string[] = [
  ...['units', 'end', 'start', 'functionWords', 'labelled', 'copies', 'sharedStart', 'capitalised'],
  ...[
    'units.before4',
    'units.after4',
    'units.before12',
    'units.after12',
    'units.before',
    'prose.beforeShare',
  ],
  ...[
    'page.lines',
    'page.units',
    'page.prose',
    'page.proseLines',
    'page.longest',
    'page.comments',
    'page.copies',
  ],
  ...['run0.rows', 'run0.share', 'run0.prose', 'run1.rows', 'run1.units', 'run1.share', 'run1.prose'],
  ...['comments.since', 'related.until', 'share.since', 'legal.until', 'date.until'],
  ...[
    'comments.proseSince',
    'related.proseUntil',
    'topic.core',
    'topic.share',
    'headline.rows',
    'shape.pairs',
  ],
  ...['i.page', 'we.page', 'you.page', 'quotes.page', 'discussion.since', 'discussion.proseBefore'],
]

/** The lines around whose first likelihood a line is told. */
const NEIGHBOURS = [-2, -1, 1, 2] as const
/** Lines before and after, over which the first likelihood is averaged by words. */
const WINDOWS = [4, 12, 40] as const
/** What a word of chrome costs a run, against a word of article. */
const RUN_PRICES = [0.3, 0.6] as const
/** A line that is this likely and has this many words is a paragraph of the article. */
const SURE = {likely: 0.7, units: 15}

/** What each feature of the second look says, in the order they are written, after those of {@link toldNames}. */
export const likelyNames: readonly string[] = [
  'likely',
  ...NEIGHBOURS.map(offset => `likely[${offset}]`),
  ...WINDOWS.flatMap(size => [`likely.before${size}`, `likely.after${size}`]),
  'likely.overCut',
  'page.cut',
  'page.expectedF1',
  'page.expected',
  'page.unsure',
  'article.before',
  'chrome.before',
  ...RUN_PRICES.flatMap((_, run) => ['rows', 'units', 'share'].map(name => `likelyRun${run}.${name}`)),
  'sure.since',
  'sure.until',
  'sure.unitsSince',
  'sure.unitsUntil',
  'words.odds',
  'words.most',
  'words.near',
  'shape.likely',
  'shape.count',
  'top.share',
]

/** The likelihood above which lines are kept for the best expected F1, and that F1. */
const cutOf = (
  likely: Float32Array,
  units: (row: number) => number,
  expected: number,
): {cut: number; f1: number} => {
  const order = Array.from(likely, (_, row) => row).sort(
    (a, b) => (likely[b] as number) - (likely[a] as number) || a - b,
  )
  let kept = 0
  let hits = 0
  let cut = 0
  let f1 = 0
  for (const row of order) {
    kept += units(row)
    hits += (likely[row] as number) * units(row)
    const score = (2 * hits) / (kept + expected)
    if (score < f1) continue
    f1 = score
    cut = likely[row] as number
  }
  return {cut, f1}
}

/** The stretch whose words are most worth their price. */
const bestRun = (likely: Float32Array, units: (row: number) => number, price: number): Stretch => {
  let best = {start: 0, end: 0}
  let most = 0
  let start = 0
  let sum = 0
  for (let row = 0; row < likely.length; row++) {
    if (sum <= 0) {
      sum = 0
      start = row
    }
    sum += ((likely[row] as number) - price) * units(row)
    if (sum <= most) continue
    most = sum
    best = {start, end: row + 1}
  }
  return best
}

/** Number of each line's shape, and sum and count of the likelihoods of the lines of a shape. */
const byShape = (
  shapes: Int32Array,
  likely: Float32Array,
): {ids: Int32Array; likelySums: Float64Array; counts: Int32Array} => {
  const {ids, distinct} = numberKeys(shapes, shapes.length)
  const likelySums = new Float64Array(distinct)
  const counts = new Int32Array(distinct)
  for (let row = 0; row < likely.length; row++) {
    const id = ids[row] as number
    likelySums[id] = (likelySums[id] as number) + (likely[row] as number)
    counts[id] = (counts[id] as number) + 1
  }
  return {ids, likelySums, counts}
}

/** Per line, the last sure paragraph before it and the next after it, or -1. */
const sureRows = (
  likely: Float32Array,
  units: (row: number) => number,
): {since: Int32Array; until: Int32Array} => {
  const since = new Int32Array(likely.length)
  const until = new Int32Array(likely.length)
  const isSure = (row: number): boolean => (likely[row] as number) >= SURE.likely && units(row) >= SURE.units
  let seen = -1
  for (let row = 0; row < likely.length; row++) {
    since[row] = seen
    if (isSure(row)) seen = row
  }
  seen = -1
  for (let row = likely.length - 1; row >= 0; row--) {
    until[row] = seen
    if (isSure(row)) seen = row
  }
  return {since, until}
}

/** No more of a line than this is compared with the first. */
const TOP_LENGTH = 240

/** How much of the page's first line this line is the beginning of: many dumps begin with the headline and the site. */
const topShare = (lines: readonly string[], row: number): number => {
  const line = lines[row] as string
  const top = lines[0] as string
  const isLike = line.length > 0 && line.length <= TOP_LENGTH && top.length <= 2 * TOP_LENGTH
  return isLike && top.startsWith(line) ? line.length / top.length : 0
}

/**
 * Makes ready to write, for any line of a page, what the first look's likelihoods say of the lines around it, of the
 * whole page and of its words: where the article was found, every other line is judged better.
 */
export const likelyWriter = (
  lines: readonly string[],
  page: Page,
  likely: Float32Array,
): ((row: number, out: Float32Array, to: number) => void) => {
  const {scan, sums, shapes} = page
  const {count, table} = scan
  const units = (row: number): number => table[row * columns.length + at.units] as number
  /** Expected words of the article before each line. */
  const article = new Float64Array(count + 1)
  let unsure = 0
  for (let row = 0; row < count; row++) {
    const value = likely[row] as number
    article[row + 1] = (article[row] as number) + value * units(row)
    unsure += Math.min(value, 1 - value) * units(row)
  }
  const total = Math.max(1, sums.units[count] as number)
  const expected = Math.max(1, article[count] as number)
  const {cut, f1} = cutOf(likely, units, expected)
  const runs = RUN_PRICES.map(price => bestRun(likely, units, price))
  const {odds, most, near} = wordOdds(page, likely)
  const {since, until} = sureRows(likely, units)
  const {ids, likelySums, counts} = byShape(shapes, likely)
  const mean = (from: number, to: number): number => {
    const start = Math.max(0, from)
    const end = Math.min(count, to)
    if (end <= start) return -1
    const words = (sums.units[end] as number) - (sums.units[start] as number)
    return words === 0 ? -1 : ((article[end] as number) - (article[start] as number)) / words
  }

  return (row, out, start) => {
    let to = start
    const value = likely[row] as number
    out[to++] = value
    for (const offset of NEIGHBOURS) {
      const other = row + offset
      out[to++] = other >= 0 && other < count ? (likely[other] as number) : -1
    }
    for (const size of WINDOWS) {
      out[to++] = mean(row - size, row)
      out[to++] = mean(row + 1, row + 1 + size)
    }
    out[to++] = value - cut
    out[to++] = cut
    out[to++] = f1
    out[to++] = expected / total
    out[to++] = unsure / total
    const unitsBefore = sums.units[row] as number
    out[to++] = (article[row] as number) / expected
    out[to++] = (unitsBefore - (article[row] as number)) / Math.max(1, total - expected)
    for (const run of runs) {
      const before = row < run.start
      const inside = !before && row < run.end
      out[to++] = signedLog(inside ? 0 : before ? row - run.start : row - run.end + 1)
      const gap = before
        ? unitsBefore - (sums.units[run.start] as number)
        : unitsBefore - (sums.units[run.end] as number) + 1
      out[to++] = signedLog(inside ? 0 : gap)
      out[to++] = ((article[run.end] as number) - (article[run.start] as number)) / expected
    }
    const last = since[row] as number
    const next = until[row] as number
    out[to++] = last < 0 ? -1 : log(row - last)
    out[to++] = next < 0 ? -1 : log(next - row)
    out[to++] = last < 0 ? -1 : log(unitsBefore - (sums.units[last + 1] as number))
    out[to++] = next < 0 ? -1 : log((sums.units[next] as number) - (sums.units[row + 1] as number))
    out[to++] = odds[row] as number
    out[to++] = most[row] as number
    out[to++] = near(row)
    const shape = ids[row] as number
    const alike = (counts[shape] as number) - 1
    out[to++] = alike < 1 ? -1 : ((likelySums[shape] as number) - value) / alike
    out[to++] = log(alike)
    out[to++] = topShare(lines, row)
  }
}
