import {levelOf} from './count-table.ts'
import type {EnglishModel} from './english-model.ts'
import {boundaryId, unknownId, type Words} from './english-words.ts'
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

export const countNeighbours = ({id: ids, count}: Words, model: EnglishModel): NeighbourCounts => {
  const pairs = new Uint8Array(count)
  const webPairs = new Uint8Array(count)
  const triples = new Uint8Array(count)
  const gaps = new Uint8Array(count)
  for (let at = 0; at + 1 < count; at += 1) {
    const first = ids[at] as number
    const second = ids[at + 1] as number
    // Unknown words are in no run.
    if (first === unknownId || second === unknownId) continue
    pairs[at] = levelOf(model.pairs, 0, first, second)
    if (first >= firstWordId && second >= firstWordId)
      webPairs[at] = levelOf(model.webPairs, 0, first, second)
  }
  for (let at = 0; at + 2 < count; at += 1) {
    if (ids[at + 1] === boundaryId) continue
    const first = ids[at] as number
    const third = ids[at + 2] as number
    if (first >= firstWordId && third >= firstWordId) gaps[at] = levelOf(model.gaps, 0, first, third)
    // A triple is counted only where its pairs are.
    if (pairs[at] === 0 || pairs[at + 1] === 0) continue
    triples[at] = levelOf(model.triples, first, ids[at + 1] as number, third)
  }
  return {pairs, webPairs, triples, gaps}
}
