import {type Forest, openForest} from '../../compute/forest-kernel.ts'
import {featureCount, featureNames, featureWriter} from './features.ts'
import type {KnownLines} from './known-lines.ts'
import {type Page, readPage} from './page.ts'
import {likelyNames, likelyWriter, toldNames} from './second-look.ts'
import type {LineModel} from './trees.ts'

/** How likely each line of a page is article, and how likely the title. */
export type Opinion = {
  readonly page: Page
  /** Worked out when it is asked for. */
  readonly text: () => Float32Array
  /** Worked out for the lines that are asked about. */
  readonly titles: (rows: readonly number[]) => Float32Array
}

/**
 * A line that the first look finds less likely than this to be article is not looked at again, and never kept: two lines
 * in five, in which a thousandth of the articles' words is lost.
 */
export const LEAST_LIKELY = 0.03
/** So many lines are looked at together: few enough that their features stay near the processor. */
const ROWS = 256

const told = Int32Array.from(toldNames, name => featureNames.indexOf(name))
const secondCount = toldNames.length + likelyNames.length
const titleCount = featureCount + likelyNames.length

/** Rows of features, and how likely what a forest tells of is true of each. */
type Scorer = {readonly rows: Float32Array; readonly score: (count: number) => Float32Array}

const openScorer = (forest: Forest, width: number): Scorer => {
  const {rows, sums} = openForest(forest, {width, most: ROWS})
  const score = (count: number): Float32Array => {
    const scores = new Float32Array(count)
    const found = sums(count)
    for (let row = 0; row < count; row++) scores[row] = 1 / (1 + Math.exp(-(found[row] as number)))
    return scores
  }
  return {rows, score}
}

/** Lines of one stretch that are looked at again, and what the first look's features tell of them, row by row. */
type Doubtful = {readonly rows: readonly number[]; readonly told: Float32Array}

/** Of the lines from `start`, with their features and first likelihoods, those to be looked at again. */
const doubtfulOf = (start: number, likely: Float32Array, features: Float32Array): Doubtful => {
  const rows: number[] = []
  for (let row = 0; row < likely.length; row++) if ((likely[row] as number) >= LEAST_LIKELY) rows.push(row)
  const kept = new Float32Array(rows.length * told.length)
  let to = 0
  for (const row of rows) {
    for (const column of told) kept[to++] = features[row * featureCount + column] as number
  }
  return {rows: rows.map(row => start + row), told: kept}
}

/** Makes a model ready to look at every line of a page in its context. */
export const lineJudge = (model: LineModel): ((lines: readonly string[]) => Opinion) => {
  const first = openScorer(model.first, featureCount)
  const second = openScorer(model.second, secondCount)
  const title = openScorer(model.title, titleCount)
  const oneRoom = new Float32Array(featureCount)
  // Most calls are about what is left of the page of the call before.
  let last: KnownLines | undefined
  return lines => {
    const page = readPage(lines, last)
    last = {scan: page.scan, lines}
    const write = featureWriter(lines, page)
    const likely = new Float32Array(lines.length)
    const doubtful: Doubtful[] = []
    for (let start = 0; start < lines.length; start += ROWS) {
      const stop = Math.min(lines.length, start + ROWS)
      write(start, stop, first.rows)
      const scores = first.score(stop - start)
      likely.set(scores, start)
      doubtful.push(doubtfulOf(start, scores, first.rows))
    }
    const writeLikely = likelyWriter(lines, page, likely)
    return {
      page,
      text: () => {
        const text = likely.slice()
        for (const {rows, told: known} of doubtful) {
          rows.forEach((row, place) => {
            const from = place * told.length
            const to = place * secondCount
            second.rows.set(known.subarray(from, from + told.length), to)
            writeLikely(row, second.rows, to + told.length)
          })
          const again = second.score(rows.length)
          rows.forEach((row, place) => {
            text[row] = again[place] as number
          })
        }
        return text
      },
      titles: rows => {
        const titles = new Float32Array(rows.length)
        for (let start = 0; start < rows.length; start += ROWS) {
          const asked = rows.slice(start, start + ROWS)
          asked.forEach((row, place) => {
            const to = place * titleCount
            write(row, row + 1, oneRoom)
            title.rows.set(oneRoom, to)
            writeLikely(row, title.rows, to + featureCount)
          })
          titles.set(title.score(asked.length), start)
        }
        return titles
      },
    }
  }
}
