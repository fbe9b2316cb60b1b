import {unitsOf} from '../compute/text-units.ts'
import {unitAt} from '../document/unit-at.ts'

/** Longer texts are not read in the fast way. */
const longest = 4096
const written = Buffer.alloc(longest)

const other = 0
const punctuation = 1

/** ASCII's letters and digits by their lower-case form. */
const plainForms = Uint8Array.from({length: 128}, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase()
  return /[a-z\d]/.test(lower) ? lower.charCodeAt(0) : punctuation
})

/** The space that does not break, and general punctuation: curly quotes, dashes, the ellipsis. */
const isPunctuation = (code: number): boolean => code === 0xa0 || (code >= 0x2000 && code <= 0x206f)

const formOf = (code: number): number => {
  if (code < 128) return plainForms[code] as number
  return isPunctuation(code) ? punctuation : other
}

/**
 * Writes the letters and digits of a text in lower case into `written`, for runs of anything else a space or nothing; up
 * to `limit` characters. Returns how many there are; -1 for a text with letters outside ASCII.
 */
const writePlain = (text: string, hasGaps: boolean, limit: number): number => {
  const units = unitsOf(text)
  let length = 0
  let gap = false
  const end = text.length
  for (let i = 0; i < end && length < limit; i += 1) {
    const form = formOf(units[i] as number)
    if (form === other) return -1
    if (form === punctuation) gap = length > 0
    else {
      if (gap && hasGaps) {
        written[length] = 0x20
        length += 1
      }
      gap = false
      written[length] = form
      length += 1
    }
  }
  return length
}

/** Nothing for a text with letters outside ASCII. */
const plainLetters = (text: string, hasGaps: boolean, limit: number): string | undefined => {
  const length = writePlain(text, hasGaps, limit)
  return length < 0 ? undefined : written.toString('latin1', 0, length)
}

/** Words that are looked for in many texts. */
export type WantedWords = {
  /** Each with its number, from 0 on. */
  readonly numbers: ReadonlyMap<string, number>
  /** For each hash of a word, whether one of them has it. */
  readonly hashes: Uint8Array
  /** For each, the text it was found in last. */
  readonly lastFound: Float64Array
}

/** How many words a text has, how many of them are wanted, and how many different ones these are. */
export type FoundWords = {readonly count: number; readonly found: number; readonly different: number}

const hashCount = 256

const mix = (hash: number, code: number): number => Math.imul(hash, 31) + code

export const wantedWords = (words: Iterable<string>): WantedWords => {
  const numbers = new Map(Array.from(new Set(words), (word, index) => [word, index]))
  const hashes = new Uint8Array(hashCount)
  for (const word of numbers.keys()) {
    let hash = 0
    for (let i = 0; i < word.length; i += 1) hash = mix(hash, word.charCodeAt(i))
    hashes[hash & (hashCount - 1)] = 1
  }
  return {numbers, hashes, lastFound: new Float64Array(numbers.size)}
}

/** Texts that were looked through. */
let texts = 0

/** Counts the wanted words of a text. */
class WordCount {
  found = 0
  different = 0
  readonly #wanted: WantedWords

  constructor(wanted: WantedWords) {
    this.#wanted = wanted
    texts += 1
  }

  add(word: string): void {
    const {numbers, lastFound} = this.#wanted
    const number = numbers.get(word)
    if (number === undefined) return
    this.found += 1
    if (lastFound[number] !== texts) this.different += 1
    lastFound[number] = texts
  }
}

export const findWords = (text: string, wanted: WantedWords): FoundWords =>
  findPlain(text, wanted) ?? findAny(text, wanted)

const findAny = (text: string, wanted: WantedWords): FoundWords => {
  const words = new WordCount(wanted)
  const all = wordsIn(text)
  for (const word of all) words.add(word)
  return {count: all.length, found: words.found, different: words.different}
}

/** Nothing for a text with letters outside ASCII. */
const findPlain = (text: string, wanted: WantedWords): FoundWords | undefined => {
  const words = new WordCount(wanted)
  const {hashes} = wanted
  const units = unitsOf(text)
  const {length} = text
  let count = 0
  let start = -1
  let hash = 0
  for (let at = 0; at <= length; at += 1) {
    const form = at < length ? formOf(units[at] as number) : punctuation
    if (form === other) return undefined
    if (form !== punctuation) {
      if (start < 0) start = at
      hash = mix(hash, form)
      continue
    }
    if (start < 0) continue
    count += 1
    // Most words are told from those wanted by their hash, and never made.
    if (hashes[hash & (hashCount - 1)]) words.add(text.slice(start, at).toLowerCase())
    start = -1
    hash = 0
  }
  return {count, found: words.found, different: words.different}
}

/** The words of a text as `comparable` has them. */
export const wordsIn = (text: string): string[] => {
  const words = comparable(text)
  return words === '' ? [] : words.split(' ')
}

/** The words of a text, lower case, one space between them: what is left when mark-up and punctuation differ. */
export const comparable = (text: string): string => {
  const plain = text.length <= longest ? plainLetters(text, true, longest) : undefined
  return (
    plain ??
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  )
}

/** The first letters and digits of a text, lower case, nothing between them; all of them without `limit`. */
export const squeezed = (text: string, limit = Number.POSITIVE_INFINITY): string => {
  const plain = text.length <= longest ? plainLetters(text, false, limit) : undefined
  return (
    plain ??
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .slice(0, limit)
  )
}

/** Whether the words of a text are `words`, which must be `comparable` and not empty. */
export const saysWords = (text: string, words: string): boolean => {
  // Most texts begin otherwise, which costs less to see.
  for (let i = 0, {length} = text; i < length; i += 1) {
    const form = formOf(unitAt(text, i))
    if (form === other) break
    if (form !== punctuation) {
      if (form !== unitAt(words, 0)) return false
      break
    }
  }
  return comparable(text) === words
}
