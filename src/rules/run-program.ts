import {unitAt} from '../document/unit-at.ts'
import type {CharacterTest} from './character-test.ts'
import {beyondAscii, lineEnd, type Program, stepKinds} from './pattern-program.ts'

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

const {
  take: takes,
  split: splits,
  mark: marks,
  match: matches,
  start: starting,
  end: ending,
  boundary,
} = stepKinds

/** Whether the bit of a kind of characters is set in the words from `first` on. */
const holds = (bits: Int32Array, first: number, kind: number): boolean =>
  (((bits[first + (kind >>> 5)] as number) >>> (kind & 31)) & 1) === 1

/** Where the characters that a step takes end, of those before `end`. */
const takenUpTo = (program: Program, step: number, at: number, end: number): number => {
  const asked = program.asked[step] as number
  const test = program.tests[asked] as CharacterTest
  const taken = program.taken[asked] as Int32Array
  let to = at
  while (to < end) {
    const kind = kinds[to] as number
    if (kind < beyondAscii ? !holds(taken, 0, kind) : !test(codes[to] as number)) break
    to += 1
  }
  return to
}

/** Whether the program matches the whole line; `slots` are filled in if it does. */
const run = (program: Program, slots: Int32Array | undefined): boolean => {
  const {opening, openings, meeting, least, most, next} = program
  const width = length + 1
  const words = ((program.meetings * width) >>> 5) + 1
  if (visited.length < words) visited = new Uint32Array(words * 2)
  else visited.fill(0, 0, words)
  depth = 0
  push(program.start, 0, 0)
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
      if (!holds(openings, opening[pc] as number, kinds[at] as number)) break
      const number = meeting[pc] as number
      if (number >= 0) {
        const bit = number * width + at
        const mask = 1 << (bit & 31)
        const word = visited[bit >>> 5] as number
        if ((word & mask) !== 0) break
        visited[bit >>> 5] = word | mask
      }
      const kind = program.kinds[pc] as number
      const on = next[pc] as number
      if (kind === takes) {
        const begin = at
        const few = begin + (least[pc] as number)
        at = takenUpTo(program, pc, begin, Math.min(length, begin + (most[pc] as number)))
        if (at < few) break
        if (at > few) {
          if (program.greedy[pc] === 1) push(on, at - 1, few)
          else {
            push(on, few + 1, at)
            at = few
          }
        }
      } else if (kind === splits) push(program.other[pc] as number, at, at)
      else if (kind === marks) {
        if (slots) {
          const slot = least[pc] as number
          push(-slot - 1, slots[slot] as number, 0)
          slots[slot] = at
        }
      } else if (kind === matches) {
        if (at === length) return true
        break
      } else if (kind === starting) {
        if (at !== 0) break
      } else if (kind === ending) {
        if (at !== length) break
      } else if ((isWord(at - 1) !== isWord(at)) !== (kind === boundary)) break
      pc = on
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
