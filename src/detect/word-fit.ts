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
  state: Float64Array,
): void => {
  const {dimensions, reach, rows, context, contextFactors, places} = vectors
  state.fill(0)
  for (let side = 0; side < 2; side += 1) {
    for (let step = 0; step < reach; step += 1) {
      const where = side === 0 ? range.from - 1 - step : range.to + step
      if (where < 0 || where >= range.count) break
      const id = ids[where] as number
      const row = id < rows ? id : 0
      const base = row * dimensions
      const weight = (side * reach + step) * dimensions
      const factor = contextFactors[row] as number
      for (let d = 0; d < dimensions; d += 1)
        state[d] =
          (state[d] as number) + (places[weight + d] as number) * factor * (context[base + d] as number)
      if (id === boundaryId) break
    }
  }
}

/** Log-odds that an author rather than a spinner or chance put this word there. */
export const fitOf = (vectors: Vectors, id: number, state: Float64Array): number => {
  const {dimensions, rows, target, targetFactors, bias} = vectors
  const row = id < rows ? id : 0
  const base = row * dimensions
  let even = 0
  let odd = 0
  for (let d = 0; d < dimensions; d += 2) {
    even += (target[base + d] as number) * (state[d] as number)
    odd += (target[base + d + 1] as number) * (state[d + 1] as number)
  }
  return (even + odd) * (targetFactors[row] as number) + (bias[row] as number)
}
