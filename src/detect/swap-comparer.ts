import {hashOf} from './count-table.ts'
import type {EnglishModel} from './english-model.ts'
import {boundaryId} from './english-words.ts'
import {mostCandidates} from './word-vectors.ts'

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
  /** Of each of these, what its neighbours say for it, as logarithms, and its gain. */
  readonly lefts: Float64Array
  readonly rights: Float64Array
  readonly triples: Float64Array
  readonly gains: Float64Array
}

export const makeComparer = (model: EnglishModel, weights: readonly number[]): Comparer => ({
  model,
  weights: Float64Array.from(weights),
  partial: new Float64Array(mostCandidates),
  chosen: new Uint8Array(mostCandidates),
  pairLevels: new Uint8Array(2 * mostCandidates),
  tripleLevels: new Uint8Array(3 * mostCandidates),
  lefts: new Float64Array(mostCandidates),
  rights: new Float64Array(mostCandidates),
  triples: new Float64Array(mostCandidates),
  gains: new Float64Array(mostCandidates),
})

/** The words beside a unit, as ids; beyond a boundary stands another one. */
export type Neighbours = {
  readonly farLeft: number
  readonly left: number
  readonly right: number
  readonly farRight: number
}

/** A text begins and ends with a boundary, so that every unit has neighbours. */
export const neighboursOf = (ids: Int32Array, start: number, end: number): Neighbours => {
  const left = ids[start - 1] as number
  const right = ids[end] as number
  return {
    farLeft: left === boundaryId ? boundaryId : (ids[start - 2] as number),
    left,
    right,
    farRight: right === boundaryId ? boundaryId : (ids[end + 1] as number),
  }
}

/**
 * Looks up how often the chosen candidates were counted among the neighbours: with either one, then, where that was
 * counted, with two of the four. What is not looked up has the level 0, as what was never counted.
 */
export const lookUpNeighbours = (
  {model, chosen, pairLevels, tripleLevels}: Comparer,
  count: number,
  begin: number,
  {farLeft, left, right, farRight}: Neighbours,
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
export const tripleLevel = (
  {counts, triples}: EnglishModel,
  first: number,
  second: number,
  third: number,
): number => {
  counts.hashes[0] = hashOf(first, second, third)
  counts.lookUp(1, triples.place, triples.slots)
  return counts.levels[0] as number
}
