import {hashStart, hashUnit} from '../../compute/hash.ts'
import {unitAt} from '../../document/unit-at.ts'
import {
  classes,
  DIGIT,
  endOf,
  foldedLetters,
  isUpper,
  LETTER,
  PUNCTUATION,
  SPACE,
  SPACELESS,
  startOf,
} from './characters.ts'
import {spacelessLabels} from './lexicon.ts'
import {at, columns} from './line-columns.ts'
import {type KnownWord, knownWord, labelClasses, labelsOfPair, languageCount} from './lookup.ts'
import {hashPair} from './word-hash.ts'

const width = columns.length

/** What is being written of a page, line by line. */
export type Counts = {
  /** Rows of `columns.length`. */
  readonly table: Float32Array
  readonly labels: Int32Array
  readonly lineHash: Int32Array
  readonly functionCounts: Uint16Array
  readonly wordsFrom: Int32Array
  /** Has room for the words of the next line. */
  words: Int32Array
}

/** Words per character of a script that writes no spaces: Chinese and Japanese words have about two. */
const UNITS_PER_SPACELESS = 0.5
/** Labels stand at the beginning of a line or in a short one. */
const LABEL_WORDS = 10

const dateWord =
  /\b(?:jan|feb|mar|mär|apr|abr|avr|may|mai|maj|jun|juin|jul|juil|aug|août|ago|agosto|sep|set|oct|okt|out|nov|dec|dez|déc|dic)\p{L}{0,8}\.?[ ,]|(?:январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр)|\b(?:ago|hours?|minutes?|mins?|days?|weeks?|months?|yesterday|today|gestern|heute|stunden|hace|horas|días|heures|jours|uur|timmar)\b|[年月日時]|\d:\d\d|\d[./-]\d{1,2}[./-]\d/iu
/** Lines longer than this are not looked over for dates, which stand in short ones. */
const DATE_LENGTH = 120

/** 0 none, 1 a year, 2 a date, a time or an age. */
const dateOf = (line: string, digits: number, year: boolean): number => {
  if (digits === 0 || line.length > DATE_LENGTH) return year ? 1 : 0
  return dateWord.test(line) ? 2 : year ? 1 : 0
}

const spaceless = Object.entries(spacelessLabels).map(
  ([name, pattern]) => [1 << labelClasses.indexOf(name as (typeof labelClasses)[number]), pattern] as const,
)
/** A line of this many characters or fewer is looked over for labels without spaces. */
const SPACELESS_LABEL_LENGTH = 24
const CONTENT_LETTERS = 4
/** Longer words than these that have the hash of one are others. */
const FUNCTION_LETTERS = 7
const PERSON_LETTERS = 10
/** No more of a line than this is read: what it is shows in its beginning, and time stays linear. */
export const READ = 4000

/** Which column counts a sign, or 0. */
const signColumns = new Uint8Array(0x10000)
const countSigns = (column: number, signs: string): void => {
  for (let index = 0; index < signs.length; index++) signColumns[signs.charCodeAt(index)] = column
}
countSigns(at.commas, ',،、，')
countSigns(at.sentences, '.!?。！？')
countSigns(at.separators, '|>»·•/›')
countSigns(at.quotes, '"“”„«')
countSigns(at.address, '@#')

/** Whether a stop ends a sentence: white space, the end of the line, or a closing quote follows, if it does not stand close. */
const endsSentence = (line: string, index: number): boolean => {
  const next = index + 1 < line.length ? unitAt(line, index + 1) : 0
  return (
    next <= 32 ||
    next === 34 ||
    next === 0x201d ||
    next === 39 ||
    next === 0x2019 ||
    unitAt(line, index) > 0x2fff
  )
}

const APOSTROPHE = 0x27
const CLOSING_QUOTE = 0x2019

/** The word read last: its hash, its letters, its digits. */
const word = new Int32Array(3)

/** Reads letters, digits and apostrophes between them. @returns where the word ends. */
const readWord = (line: string, from: number, length: number): number => {
  let hash = hashStart
  let letters = 0
  let digits = 0
  let index = from
  for (; index < length; index++) {
    const unit = unitAt(line, index)
    const letter = foldedLetters[unit] as number
    if (letter !== 0) {
      letters++
      hash = hashUnit(hash, letter)
    } else if (classes[unit] === DIGIT) {
      digits++
      hash = hashUnit(hash, unit)
    } else if ((unit === APOSTROPHE || unit === CLOSING_QUOTE) && isLetterAt(line, index + 1)) {
      hash = hashUnit(hash, APOSTROPHE)
    } else break
  }
  word[0] = hash
  word[1] = letters
  word[2] = digits
  return index
}

const isLetterAt = (line: string, index: number): boolean =>
  index < line.length && classes[unitAt(line, index)] === LETTER

const countFunctionWord = (counts: Uint16Array, row: number, languages: number): void => {
  for (let bits = languages; bits !== 0; bits &= bits - 1) {
    const language = 31 - Math.clz32(bits & -bits)
    const count = row * languageCount + language
    counts[count] = (counts[count] as number) + 1
  }
}

const addTo = (table: Float32Array, cell: number, more: number): void => {
  table[cell] = (table[cell] as number) + more
}

const countPerson = (table: Float32Array, base: number, {person}: KnownWord): void => {
  addTo(table, base + at.i, person & 1)
  addTo(table, base + at.we, (person >> 1) & 1)
  addTo(table, base + at.you, (person >> 2) & 1)
}

/** Label classes that a line of a script without spaces shows, as bits. */
const spacelessLabelsOf = (line: string, table: Float32Array, base: number): number => {
  if (line.length > SPACELESS_LABEL_LENGTH) return 0
  let bits = 0
  for (const [bit, pattern] of spaceless) {
    if (!pattern.test(line)) continue
    bits |= bit
    addTo(table, base + at.labelled, 1)
  }
  return bits
}

/** Writes what there is to count in a line into the next row. */
export const scanLine = (line: string, row: number, counts: Counts): void => {
  const {table, words} = counts
  const base = row * width
  const length = Math.min(line.length, READ)
  let wordCount = counts.wordsFrom[row] as number
  let letters = 0
  let digits = 0
  let wordsHere = 0
  let spacelessHere = 0
  let capitalised = 0
  let labelBits = 0
  let previousHash = 0
  let previousSpaceless = 0
  let whole = hashStart
  let year = false
  let index = 0
  while (index < length) {
    const code = unitAt(line, index)
    const kind = classes[code] as number
    if (kind === SPACE) {
      index++
      continue
    }
    if (kind === SPACELESS) {
      spacelessHere++
      letters++
      whole = hashUnit(whole, code)
      if (previousSpaceless !== 0) {
        words[wordCount] = hashPair(previousSpaceless, code)
        wordCount++
      }
      previousSpaceless = code
      index++
      continue
    }
    previousSpaceless = 0
    if (kind === PUNCTUATION) {
      const column = signColumns[code] as number
      if (column !== 0 && (column !== at.sentences || endsSentence(line, index)))
        addTo(table, base + column, 1)
      index++
      continue
    }
    const from = index
    index = readWord(line, from, length)
    const hash = word[0] as number
    const alphabetic = word[1] as number
    const numeric = word[2] as number
    whole = hashPair(whole, hash)
    wordsHere++
    letters += alphabetic
    digits += numeric
    if (alphabetic === 0) {
      if (numeric === 4 && (line.startsWith('19', from) || line.startsWith('20', from))) year = true
      previousHash = 0
      continue
    }
    if (isUpper(code)) capitalised++
    if (hash === httpHash || hash === httpsHash || hash === wwwHash) addTo(table, base + at.address, 1)
    const known = knownWord(hash)
    if (known.functions !== 0 && alphabetic <= FUNCTION_LETTERS) {
      countFunctionWord(counts.functionCounts, row, known.functions)
    } else if (alphabetic >= CONTENT_LETTERS) {
      words[wordCount] = hash
      wordCount++
    }
    if (known.person !== 0 && alphabetic <= PERSON_LETTERS) countPerson(table, base, known)
    if (wordsHere <= LABEL_WORDS) {
      const pair = previousHash === 0 ? 0 : labelsOfPair(hashPair(previousHash, hash))
      if (known.label !== 0) addTo(table, base + at.labelled, 1)
      if (pair !== 0) addTo(table, base + at.labelled, 2)
      labelBits |= known.label | pair
    }
    previousHash = hash
  }
  if (spacelessHere > 0) labelBits |= spacelessLabelsOf(line, table, base)
  table[base + at.units] = wordsHere + spacelessHere * UNITS_PER_SPACELESS
  table[base + at.characters] = line.length
  table[base + at.letters] = letters
  table[base + at.words] = wordsHere
  table[base + at.capitalised] = capitalised
  table[base + at.digits] = digits
  table[base + at.spaceless] = spacelessHere
  table[base + at.end] = length === 0 ? 0 : endOf(line)
  table[base + at.start] = length === 0 ? 0 : startOf(line)
  table[base + at.date] = dateOf(line, digits, year)
  counts.labels[row] = labelBits
  counts.lineHash[row] = whole
  counts.wordsFrom[row + 1] = wordCount
}

const hashOf = (word: string): number => {
  let hash = hashStart
  for (let index = 0, {length} = word; index < length; index++) hash = hashUnit(hash, unitAt(word, index))
  return hash
}

const httpHash = hashOf('http')
const httpsHash = hashOf('https')
const wwwHash = hashOf('www')
