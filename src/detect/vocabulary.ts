import {hashStart, hashUnit, mixHash} from '../compute/hash.ts'
import {readBytes} from './read-bytes.ts'

/** Ids below this are not words of the vocabulary but kinds of things between them. */
export const firstWordId = 8

/**
 * The words of a model, by id and by spelling, as the files lie on disk: a list of words and a hash table over it, so
 * that loading is reading and nothing is built for words that no text asks for.
 */
export type Vocabulary = {
  /** Ids are below this. */
  readonly end: number
  /** The words in UTF-8, one a line, in the order of their ids. */
  readonly bytes: Uint8Array
  /** `bytes[starts[id] .. starts[id + 1] - 1)` is a word; the byte after it is its line's end. */
  readonly starts: Uint32Array
  /** Open addressing, a power of two of slots: an id, above it what the hash has beyond the slot's number; 0 is free. */
  readonly slots: Uint32Array
}

/** A slot has 18 bits for the id and the other 14 for a mark, so that a wrong word's spelling is seldom compared. */
const idBits = 18
const idMask = 2 ** idBits - 1
/** Share of the slots in use, at most: a word that is not there is then looked for in some eight places at worst. */
const fullest = 0.75

const hashOf = (word: string): number => {
  let hash = hashStart
  for (let at = 0; at < word.length; at += 1) hash = hashUnit(hash, word.charCodeAt(at))
  return hash
}

/**
 * The id of a word in ASCII that stands in a text with any capitals and with either apostrophe, 0 when unknown: the
 * word is never cut out.
 *
 * @param hash Of its units, small and with a straight apostrophe.
 */
export const idAt = (
  {bytes, starts, slots}: Vocabulary,
  hash: number,
  units: Uint16Array,
  start: number,
  end: number,
): number => {
  const mask = slots.length - 1
  const mixed = mixHash(hash)
  const mark = mixed >>> idBits
  for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
    const found = slots[slot] as number
    if (found === 0) return 0
    if (found >>> idBits !== mark) continue
    const id = found & idMask
    const from = starts[id] as number
    if ((starts[id + 1] as number) - from - 1 !== end - start) continue
    let at = start
    while (at < end) {
      const code = units[at] as number
      const unit = code === 0x2019 ? 39 : code >= 65 && code <= 90 ? code + 32 : code
      if (unit !== bytes[from + at - start]) break
      at += 1
    }
    if (at === end) return id
  }
}

/** Words in ASCII of a text, to be looked up together. */
export type Sought = {
  count: number
  /** Of each, its hash (see `idAt`), where it stands, and a number to know it by. */
  readonly hashes: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly numbers: Int32Array
  /** What each was found to be, 0 when unknown. */
  readonly ids: Int32Array
}

const roomToSeek = (most: number): Sought => ({
  count: 0,
  hashes: new Int32Array(most),
  starts: new Int32Array(most),
  ends: new Int32Array(most),
  numbers: new Int32Array(most),
  ids: new Int32Array(most),
})

let room = roomToSeek(0)

/** Room for the words of a text; holds until the next text's are sought. */
export const seekUpTo = (most: number): Sought => {
  if (room.ids.length < most) room = roomToSeek(2 * most)
  room.count = 0
  return room
}

/** Finds the ids of all words sought. The table is touched for all before: the processor then waits for many at a time. */
export const findIds = (vocabulary: Vocabulary, units: Uint16Array, sought: Sought): void => {
  const {count, hashes, starts, ends, ids} = sought
  const {slots, starts: spelled, bytes} = vocabulary
  const mask = slots.length - 1
  for (let i = 0; i < count; i += 1) ids[i] = (slots[mixHash(hashes[i] as number) & mask] as number) & idMask
  for (let i = 0; i < count; i += 1) ids[i] = bytes[spelled[ids[i] as number] as number] as number
  for (let i = 0; i < count; i += 1)
    ids[i] = idAt(vocabulary, hashes[i] as number, units, starts[i] as number, ends[i] as number)
}

/** The word of an id; empty below `firstWordId` and beyond the end. */
export const wordOf = ({bytes, starts, end}: Vocabulary, id: number): string =>
  id < firstWordId || id >= end
    ? ''
    : Buffer.from(bytes.buffer, bytes.byteOffset).toString('utf8', starts[id], (starts[id + 1] as number) - 1)

/** The id of a word spelled just so. */
export const idOf = (vocabulary: Vocabulary, word: string): number | undefined => {
  const {slots} = vocabulary
  const mask = slots.length - 1
  const mixed = mixHash(hashOf(word))
  for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
    const found = slots[slot] as number
    if (found === 0) return undefined
    const id = found & idMask
    if (found >>> idBits === mixed >>> idBits && wordOf(vocabulary, id) === word) return id
  }
}

/** All words in the order of their ids. */
export const wordsOf = (vocabulary: Vocabulary): string[] =>
  Array.from({length: vocabulary.end - firstWordId}, (_, index) => wordOf(vocabulary, index + firstWordId))

/** Makes a vocabulary of different words; ids follow their order, from `firstWordId` on. */
export const vocabularyFrom = (words: readonly string[]): Vocabulary => {
  const end = words.length + firstWordId
  if (end > idMask)
    throw new RangeError(`Expected at most ${idMask - firstWordId} words, got ${words.length}`)
  const bytes = Uint8Array.from(Buffer.from(words.map(word => `${word}\n`).join(''), 'utf8'))
  const starts = new Uint32Array(end + 1)
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(end / fullest)))
  const mask = slots.length - 1
  let at = 0
  words.forEach((word, index) => {
    const id = index + firstWordId
    starts[id] = at
    at += Buffer.byteLength(word) + 1
    const mixed = mixHash(hashOf(word))
    let slot = mixed & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = ((mixed >>> idBits) << idBits) | id
  })
  starts[end] = at
  return {end, bytes, starts, slots}
}

/** What `word-index.bin` holds beside the words: how many slots, the slots, then where the words start. */
export const packIndex = ({slots, starts}: Vocabulary): Uint32Array =>
  Uint32Array.from([slots.length, ...slots, ...starts])

const read = new Map<string, Vocabulary>()

/** The vocabulary in a model's folder, read once. */
export const sharedVocabulary = (folder: URL): Vocabulary => {
  const vocabulary = read.get(folder.href) ?? readVocabulary(folder)
  read.set(folder.href, vocabulary)
  return vocabulary
}

/** Reads `words.txt` and `word-index.bin` of a model. */
export const readVocabulary = (folder: URL): Vocabulary => {
  const index = new Uint32Array(readBytes(folder, 'word-index.bin').buffer)
  const slots = index.subarray(1, 1 + (index[0] as number))
  const starts = index.subarray(1 + slots.length)
  return {end: starts.length - 1, bytes: readBytes(folder, 'words.txt'), starts, slots}
}
