import {matchesOf} from '../document/matches-of.ts'
import {type Detector, type Finding, type KeptText, textsWith} from './finding.ts'
import {signs} from './text-signs.ts'
import {englishWords, levelOfWord, type WordCases} from './word-cases.ts'

/**
 * Words broken by hyphenation that was not undone (`govern- ment`, `detect/broken-word`), and by scanning or typing
 * (`w0rld`, `so|id`, `B R E A K I N G`, `detect/ocr-noise`). English only, where the repaired word is known and the
 * broken one is not.
 */
export const detectBrokenWords: Detector = ({prose}, language) => {
  if (language !== 'eng') return []
  return textsWith(signs.brokenWord, prose).flatMap(text => [
    ...brokenByHyphen(text),
    ...brokenBySign(text),
    ...brokenBySpaces(text),
  ])
}

/** Met some thirty times in lower case: a common word. */
const COMMON = 5

const isCommon = (words: WordCases, word: string): boolean =>
  (levelOfWord(words, word.toLowerCase())?.lower ?? 0) >= COMMON

const finding = (
  text: KeptText,
  start: number,
  actual: string,
  repair: string,
  ruleId: string,
  what: string,
): Finding => ({
  ruleId,
  severity: 'warning',
  reason: `\`${actual}\` is \`${repair}\`, broken by ${what}; put it together`,
  text,
  start,
  end: start + actual.length,
  expected: [{text: repair, score: 0.9}],
})

/** `two- and three-year`, `pre- or post-war`: the hyphen is meant. */
const suspended = /^(?:and|or|to|nor|but|versus|through)$/

const hyphened = /(?<![\p{L}\p{N}-])(\p{L}\p{Ll}+)[-‐¬] (\p{Ll}{2,})(?![\p{L}\p{N}-])/gu

const brokenByHyphen = (text: KeptText): Finding[] => {
  const findings: Finding[] = []
  for (const match of matchesOf(hyphened, text.text)) {
    const [whole, left = '', right = ''] = match
    if (suspended.test(right)) continue
    const words = englishWords()
    // `well- known` lacks no hyphen, only has a space too many; `govern- ment` is one word.
    if (!isCommon(words, left + right) || (isCommon(words, left) && isCommon(words, right))) continue
    findings.push(
      finding(text, match.index, whole, left + right, 'detect/broken-word', 'a hyphen and a space'),
    )
  }
  return findings
}

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '5': 's',
  '|': 'l',
  '¦': 'l',
  '¬': '',
  '~': '',
  '^': '',
}

const signed = /(?<![\p{L}\p{N}@#/_.:%-])\p{Ll}+(?:[015|¦¬~^]\p{Ll}+)+(?![\p{L}\p{N}@/_%-]|\.\p{L})/gu

const brokenBySign = (text: KeptText): Finding[] => {
  const findings: Finding[] = []
  for (const match of matchesOf(signed, text.text)) {
    const repaired = match[0].replace(/[015|¦¬~^]/g, sign => lookAlikes[sign] ?? sign)
    if (repaired.length < 4 || !isCommon(englishWords(), repaired)) continue
    findings.push(
      finding(text, match.index, match[0], repaired, 'detect/ocr-noise', 'a sign that looks like a letter'),
    )
  }
  return findings
}

const spaced =
  /(?<![\p{L}\p{N}.,'’&])(?<!(?<!\p{L})\p{L} )\p{L}(?: \p{L}(?!\p{L})){4,}(?! \p{L}(?!\p{L}))(?![\p{L}\p{N}'’&])/gu

const brokenBySpaces = (text: KeptText): Finding[] => {
  const findings: Finding[] = []
  for (const match of matchesOf(spaced, text.text)) {
    const repaired = match[0].replaceAll(' ', '')
    if (!isCommon(englishWords(), repaired)) continue
    findings.push(
      finding(text, match.index, match[0], repaired, 'detect/ocr-noise', 'spaces between its letters'),
    )
  }
  return findings
}
