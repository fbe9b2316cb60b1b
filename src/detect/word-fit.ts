import type {Vectors} from './english-model.ts'
import {boundaryId, type Words} from './english-words.ts'

/** Neighbours looked at on either side; the vectors are trained for it. */
export const reach = 4
/** Words of a text whose vectors are at hand, a power of two: more than a unit and its neighbours. */
const held = 32

/** What a word at a place of a text must fit; places that follow one another share work. */
export type Context = {
  readonly vectors: Vectors
  readonly ids: Int32Array
  readonly count: number
  /** The vectors of the words `[first, next)`, each in a row by its number modulo `held`; then a row of zeros. */
  readonly rows: Float64Array
  first: number
  next: number
}

export const openContext = (vectors: Vectors, {id, count}: Pick<Words, 'id' | 'count'>): Context => ({
  vectors,
  ids: id,
  count,
  rows: new Float64Array((held + 1) * vectors.dimensions),
  first: 0,
  next: 0,
})

const takeWord = (context: Context): void => {
  const {vectors, ids, rows, next} = context
  const {dimensions, context: bytes, contextFactors} = vectors
  const id = ids[next] as number
  const row = id < vectors.rows ? id : 0
  const factor = contextFactors[row] as number
  const from = row * dimensions
  const to = (next & (held - 1)) * dimensions
  for (let d = 0; d < dimensions; d += 1) rows[to + d] = factor * (bytes[from + d] as number)
  context.next = next + 1
}

/** Where the row of a word begins; of none, the zeros. */
const rowOf = ({vectors, count}: Context, at: number, seen: boolean): number =>
  (seen && at >= 0 && at < count ? at & (held - 1) : held) * vectors.dimensions

/**
 * Sets the state for what stands in place of the words `[from, to)`: the sum of the neighbours' vectors, each scaled
 * by where it stands. Nothing is seen beyond a sentence's end.
 */
export const moveTo = (context: Context, from: number, to: number, state: Float64Array): void => {
  const {ids, count, rows} = context
  const {dimensions, places} = context.vectors
  const low = Math.max(0, from - reach)
  if (low < context.first || low > context.next) {
    context.first = low
    context.next = low
  }
  const high = Math.min(count, to + reach)
  while (context.next < high) takeWord(context)
  context.first = Math.max(context.first, context.next - held)

  const left1 = rowOf(context, from - 1, true)
  let seen = ids[from - 1] !== boundaryId
  const left2 = rowOf(context, from - 2, seen)
  seen &&= ids[from - 2] !== boundaryId
  const left3 = rowOf(context, from - 3, seen)
  seen &&= ids[from - 3] !== boundaryId
  const left4 = rowOf(context, from - 4, seen)
  const right1 = rowOf(context, to, true)
  seen = ids[to] !== boundaryId
  const right2 = rowOf(context, to + 1, seen)
  seen &&= ids[to + 1] !== boundaryId
  const right3 = rowOf(context, to + 2, seen)
  seen &&= ids[to + 2] !== boundaryId
  const right4 = rowOf(context, to + 3, seen)
  // Written out: the same in a loop over the neighbours takes three times as long.
  for (let d = 0; d < dimensions; d += 1) {
    state[d] =
      (places[d] as number) * (rows[left1 + d] as number) +
      (places[dimensions + d] as number) * (rows[left2 + d] as number) +
      (places[2 * dimensions + d] as number) * (rows[left3 + d] as number) +
      (places[3 * dimensions + d] as number) * (rows[left4 + d] as number) +
      (places[4 * dimensions + d] as number) * (rows[right1 + d] as number) +
      (places[5 * dimensions + d] as number) * (rows[right2 + d] as number) +
      (places[6 * dimensions + d] as number) * (rows[right3 + d] as number) +
      (places[7 * dimensions + d] as number) * (rows[right4 + d] as number)
  }
}

/** Log-odds that an author rather than a spinner or chance put this word where the context is. */
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
