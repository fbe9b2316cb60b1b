import {mixHash} from '../compute/hash.ts'
import {shinglesOf} from './shingles.ts'

/**
 * Near-duplicates of a folder: which texts say nearly the same words in the same order.
 *
 * A text's signature has two parts. Band hashes over the minima of its shingles' hashes (MinHash, Broder 1997; one hash
 * dealt out to a hundred places, Li, Owen and Zhang 2012) find candidates without comparing every pair
 * (locality-sensitive hashing, Indyk and Motwani 1998). An odd sketch (Mitzenmacher, Pagh and Pham 2014) then measures
 * how many shingles two texts do not share, to about 0.002 of Jaccard similarity for a news article: the parity, for
 * each of some thousand slots, of how many shingles fall into it.
 * Nothing depends on the order of the texts, on how they are spread over threads, or on chance.
 */

/** From this Jaccard similarity on, two texts are one. */
export const DUPLICATE_SIMILARITY = 0.8

/**
 * Twenty bands of five minima: a pair at the threshold shares a band with probability 0.9996, an unrelated pair
 * (0.1) with 0.0002.
 */
const BANDS = 20
const ROWS = 5
/** Words of 32 bits in the odd sketch. With the bands and the count, a signature takes 980 bytes. */
const SKETCH = 224
const HALF = SKETCH / 2
const HEADER = 1
/** Length of a signature, in 32-bit words. */
export const SIGNATURE_LENGTH = HEADER + BANDS + SKETCH

/**
 * A text of more shingles than this (20 KB of English) has a sketch of two halves, each over a sample: the shingles
 * whose hash ends in `level` zero bits, and those with one more. Two texts similar enough always have a level in common.
 */
const MOST_SHINGLES = 3_200
/** How many shingles a half sketch takes without losing precision. */
const HALF_SHINGLES = 4_096

/** The level of sampling for a text of that many shingles; -1 for a whole sketch of all of them. */
const levelOf = (count: number): number => {
  if (count <= MOST_SHINGLES) return -1
  let level = 0
  while (count >> level > HALF_SHINGLES) level += 1
  return level
}

/**
 * The signature of a text: `SIGNATURE_LENGTH` numbers of 32 bits, the same on every machine; empty for a text without
 * words.
 */
export const signature = (text: string): Uint32Array => {
  const shingles = shinglesOf(text)
  if (shingles.length === 0) return new Uint32Array(0)
  const result = new Uint32Array(SIGNATURE_LENGTH)
  result[0] = shingles.length
  const minima = new Uint32Array(BANDS * ROWS).fill(NONE)
  addShingles(shingles, minima, result)
  fillEmpty(minima)
  for (let band = 0; band < BANDS; band++) {
    let hash = band
    for (let row = 0; row < ROWS; row++) hash = mixHash(hash ^ (minima[band * ROWS + row] as number)) + row
    result[HEADER + band] = mixHash(hash)
  }
  return result
}

/** Adds the shingles to the minima and to the sketch of a signature. */
const addShingles = (shingles: Uint32Array, minima: Uint32Array, result: Uint32Array): void => {
  const level = levelOf(shingles.length)
  for (const shingle of shingles) {
    const place = mixHash(shingle ^ 0x9e3779b9) % minima.length
    const value = mixHash(shingle ^ 0x7f4a7c15)
    if (value < (minima[place] as number)) minima[place] = value
    sketch(result, shingle, level)
  }
}

/** A place that no shingle fell into. */
const NONE = 0xffffffff

/** Gives every empty place the minimum of another, drawn by its number: the same one for every text (Shrivastava 2017). */
const fillEmpty = (minima: Uint32Array): void => {
  const full = minima.slice()
  for (let place = 0; place < minima.length; place++) {
    for (let attempt = 1; minima[place] === NONE && attempt <= MOST_ATTEMPTS; attempt++) {
      minima[place] = full[mixHash(place * MOST_ATTEMPTS + attempt) % minima.length] as number
    }
  }
}

/** With one place full of a hundred, all others find it in this many draws, but for one text in a billion. */
const MOST_ATTEMPTS = 4_096

const sketch = (result: Uint32Array, shingle: number, level: number): void => {
  // Independent of the hash that samples, which looks at the shingle's own low bits.
  const slot = mixHash(shingle ^ 0x5bd1e995)
  if (level < 0) {
    flip(result, 0, slot % (SKETCH * 32))
    return
  }
  const zeros = shingle === 0 ? 32 : 31 - Math.clz32(shingle & -shingle)
  if (zeros >= level) flip(result, 0, slot % (HALF * 32))
  if (zeros > level) flip(result, HALF, slot % (HALF * 32))
}

const flip = (result: Uint32Array, from: number, bit: number): void => {
  const word = HEADER + BANDS + from + (bit >>> 5)
  result[word] = ((result[word] as number) ^ (1 << (bit & 31))) >>> 0
}

const bitCount = (value: number): number => {
  let bits = value - ((value >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** A signature as it comes back from a worker or a journal. */
export type Signature = ArrayLike<number>

/** One word of the sketch at a level, folded to half the width where only a half is there to compare with. */
type View = {readonly words: number; readonly at: (index: number) => number}

const viewAt = (text: Signature, level: number, folded: boolean): View => {
  const start = HEADER + BANDS
  const own = levelOf(text[0] ?? 0)
  if (own < 0 && !folded) return {words: SKETCH, at: index => text[start + index] ?? 0}
  if (own < 0)
    return {words: HALF, at: index => (text[start + index] ?? 0) ^ (text[start + HALF + index] ?? 0)}
  const from = start + (level > own ? HALF : 0)
  return {words: HALF, at: index => text[from + index] ?? 0}
}

/**
 * The Jaccard similarity of two texts' shingles, 0..1, from their signatures: exact to about 0.002 for articles, 0.01
 * for books. 0 where their lengths alone rule out `DUPLICATE_SIMILARITY`.
 */
export const similarity = (left: Signature, right: Signature): number => {
  const leftCount = left[0] ?? 0
  const rightCount = right[0] ?? 0
  if (Math.min(leftCount, rightCount) < DUPLICATE_SIMILARITY * Math.max(leftCount, rightCount)) return 0
  const leftLevel = levelOf(leftCount)
  const rightLevel = levelOf(rightCount)
  const level = Math.max(leftLevel, rightLevel)
  if (level - Math.min(leftLevel, rightLevel) > 1) return 0
  const folded = level >= 0
  const one = viewAt(left, level, folded)
  const other = viewAt(right, level, folded)
  let odd = 0
  for (let index = 0; index < one.words; index++) odd += bitCount(one.at(index) ^ other.at(index))
  const slots = one.words * 32
  if (odd * 2 >= slots) return 0
  const different = (Math.log1p((-2 * odd) / slots) / Math.log1p(-2 / slots)) * 2 ** Math.max(0, level)
  const total = leftCount + rightCount
  return Math.max(0, (total - different) / (total + different))
}

export type Duplicate = {
  /** The first text in path order that this one repeats. */
  readonly path: string
  /** Jaccard similarity of the two, 0.8..1, to three places. */
  readonly similarity: number
}

/** A text of the folder. */
export type Signed = {readonly path: string; readonly signature: Signature}

/**
 * For each path whose text repeats another, the first such text in path order (by UTF-16 units). A story that quotes
 * another, or is part of it, is none: the texts must be alike as wholes. Time and memory grow with the number of texts.
 */
export const findNearDuplicates = (texts: readonly Signed[]): Map<string, Duplicate> => {
  const sorted = texts
    .filter(text => text.signature.length === SIGNATURE_LENGTH)
    .sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
  const duplicates = new Map<string, Duplicate>()
  const buckets = Array.from({length: BANDS}, () => new Map<number, number[]>())
  sorted.forEach((text, position) => {
    const lists = buckets.map((bucket, band) => bucket.get(text.signature[HEADER + band] ?? 0) ?? [])
    const first = firstSimilar(sorted, text, lists)
    if (first) {
      duplicates.set(text.path, {
        path: first.text.path,
        similarity: Math.round(first.similarity * 1000) / 1000,
      })
      // What is like an exact copy is like the text it copies, which stands before it.
      if (isSame(text.signature, first.text.signature)) return
    }
    for (const [band, list] of lists.entries()) {
      if (list.length === 0) buckets[band]?.set(text.signature[HEADER + band] ?? 0, list)
      list.push(position)
    }
  })
  return duplicates
}

/** Walks the candidates of all bands in path order, each once, up to the first that is similar enough. */
const firstSimilar = (
  sorted: readonly Signed[],
  text: Signed,
  lists: readonly (readonly number[])[],
): {text: Signed; similarity: number} | undefined => {
  const heads = new Uint32Array(lists.length)
  while (true) {
    let next = Number.POSITIVE_INFINITY
    for (let band = 0; band < lists.length; band++) {
      next = Math.min(next, lists[band]?.[heads[band] as number] ?? Number.POSITIVE_INFINITY)
    }
    const candidate = sorted[next]
    if (!candidate) return undefined
    for (let band = 0; band < lists.length; band++) {
      if (lists[band]?.[heads[band] as number] === next) heads[band] = (heads[band] as number) + 1
    }
    const alike = similarity(candidate.signature, text.signature)
    if (alike >= DUPLICATE_SIMILARITY) return {text: candidate, similarity: alike}
  }
}

const isSame = (left: Signature, right: Signature): boolean => {
  for (let index = 0; index < SIGNATURE_LENGTH; index++) if (left[index] !== right[index]) return false
  return true
}
