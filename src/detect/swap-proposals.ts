import {hashOf} from './count-table.ts'
import type {EnglishModel} from './english-model.ts'
import {boundaryId} from './english-words.ts'
import {
  type Evidence,
  evidenceColumn,
  evidenceWidth,
  levelCounts,
  levelShares,
  textSize,
} from './swap-evidence.ts'
import {mostCandidates} from './word-vectors.ts'

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
const lookedUp = 6
const column = evidenceColumn
const halfLog = Math.log(0.5)
const logShares = Float64Array.from(levelShares, share => Math.log(share))
const logSmoothing = Math.log(smoothing)
/** The log of how often a word of a frequency stands in the text, smoothed. */
const logTotals = levelShares.map(share => Math.log(textSize * share + smoothing))
const levelLogs = Float64Array.from(levelCounts, count => Math.log(count + 0.5))

/** Room to compare in, made once. */
export type Comparer = {
  readonly model: EnglishModel
  /** Weights of `comparisonNames`, fitted by `training/english/weights.ts`. */
  readonly weights: Float64Array
  /** For each candidate, its gain as far as it needs no look-up. */
  readonly partial: Float64Array
  /** The numbers of those that are looked up; of each, the levels of two pairs and of three triples. */
  readonly chosen: Uint8Array
  readonly pairLevels: Uint8Array
  readonly tripleLevels: Uint8Array
}

export const makeComparer = (model: EnglishModel, weights: readonly number[]): Comparer => ({
  model,
  weights: Float64Array.from(weights),
  partial: new Float64Array(mostCandidates),
  chosen: new Uint8Array(mostCandidates),
  pairLevels: new Uint8Array(2 * mostCandidates),
  tripleLevels: new Uint8Array(3 * mostCandidates),
})

const largest = new Float64Array(lookedUp)
/** The `lookedUp`-th largest of the first `count` values. */
const nthLargest = (values: Float64Array, count: number): number => {
  largest.fill(-Infinity)
  for (let i = 0; i < count; i += 1) {
    const value = values[i] as number
    let at = lookedUp - 1
    if (value <= (largest[at] as number)) continue
    for (; at > 0 && (largest[at - 1] as number) < value; at -= 1) largest[at] = largest[at - 1] as number
    largest[at] = value
  }
  return largest[lookedUp - 1] as number
}

/**
 * Looks up how often the chosen candidates were counted among the neighbours: with either one, then, where that was
 * counted, with two of the four. What is not looked up has the level 0, as what was never counted.
 */
const lookUpNeighbours = (
  {model, chosen, pairLevels, tripleLevels}: Comparer,
  count: number,
  begin: number,
  [farLeft, left, right, farRight]: readonly [number, number, number, number],
): void => {
  const {counts, pairs, triples, candidates} = model
  const {hashes, levels, lookUp} = counts
  for (let k = 0; k < count; k += 1) {
    const other = (candidates.entries[begin + (chosen[k] as number)] as number) >>> 8
    hashes[2 * k] = hashOf(0, left, other)
    hashes[2 * k + 1] = hashOf(0, other, right)
  }
  lookUp(2 * count, pairs.place, pairs.slots)
  for (let i = 0; i < 2 * count; i += 1) pairLevels[i] = levels[i] as number
  let asked = 0
  for (let k = 0; k < count; k += 1) {
    const other = (candidates.entries[begin + (chosen[k] as number)] as number) >>> 8
    const before = (pairLevels[2 * k] as number) > 0
    const after = (pairLevels[2 * k + 1] as number) > 0
    if (before) hashes[asked++] = hashOf(farLeft, left, other)
    if (before && after) hashes[asked++] = hashOf(left, other, right)
    if (after) hashes[asked++] = hashOf(other, right, farRight)
  }
  if (asked > 0) lookUp(asked, triples.place, triples.slots)
  let answered = 0
  for (let k = 0; k < count; k += 1) {
    const before = (pairLevels[2 * k] as number) > 0
    const after = (pairLevels[2 * k + 1] as number) > 0
    tripleLevels[3 * k] = before ? (levels[answered++] as number) : 0
    tripleLevels[3 * k + 1] = before && after ? (levels[answered++] as number) : 0
    tripleLevels[3 * k + 2] = after ? (levels[answered++] as number) : 0
  }
}

/** How often a run of three was counted, as a level. */
const tripleLevel = (
  {counts, triples}: EnglishModel,
  first: number,
  second: number,
  third: number,
): number => {
  counts.hashes[0] = hashOf(first, second, third)
  counts.lookUp(1, triples.place, triples.slots)
  return counts.levels[0] as number
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
 * @param state Where the context's at the unit is; see `moveTo`.
 * @param proposals Filled with all proposals, where given.
 */
export const compareCandidates = (
  comparer: Comparer,
  evidence: Evidence,
  unit: number,
  state: number,
  proposals?: Proposal[],
): void => {
  const {model, weights, partial, chosen, pairLevels, tripleLevels} = comparer
  const {frequencies, vectors, candidates} = model
  const {candidateFits: fits} = vectors
  const {values, inDocument} = evidence
  const {id: ids} = evidence.words
  const {pairs, triples} = evidence.counts
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
  // A text begins and ends with a boundary, so that every unit has neighbours.
  const left = ids[start - 1] as number
  const farLeft = left === boundaryId ? boundaryId : (ids[start - 2] as number)
  const right = ids[end] as number
  const farRight = right === boundaryId ? boundaryId : (ids[end + 1] as number)
  const row = unit * evidenceWidth
  const rightShare = smoothing * share(right)

  const fit = values[row + column.fit] as number
  let ownShare: number
  let ownLeft: number
  let ownRight: number
  let ownTriples: number
  if (phrase < 0) {
    ownShare = share(head)
    ownLeft = count(pairs[start - 1] as number)
    ownRight = count(pairs[start] as number)
    ownTriples =
      log(left === boundaryId ? 0 : (triples[start - 2] as number)) +
      log(triples[start - 1] as number) +
      log(right === boundaryId ? 0 : (triples[start] as number))
  } else {
    const known = count(candidates.phraseLevels[phrase] as number)
    ownShare = Math.max(0.3, known) / textSize
    ownLeft = Math.min(count(tripleLevel(model, left, head, ids[start + 1] as number)), known)
    ownRight = Math.min(count(tripleLevel(model, ids[end - 2] as number, last, right)), known)
    ownTriples = 3 * halfLog
  }
  const leftLog = Math.log(ownLeft + smoothing * ownShare)
  const rightLog = Math.log((ownRight + rightShare) / (textSize * ownShare + smoothing))
  const ownLog = Math.log(ownShare)

  const rightLogShare = Math.log(rightShare)
  const size = finish - begin
  let bestFit = -20
  vectors.fits(begin, finish, state)
  for (let i = 0; i < size; i += 1) {
    const entry = candidates.entries[begin + i] as number
    const other = entry >>> 8
    const otherFit = fits[i] as number
    if (otherFit > bestFit) bestFit = otherFit
    partial[i] =
      (weights[0] as number) * otherFit +
      (weights[4] as number) * (logShares[frequencies[other] as number] as number) +
      (weights[5] as number) * ((entry & 15) / 4) +
      (weights[6] as number) * ((entry >>> 4) & 1) +
      (weights[7] as number) * ((entry >>> 5) & 1) +
      (weights[8] as number) * ((entry >>> 6) & 1) +
      (weights[9] as number) * ((entry >>> 7) & 1)
  }
  const least = size > lookedUp ? nthLargest(partial, size) : -Infinity
  let choices = 0
  for (let i = 0; i < size; i += 1) if ((partial[i] as number) >= least) chosen[choices++] = i
  lookUpNeighbours(comparer, choices, begin, [farLeft, left, right, farRight])
  // What the word itself has is the same for all candidates.
  const own =
    (weights[0] as number) * fit +
    (weights[1] as number) * leftLog +
    (weights[2] as number) * rightLog +
    (weights[3] as number) * ownTriples +
    (weights[4] as number) * ownLog
  let bestGain = -Infinity
  let bestEntry = 0
  let bestAt = 0
  let bestLeft = 0
  let bestRight = 0
  let bestTriples = 0
  let sum = 0
  for (let k = 0; k < choices; k += 1) {
    const i = chosen[k] as number
    const entry = candidates.entries[begin + i] as number
    const other = entry >>> 8
    const frequency = frequencies[other] as number
    const leftLevel = pairLevels[2 * k] as number
    const rightLevel = pairLevels[2 * k + 1] as number
    // Most pairs were never counted: then the logarithms are known.
    const otherLeft =
      leftLevel === 0
        ? logSmoothing + (logShares[frequency] as number)
        : Math.log(count(leftLevel) + smoothing * (levelShares[frequency] as number))
    const otherRight =
      (rightLevel === 0 ? rightLogShare : Math.log(count(rightLevel) + rightShare)) -
      (logTotals[frequency] as number)
    const otherTriples =
      log(tripleLevels[3 * k] as number) +
      log(tripleLevels[3 * k + 1] as number) +
      log(tripleLevels[3 * k + 2] as number)
    const here = inDocument[other] as number
    const gain =
      (partial[i] as number) +
      (weights[1] as number) * otherLeft +
      (weights[2] as number) * otherRight +
      (weights[3] as number) * otherTriples +
      (here === 0 ? 0 : (weights[10] as number) * Math.log(1 + here)) -
      own
    if (proposals)
      proposals.push({
        id: other,
        gain,
        comparison: [
          (fits[i] as number) - fit,
          otherLeft - leftLog,
          otherRight - rightLog,
          otherTriples - ownTriples,
          (logShares[frequency] as number) - ownLog,
          (entry & 15) / 4,
          (entry >>> 4) & 1,
          (entry >>> 5) & 1,
          (entry >>> 6) & 1,
          (entry >>> 7) & 1,
          Math.log(1 + here),
        ],
      })
    sum += Math.exp(gain)
    if (gain <= bestGain) continue
    bestGain = gain
    bestEntry = entry
    bestAt = i
    bestLeft = otherLeft
    bestRight = otherRight
    bestTriples = otherTriples
  }
  const bestId = bestEntry >>> 8
  // In the order of `evidenceNames`.
  let at = unit * evidenceWidth + column.gain
  values[at++] = bestGain
  values[at++] = (fits[bestAt] as number) - fit
  values[at++] = bestLeft - leftLog
  values[at++] = bestRight - rightLog
  values[at++] = bestTriples - ownTriples
  values[at++] = (logShares[frequencies[bestId] as number] as number) - ownLog
  values[at++] = (bestEntry & 15) / 4
  values[at++] =
    ((bestEntry >>> 4) & 1) + ((bestEntry >>> 5) & 1) + ((bestEntry >>> 6) & 1) + ((bestEntry >>> 7) & 1)
  values[at++] = Math.log(sum)
  values[at++] = size
  values[at++] = bestFit
  values[at++] = Math.min(8, inDocument[bestId] as number)
}
