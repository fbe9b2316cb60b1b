import type {Tally} from './swap-tally.ts'

/** Weights of `tallyNames` and an addend, fitted by `training/english/verdict.ts`. */
export type VerdictWeights = {readonly weights: readonly number[]; readonly bias: number}

/** Log-odds of a single word beyond this count as this: no word alone makes a garbled document. */
export const mostOdds = 6
const shares = [0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.11, 0.16, 0.22, 0.3, 0.4] as const

/** Factors multiplied before a logarithm is taken: none is above e^`mostOdds`, so the product stays in range. */
const batch = 64

/** Log-likelihood gain if a share of the words was swapped, given how many times likelier each is swapped than not. */
export const gainOf = (ratios: Float64Array, share: number): number => {
  let sum = 0
  for (let at = 0; at < ratios.length; ) {
    let product = 1
    for (const end = Math.min(ratios.length, at + batch); at < end; at += 1)
      product *= 1 - share + share * (ratios[at] as number)
    sum += Math.log(product)
  }
  return sum
}

/** How many times likelier each of the words `[from, to)` is swapped than not. */
export const ratiosOf = (odds: Float64Array, from = 0, to = odds.length): Float64Array => {
  const ratios = new Float64Array(to - from)
  // A loop by hand: `map` calls a function for each, and this is done for every word of a text.
  for (let i = from; i < to; i += 1) ratios[i - from] = Math.exp(Math.min(odds[i] as number, mostOdds))
  return ratios
}

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

/** Log-odds that a document is garbled. */
export const verdictOf = ({values}: Tally, {weights, bias}: VerdictWeights): number => {
  let sum = bias
  for (let at = 0; at < values.length; at += 1) sum += (values[at] as number) * (weights[at] ?? 0)
  return sum
}
