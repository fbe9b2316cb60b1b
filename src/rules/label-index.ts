import {type LineLetters, learn, letterOf, lettersOf, standsAt} from './line-letters.ts'
import {foldCase} from './normal-line.ts'

/** Finds what was entered under a line as a whole. */
export type LabelIndex<Value> = {
  readonly enter: (label: string, value: Value) => void
  readonly find: (line: LineLetters) => readonly Value[]
}

/** A space, a colon, or one of » › > →. */
const isClosing = (unit: number): boolean =>
  unit === 0x20 || unit === 0x3a || unit === 0xbb || unit === 0x203a || unit === 0x3e || unit === 0x2192

/** Where a label ends: letter case and a closing colon or arrow do not count. */
const closedEnd = ({units, length}: LineLetters): number => {
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

type Label<Value> = {readonly letters: Uint16Array; readonly values: Value[]}

const nothing: readonly never[] = []

export const labelIndex = <Value>(): LabelIndex<Value> => {
  const known = new Uint8Array(numbers)
  const labels = new Map<number, Label<Value>[]>()
  let longest = 0

  const find = (line: LineLetters, end: number): Label<Value> | undefined => {
    const {units} = line
    if (known[numberOf(units, end)] === 0) return undefined
    for (const label of labels.get(hashOf(units, end)) ?? nothing)
      if (label.letters.length === end && standsAt(line, 0, label.letters)) return label
    return undefined
  }

  return {
    enter: (label, value) => {
      const units = lettersOf(foldCase(label))
      learn(units, units.length)
      const line = {text: label, units, length: units.length, hasFigures: false}
      const end = closedEnd(line)
      const same = find(line, end)
      if (same?.values.includes(value)) return
      if (same) same.values.push(value)
      else {
        const hash = hashOf(units, end)
        const others = labels.get(hash) ?? []
        labels.set(hash, [...others, {letters: units.subarray(0, end), values: [value]}])
        known[numberOf(units, end)] = 1
      }
      longest = Math.max(longest, end)
    },
    find: line =>
      line.length > longest + closingRoom ? nothing : (find(line, closedEnd(line))?.values ?? nothing),
  }
}
