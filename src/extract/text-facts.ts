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

const ideograph = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g

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

const classOf = (code: number, character: string): number => {
  if (code < 256) return characterClasses[code] as number
  const upper = character.toUpperCase()
  const lower = character.toLowerCase()
  if (upper !== lower) return character === lower ? classes.lower : classes.upper
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? classes.letter : classes.other
}

const apostrophes = new Set([0x27, 0x2019])

export const textFacts = (raw: string): TextFacts => {
  const text = raw.replace(/\s+/g, ' ').trim()
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
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : 0
    const kind = code < 256 ? (characterClasses[code] as number) : classOf(code, text.charAt(i))
    if (kind !== classes.other) {
      if (start < 0) {
        start = i
        first = kind
        uppers = 0
      }
      if (kind === classes.upper) uppers += 1
      continue
    }
    if (start < 0 || apostrophes.has(code)) continue
    const length = i - start
    words += 1
    if (first === classes.digit) {
      numbers += 1
      digits += length
    } else {
      letters += length
      if (first === classes.upper) capitalised += 1
      if (uppers === length && length > 1) upperCase += 1
      if (length <= longestStopWord && stopWords.has(text.slice(start, i).toLowerCase())) stops += 1
    }
    start = -1
  }
  const ideographs = text.match(ideograph)?.length ?? 0
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
    commas: text.match(/[,،、，;；]/g)?.length ?? 0,
    sentenceEnds: text.match(/[.!?。！？؟।](?=\s|$|["'”’»)])|[。！？]/g)?.length ?? 0,
    ending: endingOf(text),
    evidence: words <= longBlock ? textEvidence(text.toLowerCase()) : 0,
  }
}

const endingOf = (text: string): number => {
  const last = text.charAt(text.length - 1)
  if (last === '…' || text.endsWith('...')) return 3
  if (/[.!?。！？؟।]/.test(last)) return 1
  if (last === ':' || last === '：') return 2
  return /["'”’»)\]]/.test(last) ? 4 : 0
}
