import type {Page} from './page.ts'

/** A page is never taken to be all article or all chrome. */
const PRIOR = {least: 0.05, most: 0.95}
/** Lines on either side whose words are weighed together. */
const REACH = 2

/**
 * How much more the words of each line are used in the article than in the chrome of the page, as far as it is known
 * which is which; the line's own words left out. Mean and most over the line, and the mean over the lines around it.
 */
export const wordOdds = (
  {scan, topic: {ids, vocabulary}}: Page,
  likely: Float32Array,
): {odds: Float32Array; most: Float32Array; near: (row: number) => number} => {
  const {count, wordsFrom} = scan
  const inArticle = new Float32Array(vocabulary)
  const uses = new Int32Array(vocabulary)
  let articleWords = 0
  for (let row = 0; row < count; row++) {
    const value = likely[row] as number
    const to = wordsFrom[row + 1] as number
    articleWords += value * (to - (wordsFrom[row] as number))
    for (let index = wordsFrom[row] as number; index < to; index++) {
      const id = ids[index] as number
      inArticle[id] = (inArticle[id] as number) + value
      uses[id] = (uses[id] as number) + 1
    }
  }
  const prior = Math.min(PRIOR.most, Math.max(PRIOR.least, articleWords / Math.max(1, ids.length)))
  const priorOdds = Math.log(prior / (1 - prior))
  const odds = new Float32Array(count)
  const most = new Float32Array(count)
  const sums = new Float64Array(count + 1)
  const own = new Int32Array(vocabulary)
  for (let row = 0; row < count; row++) {
    const value = likely[row] as number
    const from = wordsFrom[row] as number
    const to = wordsFrom[row + 1] as number
    for (let index = from; index < to; index++) {
      const id = ids[index] as number
      own[id] = (own[id] as number) + 1
    }
    let sum = 0
    let peak = 0
    for (let index = from; index < to; index++) {
      const id = ids[index] as number
      const others = (uses[id] as number) - (own[id] as number)
      // A word that is used nowhere else says nothing.
      if (others === 0) continue
      const yes = Math.max(0, (inArticle[id] as number) - (own[id] as number) * value)
      const one = Math.log((yes + prior) / (Math.max(0, others - yes) + 1 - prior)) - priorOdds
      sum += one
      if (one > peak) peak = one
    }
    for (let index = from; index < to; index++) own[ids[index] as number] = 0
    odds[row] = to === from ? 0 : sum / (to - from)
    most[row] = peak
    sums[row + 1] = (sums[row] as number) + sum
  }
  const near = (row: number): number => {
    const from = Math.max(0, row - REACH)
    const to = Math.min(count, row + REACH + 1)
    const words = (wordsFrom[to] as number) - (wordsFrom[from] as number)
    return words === 0 ? 0 : ((sums[to] as number) - (sums[from] as number)) / words
  }
  return {odds, most, near}
}
