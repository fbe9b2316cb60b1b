import {figureKind, letterKind} from './letter-kinds.ts'
import {asksForAll, foldCase, plainQuotes} from './normal-line.ts'

/**
 * What is known of a UTF-16 unit: its letter without case in the lower 16 bits, the kind of that in six more, and
 * what a line is in which it stands.
 */
const kindShift = 16
const kindBits = 0x3f
/** The letter is another one but for its case: a quote made plain. */
export const quoted = 1 << 22
/** The line has to be made normal as a whole before it is read. */
export const slow = 1 << 23
export const figured = 1 << 24
/** The unit was not met yet. */
export const unknown = 1 << 25

/** For each unit what is known of it. */
export const known = new Int32Array(0x10000).fill(unknown)

export const letterOf = (unit: number): number => (known[unit] as number) & 0xffff

export const kindOf = (unit: number): number => ((known[unit] as number) >>> kindShift) & kindBits

/** Finds out about the units that were not met yet. */
export const learn = (units: Uint16Array, length: number): void => {
  for (let at = 0; at < length; at += 1) {
    const unit = units[at] as number
    if (known[unit] !== unknown) continue
    const character = String.fromCharCode(unit)
    const plain = plainQuotes(character)
    const letter = foldCase(plain)
    const first = letter.charCodeAt(0)
    const kind = letterKind(first)
    let found = first | (kind << kindShift)
    if (plain !== character) found |= quoted
    if (letter.length !== 1 || asksForAll(unit)) found |= slow
    if (kind === figureKind) found |= figured
    known[unit] = found
  }
}

/** The letters of a text that has no case. */
export const lettersOf = (text: string): Uint16Array => {
  const letters = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at += 1) letters[at] = text.charCodeAt(at)
  return letters
}

/** A line as it is looked up: overwritten by the next one. */
export type LineLetters = {
  /** The line as patterns see it. */
  text: string
  /** It, or where it is not normal its letters without their case, as UTF-16 units. */
  readonly units: Uint16Array
  length: number
  hasFigures: boolean
}

/** The letters of some texts, one after another: an array for each text would take ten times as much. */
export type LetterPool = {
  readonly letters: Uint16Array
  /** Where each text begins, and where the last one ends. */
  readonly starts: Uint32Array
}

/** The letters of texts that have no case. */
export const letterPool = (texts: readonly string[]): LetterPool => {
  const starts = new Uint32Array(texts.length + 1)
  for (const [number, text] of texts.entries()) starts[number + 1] = (starts[number] as number) + text.length
  return {letters: lettersOf(texts.join('')), starts}
}

/** Whether a text of a pool stands in a line at a place. */
export const standsAt = (
  {units, length}: LineLetters,
  at: number,
  {letters, starts}: LetterPool,
  text: number,
): boolean => {
  const first = starts[text] as number
  const size = (starts[text + 1] as number) - first
  if (at < 0 || at + size > length) return false
  for (let index = 0; index < size; index += 1)
    if (letterOf(units[at + index] as number) !== letters[first + index]) return false
  return true
}
