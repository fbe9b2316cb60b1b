import {beginningOf, beginsPhrase, type Candidates, hasCandidates} from './english-model.ts'
import {allCapitals, capitalised, joined, sentenceInitial, type Words} from './english-words.ts'
import {firstWordId} from './vocabulary.ts'

/** Words and known phrases of a text that a spinner may have put there, as ranges of words. */
export type Units = {
  readonly count: number
  /** Range of words of each unit, `[from, to)`. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Number of the phrase, -1 for a single word. */
  readonly phrase: Int32Array
}

/** The very most frequent words (the, of, and, to, a, in, …) are a quarter of all and hardly ever swapped. */
const neverSwapped = 8

/** Whether a word may be looked at: not a name, an abbreviation, part of a compound or an address. */
const plainWord = (words: Words, at: number): boolean => {
  const flags = words.flags[at] as number
  if (flags & (allCapitals | joined) || (flags & capitalised && !(flags & sentenceInitial))) return false
  return (
    (words.id[at] as number) >= firstWordId && (words.end[at] as number) - (words.start[at] as number) > 1
  )
}

/**
 * The traits of each word in its place; `beginsPhrase` only where the next word lets it. By itself and without a
 * question, so that the processor waits for many places of the tables at a time.
 */
const readTraits = (
  {count, id: ids}: Words,
  {phraseBeginnings, traits}: Candidates,
  into: Uint8Array,
): void => {
  for (let at = 0; at + 1 < count; at += 1) {
    const id = ids[at] as number
    const bit = beginningOf(id, ids[at + 1] as number)
    const begins = ((phraseBeginnings[bit >> 3] as number) >> (bit & 7)) & 1
    into[at] = (traits[id] as number) & (hasCandidates | (begins * beginsPhrase))
  }
}

/** The longest known phrase that begins at a word of the vocabulary, or -1. */
const longestPhrase = ({phrases, phraseStarts}: Candidates, words: Words, at: number): number => {
  const id = words.id[at] as number
  const first = phraseStarts[id] as number
  if (first === 0) return -1
  let found = -1
  let foundLength = 0
  for (let base = (first - 1) * 6; phrases[base] === id; base += 6) {
    if (phrases[base + 1] !== words.id[at + 1]) continue
    let length = 2
    while (length < 4 && phrases[base + length] && phrases[base + length] === words.id[at + length])
      length += 1
    if (length < 4 && phrases[base + length]) continue
    let plain = true
    for (let i = 1; i < length; i += 1)
      if ((words.flags[at + i] as number) & (capitalised | joined)) plain = false
    if (plain && length > foundLength) {
      found = base / 6
      foundLength = length
    }
  }
  return found
}

/** How many words a phrase has. */
const phraseLength = (phrases: Uint32Array, phrase: number): number => {
  let length = 2
  while (length < 4 && phrases[phrase * 6 + length]) length += 1
  return length
}

type Room = Omit<Units, 'count'> & {readonly traits: Uint8Array}

const roomFor = (units: number): Room => ({
  from: new Int32Array(units),
  to: new Int32Array(units),
  phrase: new Int32Array(units),
  traits: new Uint8Array(units),
})

/** Room to find units in, kept, since it is twice as large as what is found. */
let room = roomFor(0)

/** The units of a text, by their first word; a phrase comes before the word it begins with. */
export const unitsOf = (words: Words, candidates: Candidates): Units => {
  const {count: wordCount, id: ids} = words
  if (room.from.length < 2 * wordCount) room = roomFor(4 * wordCount)
  const {from, to, phrase: phrases, traits} = room
  readTraits(words, candidates, traits)
  let count = 0
  // The last is the boundary that every text ends with.
  for (let at = 0; at + 1 < wordCount; at += 1) {
    if (!plainWord(words, at)) continue
    const id = ids[at] as number
    const known = traits[at] as number
    const phrase =
      known & beginsPhrase && (ids[at + 1] as number) >= firstWordId
        ? longestPhrase(candidates, words, at)
        : -1
    if (phrase >= 0) {
      from[count] = at
      to[count] = at + phraseLength(candidates.phrases, phrase)
      phrases[count] = phrase
      count += 1
    }
    // What no dictionary has for a synonym, no spinner put there: technical terms, dialect, foreign words.
    if (id < firstWordId + neverSwapped || !(known & hasCandidates)) continue
    from[count] = at
    to[count] = at + 1
    phrases[count] = -1
    count += 1
  }
  return {count, from: from.slice(0, count), to: to.slice(0, count), phrase: phrases.slice(0, count)}
}
