import {letterKind} from './letter-kinds.ts'
import {known, type LineLetters, letterPool, slow, standsAt} from './line-letters.ts'

/** Looks for many texts of two letters and more at once. */
export type TextScanner = {
  /** Walks over the first units of an array. @returns what is known of all of them, as bits. */
  readonly walk: (units: Uint16Array, length: number) => number
  /** Writes to `found` the places in the list of the texts that occur in the line walked over last, perhaps twice. @returns how many. */
  readonly occurring: (line: LineLetters, found: number[]) => number
}

/** Three letters in a row make a number, of five bits of each one's kind: the table of them is small enough to stay at hand. */
const bits = 5
const lowest = (1 << bits) - 1
const numbers = 1 << (3 * bits)
const next = (number: number, kind: number): number => ((number << bits) | (kind & lowest)) & (numbers - 1)
/** Two spaces in a row, or one where a line begins: such a line is not normal. */
const twoSpaces = (number: number): boolean => (number & ((1 << (2 * bits)) - 1)) === 0

/** The letters of most languages of the web, the most frequent first. */
const frequent = ' eainrotsldcumphgvbfykwzjxq'

/** How seldom a letter is, roughly. */
const rarities = new Uint8Array(0x80).fill(frequent.length)
for (const [place, letter] of [...frequent].entries()) rarities[letter.charCodeAt(0)] = place
const rarity = (unit: number): number => rarities[unit] ?? frequent.length

/** Where the three letters begin that tell a text best: the least frequent ones. */
const rarestThree = (text: Uint16Array): number => {
  let best = 0
  let most = -1
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const sum = rarity(text[at] as number) + rarity(text[at + 1] as number) + rarity(text[at + 2] as number)
    if (sum <= most) continue
    most = sum
    best = at
  }
  return best
}

/** For texts of letters without their case, and lines of no more than `longest` units. */
export const textScanner = (texts: readonly string[], longest: number): TextScanner => {
  /** A bit for each three letters by which a text is told. */
  const telling = new Uint32Array(numbers / 32)
  const mark = (key: number): void => {
    telling[key >>> 5] = (telling[key >>> 5] ?? 0) | (1 << (key & 31))
  }
  for (let first = 0; first <= lowest; first += 1) mark(first << (2 * bits))
  const pool = letterPool(texts)
  /** How far from a text's beginning the last of its three letters stands. */
  const offsets = new Uint16Array(texts.length)
  /** Lists of texts, by number, and for each three letters which list they tell. */
  const wanted: (readonly number[])[] = [[]]
  const places = new Uint16Array(numbers)
  const enter = (key: number, only: readonly [number]): void => {
    mark(key)
    const place = places[key] as number
    if (place === 0) places[key] = wanted.push(only) - 1
    else wanted[place] = wanted[place]?.concat(only) ?? only
  }
  for (let text = 0; text < texts.length; text += 1) {
    const letters = pool.letters.subarray(pool.starts[text], pool.starts[text + 1])
    const from = rarestThree(letters)
    const kindAt = (at: number): number => letterKind(letters[at] as number)
    const pair = next(next(0, kindAt(from)), kindAt(from + 1))
    const only = [text] as const
    offsets[text] = from + 2
    if (letters.length > 2) enter(next(pair, kindAt(from + 2)), only)
    else for (let third = 0; third <= lowest; third += 1) enter(next(pair, third), only)
  }
  /** Such three letters in the line walked over last, and where they end. */
  const keys = new Uint16Array(longest + 1)
  const ends = new Uint16Array(longest + 1)
  let count = 0

  return {
    walk: (units, length) => {
      count = 0
      let all = 0
      let key = 0
      for (let at = 0; at < length; at += 1) {
        const seen = known[units[at] as number] as number
        all |= seen
        key = next(key, seen >>> 16)
        if (((telling[key >>> 5] as number) & (1 << (key & 31))) === 0) continue
        if (twoSpaces(key)) all |= slow
        keys[count] = key
        ends[count] = at
        count += 1
      }
      // A text of two letters at the end of the line is told by whatever is behind it.
      keys[count] = next(key, 0)
      ends[count] = length
      count += 1
      return (key & lowest) === 0 ? all | slow : all
    },
    occurring: (line, found) => {
      let occurring = 0
      for (let index = 0; index < count; index += 1) {
        const place = places[keys[index] as number] as number
        if (place === 0) continue
        const at = ends[index] as number
        for (const text of wanted[place] as readonly number[])
          if (standsAt(line, at - (offsets[text] as number), pool, text)) found[occurring++] = text
      }
      return occurring
    },
  }
}
