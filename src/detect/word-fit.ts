import {boundaryId, type Words} from './english-words.ts'
import {heldWords, reach, type WordVectors} from './word-vectors.ts'

/** What a word at a place of a text must fit; places that follow one another share work. */
export type Context = {
  readonly vectors: WordVectors
  readonly ids: Int32Array
  readonly count: number
  /** The vectors of the words `[first, next)` are at hand, each in the row by its number modulo `heldWords`. */
  first: number
  next: number
  /** So far the vectors were read ahead. */
  ahead: number
}

/** Words that are read ahead at a time: their vectors fill an eighth of a processor's own cache. */
const stretch = 1024

export const openContext = (vectors: WordVectors, {id, count}: Pick<Words, 'id' | 'count'>): Context => ({
  vectors,
  ids: id,
  count,
  first: 0,
  next: 0,
  ahead: 0,
})

/** How many words are seen from a place on, up to the end of the sentence, with which every text begins and ends. */
const seenFrom = (ids: Int32Array, at: number, step: 1 | -1): number => {
  let seen = 1
  while (seen < reach && ids[at + step * (seen - 1)] !== boundaryId) seen += 1
  return seen
}

/** Where the vector of a word begins; of one that is not seen, the zeros. */
const rowOf = ({words, step}: WordVectors, at: number, seen: boolean): number =>
  words + (seen ? at & (heldWords - 1) : heldWords) * step

/**
 * Sets a state, of which there are `heldStates`, for what stands in place of the words `[from, to)`: the sum of the
 * neighbours' vectors, each scaled by where it stands. Nothing is seen beyond a sentence's end.
 *
 * @returns The state's place, for the kernel.
 */
export const moveTo = (context: Context, from: number, to: number, number: number): number => {
  const {vectors, ids, count} = context
  const {words, step} = vectors
  const low = Math.max(0, from - reach)
  if (low < context.first || low > context.next || vectors.holder.of !== context) {
    context.first = low
    context.next = low
    vectors.holder.of = context
  }
  const high = Math.min(count, to + reach)
  if (high > context.ahead) {
    const ahead = Math.min(count, high + stretch)
    vectors.readAhead(ids, context.ahead, ahead)
    context.ahead = ahead
  }
  while (context.next < high) {
    vectors.take(ids[context.next] as number, words + (context.next & (heldWords - 1)) * step)
    context.next += 1
  }
  context.first = Math.max(context.first, context.next - heldWords)

  const left = seenFrom(ids, from - 1, -1)
  const right = seenFrom(ids, to, 1)
  const left1 = rowOf(vectors, from - 1, true)
  const left2 = rowOf(vectors, from - 2, left > 1)
  const left3 = rowOf(vectors, from - 3, left > 2)
  const left4 = rowOf(vectors, from - 4, left > 3)
  const right1 = rowOf(vectors, to, true)
  const right2 = rowOf(vectors, to + 1, right > 1)
  const right3 = rowOf(vectors, to + 2, right > 2)
  const right4 = rowOf(vectors, to + 3, right > 3)
  const state = vectors.states + number * step
  vectors.move(left1, left2, left3, left4, right1, right2, right3, right4, state)
  return state
}
