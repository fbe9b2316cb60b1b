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

/** Factors multiplied before a logarithm is taken: none is above e^`mostOdds`, so the product stays in range. */
const batch = 64

/** Log-likelihood gain if a share of the words was swapped, given how many times likelier each is swapped than not. */
const gainOf = (ratios: Float64Array, share: number): number => {
  let sum = 0
  for (let at = 0; at < ratios.length; ) {
    let product = 1
    for (const end = Math.min(ratios.length, at + batch); at < end; at += 1)
      product *= 1 - share + share * (ratios[at] as number)
    sum += Math.log(product)
  }
  return sum
}

const ratiosOf = (odds: Float64Array): Float64Array => odds.map(value => Math.exp(Math.min(value, mostOdds)))

/** The share of swapped words that makes some words' odds likeliest; 0 when none does. */
export const shareOf = (odds: Float64Array): number => {
  const ratios = ratiosOf(odds)
  let share = 0
  let best = 0
  for (const candidate of shares) {
    const gain = gainOf(ratios, candidate)
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
  const ratios = ratiosOf(odds)
  const few = gainOf(ratios, 0.04)
  const many = gainOf(ratios, 0.16)
  const sorted = odds.toSorted()
  let sum = 0
  const top = Math.ceil(words * topShare)
  let topSum = 0
  let half = 0
  for (let i = 0; i < words; i += 1) {
    const value = Math.min(mostOdds, sorted[words - 1 - i] as number)
    sum += value
    if (i < top) topSum += 1 / (1 + Math.exp(priorOdds - value))
    if (value > priorOdds) half += 1
  }
  return {
    words,
    values: [
      few / words,
      many / words,
      topSum / top,
      half / words,
      1 / Math.sqrt(words),
      sum / words,
      Math.min(mostOdds, sorted[words >> 1] as number),
      (Math.max(0, few) / words) * Math.sqrt(Math.min(words, longEnough)),
    ],
  }
}

/** Log-odds that a document is garbled. */
export const verdictOf = ({values}: Tally, {weights, bias}: VerdictWeights): number =>
  values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), bias)
