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

/** Whose words are at hand: all contexts of a model share its room. */
const holders = new WeakMap<WordVectors, Context>()

export const openContext = (vectors: WordVectors, {id, count}: Pick<Words, 'id' | 'count'>): Context => ({
  vectors,
  ids: id,
  count,
  first: 0,
  next: 0,
  ahead: 0,
})

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
  if (low < context.first || low > context.next || holders.get(vectors) !== context) {
    context.first = low
    context.next = low
    holders.set(vectors, context)
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

  /** Where the vector of a word begins; of none, the zeros. */
  const rowOf = (at: number, seen: boolean): number =>
    words + (seen && at >= 0 && at < count ? at & (heldWords - 1) : heldWords) * step
  const left1 = rowOf(from - 1, true)
  let seen = ids[from - 1] !== boundaryId
  const left2 = rowOf(from - 2, seen)
  seen &&= ids[from - 2] !== boundaryId
  const left3 = rowOf(from - 3, seen)
  seen &&= ids[from - 3] !== boundaryId
  const left4 = rowOf(from - 4, seen)
  const right1 = rowOf(to, true)
  seen = ids[to] !== boundaryId
  const right2 = rowOf(to + 1, seen)
  seen &&= ids[to + 1] !== boundaryId
  const right3 = rowOf(to + 2, seen)
  seen &&= ids[to + 2] !== boundaryId
  const right4 = rowOf(to + 3, seen)
  const state = vectors.states + number * step
  vectors.move(left1, left2, left3, left4, right1, right2, right3, right4, state)
  return state
}
