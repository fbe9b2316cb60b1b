import {unitsOf} from '../compute/text-units.ts'
import {functionWords} from './function-words.ts'

/** How often the function words of each language stand in a text. */
export type FunctionWordCounts = {
  readonly languages: readonly string[]
  /** In the order of `languages`. */
  readonly hits: Uint16Array
  /** Words of the text, of any language. */
  readonly words: number
}

const languages = Object.keys(functionWords)

/** A word's languages, as indices into `languages`. */
const languagesOfWord = new Map<string, number[]>()
languages.forEach((language, index) => {
  for (const word of (functionWords[language] ?? '').split(' ')) {
    const list = languagesOfWord.get(word)
    if (!list) languagesOfWord.set(word, [index])
    else if (!list.includes(index)) list.push(index)
  }
})

/** A letter of `a` to `z` takes five bits: so many make a number that is quick to work with. */
const mostPacked = 6
const letterBits = 5

/** The words of up to six letters of `a` to `z`, by the numbers that they make: most words of a text are so short. */
const slots = 4096
const numbers = new Int32Array(slots)
const lists: (readonly number[])[] = []
/** Where a number stands, or the free place where it would (Fibonacci hashing). */
const slotOf = (number: number): number => {
  let slot = Math.imul(number, 0x9e3779b1) >>> 20
  while (numbers[slot] !== 0 && numbers[slot] !== number) slot = (slot + 1) & (slots - 1)
  return slot
}
for (const [word, list] of languagesOfWord) {
  if (word.length > mostPacked || !/^[a-z]+$/.test(word)) continue
  const number = [...word].reduce((sum, letter) => (sum << letterBits) | (letter.charCodeAt(0) & 31), 0)
  const slot = slotOf(number)
  numbers[slot] = number
  lists[slot] = list
}
/** No function word is longer. */
const longest = Math.max(...[...languagesOfWord.keys()].map(word => word.length))

const letter = /[\p{L}\p{M}]/u
/** Of each UTF-16 unit beyond ASCII that was met, whether it is part of a word. */
const kinds = new Uint8Array(0x10000)
const partOfWord = 1
const between = 2

const kindOf = (unit: number): number => {
  kinds[unit] = letter.test(String.fromCharCode(unit)) ? partOfWord : between
  return kinds[unit] as number
}

/** Units that the letter at a place takes; 0 where none stands there. */
const widthOfLetter = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  if ((unit & 0xf800) !== 0xd800) return (kinds[unit] || kindOf(unit)) === partOfWord ? 1 : 0
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return letter.test(character) ? character.length : 0
}

/** The word that was read last: the number that it makes, and whether it is all letters of `a` to `z`, case or not. */
let packed = 0
let isPlain = true

/** Reads the word at a place. @returns where it ends, which is where it begins if there is none. */
const readWord = (units: Uint16Array, text: string, start: number): number => {
  packed = 0
  isPlain = true
  // Behind the end stands a zero, which is no letter.
  for (let at = start; ; ) {
    const unit = units[at] as number
    const small = unit | 32
    if (small >= 97 && small <= 122 && unit < 128) {
      packed = (packed << letterBits) | (small & 31)
      at += 1
    } else if (unit < 128) return at
    else {
      const width = widthOfLetter(text, at)
      if (width === 0) return at
      isPlain = false
      at += width
    }
  }
}

/** The languages of the word that was read last. */
const languagesOf = (text: string, start: number, end: number): readonly number[] | undefined => {
  if (isPlain && end - start <= mostPacked) return lists[slotOf(packed)]
  return isPlain && end - start > longest
    ? undefined
    : languagesOfWord.get(text.slice(start, end).toLowerCase())
}

/** Counts the function words of every language in a text of up to some thousand characters. */
export const countFunctionWords = (text: string): FunctionWordCounts => {
  const hits = new Uint16Array(languages.length)
  let words = 0
  const units = unitsOf(text)
  for (let at = 0; at < text.length; ) {
    const end = readWord(units, text, at)
    if (end > at) {
      words += 1
      const found = languagesOf(text, at, end)
      if (found) for (const language of found) hits[language] = (hits[language] as number) + 1
    }
    // What stands behind a word is none.
    at = end + 1
  }
  return {languages, hits, words}
}
