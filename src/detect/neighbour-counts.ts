import {mostAsked, type PlacedTable} from './count-kernel.ts'
import {hashOf} from './count-table.ts'
import type {EnglishModel} from './english-model.ts'
import {boundaryId, unknownId, type Words} from './english-words.ts'
import type {Units} from './swap-units.ts'
import {firstWordId} from './vocabulary.ts'

/**
 * How often the runs of a text were counted, as levels of the count tables, by the number of their first word: each
 * is looked up once, though two or three words ask for it.
 */
export type NeighbourCounts = {
  /** Of a word and the next. */
  readonly pairs: Uint8Array
  readonly webPairs: Uint8Array
  /** Of three words; not across the end of a sentence. */
  readonly triples: Uint8Array
  /** Of a word and the next but one. */
  readonly gaps: Uint8Array
}

/** The places of the runs that are looked up together: the functions that ask write here, and the hashes to the model. */
const askedFor = new Int32Array(mostAsked)

/** Asks for the pairs that begin at the words `[from, to)`. @returns how many there are; so do the next two. */
const askPairs = (hashes: Uint32Array, ids: Int32Array, from: number, to: number): number => {
  let asked = 0
  for (let at = from; at < to; at += 1) {
    const first = ids[at] as number
    const second = ids[at + 1] as number
    // Unknown words are in no run.
    if (first === unknownId || second === unknownId) continue
    askedFor[asked] = at
    hashes[asked++] = hashOf(0, first, second)
  }
  return asked
}

const isWord = (id: number): boolean => id >= firstWordId

/** The same for pairs of words of the vocabulary, `apart` words from each other, as far as they are wanted. */
const askWords = (
  hashes: Uint32Array,
  ids: Int32Array,
  {wanted, apart}: {readonly wanted: Uint8Array; readonly apart: 1 | 2},
  from: number,
  to: number,
): number => {
  let asked = 0
  for (let at = from; at < to; at += 1) {
    const first = ids[at] as number
    const second = ids[at + apart] as number
    if (wanted[at] === 0 || ids[at + 1] === boundaryId || !isWord(first) || !isWord(second)) continue
    askedFor[asked] = at
    hashes[asked++] = hashOf(0, first, second)
  }
  return asked
}

/** The same for runs of three whose pairs are known. */
const askTriples = (
  hashes: Uint32Array,
  ids: Int32Array,
  pairs: Uint8Array,
  from: number,
  to: number,
): number => {
  let asked = 0
  for (let at = from; at < to; at += 1) {
    const middle = ids[at + 1] as number
    // A triple is counted only where its pairs are.
    if (middle === boundaryId || pairs[at] === 0 || pairs[at + 1] === 0) continue
    askedFor[asked] = at
    hashes[asked++] = hashOf(ids[at] as number, middle, ids[at + 2] as number)
  }
  return asked
}

/** Looks up what was asked for. */
const answer = ({counts}: EnglishModel, asked: number, table: PlacedTable, into: Uint8Array): void => {
  if (asked === 0) return
  const {levels, lookUp} = counts
  lookUp(asked, table.place, table.slots)
  for (let i = 0; i < asked; i += 1) into[askedFor[i] as number] = levels[i] as number
}

/** Counts what the evidence about some units asks for; the rest stays 0, but for the pairs. */
export const countNeighbours = (
  {id: ids, count}: Words,
  units: Units,
  model: EnglishModel,
): NeighbourCounts => {
  const pairs = new Uint8Array(count)
  const webPairs = new Uint8Array(count)
  const triples = new Uint8Array(count)
  const gaps = new Uint8Array(count)
  const {hashes} = model.counts
  // Which runs have a unit at their beginning or their end.
  const pairWanted = new Uint8Array(count)
  const gapWanted = new Uint8Array(count)
  for (let unit = 0; unit < units.count; unit += 1) {
    const before = (units.from[unit] as number) - 1
    const last = (units.to[unit] as number) - 1
    pairWanted[before] = 1
    pairWanted[last] = 1
    gapWanted[last] = 1
    // The first unit of a text may be its first word.
    if (before > 0) gapWanted[before - 1] = 1
  }
  const near = {wanted: pairWanted, apart: 1} as const
  const far = {wanted: gapWanted, apart: 2} as const
  for (let from = 0; from < count; from += mostAsked) {
    const to = Math.min(count - 1, from + mostAsked)
    answer(model, askPairs(hashes, ids, from, to), model.pairs, pairs)
    answer(model, askWords(hashes, ids, near, from, to), model.webPairs, webPairs)
    answer(model, askWords(hashes, ids, far, from, Math.min(to, count - 2)), model.gaps, gaps)
  }
  for (let from = 0; from < count; from += mostAsked) {
    const to = Math.min(count - 2, from + mostAsked)
    answer(model, askTriples(hashes, ids, pairs, from, to), model.triples, triples)
  }
  return {pairs, webPairs, triples, gaps}
}
