import {type LineLetters, learn, letterOf, lettersOf} from './line-letters.ts'
import {foldCase} from './normal-line.ts'
import {textTable} from './text-table.ts'

/** Finds what was entered under a line as a whole. */
export type LabelIndex<Value> = (line: LineLetters) => readonly Value[]

/** A space, a colon, or one of » › > →. */
const isClosing = (unit: number): boolean =>
  unit === 0x20 || unit === 0x3a || unit === 0xbb || unit === 0x203a || unit === 0x3e || unit === 0x2192

/** Where a label ends: letter case and a closing colon or arrow do not count. */
const closedEnd = (units: Uint16Array, length: number): number => {
  let end = length
  while (end > 0 && isClosing(units[end - 1] as number)) end -= 1
  return end
}

/** What stands behind a label is no longer than this. */
const closingRoom = 4

/** Labels of the same length, first and last letter share a number: few lines have to be read whole. */
const numbers = 1 << 14
const numberOf = (units: Uint16Array, length: number): number =>
  length === 0
    ? 0
    : (Math.imul(length, 961) +
        Math.imul(letterOf(units[0] as number), 31) +
        letterOf(units[length - 1] as number)) &
      (numbers - 1)

const hashOf = (units: Uint16Array, length: number): number => {
  let hash = length
  for (let at = 0; at < length; at += 1) hash = (Math.imul(hash, 31) + letterOf(units[at] as number)) | 0
  return hash
}

const nothing: readonly never[] = []

/** A label as it is entered. */
export const labelText = (label: string): string => {
  const text = foldCase(label)
  return text.slice(0, closedEnd(lettersOf(text), text.length))
}

/** @param labels What stands under each label, as `labelText` gives it. */
export const labelIndex = <Value>(labels: ReadonlyMap<string, readonly Value[]>): LabelIndex<Value> => {
  const known = new Uint8Array(numbers)
  let longest = 0
  const find = textTable(labels, letters => {
    const {length} = letters
    learn(letters, length)
    known[numberOf(letters, length)] = 1
    longest = Math.max(longest, length)
    return hashOf(letters, length)
  })
  return line => {
    if (line.length > longest + closingRoom) return nothing
    const {units} = line
    const end = closedEnd(units, line.length)
    if (known[numberOf(units, end)] === 0) return nothing
    return find(line, end, hashOf(units, end)) ?? nothing
  }
}
