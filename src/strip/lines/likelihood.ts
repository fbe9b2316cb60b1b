import {featureCount, featuresOf} from './features.ts'
import {isWhole, type KnownLines, knownLines} from './known-lines.ts'
import {type Page, readPage} from './page.ts'
import {forestScorer} from './scorer.ts'
import type {LineModel} from './trees.ts'

/** How likely each line of a page is article, and how likely the title. */
export type Opinion = {
  readonly page: Page
  readonly text: Float32Array
  /** Worked out for the lines that are asked about. */
  readonly title: (row: number) => number
}

/** Makes a model ready to look at every line of a page in its context. */
export const lineJudge = (model: LineModel): ((lines: readonly string[]) => Opinion) => {
  const text = forestScorer(model.text, featureCount)
  const title = forestScorer(model.title, featureCount)
  // Most calls are about what is left of the page of the call before.
  let last: KnownLines | undefined
  return lines => {
    const page = readPage(lines, last)
    // A scan that ran out of room for words does not hold all of a line.
    last = isWhole(page.scan) ? knownLines(lines, page.scan) : undefined
    const features = featuresOf(lines, page)
    const featuresAt = (row: number): Float32Array =>
      features.subarray(row * featureCount, (row + 1) * featureCount)
    return {
      page,
      text: text(features, lines.length),
      title: row => title(featuresAt(row), 1)[0] as number,
    }
  }
}
