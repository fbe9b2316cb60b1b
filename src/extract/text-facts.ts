import {unitsOf} from '../compute/text-units.ts'
import {longBlock, stopWords, textEvidence} from './text-evidence.ts'

/** What can be counted in a block's text. */
export type TextFacts = {
  /** White space collapsed, trimmed. */
  readonly text: string
  readonly words: number
  readonly stopWords: number
  readonly capitalised: number
  readonly upperCase: number
  readonly numbers: number
  readonly letters: number
  readonly digits: number
  readonly commas: number
  /** Marks that end a sentence inside the text or at its end. */
  readonly sentenceEnds: number
  /** The last character, as a class: 0 other, 1 ends a sentence, 2 colon, 3 ellipsis, 4 closing quote or bracket. */
  readonly ending: number
  /** Bit mask over `textGroups`; 0 for long blocks. */
  readonly evidence: number
}

/** Of a block outside the page. */
export const noFacts: TextFacts = {
  text: '',
  words: 0,
  stopWords: 0,
  capitalised: 0,
  upperCase: 0,
  numbers: 0,
  letters: 0,
  digits: 0,
  commas: 0,
  sentenceEnds: 0,
  ending: 0,
  evidence: 0,
}

const ideograph = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g

/** Below this there are no ideographs. */
const firstIdeograph = 0x0e00

/** Characters of scripts written without spaces that count as one word. */
const ideographsPerWord = 2

/** What a character is: of a word where it is above `none`, and below that a sign that says something. */
const kinds = {
  lower: 1,
  upper: 2,
  digit: 3,
  letter: 4,
  none: 0,
  apostrophe: -1,
  comma: -2,
  stop: -3,
  /** No space follows it. */
  wideStop: -4,
  /** Not asked for yet. */
  unknown: -5,
} as const

const signs: readonly (readonly [number, string])[] = [
  [kinds.apostrophe, "'’"],
  [kinds.comma, ',،、，;；'],
  [kinds.stop, '.!?؟।'],
  [kinds.wideStop, '。！？'],
]

const kindOfCharacter = (character: string): number => {
  const sign = signs.find(([, characters]) => characters.includes(character))
  if (sign) return sign[0]
  if (character <= '\xff') {
    if (/\d/.test(character)) return kinds.digit
    if (/\p{Lu}/u.test(character)) return kinds.upper
    return /\p{L}/u.test(character) ? kinds.lower : kinds.none
  }
  const upper = character.toUpperCase()
  const lower = character.toLowerCase()
  if (upper !== lower) return character === lower ? kinds.lower : kinds.upper
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? kinds.letter : kinds.none
}

const kindsOf = new Int8Array(0x10000).fill(kinds.unknown)
for (let code = 0; code < 256; code += 1) kindsOf[code] = kindOfCharacter(String.fromCharCode(code))

const askKind = (code: number): number => {
  const kind = kindOfCharacter(String.fromCharCode(code))
  kindsOf[code] = kind
  return kind
}

/** Letters of the longest stop word. */
const longestStopWord = Math.max(...Array.from(stopWords, word => word.length))

/** Small and capital letters alike. */
const mixLetter = (hash: number, code: number): number => Math.imul(hash, 31) + (code | 0x20)

/** Stop words by a hash of their letters, so that words are looked up without making strings of them. */
const places = 4096
const placeOf = (hash: number): number => (hash ^ (hash >>> 10)) & (places - 1)

/** Where the word of a place begins in `stopLetters`, where its length stands before its letters; 0 for none. */
const stopWordAt = new Uint16Array(places)
const stopLetters = Uint16Array.from(
  ['', ...stopWords].flatMap(word => [word.length, ...Array.from(word, letter => letter.charCodeAt(0))]),
)
for (let at = 1; at < stopLetters.length; at += 1 + (stopLetters[at] as number)) {
  let hash = 0
  for (let i = 1; i <= (stopLetters[at] as number); i += 1)
    hash = mixLetter(hash, stopLetters[at + i] as number)
  let place = placeOf(hash)
  while (stopWordAt[place] !== 0) place = (place + 1) & (places - 1)
  stopWordAt[place] = at
}

const isStopWord = (units: Uint16Array, start: number, end: number, hash: number): boolean => {
  for (let place = placeOf(hash); stopWordAt[place] !== 0; place = (place + 1) & (places - 1)) {
    const at = stopWordAt[place] as number
    if (stopLetters[at] === end - start && isSame(units, start, end, at + 1)) return true
  }
  return false
}

const isSame = (units: Uint16Array, start: number, end: number, letters: number): boolean => {
  for (let i = start; i < end; i += 1)
    if (((units[i] as number) | 0x20) !== stopLetters[letters + i - start]) return false
  return true
}

/** What can be counted in a text whose white space is collapsed. */
export const textFacts = (text: string): TextFacts => {
  const units = unitsOf(text)
  let words = 0
  let stops = 0
  let capitalised = 0
  let upperCase = 0
  let numbers = 0
  let letters = 0
  let digits = 0
  let start = -1
  let first: number = kinds.none
  let uppers = 0
  let hash = 0
  let commas = 0
  let sentenceEnds = 0
  let highest = 0
  const all = text.length
  for (let i = 0; i <= all; i += 1) {
    const code = i < all ? (units[i] as number) : 0
    let kind = kindsOf[code] as number
    if (kind === kinds.unknown) kind = askKind(code)
    if (code > highest) highest = code
    if (kind > kinds.none) {
      if (start < 0) {
        start = i
        first = kind
        uppers = 0
        hash = 0
      }
      if (kind === kinds.upper) uppers += 1
      hash = mixLetter(hash, code)
      continue
    }
    if (kind === kinds.comma) commas += 1
    else if (kind === kinds.wideStop || (kind === kinds.stop && endsHere(units, i + 1, all)))
      sentenceEnds += 1
    if (start < 0) continue
    if (kind === kinds.apostrophe) {
      hash = mixLetter(hash, code)
      continue
    }
    const length = i - start
    words += 1
    if (first === kinds.digit) {
      numbers += 1
      digits += length
    } else {
      letters += length
      if (first === kinds.upper) capitalised += 1
      if (uppers === length && length > 1) upperCase += 1
      if (
        length <= longestStopWord &&
        (highest > 0xff
          ? stopWords.has(text.slice(start, i).toLowerCase())
          : isStopWord(units, start, i, hash))
      )
        stops += 1
    }
    start = -1
  }
  const ideographs = highest < firstIdeograph ? 0 : (text.match(ideograph)?.length ?? 0)
  if (ideographs > 0) words += Math.round(ideographs / ideographsPerWord)
  return {
    text,
    words,
    stopWords: stops,
    capitalised,
    upperCase,
    numbers,
    letters,
    digits,
    commas,
    sentenceEnds,
    ending: endingOf(text),
    evidence: words <= longBlock ? textEvidence(text, units) : 0,
  }
}

/** The quotes and the bracket that close. */
const closes = (code: number): boolean =>
  code === 0x22 || code === 0x27 || code === 0x29 || code === 0xbb || code === 0x2019 || code === 0x201d

/** Whether a full stop before the offset ends a sentence: the text, a space or a closing sign comes next. */
const endsHere = (units: Uint16Array, next: number, length: number): boolean =>
  next >= length || units[next] === 0x20 || closes(units[next] as number)

const endingOf = (text: string): number => {
  const last = text.charAt(text.length - 1)
  if (last === '…' || text.endsWith('...')) return 3
  if (/[.!?。！？؟।]/.test(last)) return 1
  if (last === ':' || last === '：') return 2
  return /["'”’»)\]]/.test(last) ? 4 : 0
}
