import {boundaryId} from './english-words.ts'
import {type Comparer, lookUpNeighbours, type Neighbours, neighboursOf, tripleLevel} from './swap-comparer.ts'
import {
  type Evidence,
  evidenceColumn,
  evidenceWidth,
  levelCounts,
  levelShares,
  textSize,
} from './swap-evidence.ts'

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

/** Marks the columns of evidence about candidates as not looked at. */
const nothing = (evidence: Evidence, unit: number): void => {
  const row = unit * evidenceWidth
  for (let k = column.gain; k < evidenceWidth; k += 1) evidence.values[row + k] = -20
  evidence.values[row + column.candidates] = 0
}

/** What the words that stand there have: how well they fit, and what their neighbours and their frequency say for them. */
type Own = {
  readonly fit: number
  readonly left: number
  readonly right: number
  readonly triples: number
  readonly share: number
  /** How often the right neighbour would follow by chance. */
  readonly rightShare: number
}

const countOf = (level: number): number => levelCounts[level] as number
const logOf = (level: number): number => levelLogs[level] as number

const ownOf = ({model}: Comparer, evidence: Evidence, unit: number, {left, right}: Neighbours): Own => {
  const {frequencies, candidates} = model
  const {id: ids} = evidence.words
  const {pairs, triples} = evidence.counts
  const start = evidence.from[unit] as number
  const end = evidence.to[unit] as number
  const phrase = evidence.phrase[unit] as number
  const head = ids[start] as number
  const fit = evidence.values[unit * evidenceWidth + column.fit] as number
  const rightShare = smoothing * (levelShares[frequencies[right] as number] as number)
  let share: number
  let ownLeft: number
  let ownRight: number
  let ownTriples: number
  if (phrase < 0) {
    share = levelShares[frequencies[head] as number] as number
    ownLeft = countOf(pairs[start - 1] as number)
    ownRight = countOf(pairs[start] as number)
    ownTriples =
      logOf(left === boundaryId ? 0 : (triples[start - 2] as number)) +
      logOf(triples[start - 1] as number) +
      logOf(right === boundaryId ? 0 : (triples[start] as number))
  } else {
    const last = ids[end - 1] as number
    const known = countOf(candidates.phraseLevels[phrase] as number)
    share = Math.max(0.3, known) / textSize
    ownLeft = Math.min(countOf(tripleLevel(model, left, head, ids[start + 1] as number)), known)
    ownRight = Math.min(countOf(tripleLevel(model, ids[end - 2] as number, last, right)), known)
    ownTriples = 3 * halfLog
  }
  return {
    fit,
    left: Math.log(ownLeft + smoothing * share),
    right: Math.log((ownRight + rightShare) / (textSize * share + smoothing)),
    triples: ownTriples,
    share: Math.log(share),
    rightShare,
  }
}

/** Weighs what needs no look-up of `size` candidates from `begin` on. @returns how well the best of them fits. */
const weighAll = ({model, weights, partial}: Comparer, begin: number, size: number): number => {
  const {frequencies, vectors, candidates} = model
  const {candidateFits: fits} = vectors
  let bestFit = -20
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
  return bestFit
}

/** Chooses the candidates that are looked up. @returns how many. */
const choose = ({partial, chosen}: Comparer, size: number): number => {
  const least = size > lookedUp ? nthLargest(partial, size) : -Infinity
  let choices = 0
  for (let i = 0; i < size; i += 1) if ((partial[i] as number) >= least) chosen[choices++] = i
  return choices
}

/** Weighs the chosen candidates against the words that stand there. @returns which of them is the best. */
const weighChosen = (
  comparer: Comparer,
  inDocument: Evidence['inDocument'],
  own: Own,
  begin: number,
  choices: number,
): number => {
  const {model, weights, partial, chosen, pairLevels, tripleLevels, lefts, rights, triples, gains} = comparer
  const {frequencies, candidates} = model
  const {rightShare} = own
  const rightLogShare = Math.log(rightShare)
  // What the word itself has is the same for all candidates.
  const ownGain =
    (weights[0] as number) * own.fit +
    (weights[1] as number) * own.left +
    (weights[2] as number) * own.right +
    (weights[3] as number) * own.triples +
    (weights[4] as number) * own.share
  let best = 0
  let bestGain = -Infinity
  for (let k = 0; k < choices; k += 1) {
    const i = chosen[k] as number
    const other = (candidates.entries[begin + i] as number) >>> 8
    const frequency = frequencies[other] as number
    const leftLevel = pairLevels[2 * k] as number
    const rightLevel = pairLevels[2 * k + 1] as number
    // Most pairs were never counted: then the logarithms are known.
    const left =
      leftLevel === 0
        ? logSmoothing + (logShares[frequency] as number)
        : Math.log(countOf(leftLevel) + smoothing * (levelShares[frequency] as number))
    const right =
      (rightLevel === 0 ? rightLogShare : Math.log(countOf(rightLevel) + rightShare)) -
      (logTotals[frequency] as number)
    const three =
      logOf(tripleLevels[3 * k] as number) +
      logOf(tripleLevels[3 * k + 1] as number) +
      logOf(tripleLevels[3 * k + 2] as number)
    const here = inDocument[other] as number
    const gain =
      (partial[i] as number) +
      (weights[1] as number) * left +
      (weights[2] as number) * right +
      (weights[3] as number) * three +
      (here === 0 ? 0 : (weights[10] as number) * Math.log(1 + here)) -
      ownGain
    lefts[k] = left
    rights[k] = right
    triples[k] = three
    gains[k] = gain
    if (gain <= bestGain) continue
    bestGain = gain
    best = k
  }
  return best
}

const logOfSum = (gains: Float64Array, count: number): number => {
  let sum = 0
  for (let k = 0; k < count; k += 1) sum += Math.exp(gains[k] as number)
  return Math.log(sum)
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
  const {model, chosen, gains, lefts, rights, triples} = comparer
  const {frequencies, vectors, candidates} = model
  const {candidateFits: fits} = vectors
  const {values, inDocument} = evidence
  const {id: ids} = evidence.words
  const start = evidence.from[unit] as number
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
  const neighbours = neighboursOf(ids, start, evidence.to[unit] as number)
  const own = ownOf(comparer, evidence, unit, neighbours)
  const size = finish - begin
  vectors.fits(begin, finish, state)
  const bestFit = weighAll(comparer, begin, size)
  const choices = choose(comparer, size)
  lookUpNeighbours(comparer, choices, begin, neighbours)
  const best = weighChosen(comparer, inDocument, own, begin, choices)
  const entry = candidates.entries[begin + (chosen[best] as number)] as number
  const other = entry >>> 8
  // In the order of `evidenceNames`.
  let at = unit * evidenceWidth + column.gain
  values[at++] = gains[best] as number
  values[at++] = (fits[chosen[best] as number] as number) - own.fit
  values[at++] = (lefts[best] as number) - own.left
  values[at++] = (rights[best] as number) - own.right
  values[at++] = (triples[best] as number) - own.triples
  values[at++] = (logShares[frequencies[other] as number] as number) - own.share
  values[at++] = (entry & 15) / 4
  values[at++] = ((entry >>> 4) & 1) + ((entry >>> 5) & 1) + ((entry >>> 6) & 1) + ((entry >>> 7) & 1)
  values[at++] = logOfSum(gains, choices)
  values[at++] = size
  values[at++] = bestFit
  values[at++] = Math.min(8, inDocument[other] as number)
  if (proposals) propose(comparer, inDocument, {own, begin, choices}, proposals)
}

/** Adds all chosen candidates to the proposals. */
const propose = (
  {model, chosen, lefts, rights, triples, gains}: Comparer,
  inDocument: Evidence['inDocument'],
  {own, begin, choices}: {readonly own: Own; readonly begin: number; readonly choices: number},
  proposals: Proposal[],
): void => {
  for (let k = 0; k < choices; k += 1) {
    const i = chosen[k] as number
    const entry = model.candidates.entries[begin + i] as number
    const id = entry >>> 8
    const comparison = [
      (model.vectors.candidateFits[i] as number) - own.fit,
      (lefts[k] as number) - own.left,
      (rights[k] as number) - own.right,
      (triples[k] as number) - own.triples,
      (logShares[model.frequencies[id] as number] as number) - own.share,
      (entry & 15) / 4,
      (entry >>> 4) & 1,
      (entry >>> 5) & 1,
      (entry >>> 6) & 1,
      (entry >>> 7) & 1,
      Math.log(1 + (inDocument[id] as number)),
    ]
    proposals.push({id, gain: gains[k] as number, comparison})
  }
}
