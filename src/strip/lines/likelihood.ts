import {featureCount, featuresOf} from './features.ts'
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
  return lines => {
    const page = readPage(lines)
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
