import {hashStart, hashUnit, mixHash} from '../compute/hash.ts'
import {unitAt} from '../document/unit-at.ts'
import {BETWEEN, NOT_ALONE, wordUnits} from './fold-units.ts'

/** Words in a shingle: five and more miss copies with a word changed here and there, three collide in stock phrases. */
const WORDS = 4
/** Characters in a shingle of a text in a script without spaces, about as long as four words are. */
const CHARACTERS = 6

/**
 * A word, or one character of the scripts that are written without spaces: Chinese, Japanese, Thai, Lao, Khmer,
 * Burmese, Tibetan. Punctuation and case do not count.
 */
const tokenPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]|[\p{L}\p{N}\p{M}]+/gu

const isUnspaced = (code: number): boolean =>
  (code >= 0xe00 && code <= 0xfff) ||
  (code >= 0x1000 && code <= 0x109f) ||
  (code >= 0x1780 && code <= 0x17ff) ||
  (code >= 0x3041 && code <= 0x9fff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  code >= 0x20000

const hashToken = (token: string): number => {
  let hash = hashStart
  for (let index = 0, {length} = token; index < length; index++) {
    hash = hashUnit(hash, unitAt(token, index))
  }
  return mixHash(hash)
}

/** Hashes of the words of a text, in order. */
type Tokens = {
  /** Longer than need be: only the first `count` count. */
  hashes: Uint32Array<ArrayBuffer>
  count: number
  /** How many of them are characters of scripts without spaces. */
  unspaced: number
}

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09

/** The first white space from `from` on, or the end. */
const nextSpace = (text: string, from: number): number => {
  let index = from
  while (index < text.length && !isSpace(unitAt(text, index))) index++
  return index
}

const roomFor = (hashes: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> => {
  if (needed <= hashes.length) return hashes
  const larger = new Uint32Array(needed * 2)
  larger.set(hashes)
  return larger
}

const foldedUnit = (unit: number): number =>
  unit < wordUnits.length ? (wordUnits[unit] as number) : NOT_ALONE

/** The hash of the word that was read last. */
let wordHash = hashStart

/** Reads the word at a place. @returns where it ends, which is where it begins if there is none. */
const readWord = (text: string, start: number): number => {
  const {length} = text
  let at = start
  let hash = hashStart
  for (; at < length; at++) {
    const folded = foldedUnit(unitAt(text, at))
    if (folded <= BETWEEN) break
    hash = hashUnit(hash, folded)
  }
  wordHash = hash
  return at
}

/** Reads what stands between two spaces by the pattern, in the place of the words after the first `before`. @returns its end. */
const readPiece = (tokens: Tokens, text: string, start: number, before: number): number => {
  const end = nextSpace(text, start)
  const found = text.slice(start, end).normalize('NFKC').toLowerCase().match(tokenPattern) ?? []
  tokens.hashes = roomFor(tokens.hashes, before + found.length + ((text.length - end) >> 1) + 1)
  tokens.count = before
  for (const token of found) {
    if (token.length <= 2 && isUnspaced(token.codePointAt(0) ?? 0)) tokens.unspaced += 1
    tokens.hashes[tokens.count++] = hashToken(token)
  }
  return end
}

/** Reads the tokens of a text. Apart from what comes before and after: V8 compiles a long loop before it saw the rest. */
const readTokens = (tokens: Tokens, text: string): void => {
  const {length} = text
  /** Where what stands between two spaces begins, and how many words stand before it. */
  let start = 0
  let before = 0
  for (let at = 0; at < length; ) {
    const end = readWord(text, at)
    const unit = end < length ? unitAt(text, end) : 0x20
    if (foldedUnit(unit) === NOT_ALONE) {
      at = readPiece(tokens, text, start, before)
      continue
    }
    if (end > at) tokens.hashes[tokens.count++] = mixHash(wordHash)
    at = end + 1
    if (!isSpace(unit)) continue
    start = at
    before = tokens.count
  }
}

/**
 * The hashes of what the pattern finds in the folded text. Unit by unit, many times as fast; of what stands between two
 * spaces and has a unit that cannot be folded alone, by the pattern: nothing reaches over a space.
 */
const tokensOf = (text: string): Tokens => {
  const tokens: Tokens = {hashes: new Uint32Array((text.length >> 1) + 1), count: 0, unspaced: 0}
  readTokens(tokens, text)
  return tokens
}

/** The different numbers (32 bits) of `all`, in the order in which they first came. A `Set` would box most of them. */
const distinct = (all: Uint32Array): Uint32Array => {
  let size = 16
  while (size < all.length * 2) size *= 2
  /** For each place the number of a value, from 1 on; open addressing. */
  const places = new Int32Array(size)
  let count = 0
  for (const value of all) {
    let place = value & (size - 1)
    while (places[place] !== 0 && all[(places[place] as number) - 1] !== value)
      place = (place + 1) & (size - 1)
    if (places[place] !== 0) continue
    all[count] = value
    count += 1
    places[place] = count
  }
  return all.subarray(0, count)
}

const hashRun = (hashes: Uint32Array, start: number, size: number): number => {
  let hash = 0
  for (let index = start; index < start + size; index++)
    hash = (Math.imul(hash, 0x9e3779b1) + (hashes[index] as number)) | 0
  return mixHash(hash)
}

/** The hashes (32 bits) of all different shingles of a text: runs of four words, or of six characters. */
export const shinglesOf = (text: string): Uint32Array => {
  const {hashes, count, unspaced} = tokensOf(text)
  const size = Math.min(count, unspaced > count / 2 ? CHARACTERS : WORDS)
  if (size === 0) return new Uint32Array()
  const shingles = new Uint32Array(count - size + 1)
  for (let start = 0; start < shingles.length; start++) shingles[start] = hashRun(hashes, start, size)
  return distinct(shingles)
}
