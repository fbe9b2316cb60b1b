import {type Detector, type Finding, type KeptText, textsWith} from './finding.ts'
import {functionWords} from './function-words.ts'
import {languageOf} from './language.ts'
import {countScripts, type Script} from './scripts.ts'
import {signs} from './text-signs.ts'

/**
 * What a translation left as it was: words in another script in the middle of a sentence (`detect/untranslated`), and
 * paragraphs in another language (`detect/mixed-language`). A gloss in brackets or quotation marks is left alone, as
 * are Greek letters, and languages that quote others' scripts as a habit.
 */
export const detectUntranslated: Detector = ({texts, prose}, language) => [
  ...foreignScripts(texts),
  ...(language === 'und' ? [] : foreignParagraphs(prose, language)),
]

/** Scripts of which a run inside another is a leftover. Greek is the alphabet of formulas, Latin of names everywhere. */
const scripts: readonly (readonly [Script, RegExp])[] = [
  ['Cyrl', /\p{Script=Cyrillic}+(?:[ -]\p{Script=Cyrillic}+)*/gu],
  ['Arab', /\p{Script=Arabic}+(?:[ -]\p{Script=Arabic}+)*/gu],
  ['Hebr', /\p{Script=Hebrew}+(?:[ -]\p{Script=Hebrew}+)*/gu],
  ['Deva', /\p{Script=Devanagari}+(?:[ -]\p{Script=Devanagari}+)*/gu],
  ['Hani', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu],
  ['Hang', /\p{Script=Hangul}+(?: \p{Script=Hangul}+)*/gu],
  ['Thai', /\p{Script=Thai}+/gu],
]

/** Letters of a run; a sign of Chinese, Japanese or Korean counts for three. */
const SHORTEST_RUN = 6
/** Below this share the script is the text's own, or one of its two. */
const MAIN_SHARE = 0.9

const foreignScripts = (texts: readonly KeptText[]): Finding[] => {
  const candidates = textsWith(signs.beyondLatin, texts)
  if (candidates.length === 0) return []
  const counts = countScripts(texts.map(text => text.text).join('\n'))
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if ((counts.get('Latn') ?? 0) < total * MAIN_SHARE) return []
  const findings: Finding[] = []
  for (const [script, pattern] of scripts) {
    if (!counts.has(script) && !(script === 'Hani' && counts.has('Kana'))) continue
    for (const text of candidates) {
      for (const match of text.text.matchAll(pattern)) {
        const weight = script === 'Hani' || script === 'Hang' ? 3 : 1
        if (match[0].length * weight < SHORTEST_RUN || isGloss(text.text, match.index, match[0].length))
          continue
        findings.push({
          ruleId: 'detect/untranslated',
          severity: 'warning',
          reason: `\`${match[0].slice(0, 40)}\` is left in another script in the middle of the text; translate or transliterate it`,
          text,
          start: match.index,
          end: match.index + match[0].length,
        })
      }
    }
  }
  return findings
}

/** In brackets, in quotation marks, after a colon or a slash, or all there is in its block: said to be foreign. */
const isGloss = (text: string, start: number, length: number): boolean => {
  const before = text.slice(Math.max(0, start - 60), start)
  const after = text.slice(start + length, start + length + 60)
  if (
    !/\p{Script=Latin}/u.test(text.slice(0, start)) ||
    !/\p{Script=Latin}/u.test(text.slice(start + length))
  )
    return true
  const opened = Math.max(
    before.lastIndexOf('('),
    before.lastIndexOf('['),
    before.lastIndexOf('【'),
    before.lastIndexOf('（'),
  )
  if (opened > Math.max(before.lastIndexOf(')'), before.lastIndexOf(']'))) return true
  return /["“‘«'/:=–—「『《]\s?$/.test(before) || /^\s?["”’»'/」』》(]/.test(after)
}

/** Words a paragraph must have before its language is asked for. */
const FEWEST_WORDS = 30
/** Shorter blocks are labels; these count as the text's paragraphs. */
const SHORTEST_PARAGRAPH = 60
/** Any prose of a language has this share of its function words; below it the paragraph is a list or foreign. */
const OWN_SHARE = 0.1
/** Prose of the other language has this share of its own. */
const PROSE_SHARE = 0.18
/** How sure the other language must be. */
const SURE = 0.85
/** With more of its paragraphs in other languages, a text is bilingual, not half translated. */
const MOST_FOREIGN = 0.34

const shareOf = (list: ReadonlySet<string>, words: readonly string[]): number =>
  words.filter(word => list.has(word)).length / Math.max(1, words.length)

const hasThree = (text: string, words: readonly string[]): boolean => {
  let found = 0
  for (const word of words) {
    if (text.includes(word)) found += 1
    if (found === 3) return true
  }
  return false
}

/** A language's function words, and the commonest of them with the spaces around them. */
type OwnWords = {readonly words: ReadonlySet<string>; readonly commonest: readonly string[]}

const known = new Map<string, OwnWords>()
const ownWords = (language: string): OwnWords => {
  const made = known.get(language)
  if (made) return made
  const words = new Set((functionWords[language] ?? '').split(' '))
  const own = {words, commonest: [...words].slice(0, 12).map(word => ` ${word} `)}
  known.set(language, own)
  return own
}

const foreignParagraphs = (texts: readonly KeptText[], language: string): Finding[] => {
  const {words: own, commonest} = ownWords(language)
  if (own.size < 2) return []
  const findings: Finding[] = []
  let paragraphs = 0
  for (const text of texts) {
    if (text.text.length < SHORTEST_PARAGRAPH) continue
    paragraphs += 1
    if (text.text.length < FEWEST_WORDS * 4) continue
    // Three of the commonest words settle it for nearly every paragraph.
    if (hasThree(text.text, commonest)) continue
    const words = text.text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
    if (words.length < FEWEST_WORDS || shareOf(own, words) >= OWN_SHARE) continue
    const found = languageOf(text.text.slice(0, 2048))
    if (found.code === 'und' || found.code === language || found.confidence < SURE) continue
    // Franc takes a list of names for the language of most of them; prose has function words.
    const others = functionWords[found.code]
    if (others && shareOf(new Set(others.split(' ')), words) < PROSE_SHARE) continue
    findings.push({
      ruleId: 'detect/mixed-language',
      severity: 'warning',
      reason: `This paragraph is in another language (\`${found.code}\`) than the text (\`${language}\`); translate it or take it out`,
      text,
      start: 0,
      end: text.text.length,
    })
  }
  return findings.length <= paragraphs * MOST_FOREIGN ? findings : []
}
