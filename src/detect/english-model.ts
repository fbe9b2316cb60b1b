import {readFileSync} from 'node:fs'
import type {CountTable} from './count-table.ts'
import {readBytes} from './read-bytes.ts'
import {sharedVocabulary, type Vocabulary} from './vocabulary.ts'
import {reach} from './word-fit.ts'

/** Reads a table of counts: all fingerprints, then all levels. */
export const readTable = (folder: URL, name: string): CountTable => {
  const bytes = readBytes(folder, name)
  const slots = bytes.length / 3
  return {slots, marks: new Uint16Array(bytes.buffer, 0, slots), levels: bytes.subarray(slots * 2)}
}

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
}

export const readCandidates = (folder: URL): Candidates => {
  const starts = new Uint32Array(readBytes(folder, 'candidate-starts.bin').buffer)
  const phrases = new Uint32Array(readBytes(folder, 'phrases.bin').buffer)
  const phraseStarts = new Uint32Array(starts.length)
  for (let at = phrases.length - 6; at >= 0; at -= 6) phraseStarts[phrases[at] as number] = at / 6 + 1
  return {
    starts,
    entries: new Uint32Array(readBytes(folder, 'candidates.bin').buffer),
    phrases,
    phraseLevels: readBytes(folder, 'phrase-counts.bin'),
    phraseStarts,
  }
}

/** How well a word fits its neighbours; see `training/english/vectors.ts`. */
export type Vectors = {
  readonly dimensions: number
  /** Words with vectors of their own have ids below this; all others share row 0. */
  readonly rows: number
  readonly contextFactors: Float32Array
  readonly targetFactors: Float32Array
  readonly bias: Float32Array
  /** A weight for each dimension of each place, near to far on the left, then on the right. */
  readonly places: Float64Array
  readonly context: Int8Array
  readonly target: Int8Array
}

export const readVectors = (folder: URL): Vectors => {
  const shape: {dimensions: number; rows: number} = JSON.parse(
    readFileSync(new URL('vectors.json', folder), 'utf8'),
  )
  const {dimensions, rows} = shape
  const {buffer} = readBytes(folder, 'vectors.bin')
  const weights = 2 * reach * dimensions
  const numbers = 4 * (3 * rows + weights)
  return {
    ...shape,
    contextFactors: new Float32Array(buffer, 0, rows),
    targetFactors: new Float32Array(buffer, 4 * rows, rows),
    bias: new Float32Array(buffer, 8 * rows, rows),
    // In memory as doubles, which saves converting them a thousand times a word.
    places: new Float64Array(new Float32Array(buffer, 12 * rows, weights)),
    context: new Int8Array(buffer, numbers, rows * dimensions),
    target: new Int8Array(buffer, numbers + rows * dimensions, rows * dimensions),
  }
}

/** Everything the detector of synonym swaps knows about a language. */
export type EnglishModel = {
  readonly vocabulary: Vocabulary
  /** 255 is a frequency of one; each step down divides by 10^(1/28). */
  readonly frequencies: Uint8Array
  readonly pairs: CountTable
  readonly triples: CountTable
  readonly gaps: CountTable
  readonly webPairs: CountTable
  readonly vectors: Vectors
  readonly candidates: Candidates
}

/** Reads the model of a folder. */
export const readEnglishModel = (folder: URL): EnglishModel => {
  return {
    vocabulary: sharedVocabulary(folder),
    frequencies: readBytes(folder, 'frequencies.bin'),
    pairs: readTable(folder, 'pairs.bin'),
    triples: readTable(folder, 'triples.bin'),
    gaps: readTable(folder, 'gaps.bin'),
    webPairs: readTable(folder, 'web-pairs.bin'),
    vectors: readVectors(folder),
    candidates: readCandidates(folder),
  }
}
