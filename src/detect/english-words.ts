import {hashStart, hashUnit} from '../compute/hash.ts'
import {unitsOf} from '../compute/text-units.ts'
import {findIds, idOf, type Sought, seekUpTo, type Vocabulary} from './vocabulary.ts'

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

/**
 * What each UTF-16 unit is, as bits: a look-up takes the place of comparisons, of which some are made for the first time
 * late in a run, when V8 throws the compiled code away for it.
 */
const kinds = new Uint8Array(0x10000)
const [upper, lower, digit, apostrophe, blank, joint] = [1, 2, 4, 8, 16, 32]
const mark = (kind: number, first: number, last = first): void => {
  for (let unit = first; unit <= last; unit += 1) kinds[unit] = (kinds[unit] as number) | kind
}
mark(upper, 0x41, 0x5a)
mark(upper, 0xc0, 0xd6)
mark(upper, 0xd8, 0xde)
mark(lower, 0x61, 0x7a)
mark(lower, 0xdf, 0xf6)
mark(lower, 0xf8, 0x24f)
mark(digit, 0x30, 0x39)
for (const unit of [0x27, 0x2019]) mark(apostrophe, unit)
for (const unit of [0x20, 0xa, 0xd, 9, 0xa0]) mark(blank, unit)
for (const sign of '-/_@\u2011') mark(joint, sign.charCodeAt(0))

const isKind = (unit: number, kind: number): boolean => ((kinds[unit] as number) & kind) !== 0
const isUpper = (unit: number): boolean => isKind(unit, upper)
const isLetter = (unit: number): boolean => isKind(unit, upper | lower)
const isDigit = (unit: number): boolean => isKind(unit, digit)
const isApostrophe = (unit: number): boolean => isKind(unit, apostrophe)
const isSpace = (unit: number): boolean => isKind(unit, blank)
const isJoint = (unit: number): boolean => isKind(unit, joint)

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

/** A text that is being split, and what is known where it is read. */
type Scan = {
  readonly text: string
  readonly units: Uint16Array
  readonly vocabulary: Vocabulary
  readonly columns: Columns
  readonly sought: Sought
  /** The id of the word `'s`. */
  readonly possessive: number
  /** 1 between quotation marks. */
  quote: number
  /** 1 where a sentence begins. */
  fresh: number
  /** 1 behind a hyphen or the like that glues. */
  joint: number
  /** 1 behind a number that a letter follows. */
  pending: number
}

/** The id of a word that has letters beyond ASCII. */
const idBeyondAscii = ({text, vocabulary}: Scan, start: number, end: number, capitals: boolean): number =>
  idOf(vocabulary, foldWord(text.slice(start, end), capitals)) ?? unknownId

const seek = ({columns, sought}: Scan, start: number, end: number, hash: number): void => {
  const {count} = sought
  sought.hashes[count] = hash
  sought.starts[count] = start
  sought.ends[count] = end
  sought.numbers[count] = columns.count
  sought.count += 1
}

/** Reads the word that begins at a place, with its possessive ending. */
const readWord = (scan: Scan, start: number): number => {
  const {units, columns} = scan
  let at = start
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
  const nextCode = units[at] as number
  const tied =
    scan.joint > 0 ||
    (isJoint(nextCode) && isLetter(units[at + 1] as number)) ||
    isDigit(nextCode) ||
    scan.pending > 0
  const big = isUpper(units[start] as number)
  const inQuotes = scan.quote > 0 ? quoted : 0
  const flags =
    (big ? capitalised : 0) |
    (scan.fresh > 0 ? sentenceInitial : 0) |
    (uppers > 1 && uppers >= at - start - inner ? allCapitals : 0) |
    inQuotes |
    (tied || (uppers > 0 && !big) ? joined : 0)
  let id = unknownId
  if (plain) seek(scan, start, at, hash)
  else id = idBeyondAscii(scan, start, at, uppers > 0)
  columns.push(start, at, id || (big ? nameId : unknownId), flags)
  scan.fresh = 0
  scan.joint = 0
  scan.pending = 0
  if (isApostrophe(nextCode) && ((units[at + 1] as number) | 32) === 115) {
    const code = units[at + 2] as number
    if (!isLetter(code) && !isDigit(code)) {
      columns.push(at, at + 2, scan.possessive, inQuotes)
      at += 2
    }
  }
  return at
}

/** Reads the number that begins at a place. */
const readNumber = (scan: Scan, start: number): number => {
  const {units, columns} = scan
  let at = start
  for (;;) {
    const next = units[at] as number
    if (isDigit(next)) at += 1
    else if ((next === 44 || next === 46 || next === 58) && isDigit(units[at + 1] as number)) at += 2
    else break
  }
  columns.push(start, at, numberId, scan.quote > 0 ? quoted : 0)
  scan.fresh = 0
  scan.pending = isLetter(units[at] as number) ? 1 : 0
  scan.joint = 0
  return at
}

const endSentence = (scan: Scan, at: number): void => {
  addBoundary(scan.columns, at)
  scan.fresh = 1
}

/** Whether the full stop at a place belongs to the word before it: an initial, `Mr.` */
const isAbbreviation = ({text, units, columns}: Scan, at: number): boolean => {
  const previous = columns.count - 1
  const from = columns.start[previous] ?? at
  const to = columns.end[previous] ?? at
  return (
    to === at &&
    ((to - from === 1 && isUpper(units[from] as number)) ||
      abbreviations.has(text.slice(from, to).toLowerCase()))
  )
}

const readStop = (scan: Scan, at: number): void => {
  const {units} = scan
  const code = units[at] as number
  const next = units[at + 1] as number
  const inside = isLetter(next) || isDigit(next)
  if (inside && code === 46) scan.joint = 1
  else if (code !== 46 || !isAbbreviation(scan, at)) endSentence(scan, at)
}

/** Reads what is neither a letter nor a digit nor a space. */
const readMark = (scan: Scan, at: number): void => {
  const {units, columns} = scan
  const code = units[at] as number
  if (isJoint(code)) {
    const between = at > 0 && !isSpace(units[at - 1] as number) && !isSpace(units[at + 1] as number)
    if (between) scan.joint = 1
    else addPause(columns, at)
    return
  }
  if (code === 46 || code === 33 || code === 63) readStop(scan, at)
  else if (code === 34) scan.quote = scan.quote > 0 ? 0 : 1
  else if (opening.has(code)) scan.quote = 1
  else if (closing.has(code)) scan.quote = 0
  else if (pauses.has(code)) addPause(columns, at)
  else if (code === 10 && units[at + 1] === 10) {
    // One line break is layout, two end a paragraph.
    endSentence(scan, at)
    scan.quote = 0
  }
  if (code !== 46) scan.joint = 0
}

/** Reads what stands at a place. @returns where it ends. */
const readNext = (scan: Scan, at: number): number => {
  const code = scan.units[at] as number
  if (isLetter(code)) return readWord(scan, at)
  if (isDigit(code)) return readNumber(scan, at)
  if (code === 32) scan.joint = 0
  else readMark(scan, at)
  return at + 1
}

/**
 * Splits English text into words and sentence boundaries. A possessive `'s` is a word of its own; the parts of a
 * hyphened word are words with the flag `joined`.
 */
export const splitWords = (text: string, vocabulary: Vocabulary): Words => {
  const length = text.length
  const units = unitsOf(text)
  const wanted = (length >> 1) + 8
  if (room.start.length < wanted) room = new Columns(2 * wanted)
  const columns = room
  const sought = seekUpTo(wanted)
  const possessive = idOf(vocabulary, "'s") ?? unknownId
  const scan: Scan = {
    text,
    units,
    vocabulary,
    columns,
    sought,
    possessive,
    quote: 0,
    fresh: 1,
    joint: 0,
    pending: 0,
  }
  columns.count = 0
  columns.push(0, 0, boundaryId, 0)
  for (let at = 0; at < length; ) at = readNext(scan, at)
  addBoundary(columns, length)
  findIds(vocabulary, units, sought)
  for (let i = 0; i < sought.count; i += 1) {
    const id = sought.ids[i] as number
    if (id > 0) columns.id[sought.numbers[i] as number] = id
  }
  return columns.take(text)
}
