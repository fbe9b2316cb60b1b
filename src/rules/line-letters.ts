import {unitAt} from '../document/unit-at.ts'
import {foldCase, normalLine} from './normal-line.ts'

/** A line as it is looked up. Its letters are overwritten by those of the next line. */
export type LineLetters = {
  /** The line as patterns see it. */
  readonly text: string
  /** Its letters without their case, as UTF-16 units; none where the line is too long. */
  readonly units: Uint16Array
  readonly length: number
  /** Its longest run of the figures 0 to 9. */
  readonly figures: number
}

const space = 0x20

/** For each unit of ASCII what it is without its case; 0 for those that patterns see as something else. */
const plain = Uint8Array.from({length: 0x80}, (_, unit) =>
  unit < space || unit === 0x60 || unit === 0x7f ? 0 : unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit,
)

/** Letters that lower case makes two or three of are few, but a line may consist of them. */
const growth = 3

const isFigure = (unit: number): boolean => unit >= 0x30 && unit <= 0x39

/** Reads lines, one at a time, and the letters of those of no more than `longest` UTF-16 units. */
export const letterReader = (longest: number): ((line: string) => LineLetters) => {
  const units = new Uint16Array(longest * growth)

  const readSlowly = (line: string): LineLetters => {
    const text = normalLine(line)
    if (text.length > longest) return {text, units, length: 0, figures: 0}
    const folded = foldCase(text)
    let run = 0
    let figures = 0
    for (let at = 0; at < folded.length; at += 1) {
      const unit = unitAt(folded, at)
      units[at] = unit
      run = isFigure(unit) ? run + 1 : 0
      if (run > figures) figures = run
    }
    return {text, units, length: folded.length, figures}
  }

  return line => {
    const {length} = line
    if (length > longest) return readSlowly(line)
    let before = space
    let run = 0
    let figures = 0
    for (let at = 0; at < length; at += 1) {
      const unit = unitAt(line, at)
      const lower = unit < plain.length ? (plain[unit] as number) : 0
      if (lower === 0 || (unit === space && before === space)) return readSlowly(line)
      units[at] = lower
      before = unit
      run = isFigure(unit) ? run + 1 : 0
      if (run > figures) figures = run
    }
    return before === space ? readSlowly(line) : {text: line, units, length, figures}
  }
}
