import {type LineLetters, letterOf} from './line-letters.ts'
import {textTable} from './text-table.ts'

/** Writes what stands under the line's beginnings, the shortest first, to `found`. @returns how many there are. */
export type BeginningIndex<Value> = (line: LineLetters, found: (readonly Value[])[]) => number

const longest = 6

/** A beginning as it is entered: of a longer one only the first six letters count. */
export const beginningText = (beginning: string): string => beginning.slice(0, longest)

/** One more letter of a beginning. Different beginnings may share a number: they are compared all the same. */
const numbers = 1 << 16
const numberWith = (before: number, letter: number): number =>
  (Math.imul(before, 131) + letter) & (numbers - 1)

/** What is known of the number of some letters: that a beginning is just these, or goes on. */
const whole = 1
const more = 2

/** @param beginnings What stands under each beginning, as `beginningText` gives it. */
export const beginningIndex = <Value>(
  beginnings: ReadonlyMap<string, readonly Value[]>,
): BeginningIndex<Value> => {
  const known = new Uint8Array(numbers)
  const valuesOf = textTable(beginnings, letters => {
    let number = 0
    for (const letter of letters) {
      number = numberWith(number, letter)
      known[number] = (known[number] ?? 0) | more
    }
    known[number] = (known[number] ?? 0) | whole
    return number
  })
  return (line, found) => {
    const {units, length} = line
    let count = 0
    let number = 0
    for (let at = 0; at < longest && at < length; at += 1) {
      number = numberWith(number, letterOf(units[at] as number))
      const here = known[number] as number
      if (here === 0) break
      if ((here & whole) === 0) continue
      const values = valuesOf(line, at + 1, number)
      if (values) found[count++] = values
    }
    return count
  }
}
