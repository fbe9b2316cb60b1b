import {featureCount, featureNames, featureWriter} from './features.ts'
import {type KnownLines, knownLines} from './known-lines.ts'
import {type Page, readPage} from './page.ts'
import {forestScorer} from './scorer.ts'
import {likelyNames, likelyWriter, toldNames} from './second-look.ts'
import type {LineModel} from './trees.ts'

/** How likely each line of a page is article, and how likely the title. */
export type Opinion = {
  readonly page: Page
  /** Worked out when it is asked for. */
  readonly text: () => Float32Array
  /** Worked out for the lines that are asked about. */
  readonly title: (row: number) => number
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

/** What the second look is told of the lines it looks at, row by row. */
type Doubtful = {rows: number[]; features: Float32Array}

const keepTold = (doubtful: Doubtful, row: number, features: Float32Array, from: number): void => {
  let to = doubtful.rows.push(row) * secondCount - secondCount
  if (to === doubtful.features.length) {
    const more = new Float32Array(Math.max(ROWS * secondCount, 2 * to))
    more.set(doubtful.features)
    doubtful.features = more
  }
  for (let index = 0; index < told.length; index++) {
    doubtful.features[to++] = features[from + (told[index] as number)] as number
  }
}

/** Makes a model ready to look at every line of a page in its context. */
export const lineJudge = (model: LineModel): ((lines: readonly string[]) => Opinion) => {
  const first = forestScorer(model.first, featureCount)
  const second = forestScorer(model.second, secondCount)
  const title = forestScorer(model.title, featureCount + likelyNames.length)
  const room = new Float32Array(ROWS * featureCount)
  const titleRoom = new Float32Array(featureCount + likelyNames.length)
  // Most calls are about what is left of the page of the call before.
  let last: KnownLines | undefined
  return lines => {
    const page = readPage(lines, last)
    last = knownLines(lines, page.scan)
    const write = featureWriter(lines, page)
    const likely = new Float32Array(lines.length)
    const doubtful: Doubtful = {rows: [], features: new Float32Array(0)}
    for (let start = 0; start < lines.length; start += ROWS) {
      const stop = Math.min(lines.length, start + ROWS)
      write(start, stop, room)
      const scores = first(room, stop - start)
      likely.set(scores, start)
      for (let row = start; row < stop; row++) {
        if ((scores[row - start] as number) < LEAST_LIKELY) continue
        keepTold(doubtful, row, room, (row - start) * featureCount)
      }
    }
    const {rows, features} = doubtful
    const writeLikely = likelyWriter(lines, page, likely)
    return {
      page,
      text: () => {
        for (let place = 0; place < rows.length; place++) {
          writeLikely(rows[place] as number, features, place * secondCount + told.length)
        }
        const again = second(features, rows.length)
        const text = likely.slice()
        for (let place = 0; place < rows.length; place++) text[rows[place] as number] = again[place] as number
        return text
      },
      title: row => {
        write(row, row + 1, titleRoom)
        writeLikely(row, titleRoom, featureCount)
        return title(titleRoom, 1)[0] as number
      },
    }
  }
}
