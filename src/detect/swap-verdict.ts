/** How much each document's words speak for a spinner, on the whole. */
export type Tally = {
  /** Words looked at. */
  readonly words: number
  /** Columns the verdict is a logistic function of; see `tallyNames`. */
  readonly values: readonly number[]
}

/**
 * `few`, `many`: log-likelihood gain per word if that share was swapped; `top`: mean chance of the most suspicious
 * words; `half`: share of words likelier swapped than not; `short`: how short the text is; `mean`, `middle`: what the
 * words say on average and in the middle, which is high where the whole text is of a kind the model does not know; `whole`: `few` by the root of the
 * number of words, which says how surely it is not chance.
 */
export const tallyNames = ['few', 'many', 'top', 'half', 'short', 'mean', 'middle', 'whole'] as const

/** Weights of `tallyNames` and an addend, fitted by `training/english/weights.ts`. */
export type VerdictWeights = {readonly weights: readonly number[]; readonly bias: number}

/** Log-odds of a single word beyond this count as this: no word alone makes a garbled document. */
const mostOdds = 6
const shares = [0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.11, 0.16, 0.22, 0.3, 0.4] as const
/** More words make nothing surer: a long text of a strange kind is strange all over. */
const longEnough = 300
/** Share of the words, most suspicious first, whose mean probability is the column `top`. */
const topShare = 0.05

/** Log-odds against a swap before looking: about one word in eight of a garbled text. */
const priorOdds = 2

const gainOf = (odds: Float64Array, share: number): number => {
  let sum = 0
  for (const value of odds) sum += Math.log(1 - share + share * Math.exp(value))
  return sum
}

/** The share of swapped words that makes some words' odds likeliest; 0 when none does. */
export const shareOf = (odds: Float64Array): number => {
  const capped = odds.map(value => Math.min(value, mostOdds))
  let share = 0
  let best = 0
  for (const candidate of shares) {
    const gain = gainOf(capped, candidate)
    if (gain > best) {
      best = gain
      share = candidate
    }
  }
  return share
}

/**
 * Sums up a document's words: how likely is what was seen if a given share of the words was swapped, against none.
 *
 * @param odds Log-likelihood ratio of each word, swapped against not.
 */
export const tally = (odds: Float64Array): Tally => {
  const words = odds.length
  if (words === 0) return {words, values: tallyNames.map(() => 0)}
  const capped = odds.map(value => Math.min(value, mostOdds))
  const sorted = capped.toSorted()
  const sum = sorted.reduce((total, value) => total + value, 0)
  const top = Math.ceil(words * topShare)
  let topSum = 0
  let half = 0
  for (let i = 0; i < words; i += 1) {
    const chance = 1 / (1 + Math.exp(priorOdds - (sorted[words - 1 - i] as number)))
    if (i < top) topSum += chance
    if (chance > 0.5) half += 1
  }
  return {
    words,
    values: [
      gainOf(capped, 0.04) / words,
      gainOf(capped, 0.16) / words,
      topSum / top,
      half / words,
      1 / Math.sqrt(words),
      sum / words,
      sorted[words >> 1] as number,
      (Math.max(0, gainOf(capped, 0.04)) / words) * Math.sqrt(Math.min(words, longEnough)),
    ],
  }
}

/** Log-odds that a document is garbled. */
export const verdictOf = ({values}: Tally, {weights, bias}: VerdictWeights): number =>
  values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), bias)
