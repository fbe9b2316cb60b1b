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
  const {counts} = model
  const {hashes, levels} = counts
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
  let asked = 0
  const ask = (at: number, hash: number): void => {
    askedFor[asked] = at
    hashes[asked] = hash
    asked += 1
  }
  const answer = (table: PlacedTable, into: Uint8Array): void => {
    if (asked > 0) counts.lookUp(asked, table.place, table.slots)
    for (let i = 0; i < asked; i += 1) into[askedFor[i] as number] = levels[i] as number
    asked = 0
  }
  for (let from = 0; from < count; from += mostAsked) {
    const to = Math.min(count - 1, from + mostAsked)
    for (let at = from; at < to; at += 1) {
      const first = ids[at] as number
      const second = ids[at + 1] as number
      // Unknown words are in no run.
      if (first !== unknownId && second !== unknownId) ask(at, hashOf(0, first, second))
    }
    answer(model.pairs, pairs)
    for (let at = from; at < to; at += 1) {
      const first = ids[at] as number
      const second = ids[at + 1] as number
      if (pairWanted[at] === 1 && first >= firstWordId && second >= firstWordId)
        ask(at, hashOf(0, first, second))
    }
    answer(model.webPairs, webPairs)
    for (let at = from; at < Math.min(to, count - 2); at += 1) {
      const first = ids[at] as number
      const third = ids[at + 2] as number
      if (gapWanted[at] === 1 && ids[at + 1] !== boundaryId && first >= firstWordId && third >= firstWordId)
        ask(at, hashOf(0, first, third))
    }
    answer(model.gaps, gaps)
  }
  for (let from = 0; from < count; from += mostAsked) {
    const to = Math.min(count - 2, from + mostAsked)
    for (let at = from; at < to; at += 1) {
      const middle = ids[at + 1] as number
      // A triple is counted only where its pairs are.
      if (middle !== boundaryId && pairs[at] !== 0 && pairs[at + 1] !== 0)
        ask(at, hashOf(ids[at] as number, middle, ids[at + 2] as number))
    }
    answer(model.triples, triples)
  }
  return {pairs, webPairs, triples, gaps}
}

/** The words that are asked about. */
const askedFor = new Int32Array(mostAsked)
