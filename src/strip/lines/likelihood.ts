import {featureCount, featuresOf} from './features.ts'
import {type Page, readPage} from './page.ts'
import {type LineModel, predict} from './trees.ts'

/** How likely each line of a page is article, and how likely the title. */
export type Opinion = {readonly page: Page; readonly text: Float32Array; readonly title: Float32Array}

/** Looks at every line of a page in its context. */
export const likelihoodOf = (lines: readonly string[], model: LineModel): Opinion => {
  const page = readPage(lines)
  const features = featuresOf(lines, page)
  return {
    page,
    text: predict(model.text, features, lines.length, featureCount),
    title: predict(model.title, features, lines.length, featureCount),
  }
}
