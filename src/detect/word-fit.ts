import type {Vectors} from './english-model.ts'
import {boundaryId} from './english-words.ts'

/**
 * The sum of the neighbours' vectors around the words `[from, to)`, each scaled by its place: what a word there must
 * fit. Nothing is seen beyond a sentence's end. Written into `state`.
 */
export const contextState = (
  vectors: Vectors,
  ids: Int32Array,
  range: {readonly from: number; readonly to: number; readonly count: number},
  state: Float32Array,
): void => {
  const {dimensions, reach, rows, context, contextFactors, places} = vectors
  state.fill(0)
  for (let place = 0; place < 2 * reach; place += 1) {
    const step = (place % reach) + 1
    const where = place < reach ? range.from - step : range.to - 1 + step
    if (where < 0 || where >= range.count) {
      if (place < reach) place = reach - 1
      else return
      continue
    }
    const id = ids[where] as number
    const row = id < rows ? id : 0
    const base = row * dimensions
    const weight = place * dimensions
    const factor = contextFactors[row] as number
    for (let d = 0; d < dimensions; d += 1)
      state[d] =
        (state[d] as number) + (places[weight + d] as number) * (context[base + d] as number) * factor
    if (id === boundaryId) {
      if (place < reach) place = reach - 1
      else return
    }
  }
}

/** Log-odds that an author rather than a spinner or chance put this word there. */
export const fitOf = (vectors: Vectors, id: number, state: Float32Array): number => {
  const {dimensions, rows, target, targetFactors, bias} = vectors
  const row = id < rows ? id : 0
  const base = row * dimensions
  let sum = 0
  for (let d = 0; d < dimensions; d += 1) sum += (target[base + d] as number) * (state[d] as number)
  return sum * (targetFactors[row] as number) + (bias[row] as number)
}
