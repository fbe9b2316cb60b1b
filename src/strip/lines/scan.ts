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
import {copyRow, type KnownLines, rowFinder} from './known-lines.ts'
import {spacelessLabels} from './lexicon.ts'
import {knownWord, labelClasses, labelPairMap, languageCount, lookUp} from './lookup.ts'
import {hashPair, hashStart, hashUnit} from './word-hash.ts'

/** Which column holds which of a line's own counts. Written out, as the loops below look them up for every line. */
export const at = {
  units: 0,
  characters: 1,
  letters: 2,
  words: 3,
  capitalised: 4,
  digits: 5,
  commas: 6,
  sentences: 7,
  end: 8,
  start: 9,
  date: 10,
  address: 11,
  separators: 12,
  labelled: 13,
  i: 14,
  we: 15,
  you: 16,
  quotes: 17,
  spaceless: 18,
  functionWords: 19,
} as const

export type Column = keyof typeof at

/** The columns in their order. */
export const columns = Object.keys(at) as readonly Column[]

/** Words per character of a script that writes no spaces: Chinese and Japanese words have about two. */
const UNITS_PER_SPACELESS = 0.5
/** Labels stand at the beginning of a line or in a short one. */
const LABEL_WORDS = 10

/** Line by line counts of a page, and the words they were taken from. */
export type Scan = {
  readonly count: number
  /** `count` rows of `columns.length`. */
  readonly table: Float32Array
  /** Per line, the label classes it shows, as bits. */
  readonly labels: Int32Array
  /** Hashes of content words; `wordsFrom[line]` to `wordsFrom[line + 1]` are the line's. */
  readonly words: Int32Array
  readonly wordsFrom: Int32Array
  /** Hash of the whole line, letters and digits only. */
  readonly lineHash: Int32Array
  /** Per line, its function words in each language. */
  readonly functionCounts: Uint16Array
  /** The page's language by function words, as an index, or -1 where unknown. */
  readonly language: number
}

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
/** No more of a line than this is read: what it is shows in its beginning, and time stays linear. */
const READ = 4000

/** Words there is room for before the first line is read. */
const FIRST_ROOM = 1024

/** Counts over every line of a page; of `known` lines they are taken over, as they depend on the line alone. */
export const scanLines = (lines: readonly string[], known?: KnownLines): Scan => {
  const width = columns.length
  const table = new Float32Array(lines.length * width)
  const labels = new Int32Array(lines.length)
  const lineHash = new Int32Array(lines.length)
  const wordsFrom = new Int32Array(lines.length + 1)
  const functionCounts = new Uint16Array(lines.length * languageCount)
  const rowOf = rowFinder(known)
  let words = new Int32Array(FIRST_ROOM)
  let wordCount = 0

  for (let row = 0; row < lines.length; row++) {
    const line = lines[row] as string
    // In a script without spaces nearly every character begins a word.
    const room = wordCount + Math.min(line.length, READ)
    if (room > words.length) {
      const more = new Int32Array(2 * room)
      more.set(words)
      words = more
    }
    const knownRow = rowOf(line)
    if (known && knownRow >= 0) {
      copyRow(known.scan, knownRow, {table, labels, lineHash, wordsFrom, functionCounts, words}, row)
      wordCount = wordsFrom[row + 1] as number
      continue
    }
    const length = Math.min(line.length, READ)
    const base = row * width
    let letters = 0
    let digits = 0
    let wordsHere = 0
    let spacelessHere = 0
    let capitalised = 0
    let commas = 0
    let sentences = 0
    let separators = 0
    let quotes = 0
    let labelBits = 0
    let labelled = 0
    let previousHash = 0
    let previousSpaceless = 0
    let whole = hashStart
    let address = 0
    let year = false
    let first = 0
    let second = 0
    let third = 0

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
        if (previousSpaceless) {
          words[wordCount] = hashPair(previousSpaceless, code)
          wordCount++
        }
        previousSpaceless = code
        index++
        continue
      }
      previousSpaceless = 0
      if (kind === PUNCTUATION) {
        if (code === 44 || code === 0x60c || code === 0x3001 || code === 0xff0c) commas++
        else if (
          code === 46 ||
          code === 33 ||
          code === 63 ||
          code === 0x3002 ||
          code === 0xff01 ||
          code === 0xff1f
        ) {
          const next = unitAt(line, index + 1)
          if (
            !(next > 32) ||
            code > 0x2fff ||
            next === 34 ||
            next === 0x201d ||
            next === 39 ||
            next === 0x2019
          )
            sentences++
        } else if (
          code === 124 ||
          code === 62 ||
          code === 0xbb ||
          code === 0xb7 ||
          code === 0x2022 ||
          code === 47 ||
          code === 0x203a
        )
          separators++
        else if (code === 34 || code === 0x201c || code === 0x201d || code === 0x201e || code === 0xab)
          quotes++
        else if (code === 64 || code === 35) address++
        index++
        continue
      }
      // A word: letters, digits and apostrophes between them.
      const from = index
      let hash = hashStart
      let alphabetic = 0
      let numeric = 0
      while (index < length) {
        const unit = unitAt(line, index)
        const letter = foldedLetters[unit] as number
        if (letter !== 0) {
          alphabetic++
          hash = hashUnit(hash, letter)
        } else if (classes[unit] === DIGIT) {
          numeric++
          hash = hashUnit(hash, unit)
        } else if ((unit === 39 || unit === 0x2019) && classes[unitAt(line, index + 1)] === LETTER) {
          hash = hashUnit(hash, 39)
        } else break
        index++
      }
      whole = hashPair(whole, hash)
      wordsHere++
      letters += alphabetic
      digits += numeric
      if (alphabetic === 0) {
        if (numeric === 4 && (line.startsWith('19', from) || line.startsWith('20', from))) year = true
        previousHash = 0
        continue
      }
      if (isUpper(unitAt(line, from))) capitalised++
      if (alphabetic >= 3 && (hash === httpHash || hash === httpsHash || hash === wwwHash)) address++
      const known = knownWord(hash)
      const functions = alphabetic <= 7 ? known.functions : 0
      if (functions !== 0) {
        for (let bits = functions; bits !== 0; bits &= bits - 1) {
          const language = 31 - Math.clz32(bits & -bits)
          const count = row * languageCount + language
          functionCounts[count] = (functionCounts[count] as number) + 1
        }
      } else if (alphabetic >= CONTENT_LETTERS) {
        words[wordCount] = hash
        wordCount++
      }
      if (known.person !== 0 && alphabetic <= 10) {
        first += known.person & 1
        second += (known.person >> 1) & 1
        third += (known.person >> 2) & 1
      }
      if (wordsHere <= LABEL_WORDS) {
        const own = known.label
        const pair = previousHash === 0 ? 0 : lookUp(labelPairMap, hashPair(previousHash, hash))
        if (own !== 0) labelled++
        if (pair !== 0) labelled += 2
        labelBits |= own | pair
      }
      previousHash = hash
    }

    if (spacelessHere > 0 && line.length <= SPACELESS_LABEL_LENGTH) {
      for (const [bit, pattern] of spaceless) {
        if (!pattern.test(line)) continue
        labelBits |= bit
        labelled++
      }
    }
    const units = wordsHere + spacelessHere * UNITS_PER_SPACELESS
    table[base + at.units] = units
    table[base + at.characters] = line.length
    table[base + at.letters] = letters
    table[base + at.words] = wordsHere
    table[base + at.capitalised] = capitalised
    table[base + at.digits] = digits
    table[base + at.commas] = commas
    table[base + at.sentences] = sentences
    table[base + at.end] = length === 0 ? 0 : endOf(line)
    table[base + at.start] = length === 0 ? 0 : startOf(line)
    table[base + at.date] = dateOf(line, digits, year)
    table[base + at.address] = address
    table[base + at.separators] = separators
    table[base + at.labelled] = labelled
    table[base + at.i] = first
    table[base + at.we] = second
    table[base + at.you] = third
    table[base + at.quotes] = quotes
    table[base + at.spaceless] = spacelessHere
    labels[row] = labelBits
    lineHash[row] = whole
    wordsFrom[row + 1] = wordCount
  }

  const language = languageOf(functionCounts, table)
  for (let row = 0; row < lines.length; row++) {
    table[row * width + at.functionWords] =
      language < 0 ? -1 : (functionCounts[row * languageCount + language] as number)
  }
  const scanned = {table, labels, lineHash, wordsFrom, functionCounts, words}
  return {count: lines.length, ...scanned, language}
}

/** Fewer function words than this share of all words, or than this many, say nothing about a page's language. */
const LANGUAGE_EVIDENCE = {share: 0.12, words: 20}

const languageOf = (functionCounts: Uint16Array, table: Float32Array): number => {
  const totals = new Int32Array(languageCount)
  for (let row = 0; row < functionCounts.length; row += languageCount) {
    for (let language = 0; language < languageCount; language++)
      totals[language] = (totals[language] as number) + (functionCounts[row + language] as number)
  }
  let words = 0
  for (let base = at.words; base < table.length; base += columns.length) words += table[base] as number
  let best = -1
  let most = Math.max(words * LANGUAGE_EVIDENCE.share, LANGUAGE_EVIDENCE.words)
  for (let index = 0; index < languageCount; index++) {
    if ((totals[index] as number) <= most) continue
    most = totals[index] as number
    best = index
  }
  return best
}

const hashOf = (word: string): number => {
  let hash = hashStart
  for (let index = 0, {length} = word; index < length; index++) hash = hashUnit(hash, unitAt(word, index))
  return hash
}

const httpHash = hashOf('http')
const httpsHash = hashOf('https')
const wwwHash = hashOf('www')
