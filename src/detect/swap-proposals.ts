import {levelOf} from './count-table.ts'
import type {EnglishModel} from './english-model.ts'
import {boundaryId, unknownId} from './english-words.ts'
import {
  type Evidence,
  evidenceColumn,
  evidenceWidth,
  levelCounts,
  levelShares,
  textSize,
} from './swap-evidence.ts'
import {contextState, fitOf} from './word-fit.ts'

/** What is compared between a candidate and the word that stands there; the ranker weighs these. */
export const comparisonNames = [
  'fit',
  'left',
  'right',
  'triples',
  'frequency',
  'prior',
  'synonym',
  'related',
  'paraphrase',
  'pivot',
  'here',
] as const
export const comparisonWidth = comparisonNames.length

/** One proposal, with its gain: the log-odds of having stood there against the word that does, up to a constant. */
export type Proposal = {readonly id: number; readonly gain: number; readonly comparison: readonly number[]}

/**
 * Pseudo-count of the unigram model in a conditional probability: about as many different words as follow a word of
 * middling frequency in the training text.
 */
const smoothing = 60
/** Candidates whose neighbours are looked up: those that lead by fit, frequency and sources. */
const lookedUp = 8
const column = evidenceColumn
const halfLog = Math.log(0.5)
const logShares = Float64Array.from(levelShares, share => Math.log(share))
const levelLogs = Float64Array.from(levelCounts, count => Math.log(count + 0.5))

/** At least as many as the candidate table holds for a word. */
const mostCandidates = 32

/** Room to compare in, made once. */
export type Comparer = {
  readonly model: EnglishModel
  /** Weights of `comparisonNames`, fitted by `training/english/weights.ts`. */
  readonly weights: Float64Array
  readonly state: Float64Array
  readonly comparison: Float64Array
  readonly best: Float64Array
  /** For each candidate: its fit, and its gain as far as it needs no look-up. */
  readonly fits: Float64Array
  readonly partial: Float64Array
}

export const makeComparer = (model: EnglishModel, weights: readonly number[]): Comparer => ({
  model,
  weights: Float64Array.from(weights),
  state: new Float64Array(model.vectors.dimensions),
  comparison: new Float64Array(comparisonWidth),
  best: new Float64Array(comparisonWidth),
  fits: new Float64Array(mostCandidates),
  partial: new Float64Array(mostCandidates),
})

/** The `rank`-th largest of the first `count` values; `rank` is small. */
const nthLargest = (values: Float64Array, count: number, rank: number): number => {
  let bound = Infinity
  for (let round = 0; round < rank; round += 1) {
    let largest = -Infinity
    for (let i = 0; i < count; i += 1) {
      const value = values[i] as number
      if (value < bound && value > largest) largest = value
    }
    bound = largest
  }
  return bound
}

/** Marks the columns of evidence about candidates as not looked at. */
const nothing = (evidence: Evidence, unit: number): void => {
  const row = unit * evidenceWidth
  for (let k = column.gain; k < evidenceWidth; k += 1) evidence.values[row + k] = -20
  evidence.values[row + column.candidates] = 0
}

/**
 * Compares a unit with every word that could have stood there and fills in the columns of evidence about them.
 *
 * @param proposals Filled with all proposals, where given.
 */
export const compareCandidates = (
  comparer: Comparer,
  evidence: Evidence,
  unit: number,
  proposals?: Proposal[],
): void => {
  const {model, weights, state, comparison, best, fits, partial} = comparer
  const {pairs, triples, frequencies, vectors, candidates} = model
  const {values, inDocument} = evidence
  const {id: ids, count: wordCount} = evidence.words
  const start = evidence.from[unit] as number
  const end = evidence.to[unit] as number
  const phrase = evidence.phrase[unit] as number
  const head = ids[start] as number
  const begin =
    phrase < 0 ? (candidates.starts[head] as number) : (candidates.phrases[phrase * 6 + 4] as number)
  const finish =
    phrase < 0 ? (candidates.starts[head + 1] as number) : (candidates.phrases[phrase * 6 + 5] as number)
  if (finish <= begin) {
    nothing(evidence, unit)
    return
  }
  const share = (id: number): number => levelShares[frequencies[id] as number] as number
  const count = (level: number): number => levelCounts[level] as number
  const log = (level: number): number => levelLogs[level] as number

  const last = ids[end - 1] as number
  const left = ids[start - 1] ?? boundaryId
  const farLeft = left === boundaryId ? boundaryId : (ids[start - 2] ?? boundaryId)
  const right = ids[end] ?? boundaryId
  const farRight = right === boundaryId ? boundaryId : (ids[end + 1] ?? boundaryId)
  const row = unit * evidenceWidth
  const rightShare = smoothing * share(right)

  contextState(vectors, ids, {from: start, to: end, count: wordCount}, state)
  const fit = fitOf(vectors, phrase < 0 ? head : unknownId, state)
  let ownShare: number
  let ownLeft: number
  let ownRight: number
  let ownTriples: number
  if (phrase < 0) {
    ownShare = share(head)
    const leftLevel = levelOf(pairs, 0, left, head)
    const rightLevel = levelOf(pairs, 0, head, right)
    ownLeft = count(leftLevel)
    ownRight = count(rightLevel)
    ownTriples =
      log(leftLevel > 0 ? levelOf(triples, farLeft, left, head) : 0) +
      log(leftLevel > 0 && rightLevel > 0 ? levelOf(triples, left, head, right) : 0) +
      log(rightLevel > 0 ? levelOf(triples, head, right, farRight) : 0)
  } else {
    const known = count(candidates.phraseLevels[phrase] as number)
    ownShare = Math.max(0.3, known) / textSize
    ownLeft = Math.min(count(levelOf(triples, left, head, ids[start + 1] as number)), known)
    ownRight = Math.min(count(levelOf(triples, ids[end - 2] as number, last, right)), known)
    ownTriples = 3 * halfLog
  }
  const leftLog = Math.log(ownLeft + smoothing * ownShare)
  const rightLog = Math.log((ownRight + rightShare) / (textSize * ownShare + smoothing))
  const ownLog = Math.log(ownShare)

  let bestGain = -Infinity
  let bestId = 0
  let sum = 0
  let bestFit = -20
  for (let at = begin; at < finish; at += 1) {
    const entry = candidates.entries[at] as number
    const other = entry >>> 8
    const otherFit = fitOf(vectors, other, state)
    if (otherFit > bestFit) bestFit = otherFit
    fits[at - begin] = otherFit
    partial[at - begin] =
      (weights[0] as number) * otherFit +
      (weights[4] as number) * (logShares[frequencies[other] as number] as number) +
      (weights[5] as number) * ((entry & 15) / 4) +
      (weights[6] as number) * ((entry >>> 4) & 1) +
      (weights[8] as number) * ((entry >>> 6) & 1)
  }
  const least = finish - begin > lookedUp ? nthLargest(partial, finish - begin, lookedUp) : -Infinity
  for (let at = begin; at < finish; at += 1) {
    if ((partial[at - begin] as number) < least) continue
    const entry = candidates.entries[at] as number
    const other = entry >>> 8
    const otherShare = share(other)
    const otherFit = fits[at - begin] as number
    const leftLevel = levelOf(pairs, 0, left, other)
    const rightLevel = levelOf(pairs, 0, other, right)
    comparison[0] = otherFit - fit
    comparison[1] = Math.log(count(leftLevel) + smoothing * otherShare) - leftLog
    comparison[2] =
      Math.log((count(rightLevel) + rightShare) / (textSize * otherShare + smoothing)) - rightLog
    comparison[3] =
      (leftLevel > 0 ? log(levelOf(triples, farLeft, left, other)) : halfLog) +
      (leftLevel > 0 && rightLevel > 0 ? log(levelOf(triples, left, other, right)) : halfLog) +
      (rightLevel > 0 ? log(levelOf(triples, other, right, farRight)) : halfLog) -
      ownTriples
    comparison[4] = (logShares[frequencies[other] as number] as number) - ownLog
    comparison[5] = (entry & 15) / 4
    comparison[6] = (entry >>> 4) & 1
    comparison[7] = (entry >>> 5) & 1
    comparison[8] = (entry >>> 6) & 1
    comparison[9] = (entry >>> 7) & 1
    comparison[10] = Math.log(1 + (inDocument[other] as number))
    let gain = 0
    for (let k = 0; k < comparisonWidth; k += 1) gain += (weights[k] as number) * (comparison[k] as number)
    if (proposals) proposals.push({id: other, gain, comparison: [...comparison]})
    sum += Math.exp(gain)
    if (gain > bestGain) {
      bestGain = gain
      bestId = other
      best.set(comparison)
    }
  }
  values[row + column.gain] = bestGain
  values[row + column.gainFit] = best[0] as number
  values[row + column.gainLeft] = best[1] as number
  values[row + column.gainRight] = best[2] as number
  values[row + column.gainTriples] = best[3] as number
  values[row + column.gainFrequency] = best[4] as number
  values[row + column.prior] = best[5] as number
  values[row + column.sources] =
    (best[6] as number) + (best[7] as number) + (best[8] as number) + (best[9] as number)
  values[row + column.allGains] = Math.log(sum)
  values[row + column.candidates] = finish - begin
  values[row + column.bestFit] = bestFit
  values[row + column.proposalHere] = Math.min(8, inDocument[bestId] as number)
}
