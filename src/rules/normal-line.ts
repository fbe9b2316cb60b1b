import {unitAt} from '../document/unit-at.ts'

// Zero-width characters, soft hyphens and byte-order marks: invisible, and never part of a rule.
const invisible = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g
const apostrophes = /[\u2018\u2019\u02BC\u00B4`]/g
const doubleQuotes = /[\u201C\u201D\u201E\u201F]/g
const spaces = /\s+/g

/** Quotes and apostrophes made plain, as rules see them on both sides. */
export const plainQuotes = (text: string): string => text.replace(apostrophes, "'").replace(doubleQuotes, '"')

/** What a character may ask for. */
const nothing = 0
const quoted = 1
const all = 2

/** Blocks whose characters are in form C whatever stands beside them: Cyrillic, signs, Chinese, Hangul. */
const composed: readonly (readonly [number, number])[] = [
  [0x400, 0x482],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x20a0, 0x20bf],
  [0x2190, 0x21ff],
  [0x2500, 0x27bf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
]

const isQuote = (unit: number): boolean =>
  (unit >= 0x2018 && unit <= 0x201f && unit !== 0x201a && unit !== 0x201b) ||
  unit === 0x2bc ||
  unit === 0xb4 ||
  unit === 0x60

const asks = (unit: number): number => {
  if (isQuote(unit)) return quoted
  if (unit < 0x300) return unit < 0x20 || (unit >= 0x7f && unit <= 0xa0) || unit === 0xad ? all : nothing
  return composed.some(([from, to]) => unit >= from && unit <= to) ? nothing : all
}

const asked = Uint8Array.from({length: 0x300}, (_, unit) => asks(unit))

/** Whether a line with this unit has to be made normal as a whole: more than quotes made plain. */
export const asksForAll = (unit: number): boolean => asks(unit) === all

/** What a line asks for at most to be made normal. */
const asksOf = (line: string): number => {
  let most = nothing
  let before = 0x20
  for (let at = 0, {length} = line; at < length; at += 1) {
    const unit = unitAt(line, at)
    const here = unit < asked.length ? (asked[unit] as number) : asks(unit)
    if (here === all || (unit === 0x20 && before === 0x20)) return all
    if (here > most) most = here
    before = unit
  }
  return before === 0x20 ? all : most
}

/**
 * A line as patterns see it: NFC, trimmed, each run of white space one space, typographic quotes and apostrophes
 * plain, invisible characters gone.
 */
export const normalLine = (line: string): string => {
  const most = asksOf(line)
  if (most === nothing) return line
  if (most === quoted) return plainQuotes(line)
  return plainQuotes(line.normalize('NFC').replace(invisible, '').replace(spaces, ' ').trim())
}

const lateFold = /[\u017F\u03C2\u00B5\u0131]|\u0307/
const lateFolds = /[\u017F\u03C2\u00B5\u0131]|i\u0307/g
const folded: Readonly<Record<string, string>> = {'\u017F': 's', '\u03C2': '\u03C3', '\u00B5': '\u03BC'}

/**
 * Letter case taken away; letters that lower case leaves apart, such as the two small sigmas or the Turkish dotted
 * and dotless i, are made one.
 */
export const foldCase = (text: string): string => {
  const lower = text.toLowerCase()
  return lateFold.test(lower) ? lower.replace(lateFolds, letter => folded[letter] ?? 'i') : lower
}
