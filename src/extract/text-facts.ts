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

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu
const ideograph = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g

/** Characters of scripts written without spaces that count as one word. */
const ideographsPerWord = 2

export const textFacts = (raw: string): TextFacts => {
  const text = raw.replace(/\s+/g, ' ').trim()
  let words = 0
  let stops = 0
  let capitalised = 0
  let upperCase = 0
  let numbers = 0
  let letters = 0
  let digits = 0
  for (const word of text.match(wordPattern) ?? []) {
    words += 1
    const first = word.charCodeAt(0)
    if (first >= 48 && first <= 57) {
      numbers += 1
      digits += word.length
      continue
    }
    letters += word.length
    const lower = word.toLowerCase()
    if (stopWords.has(lower)) stops += 1
    if (lower !== word) {
      if (first !== lower.charCodeAt(0)) capitalised += 1
      if (word.length > 1 && word === word.toUpperCase()) upperCase += 1
    }
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
