import {at, columns} from './line-columns.ts'
import {log1p as log, signedLog1p as signedLog} from './logarithm.ts'
import {labelClasses} from './lookup.ts'
import {countKeys, numberKeys} from './number-keys.ts'
import type {Page} from './page.ts'
import {MOST_SHAPES} from './shapes.ts'
import {
  copiesOf,
  DENSITIES,
  HEADING_UNITS,
  SECTIONS,
  sectionsOf,
  surroundings,
  VOICES,
} from './surroundings.ts'

/** The lines a feature looks away to. */
const REACH = 2
const NEIGHBOURS = [-2, -1, 1, 2] as const
const NEIGHBOUR_FEATURES = ['units', 'capitalised', 'end', 'start', 'labelled', 'date', 'share'] as const
const WINDOWS = [4, 12] as const
/** How far the lines around are counted. */
const DENSITY_REACH = 12
const VOICE_REACH = 6
const SHAPE_REACH = 10

const ownNames = [
  'units',
  'meanWord',
  'capitalised',
  'digits',
  'commas',
  'sentences',
  'end',
  'start',
  'functionWords',
  'date',
  'address',
  'separators',
  'labelled',
  'i',
  'we',
  'you',
  'quotes',
  'spaceless',
  'copies',
  'copiedBefore',
  'sharedStart',
] as const

/** What each feature of a line says, in the order of the model's columns. */
export const featureNames: readonly string[] = [
  ...ownNames,
  ...NEIGHBOURS.flatMap(offset => NEIGHBOUR_FEATURES.map(name => `${name}[${offset}]`)),
  ...WINDOWS.flatMap(size =>
    ['before', 'after'].flatMap(side =>
      ['units', 'prose', 'labelled', 'capitalised'].map(name => `${name}.${side}${size}`),
    ),
  ),
  'row.share',
  'row',
  'row.left',
  'units.before',
  'units.left',
  'units.beforeShare',
  'prose.beforeShare',
  'page.lines',
  'page.units',
  'page.prose',
  'page.proseLines',
  'page.longest',
  'page.language',
  'page.spaceless',
  'page.comments',
  'page.copies',
  ...[0, 1].flatMap(run => ['rows', 'units', 'share', 'prose'].map(name => `run${run}.${name}`)),
  ...SECTIONS.flatMap(name => [`${name}.since`, `${name}.until`]),
  'comments.proseSince',
  'related.proseSince',
  'comments.proseUntil',
  'related.proseUntil',
  'topic.core',
  'topic.share',
  'topic.unique',
  'topic.headline',
  'topic.near',
  'topic.before',
  'topic.after',
  'headline.rows',
  'shape.pairs',
  'shape.near',
  ...DENSITIES.map(name => `${name}.near`),
  ...VOICES.flatMap(name => [`${name}.near`, `${name}.page`]),
  'discussion.since',
  'discussion.until',
  'discussion.proseBefore',
]

export const featureCount = featureNames.length

/** Writes the features of the lines `[start, stop)`, row by row, to the beginning of `out`. */
export type FeatureWriter = (start: number, stop: number, out: Float32Array) => void

/**
 * Makes ready to write the features of any line of a page: a pure function of the lines. They are written piece by piece,
 * as those of a long page would not fit in memory at once.
 */
export const featureWriter = (lines: readonly string[], page: Page): FeatureWriter => {
  const {scan, sums, prose, runs, topic} = page
  const {count, table, labels} = scan
  const width = columns.length
  const {copies, starts, before} = copiesOf(lines, scan.lineHash)
  const {shapes} = page
  const sections = sectionsOf(page)
  const around = surroundings(lines, page)
  // As many rows before the first line and after the last as a feature looks away.
  const own = new Float32Array((count + 2 * REACH) * NEIGHBOUR_FEATURES.length).fill(-1)
  const totalUnits = sums.units[count] as number
  const totalProse = sums.prose[count] as number
  let longest = 0
  let proseLines = 0
  let commentLabels = 0
  let copied = 0
  let spacelessCharacters = 0
  const commentBit = 1 << labelClasses.indexOf('comments')
  for (let row = 0; row < count; row++) {
    const base = row * width
    const units = table[base + at.units] as number
    longest = Math.max(longest, units)
    if ((prose[row] as number) > 0) proseLines++
    if (units <= HEADING_UNITS && ((labels[row] as number) & commentBit) !== 0) commentLabels++
    if ((copies[row] as number) > 1) copied++
    spacelessCharacters += table[base + at.spaceless] as number
    const words = Math.max(1, table[base + at.words] as number)
    const to = (row + REACH) * NEIGHBOUR_FEATURES.length
    own[to] = log(units)
    own[to + 1] = (table[base + at.capitalised] as number) / words
    own[to + 2] = table[base + at.end] as number
    own[to + 3] = table[base + at.start] as number
    own[to + 4] = (table[base + at.labelled] as number) / Math.max(1, units)
    own[to + 5] = table[base + at.date] as number
    own[to + 6] = topic.share[row] as number
  }
  const pairs = countKeys(
    Int32Array.from(
      {length: Math.max(0, count - 1)},
      (_, row) => (shapes[row] as number) * MOST_SHAPES + (shapes[row + 1] as number),
    ),
  )
  const alike = alikeNear(shapes)
  // The topic's share, weighed by words, in windows around each line.
  const shareSums = new Float64Array(count + 1)
  const wordSums = new Float64Array(count + 1)
  for (let row = 0; row < count; row++) {
    const words = (scan.wordsFrom[row + 1] as number) - (scan.wordsFrom[row] as number)
    shareSums[row + 1] = (shareSums[row] as number) + Math.max(0, topic.share[row] as number) * words
    wordSums[row + 1] = (wordSums[row] as number) + words
  }
  const meanShare = (from: number, to: number): number => {
    const start = Math.max(0, from)
    const end = Math.min(count, to)
    if (end <= start) return -1
    const words = (wordSums[end] as number) - (wordSums[start] as number)
    return words === 0 ? -1 : ((shareSums[end] as number) - (shareSums[start] as number)) / words
  }

  return (start, stop, out) => {
    for (let row = start; row < stop; row++) {
      let to = (row - start) * featureCount
      const base = row * width
      const units = table[base + at.units] as number
      const perUnit = 1 / Math.max(1, units)
      const words = Math.max(1, table[base + at.words] as number)
      const characters = Math.max(1, table[base + at.characters] as number)
      const functions = table[base + at.functionWords] as number
      out[to++] = log(units)
      out[to++] =
        (table[base + at.letters] as number) / Math.max(1, words + (table[base + at.spaceless] as number))
      out[to++] = (table[base + at.capitalised] as number) / words
      out[to++] = (table[base + at.digits] as number) / characters
      out[to++] = (table[base + at.commas] as number) * perUnit
      out[to++] = log(table[base + at.sentences] as number)
      out[to++] = table[base + at.end] as number
      out[to++] = table[base + at.start] as number
      out[to++] = functions < 0 ? -1 : functions / words
      out[to++] = table[base + at.date] as number
      out[to++] = Math.min(3, table[base + at.address] as number)
      out[to++] = (table[base + at.separators] as number) * perUnit
      out[to++] = (table[base + at.labelled] as number) * perUnit
      out[to++] = (table[base + at.i] as number) * perUnit
      out[to++] = (table[base + at.we] as number) * perUnit
      out[to++] = (table[base + at.you] as number) * perUnit
      out[to++] = (table[base + at.quotes] as number) * perUnit
      out[to++] = (table[base + at.spaceless] as number) / characters
      out[to++] = log(copies[row] as number)
      out[to++] = before[row] as number
      out[to++] = log(starts[row] as number)
      for (const first of [row, row + REACH + 1]) {
        const from = first * NEIGHBOUR_FEATURES.length
        for (let cell = from; cell < from + REACH * NEIGHBOUR_FEATURES.length; cell++) {
          out[to++] = own[cell] as number
        }
      }
      for (const size of WINDOWS) {
        for (const side of [0, 1]) {
          const from = side === 0 ? Math.max(0, row - size) : Math.min(count, row + 1)
          const until = side === 0 ? row : Math.min(count, row + 1 + size)
          const sum = (sums.units[until] as number) - (sums.units[from] as number)
          out[to++] = until === from ? -1 : log(sum / (until - from))
          out[to++] = sum === 0 ? -1 : ((sums.prose[until] as number) - (sums.prose[from] as number)) / sum
          out[to++] =
            sum === 0 ? -1 : ((sums.labelled[until] as number) - (sums.labelled[from] as number)) / sum
          out[to++] =
            sum === 0 ? -1 : ((sums.capitalised[until] as number) - (sums.capitalised[from] as number)) / sum
        }
      }
      const unitsBefore = sums.units[row] as number
      const proseBefore = sums.prose[row] as number
      out[to++] = row / count
      out[to++] = log(row)
      out[to++] = log(count - 1 - row)
      out[to++] = log(unitsBefore)
      out[to++] = log(totalUnits - (sums.units[row + 1] as number))
      out[to++] = unitsBefore / Math.max(1, totalUnits)
      out[to++] = proseBefore / Math.max(1, totalProse)
      out[to++] = log(count)
      out[to++] = log(totalUnits)
      out[to++] = totalProse / Math.max(1, totalUnits)
      out[to++] = log(proseLines)
      out[to++] = log(longest)
      out[to++] = scan.language < 0 ? 0 : 1
      out[to++] = spacelessCharacters / Math.max(1, totalUnits)
      out[to++] = log(commentLabels)
      out[to++] = copied / count
      for (const run of runs) {
        const inside = row >= run.start && row < run.end
        const rows = inside ? 0 : row < run.start ? row - run.start : row - run.end + 1
        const gap = inside
          ? 0
          : row < run.start
            ? unitsBefore - (sums.units[run.start] as number)
            : unitsBefore - (sums.units[run.end] as number) + 1
        out[to++] = signedLog(rows)
        out[to++] = signedLog(gap)
        out[to++] =
          ((sums.units[run.end] as number) - (sums.units[run.start] as number)) / Math.max(1, totalUnits)
        out[to++] =
          ((sums.prose[run.end] as number) - (sums.prose[run.start] as number)) / Math.max(1, totalProse)
      }
      for (let index = 0; index < SECTIONS.length; index++) {
        out[to++] = (sections.since[index] as Float32Array)[row] as number
        out[to++] = (sections.until[index] as Float32Array)[row] as number
      }
      for (const index of [0, 1]) {
        const heading = (sections.last[index] as Int32Array)[row] as number
        out[to++] = heading < 0 ? -1 : log(proseBefore - (sums.prose[heading] as number))
      }
      for (const index of [0, 1]) {
        const heading = (sections.next[index] as Int32Array)[row] as number
        out[to++] = heading < 0 ? -1 : log((sums.prose[heading] as number) - proseBefore)
      }
      out[to++] = topic.core[row] as number
      out[to++] = topic.share[row] as number
      out[to++] = topic.unique[row] as number
      out[to++] = topic.headline[row] as number
      out[to++] = meanShare(row - 2, row + 3)
      out[to++] = meanShare(row - 8, row)
      out[to++] = meanShare(row + 1, row + 9)
      out[to++] = topic.headlineRow < 0 ? -99 : signedLog(row - topic.headlineRow)
      out[to++] = row + 1 < count ? log(pairs[row] as number) : 0
      out[to++] = alike[row] as number
      for (const sum of around.densities) {
        const from = Math.max(0, row - DENSITY_REACH)
        const until = Math.min(count, row + 1 + DENSITY_REACH)
        out[to++] = (sum[until] as number) - (sum[from] as number)
      }
      const from = Math.max(0, row - VOICE_REACH)
      const until = Math.min(count, row + 1 + VOICE_REACH)
      const unitsNear = Math.max(1, (sums.units[until] as number) - (sums.units[from] as number))
      for (const sum of around.voices) {
        out[to++] = ((sum[until] as number) - (sum[from] as number)) / unitsNear
        out[to++] = (sum[count] as number) / Math.max(1, totalUnits)
      }
      const opened = (around.discussion[row + 1] as number) - 1
      const opening = around.firstDiscussion
      out[to++] = opened < 0 ? -1 : log(row - opened)
      out[to++] = opening < 0 || opening <= row ? -1 : log(opening - row)
      out[to++] = opened < 0 ? -1 : (sums.prose[opened] as number) / Math.max(1, totalProse)
    }
  }
}

/** For each line, how many of the lines around it have its shape, itself among them. */
const alikeNear = (shapes: Int32Array): Int32Array => {
  const {ids, distinct} = numberKeys(shapes, shapes.length)
  const inside = new Int32Array(distinct)
  const near = new Int32Array(shapes.length)
  const change = (row: number, by: number): void => {
    const id = ids[row]
    if (id !== undefined) inside[id] = (inside[id] as number) + by
  }
  for (let row = 0; row < SHAPE_REACH; row++) change(row, 1)
  for (let row = 0; row < shapes.length; row++) {
    change(row + SHAPE_REACH, 1)
    change(row - SHAPE_REACH - 1, -1)
    near[row] = inside[ids[row] as number] as number
  }
  return near
}

/** The features of every line, row by row. */
export const featuresOf = (lines: readonly string[], page: Page): Float32Array => {
  const out = new Float32Array(lines.length * featureCount)
  featureWriter(lines, page)(0, lines.length, out)
  return out
}
