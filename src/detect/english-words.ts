import {hashStart, hashUnit} from '../compute/hash.ts'
import {textUnits} from './text-units.ts'
import {findIds, idOf, seekUpTo, type Vocabulary} from './vocabulary.ts'

/** A word the vocabulary does not know, written small. */
export const unknownId = 0
/** Beginning or end of a sentence. */
export const boundaryId = 1
/** A number in digits. */
export const numberId = 2
/** A comma, a bracket, a dash, a colon. */
export const pauseId = 3
/** A capitalised word the vocabulary does not know. */
export const nameId = 4

/** Flags of a word. */
export const capitalised = 1
export const sentenceInitial = 2
export const allCapitals = 4
/** Between quotation marks. */
export const quoted = 8
/** Glued to its neighbour by a hyphen, a slash or an underscore, or part of an address. */
export const joined = 16

/** The words and boundaries of a text, in order, as parallel columns. */
export type Words = {
  readonly text: string
  readonly count: number
  /** Offsets into `text`. A boundary has `start === end`. */
  readonly start: Int32Array
  readonly end: Int32Array
  readonly id: Int32Array
  readonly flags: Uint8Array
}

const isUpper = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde && code !== 0xd7)
const isLower = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f && code !== 0xf7)
const isLetter = (code: number): boolean => isLower(code) || isUpper(code)
const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019
const isSpace = (code: number): boolean =>
  code === 32 || code === 10 || code === 13 || code === 9 || code === 0xa0
const isJoint = (code: number): boolean =>
  code === 45 || code === 47 || code === 95 || code === 64 || code === 0x2011

const pauses = new Set([...',;:()[]{}–—…|•'].map(mark => mark.charCodeAt(0)))
const opening = new Set([0x201c, 0xab])
const closing = new Set([0x201d, 0xbb])
/** Words after which a full stop does not end a sentence. */
const abbreviations = new Set(
  'mr mrs ms dr st sen rep gov gen col lt sgt prof rev jr sr vs no inc corp co ltd'.split(' '),
)

/** Grows the columns of a word list, one text after the other, hence a class. */
class Columns {
  count = 0
  start: Int32Array
  end: Int32Array
  id: Int32Array
  flags: Uint8Array

  constructor(capacity: number) {
    this.start = new Int32Array(capacity)
    this.end = new Int32Array(capacity)
    this.id = new Int32Array(capacity)
    this.flags = new Uint8Array(capacity)
  }

  /** What was pushed, in columns of their own. */
  take(text: string): Words {
    const {count} = this
    return {
      text,
      count,
      start: this.start.slice(0, count),
      end: this.end.slice(0, count),
      id: this.id.slice(0, count),
      flags: this.flags.slice(0, count),
    }
  }

  push(start: number, end: number, id: number, flags: number): void {
    this.start[this.count] = start
    this.end[this.count] = end
    this.id[this.count] = id
    this.flags[this.count] = flags
    this.count += 1
  }

  get last(): number {
    return this.count === 0 ? -1 : (this.id[this.count - 1] ?? -1)
  }
}

/** Kept, since it is twice as large as what most texts need. */
let room = new Columns(0)

const addPause = (columns: Columns, at: number): void => {
  if (columns.last !== pauseId && columns.last !== boundaryId) columns.push(at, at, pauseId, 0)
}

const addBoundary = (columns: Columns, at: number): void => {
  if (columns.last === boundaryId) return
  if (columns.last === pauseId) columns.count -= 1
  columns.push(at, at, boundaryId, 0)
}

/** The spelling that the vocabulary has of a word beyond ASCII; the only capitals that count are those of Latin-1. */
const foldWord = (word: string, capitals: boolean): string =>
  (capitals ? word.toLowerCase() : word).replaceAll('’', "'")

/**
 * Splits English text into words and sentence boundaries. A possessive `'s` is a word of its own; the parts of a
 * hyphened word are words with the flag `joined`.
 *
 */
export const splitWords = (text: string, vocabulary: Vocabulary): Words => {
  const length = text.length
  const units = textUnits(text)
  const possessive = idOf(vocabulary, "'s") ?? unknownId
  const wanted = (length >> 1) + 8
  if (room.start.length < wanted) room = new Columns(2 * wanted)
  const columns = room
  const sought = seekUpTo(wanted)
  columns.count = 0
  columns.push(0, 0, boundaryId, 0)
  let at = 0
  let quote = 0
  let fresh = true
  let joint = 0
  let pending = 0
  while (at < length) {
    const code = units[at] as number
    if (isLetter(code)) {
      const start = at
      let uppers = 0
      let inner = 0
      let plain = true
      let hash = hashStart
      for (;;) {
        const next = units[at] as number
        if (next >= 97 && next <= 122) {
          hash = hashUnit(hash, next)
          at += 1
        } else if (next >= 65 && next <= 90) {
          uppers += 1
          hash = hashUnit(hash, next | 32)
          at += 1
        } else if (isLetter(next)) {
          if (isUpper(next)) uppers += 1
          plain = false
          at += 1
        } else if (isApostrophe(next) && isLetter(units[at + 1] as number)) {
          const after = (units[at + 1] as number) | 32
          if (after === 115 && !isLetter(units[at + 2] as number)) break
          inner += 1
          hash = hashUnit(hash, 39)
          at += 1
        } else break
      }
      let id: number | undefined
      if (plain) {
        const {count} = sought
        sought.hashes[count] = hash
        sought.starts[count] = start
        sought.ends[count] = at
        sought.numbers[count] = columns.count
        sought.count += 1
      } else id = idOf(vocabulary, foldWord(text.slice(start, at), uppers > 0))
      const nextCode = units[at] as number
      const tied =
        joint > 0 ||
        (isJoint(nextCode) && isLetter(units[at + 1] as number)) ||
        isDigit(nextCode) ||
        pending > 0
      const big = isUpper(units[start] as number)
      const flags =
        (big ? capitalised : 0) |
        (fresh ? sentenceInitial : 0) |
        (uppers > 1 && uppers >= at - start - inner ? allCapitals : 0) |
        (quote > 0 ? quoted : 0) |
        (tied || (uppers > 0 && !big) ? joined : 0)
      columns.push(start, at, id || (big ? nameId : unknownId), flags)
      fresh = false
      joint = 0
      pending = 0
      if (isApostrophe(nextCode) && ((units[at + 1] as number) | 32) === 115) {
        const code2 = units[at + 2] as number
        if (!isLetter(code2) && !isDigit(code2)) {
          columns.push(at, at + 2, possessive, quote > 0 ? quoted : 0)
          at += 2
        }
      }
      continue
    }
    if (isDigit(code)) {
      const start = at
      while (at < length) {
        const next = units[at] as number
        if (isDigit(next)) at += 1
        else if ((next === 44 || next === 46 || next === 58) && isDigit(units[at + 1] as number)) at += 2
        else break
      }
      columns.push(start, at, numberId, quote > 0 ? quoted : 0)
      fresh = false
      pending = isLetter(units[at] as number) ? 1 : 0
      joint = 0
      continue
    }
    if (isJoint(code)) {
      const between = at > 0 && !isSpace(units[at - 1] as number) && !isSpace(units[at + 1] as number)
      if (between) joint = 1
      else addPause(columns, at)
    } else if (code === 46 || code === 33 || code === 63) {
      const next = units[at + 1] as number
      const inside = isLetter(next) || isDigit(next)
      if (inside && code === 46) {
        joint = 1
      } else {
        const previous = columns.count - 1
        const from = columns.start[previous] ?? at
        const to = columns.end[previous] ?? at
        const abbreviated =
          code === 46 &&
          to === at &&
          ((to - from === 1 && isUpper(units[from] as number)) ||
            abbreviations.has(text.slice(from, to).toLowerCase()))
        if (!abbreviated) {
          addBoundary(columns, at)
          fresh = true
        }
      }
    } else if (code === 34) {
      quote = quote > 0 ? 0 : 1
    } else if (opening.has(code)) {
      quote = 1
    } else if (closing.has(code)) {
      quote = 0
    } else if (pauses.has(code)) {
      addPause(columns, at)
    } else if (code === 10) {
      // One line break is layout, two end a paragraph.
      if ((units[at + 1] as number) === 10) {
        addBoundary(columns, at)
        fresh = true
        quote = 0
      }
    }
    if (!isJoint(code) && code !== 46) joint = 0
    at += 1
  }
  addBoundary(columns, length)
  findIds(vocabulary, units, sought)
  for (let i = 0; i < sought.count; i += 1) {
    const id = sought.ids[i] as number
    if (id > 0) columns.id[sought.numbers[i] as number] = id
  }
  return columns.take(text)
}
