/** How much each document's words speak for a spinner, on the whole. */
export type Tally = {
  /** Words looked at. */
  readonly words: number
  /** Best share of swapped words, 0..`mostShare`: the one that makes the evidence likeliest. */
  readonly share: number
  /** Columns the verdict is a logistic function of; see `tallyNames`. */
  readonly values: readonly number[]
}

export const tallyNames = ['few', 'many', 'top', 'half', 'short'] as const

/** Weights of `tallyNames` and an addend, fitted by `training/english/weights.ts`. */
export type VerdictWeights = {readonly weights: readonly number[]; readonly bias: number}

/** Log-odds of a single word beyond this count as this: no word alone makes a garbled document. */
const mostOdds = 6
const shares = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.3, 0.5] as const
/** Share of the words, most suspicious first, whose mean probability is the column `top`. */
const topShare = 0.05

const gainOf = (odds: Float64Array, share: number): number => {
  let sum = 0
  for (const value of odds) sum += Math.log(1 - share + share * Math.exp(value))
  return sum
}

/**
 * Weighs a document's words against each other: how likely is what was seen if a given share of the words was swapped,
 * against none.
 *
 * @param odds Log-likelihood ratio of each word, swapped against not.
 */
export const tally = (odds: Float64Array): Tally => {
  const words = odds.length
  if (words === 0) return {words, share: 0, values: tallyNames.map(() => 0)}
  const capped = odds.map(value => Math.min(value, mostOdds))
  let share = 0
  let best = 0
  const gains = new Map<number, number>()
  for (const candidate of shares) {
    const gain = gainOf(capped, candidate)
    gains.set(candidate, gain)
    if (gain > best) {
      best = gain
      share = candidate
    }
  }
  const chances = capped.map(value => 1 / (1 + Math.exp(2 - value))).sort()
  const top = Math.ceil(words * topShare)
  let topSum = 0
  let half = 0
  for (let i = 0; i < words; i += 1) {
    const chance = chances[words - 1 - i] as number
    if (i < top) topSum += chance
    if (chance > 0.5) half += 1
  }
  return {
    words,
    share,
    values: [
      (gains.get(0.04) ?? 0) / words,
      (gains.get(0.16) ?? 0) / words,
      topSum / top,
      half / words,
      1 / Math.sqrt(words),
    ],
  }
}

/** Log-odds that a document is garbled. */
export const verdictOf = ({values}: Tally, {weights, bias}: VerdictWeights): number =>
  values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), bias)
