import type {LineLetters} from './line-letters.ts'

/** Writes to `found` the places in the list of the texts that occur in a line, perhaps more than once. */
export type TextScanner = (line: LineLetters, found: number[]) => void

type Wanted = {readonly text: string; readonly number: number}

/** Whether a text stands in a line at a place. */
export const standsAt = ({units, length}: LineLetters, at: number, text: string): boolean => {
  if (at + text.length > length) return false
  for (let index = 0; index < text.length; index += 1) {
    if (units[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}

/** Three letters in a row make a number, of five bits of each: the table of them is small enough to stay at hand. */
const bits = 5
const lowest = (1 << bits) - 1
const numbers = 1 << (3 * bits)
const next = (number: number, unit: number): number => ((number << bits) | (unit & lowest)) & (numbers - 1)

/** Tells which of many texts of two letters and more occur in a line, in one walk over it. */
export const textScanner = (texts: readonly string[]): TextScanner => {
  /** A bit for each three letters that a text begins with. */
  const begins = new Uint32Array(numbers / 32)
  const wanted = new Map<number, Wanted[]>()
  const enter = (key: number, one: Wanted): void => {
    begins[key >>> 5] = (begins[key >>> 5] ?? 0) | (1 << (key & 31))
    const others = wanted.get(key)
    if (others) others.push(one)
    else wanted.set(key, [one])
  }
  for (const [number, text] of texts.entries()) {
    const pair = next(next(0, text.charCodeAt(0)), text.charCodeAt(1))
    if (text.length > 2) enter(next(pair, text.charCodeAt(2)), {text, number})
    else for (let third = 0; third <= lowest; third += 1) enter(next(pair, third), {text, number})
  }

  return (line, found) => {
    const {units, length} = line
    let key = next(0, units[0] as number)
    // Behind the end another unit is read, so that a text of two letters is seen there.
    for (let at = 1; at <= length; at += 1) {
      key = next(key, units[at] as number)
      if (((begins[key >>> 5] as number) & (1 << (key & 31))) === 0 || at === 1) continue
      for (const {text, number} of wanted.get(key) ?? []) if (standsAt(line, at - 2, text)) found.push(number)
    }
  }
}
