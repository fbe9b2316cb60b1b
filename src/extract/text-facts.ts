import {unitAt} from '../document/unit-at.ts'
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

/** Letters of the longest stop word. */
const longestStopWord = Math.max(...Array.from(stopWords, word => word.length))

const classes = {other: 0, lower: 1, upper: 2, digit: 3, letter: 4} as const

/** The class of each ASCII character, and of Latin-1's letters. */
const characterClasses = Uint8Array.from({length: 256}, (_, code) => {
  const character = String.fromCharCode(code)
  if (/\d/.test(character)) return classes.digit
  if (/\p{Lu}/u.test(character)) return classes.upper
  return /\p{L}/u.test(character) ? classes.lower : classes.other
})

/** The classes of characters beyond Latin-1 that were seen before, one up. */
const seenClasses = new Uint8Array(0x10000)

const classOf = (code: number): number => {
  if (code < 256) return characterClasses[code] as number
  const before = seenClasses[code] as number
  if (before > 0) return before - 1
  const found = classOfCharacter(String.fromCharCode(code))
  seenClasses[code] = found + 1
  return found
}

const classOfCharacter = (character: string): number => {
  const upper = character.toUpperCase()
  const lower = character.toLowerCase()
  if (upper !== lower) return character === lower ? classes.lower : classes.upper
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? classes.letter : classes.other
}

/** What a character that is no part of a word may be. */
const signs = {none: 0, comma: 1, stop: 2, wideStop: 3} as const

const signsOf: ReadonlyMap<number, number> = new Map([
  ...Array.from(',،、，;；', (sign): [number, number] => [sign.charCodeAt(0), signs.comma]),
  ...Array.from('.!?؟।', (sign): [number, number] => [sign.charCodeAt(0), signs.stop]),
  // No space follows these.
  ...Array.from('。！？', (sign): [number, number] => [sign.charCodeAt(0), signs.wideStop]),
])

/** `signsOf` for ASCII. */
const asciiSigns = Uint8Array.from({length: 128}, (_, code) => signsOf.get(code) ?? signs.none)

const signOf = (code: number): number =>
  code < 128 ? (asciiSigns[code] as number) : (signsOf.get(code) ?? signs.none)

/** Stop words by a hash of their letters, so that words are looked up without making strings of them. */
const stopWordTable: (readonly string[])[] = Array.from({length: 4096}, () => [])

/** Small and capital letters alike. */
const mixLetter = (hash: number, code: number): number => Math.imul(hash, 31) + (code | 0x20)

const bucketOf = (hash: number): number => (hash ^ (hash >>> 10)) & (stopWordTable.length - 1)

for (const word of stopWords) {
  let hash = 0
  for (let i = 0; i < word.length; i += 1) hash = mixLetter(hash, word.charCodeAt(i))
  const bucket = bucketOf(hash)
  stopWordTable[bucket] = [...(stopWordTable[bucket] as readonly string[]), word]
}

const isStopWord = (text: string, start: number, end: number, hash: number): boolean => {
  for (const word of stopWordTable[bucketOf(hash)] as readonly string[]) {
    if (word.length !== end - start) continue
    let i = 0
    const {length} = word
    while (i < length && (unitAt(text, start + i) | 0x20) === unitAt(word, i)) i += 1
    if (i === length) return true
  }
  return false
}

/** What can be counted in a text whose white space is collapsed. */
export const textFacts = (text: string): TextFacts => {
  let words = 0
  let stops = 0
  let capitalised = 0
  let upperCase = 0
  let numbers = 0
  let letters = 0
  let digits = 0
  let start = -1
  let first = 0
  let uppers = 0
  let hash = 0
  let commas = 0
  let sentenceEnds = 0
  let highest = 0
  const all = text.length
  for (let i = 0; i <= all; i += 1) {
    const code = i < all ? unitAt(text, i) : 0
    const kind = code < 256 ? (characterClasses[code] as number) : classOf(code)
    if (code > highest) highest = code
    if (kind !== classes.other) {
      if (start < 0) {
        start = i
        first = kind
        uppers = 0
        hash = 0
      }
      if (kind === classes.upper) uppers += 1
      hash = mixLetter(hash, code)
      continue
    }
    const sign = signOf(code)
    if (sign === signs.comma) commas += 1
    else if (sign === signs.wideStop || (sign === signs.stop && endsHere(text, i + 1))) sentenceEnds += 1
    if (start < 0) continue
    if (code === 0x27 || code === 0x2019) {
      hash = mixLetter(hash, code)
      continue
    }
    const length = i - start
    words += 1
    if (first === classes.digit) {
      numbers += 1
      digits += length
    } else {
      letters += length
      if (first === classes.upper) capitalised += 1
      if (uppers === length && length > 1) upperCase += 1
      if (
        length <= longestStopWord &&
        (highest > 0xff
          ? stopWords.has(text.slice(start, i).toLowerCase())
          : isStopWord(text, start, i, hash))
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
    evidence: words <= longBlock ? textEvidence(text.toLowerCase()) : 0,
  }
}

const closing = new Set(Array.from('"\'”’»)', sign => sign.charCodeAt(0)))

/** Whether a full stop before the offset ends a sentence: the text, a space or a closing sign comes next. */
const endsHere = (text: string, next: number): boolean =>
  next >= text.length || unitAt(text, next) === 0x20 || closing.has(unitAt(text, next))

const endingOf = (text: string): number => {
  const last = text.charAt(text.length - 1)
  if (last === '…' || text.endsWith('...')) return 3
  if (/[.!?。！？؟।]/.test(last)) return 1
  if (last === ':' || last === '：') return 2
  return /["'”’»)\]]/.test(last) ? 4 : 0
}
