import {matchesOf} from '../document/matches-of.ts'
import {type Detector, type Finding, textsWith} from './finding.ts'
import {signs} from './text-signs.ts'
import {englishWords, levelOfWord} from './word-cases.ts'

/**
 * A sentence that starts right after the stop of the last one: `end.The next`. Addresses (`node.js`, `Booking.com`),
 * abbreviations (`e.g.`, `U.S.`), file names, versions and decimal numbers are left alone.
 */
export const detectMissingSpaces: Detector = ({prose}, language) => {
  const findings: Finding[] = []
  for (const text of textsWith(signs.stopInside, prose)) {
    for (const match of matchesOf(stopPattern, text.text)) {
      const [whole, left = '', stop = '', right = ''] = match
      const leftStart = match.index
      if (isPartOfAddress(text.text, leftStart, leftStart + whole.length)) continue
      if (!continues.test(text.text.slice(leftStart + whole.length, leftStart + whole.length + 4))) continue
      if (language === 'eng' && !isEnglish(left, right)) continue
      // An opening quote goes with the word it opens.
      const opening = /[“‘«]$/.test(stop) ? 1 : 0
      const cut = left.length + stop.length - opening
      findings.push({
        ruleId: 'detect/missing-space',
        severity: 'warning',
        reason: `No space between \`${whole.slice(0, cut)}\` and \`${whole.slice(cut)}\`: put one there`,
        text,
        start: leftStart,
        end: leftStart + whole.length,
        expected: [{text: `${whole.slice(0, cut)} ${whole.slice(cut)}`, score: 0.95}],
      })
    }
  }
  return findings
}

/**
 * A lower-case word of three letters, a stop with its closing quote, and a capitalised word of two letters or one of
 * the one-letter words. Scripts without case have no such sign; scripts without spaces need none.
 */
const stopPattern =
  /(?<![\p{L}\p{N}\p{M}._/@\\-])(\p{L}?\p{Ll}{2,})([.!?]["”’»)]?|["”’»)][.!?]|[.!?][“‘«])(\p{Lu}\p{Ll}+|[AI](?= ))/gu

/** The sentence goes on after its first word; an identifier is followed by a bracket or a stop. */
const continues = /^(?:['’]s)?,? [\p{L}"“‘]/u

/** Within reach of a token that holds `@`, `://`, `www.` or a second dot-joined part. */
const isPartOfAddress = (text: string, start: number, end: number): boolean => {
  let from = start
  let to = end
  while (from > 0 && start - from < 60 && !/\s/.test(text[from - 1] ?? ' ')) from--
  while (to < text.length && to - end < 60 && !/\s/.test(text[to] ?? ' ')) to++
  const token = text.slice(from, to)
  return (
    /[@/\\_#=&]|www\.|\.\p{L}[\p{L}\d-]*[.(]\p{L}|\p{Ll}\p{Lu}/u.test(token) || /^\(\)/.test(text.slice(end))
  )
}

/** Both sides are words, and the right one is no top-level domain or file type. */
const isEnglish = (left: string, right: string): boolean => {
  const words = englishWords()
  if (
    /^(?:Com|Org|Net|Io|Co|Js|Ts|Py|Ai|Tv|Edu|Gov|Info|Biz|Me|Uk|Us|Eu|De|Fr|Pdf|Doc|Html|App|News)$/.test(
      right,
    )
  )
    return false
  const leftLevel = levelOfWord(words, left.toLowerCase())
  const rightLevel = levelOfWord(words, right.toLowerCase())
  return leftLevel !== undefined && leftLevel.lower >= 3 && rightLevel !== undefined
}
