import {readFileSync} from 'node:fs'
import type {PageTree} from './page-tree.ts'
import {
  comparable,
  type TitleWitnesses,
  titleCandidates,
  titleFeatureNames,
  titleFeatures,
} from './title-candidates.ts'

/** One weight for each of `titleFeatureNames`; how they were found stands in `models/html.md`. */
const weightsFile = new URL('../../models/html-title.json', import.meta.url)

let weights: readonly number[] | undefined

const loadWeights = (): readonly number[] => {
  if (weights) return weights
  const read = JSON.parse(readFileSync(weightsFile, 'utf8')) as readonly number[]
  if (read.length !== titleFeatureNames.length) {
    throw new Error(`Expected ${titleFeatureNames.length} weights for titles, got ${read.length}`)
  }
  weights = read
  return read
}

/**
 * The article's title: the likeliest of the page's first headings and of what its metadata claims, whole or without
 * the name of the site. Returns the witness too.
 */
export const pageTitle = (
  tree: PageTree,
  witnesses: TitleWitnesses,
): {readonly title: string; readonly source: string} | undefined => {
  const candidates = titleCandidates(tree, witnesses)
  const known = loadWeights()
  let best: {title: string; source: string} | undefined
  let bestScore = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    const score = titleFeatures(candidate, candidates, witnesses).reduce(
      (sum, value, column) => sum + value * (known[column] ?? 0),
      0,
    )
    if (score <= bestScore) continue
    best = {title: candidate.text, source: candidate.source}
    bestScore = score
  }
  // Where the page shows the same words, its own spelling of them is taken.
  const wanted = comparable(best?.title ?? '')
  const shown = candidates.find(({text, level}) => level > 0 && comparable(text) === wanted)
  return shown && best ? {title: shown.text, source: shown.source} : best
}
