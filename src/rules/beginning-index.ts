import {type LineLetters, letterOf, lettersOf, standsAt} from './line-letters.ts'

/** Finds what was entered under the beginnings of a line. */
export type BeginningIndex<Value> = {
  /** Of a longer beginning only the first six letters count. */
  readonly enter: (beginning: string, value: Value) => void
  /** Writes what stands under the line's beginnings, the shortest first, to `found`. @returns how many there are. */
  readonly find: (line: LineLetters, found: (readonly Value[])[]) => number
}

const longest = 6

/** One more letter of a beginning. Different beginnings may share a number: they are compared all the same. */
const numbers = 1 << 16
const numberWith = (before: number, letter: number): number =>
  (Math.imul(before, 131) + letter) & (numbers - 1)

/** What is known of the number of some letters: that a beginning is just these, or goes on. */
const whole = 1
const more = 2

type Beginning<Value> = {readonly letters: Uint16Array; readonly values: Value[]}

const nothing: readonly never[] = []

export const beginningIndex = <Value>(): BeginningIndex<Value> => {
  const known = new Uint8Array(numbers)
  const beginnings = new Map<number, Beginning<Value>[]>()
  return {
    enter: (beginning, value) => {
      const text = beginning.slice(0, longest)
      const letters = lettersOf(text)
      let number = 0
      for (const letter of letters) {
        number = numberWith(number, letter)
        known[number] = (known[number] ?? 0) | more
      }
      known[number] = (known[number] ?? 0) | whole
      const others = beginnings.get(number) ?? []
      const same = others.find(other => String.fromCharCode(...other.letters) === text)
      if (same) same.values.push(value)
      else beginnings.set(number, [...others, {letters, values: [value]}])
    },
    find: (line, found) => {
      const {units, length} = line
      let count = 0
      let number = 0
      for (let at = 0; at < longest && at < length; at += 1) {
        number = numberWith(number, letterOf(units[at] as number))
        const here = known[number] as number
        if (here === 0) break
        if ((here & whole) === 0) continue
        for (const {letters, values} of beginnings.get(number) ?? nothing)
          if (letters.length === at + 1 && standsAt(line, 0, letters)) found[count++] = values
      }
      return count
    },
  }
}
