/**
 * What a text holds somewhere, as bits: each is a sign of what a detector looks for. All are seen in one pass; where one
 * is missing there is nothing to find, and the detector's patterns, which take several times as long, are not run.
 */
export const signs = {
  /** A stop or a quotation mark between what may be a small letter and what may be a capital. */
  stopInside: 1,
  /** Digits, points and signs of money beside letters. */
  oddNumber: 2,
  /** A sign inside a word, a hyphen between a letter and a space, letters that stand apart. */
  brokenWord: 4,
  /** `a` before a vowel, `an` before a consonant. */
  oddArticle: 8,
  /** A character that is neither Latin nor general punctuation nor a sign of money. */
  beyondLatin: 16,
} as const
// By themselves, since V8 throws compiled code away where a property is read for the first time.
const {stopInside, oddNumber, brokenWord, oddArticle, beyondLatin} = signs

const space = 0x20
const isSmall = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a
const isBig = (unit: number): boolean => unit >= 0x41 && unit <= 0x5a
const isLetter = (unit: number): boolean => isSmall(unit) || isBig(unit)
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39
const isBeyondAscii = (unit: number): boolean => unit >= 0x80

const setOf = (characters: string): ReadonlySet<number> =>
  new Set([...characters].map(character => character.charCodeAt(0)))
/** Two letters as one number. */
const pairOf = (first: number, second: number): number => (first << 16) | second
const pairsOf = (pairs: string): ReadonlySet<number> =>
  new Set(pairs.split(' ').map(pair => pairOf(pair.charCodeAt(0), pair.charCodeAt(1))))

const vowels = setOf('aeiou')
/** What a unit may be part of, as bits: where none is set, it is passed over. */
const [stop, beforeArticle, number, insideWord, hyphen, gap, foreign] = [1, 2, 4, 8, 16, 32, 64]
/** Of the units up to the signs of money; all behind them are beyond Latin. */
const roles = new Uint8Array(0x2100).fill(foreign, 0x250, 0x2000)
const give = (characters: string, bit: number): void => {
  for (const unit of setOf(characters)) roles[unit] = (roles[unit] as number) | bit
}
give('.!?"”’»)“‘«', stop)
give(',;:"“(', beforeArticle)
give('0123456789-.,/%$€£', number)
give('015|¦¬~^', insideWord)
give('-‐¬', hyphen)
give(' ', gap)
const isStop = (unit: number): boolean => ((roles[unit] ?? 0) & stop) !== 0

/** How the names of the numbers up to ten end. */
const numberEnds = setOf('oerxnt')
const ordinalEndings = pairsOf('st nd rd th')
/** How the numbers begin that stand in words behind a hyphen: `COVID-nineteen`. */
const numberBeginnings = pairsOf('ni tw se ei on')
/** Written with a vowel, said with a consonant: `ewe`, `once`, `ouija`. */
const consonantSounds = pairsOf('ew on ou')

const beginsWith = (units: Uint16Array, at: number, pairs: ReadonlySet<number>): boolean =>
  pairs.has(pairOf((units[at] as number) | 0x20, (units[at + 1] as number) | 0x20))

/** Whether an article that may be wrong begins at a place, and stands before a small letter of ASCII. */
const oddArticleAt = (units: Uint16Array, at: number): number => {
  if (((units[at] as number) | 0x20) !== 0x61) return 0
  if (units[at + 1] === space) return vowels.has(units[at + 2] as number) ? oddArticle : 0
  if (units[at + 1] !== 0x6e || units[at + 2] !== space || !isSmall(units[at + 3] as number)) return 0
  const fits = vowels.has(units[at + 3] as number) && !beginsWith(units, at + 3, consonantSounds)
  return fits ? 0 : oddArticle
}

/** Whether a sentence may begin right behind the stop, or the two, at a place. */
const stopInsideAt = (units: Uint16Array, at: number): number => {
  const before = units[at - 1] as number
  if (!isSmall(before) && !isBeyondAscii(before)) return 0
  const next = units[at + 1] as number
  const begin = isStop(next) ? (units[at + 2] as number) : next
  return isBig(begin) || isBeyondAscii(begin) ? stopInside : 0
}

const oddNumberAt = (units: Uint16Array, at: number): boolean => {
  const unit = units[at] as number
  const before = units[at - 1] as number
  const next = units[at + 1] as number
  const isBehindDigit = isDigit(before) || (before === space && isDigit(units[at - 2] as number))
  const isBeforeDigit = isDigit(next) || (next === space && isDigit(units[at + 2] as number))
  switch (unit) {
    case 0x2d: // -
      return (isLetter(before) && isDigit(next)) || beginsWith(units, at + 1, numberBeginnings)
    case 0x2c: // ,
      if (before === space) return isBehindDigit && isDigit(next)
      return (isLetter(before) && isDigit(next)) || (isDigit(before) && isLetter(next))
    case 0x2e: // .
      if (isLetter(before)) return isDigit(next) || (isLetter(next) && numberEnds.has(before | 0x20))
      return isDigit(before) && isLetter(next)
    case 0x2f: // /
      return isBehindDigit && isBeforeDigit
    case 0x25: // %
      return isLetter(before) || (next === space && ((units[at + 2] as number) | 0x20) === 0x70)
    case 0x24: // $
      return isLetter(next) || isBeforeDigit
    case 0x33: // A day of the month: `March 32`, `on 31 June`.
      if (isDigit(next) && before === space && isLetter(units[at - 2] as number)) return true
      if (isDigit(next) && units[at + 2] === space && isLetter(units[at + 3] as number)) return true
      break
    case 0x20ac: // €
    case 0xa3: // £
      return isLetter(next)
  }
  return isDigit(unit) && beginsWith(units, at + 1, ordinalEndings)
}

const brokenWordAt = (units: Uint16Array, at: number, own: number): boolean => {
  const next = units[at + 1] as number
  if (!isSmall(units[at - 1] as number)) return false
  if (next === space) return (own & hyphen) !== 0 && isSmall(units[at + 2] as number)
  return (own & insideWord) !== 0 && isSmall(next)
}

/** Whether the letters at both ends of a space and the one behind the next stand apart: `r e a `. */
const lettersApartAt = (units: Uint16Array, at: number): number =>
  isLetter(units[at - 1] as number) &&
  isLetter(units[at + 1] as number) &&
  isLetter(units[at + 3] as number) &&
  units[at + 4] === space
    ? brokenWord
    : 0

/** What the unit at a place is a sign of, in one of its roles. */
const signsAt = (units: Uint16Array, at: number, own: number): number => {
  let found = 0
  if (own & stop) found |= stopInsideAt(units, at)
  if (own & beforeArticle) found |= oddArticleAt(units, at + 1)
  if (own & number && oddNumberAt(units, at)) found |= oddNumber
  if (own & (hyphen | insideWord) && brokenWordAt(units, at, own)) found |= brokenWord
  if (own & foreign) found |= beyondLatin
  return found
}

/**
 * The signs of the text that stands at `[from, to)`. What stands beside it must be line breaks, two before the first
 * text, which are a sign of nothing.
 */
export const signsOf = (units: Uint16Array, from: number, to: number): number => {
  let found = oddArticleAt(units, from)
  for (let at = from; at < to; at += 1) {
    const unit = units[at] as number
    const own = unit < roles.length ? (roles[unit] as number) : foreign
    if (own === 0) continue
    if (own !== gap) found |= signsAt(units, at, own)
    else if (((units[at + 1] as number) | 0x20) === 0x61) found |= oddArticleAt(units, at + 1)
    if (own === gap && units[at + 2] === space) found |= lettersApartAt(units, at)
  }
  return found
}
