import {unitAt} from '../document/unit-at.ts'
import {beyondAscii, lineEnd, openingWords, type Program} from './pattern-program.ts'

/**
 * Runs programs by going back to the last choice, like most engines of regular expressions, but never twice at the same
 * step and position. So the time grows with the length of the line times the length of the pattern, as RE2 promises
 * (whose engine for short texts works in this way, too), and a line that cannot match is left after a letter or two.
 * Whether a whole line matches is the same by any engine; of several ways to match, the one that comes first in the
 * pattern decides what the groups hold, as in RE2.
 */

/** The line in hand, as code points. */
let codes = new Uint32Array(2048)
/** What each of them is to the openings of steps; the end of the line stands behind the last. */
let kinds = new Uint8Array(2049)
let length = 0
let current: string | undefined
/** Where in the line, in UTF-16 units, each code point begins; needed where some take two. */
let starts: number[] | undefined

const surrogate = /[\uD800-\uDFFF]/

const take = (line: string): void => {
  if (line === current) return
  current = line
  if (codes.length < line.length) {
    codes = new Uint32Array(line.length * 2)
    kinds = new Uint8Array(line.length * 2 + 1)
  }
  starts = undefined
  length = 0
  if (surrogate.test(line)) takePoints(line)
  else for (const end = line.length; length < end; length += 1) codes[length] = unitAt(line, length)
  for (let at = 0; at < length; at += 1) kinds[at] = Math.min(codes[at] as number, beyondAscii)
  kinds[length] = lineEnd
}

const takePoints = (line: string): void => {
  starts = []
  let at = 0
  for (const character of line) {
    starts.push(at)
    at += character.length
    codes[length] = character.codePointAt(0) ?? 0
    length += 1
  }
  starts.push(at)
}

const isWord = (at: number): boolean => {
  const code = at < 0 || at >= length ? 0 : (codes[at] as number)
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f
  )
}

/** Bit for each meeting of ways and each position. */
let visited = new Uint32Array(256)

/** Choices to go back to: a step, a position, and the last position to try; or, step below 0, a slot and its old value. */
let choices = new Int32Array(3 * 256)
let depth = 0

const push = (step: number, at: number, last: number): void => {
  if (depth + 3 > choices.length) {
    const larger = new Int32Array(choices.length * 2)
    larger.set(choices)
    choices = larger
  }
  choices[depth] = step
  choices[depth + 1] = at
  choices[depth + 2] = last
  depth += 3
}

/** Whether the program matches the whole line; `slots` are filled in if it does. */
const run = ({steps, start, meetings, openings}: Program, slots: Int32Array | undefined): boolean => {
  const width = length + 1
  const words = ((meetings * width) >>> 5) + 1
  if (visited.length < words) visited = new Uint32Array(words * 2)
  else visited.fill(0, 0, words)
  depth = 0
  push(start, 0, 0)
  while (depth > 0) {
    depth -= 3
    let pc = choices[depth] as number
    let at = choices[depth + 1] as number
    const last = choices[depth + 2] as number
    if (pc < 0) {
      if (slots) slots[-pc - 1] = at
      continue
    }
    if (at !== last) push(pc, at < last ? at + 1 : at - 1, last)
    for (;;) {
      const comes = kinds[at] as number
      if ((((openings[pc * openingWords + (comes >>> 5)] as number) >>> (comes & 31)) & 1) === 0) break
      const step = steps[pc]
      if (!step) break
      if (step.meeting >= 0) {
        const bit = step.meeting * width + at
        const mask = 1 << (bit & 31)
        const word = visited[bit >>> 5] as number
        if ((word & mask) !== 0) break
        visited[bit >>> 5] = word | mask
      }
      const {kind, next} = step
      if (kind === 'take') {
        const {test, least, most, greedy} = step
        const end = Math.min(length, at + most)
        const begin = at
        while (at < end && test(codes[at] as number)) at += 1
        if (at < begin + least) break
        if (least < most) {
          const few = begin + least
          if (greedy && at > few) push(next, at - 1, few)
          else if (!greedy && at > few) {
            push(next, few + 1, at)
            at = few
          }
        }
      } else if (kind === 'split') push(step.other, at, at)
      else if (kind === 'mark') {
        if (slots) {
          push(-step.least - 1, slots[step.least] as number, 0)
          slots[step.least] = at
        }
      } else if (kind === 'match') {
        if (at === length) return true
        break
      } else if (kind === 'start') {
        if (at !== 0) break
      } else if (kind === 'end') {
        if (at !== length) break
      } else if ((isWord(at - 1) !== isWord(at)) !== (kind === 'boundary')) break
      pc = next
    }
  }
  return false
}

/** Whether the program matches the whole line. */
export const matchesProgram = (program: Program, line: string): boolean => {
  take(line)
  return run(program, undefined)
}

/** What the named groups hold of a line that the program matches; those that took no part or hold nothing are left out. */
export const groupsOfProgram = (program: Program, line: string): Record<string, string> => {
  take(line)
  const slots = new Int32Array(program.groups.size * 2).fill(-1)
  const found: Record<string, string> = {}
  if (!run(program, slots)) return found
  for (const [name, slot] of program.groups) {
    const from = slots[slot] as number
    const to = slots[slot + 1] as number
    if (from < 0 || to < 0) continue
    const text = line.slice(starts?.[from] ?? from, starts?.[to] ?? to)
    if (text !== '') found[name] = text
  }
  return found
}
