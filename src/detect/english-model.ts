import {statSync} from 'node:fs'
import {openRoom} from '../compute/wasm-code.ts'
import {type Counts, countsRoom, openCounts, type PlacedTable, tableRoom} from './count-kernel.ts'
import {type DocumentCounts, openDocumentCounts} from './document-counts.ts'
import {readBytes, readParts} from './read-bytes.ts'
import {idOf, sharedVocabulary, type Vocabulary} from './vocabulary.ts'
import {readShape, readVectors, vectorsRoom, type WordVectors} from './word-vectors.ts'

/** Bytes of a table's slot on disk: all fingerprints, then all levels. */
const slotBytes = 3

/** Reads a table of counts into memory. */
const readTable = (folder: URL, name: string, slots: number, counts: Counts): PlacedTable =>
  readParts(folder, name, read =>
    counts.place(slots, (from, marks, levels) => {
      read(marks, 2 * from)
      read(levels, 2 * slots + from)
    }),
  )

/** Which words could have stood where a word or a phrase stands. */
export type Candidates = {
  /** `entries[starts[id] .. starts[id + 1])` are the candidates of a word. */
  readonly starts: Uint32Array
  /** Word id in the high 24 bits, then four bits of sources and four of a score. */
  readonly entries: Uint32Array
  /** Six numbers a phrase: four word ids (0 past its end), then where its candidates begin and end. */
  readonly phrases: Uint32Array
  /** How often people write each phrase, as a level of a count table. */
  readonly phraseLevels: Uint8Array
  /** One more than the number of the first phrase that begins with a word, 0 where none does; others follow it. */
  readonly phraseStarts: Uint32Array
  /** A bit for every two words that a phrase begins with: most pairs of words are none. */
  readonly phraseBeginnings: Uint8Array
  /** What is known of each word in a byte, `hasCandidates` and `beginsPhrase`: most of the tables above then stay unread. */
  readonly traits: Uint8Array
}

export const hasCandidates = 1
export const beginsPhrase = 2

/** Sixteen times as many bits as there are phrases, about. */
const beginningBits = 19
/** The bit of two words that a phrase may begin with. */
export const beginningOf = (first: number, second: number): number =>
  Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b) >>> (32 - beginningBits)

export const readCandidates = (
  folder: URL,
  entries: Uint32Array = new Uint32Array(readBytes(folder, 'candidates.bin').buffer),
): Candidates => {
  const starts = new Uint32Array(readBytes(folder, 'candidate-starts.bin').buffer)
  const phrases = new Uint32Array(readBytes(folder, 'phrases.bin').buffer)
  const phraseStarts = new Uint32Array(starts.length)
  const phraseBeginnings = new Uint8Array(2 ** (beginningBits - 3))
  const traits = new Uint8Array(starts.length)
  for (let id = 0; id + 1 < starts.length; id += 1)
    if (starts[id] !== starts[id + 1]) traits[id] = hasCandidates
  for (let at = phrases.length - 6; at >= 0; at -= 6) {
    const first = phrases[at] as number
    phraseStarts[first] = at / 6 + 1
    traits[first] = (traits[first] as number) | beginsPhrase
    const bit = beginningOf(first, phrases[at + 1] as number)
    phraseBeginnings[bit >> 3] = (phraseBeginnings[bit >> 3] as number) | (1 << (bit & 7))
  }
  return {
    starts,
    entries,
    phrases,
    phraseLevels: readBytes(folder, 'phrase-counts.bin'),
    phraseStarts,
    phraseBeginnings,
    traits,
  }
}

/** Everything the detector of synonym swaps knows about a language. */
export type EnglishModel = {
  readonly vocabulary: Vocabulary
  /** 255 is a frequency of one; each step down divides by 10^(1/28). */
  readonly frequencies: Uint8Array
  readonly counts: Counts
  readonly pairs: PlacedTable
  readonly triples: PlacedTable
  readonly gaps: PlacedTable
  readonly webPairs: PlacedTable
  readonly vectors: WordVectors
  readonly candidates: Candidates
  readonly documentCounts: DocumentCounts
  /** Ids of the articles, which show the first sound of the word behind them; -1 where the language has none such. */
  readonly articles: {readonly a: number; readonly an: number}
}

const countFiles = {
  pairs: 'pairs.bin',
  triples: 'triples.bin',
  gaps: 'gaps.bin',
  webPairs: 'web-pairs.bin',
} as const

/** Reads the model of a folder. */
export const readEnglishModel = (folder: URL): EnglishModel => {
  const slotsOf = (name: string): number => statSync(new URL(name, folder)).size / slotBytes
  const shape = readShape(folder)
  const room = openRoom(
    Object.values(countFiles).reduce(
      (sum, name) => sum + tableRoom(slotsOf(name)),
      countsRoom + vectorsRoom(shape),
    ),
  )
  const counts = openCounts(room)
  const table = (name: string): PlacedTable => readTable(folder, name, slotsOf(name), counts)
  const vectors = readVectors(folder, shape, room)
  const vocabulary = sharedVocabulary(folder)
  return {
    vocabulary,
    frequencies: readBytes(folder, 'frequencies.bin'),
    counts,
    pairs: table(countFiles.pairs),
    triples: table(countFiles.triples),
    gaps: table(countFiles.gaps),
    webPairs: table(countFiles.webPairs),
    vectors,
    candidates: readCandidates(folder, vectors.entries),
    documentCounts: openDocumentCounts(vocabulary.end),
    articles: {a: idOf(vocabulary, 'a') ?? -1, an: idOf(vocabulary, 'an') ?? -1},
  }
}
