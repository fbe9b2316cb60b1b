import {createRequire} from 'node:module'
import {textOf} from '../document/block.ts'
import type {Document, Language} from '../document/document.ts'
import {countFunctionWords} from './function-word-counts.ts'
import {functionWords} from './function-words.ts'
import {languageCode} from './language-codes.ts'
import {countScripts, type Script} from './scripts.ts'

/**
 * Sets `metadata.language`: what the kept text is written in, as ISO 639-3, with a confidence.
 *
 * Three witnesses, cheapest first: the script, where one language alone is written in it; function words; franc's
 * trigrams, loaded only when the first two leave it open. The language that the page declares decides between close
 * rivals, and stands with little confidence where there is too little text. Looks at no more than 2,048 characters,
 * taken from all over the long blocks.
 */
export const detectLanguage = (document: Document): Document => ({
  ...document,
  metadata: {
    ...document.metadata,
    language: languageOf(sampleOf(document), document.metadata.language?.code),
  },
})

/** The language of a text of up to a few thousand characters; `declared` is what its page says it is. */
export const languageOf = (text: string, declared?: string): Language => {
  const prior = declared === undefined ? undefined : languageCode(declared)
  const found = byScript(text, prior)
  if (found) return found
  return prior ? {code: prior, confidence: DECLARED_ONLY} : UNKNOWN
}

const UNKNOWN: Language = {code: 'und', confidence: 0}
/** Pages often declare the language of their theme: enough to say it, not to build on it. */
const DECLARED_ONLY = 0.5

/** What franc looks at, at most. */
const SAMPLE_LENGTH = 2048
/** Windows the sample is cut into, so that a long quotation cannot fill it. */
const SAMPLE_WINDOWS = 4
/** A shorter block is a heading or a label: names and numbers. */
const LONG_BLOCK = 80

const sampleOf = (document: Document): string => {
  const texts: string[] = []
  let long = 0
  for (const block of document.blocks) {
    if (block.removed || block.kind === 'code') continue
    if (block.raw.length >= LONG_BLOCK) long += block.raw.length
  }
  for (const block of document.blocks) {
    if (block.removed || block.kind === 'code') continue
    if (long >= SAMPLE_LENGTH / SAMPLE_WINDOWS && block.raw.length < LONG_BLOCK) continue
    texts.push(textOf(block))
  }
  const whole = texts.join('\n')
  if (whole.length <= SAMPLE_LENGTH) return whole
  const window = SAMPLE_LENGTH / SAMPLE_WINDOWS
  const step = (whole.length - window) / (SAMPLE_WINDOWS - 1)
  const windows: string[] = []
  for (let index = 0; index < SAMPLE_WINDOWS; index++) {
    const start = Math.round(index * step)
    windows.push(whole.slice(start, start + window))
  }
  return windows.join('\n')
}

/** Scripts that one language of the news is written in. */
const languageOfScript: Partial<Record<Script, string>> = {
  Grek: 'ell',
  Beng: 'ben',
  Guru: 'pan',
  Gujr: 'guj',
  Orya: 'ory',
  Taml: 'tam',
  Telu: 'tel',
  Knda: 'kan',
  Mlym: 'mal',
  Sinh: 'sin',
  Thai: 'tha',
  Laoo: 'lao',
  Tibt: 'bod',
  Geor: 'kat',
  Armn: 'hye',
  Khmr: 'khm',
  Hang: 'kor',
}

/** Fewer letters prove nothing; a syllable or word sign counts for several. */
const FEWEST_LETTERS = 60
const FEWEST_SIGNS = 16
/** Less of the letters in one script, and the text is a mixture. */
const SCRIPT_SHARE = 0.6
/** Japanese is written with kana between its Chinese characters: a tenth and more, in any prose. */
const KANA_SHARE = 0.1

/** A Chinese character or a Korean syllable says as much as three letters. */
const SIGN_WEIGHT = 3

const byScript = (text: string, prior: string | undefined): Language | undefined => {
  const counts = countScripts(text)
  const han = counts.get('Hani') ?? 0
  const kana = counts.get('Kana') ?? 0
  for (const sign of signs) if (counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) * SIGN_WEIGHT)
  const letters = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const eastAsian = ((han + kana) * SIGN_WEIGHT) / Math.max(1, letters)
  if (eastAsian > SCRIPT_SHARE && han + kana >= FEWEST_SIGNS) {
    if (kana >= (han + kana) * KANA_SHARE) return {code: 'jpn', confidence: round(eastAsian)}
    return {code: prior === 'yue' ? prior : 'cmn', confidence: round(eastAsian)}
  }
  let script: Script = 'Zyyy'
  for (const [each, count] of counts) if (count > (counts.get(script) ?? 0)) script = each
  const share = (counts.get(script) ?? 0) / Math.max(1, letters)
  if (share < SCRIPT_SHARE) return undefined
  const only = languageOfScript[script]
  if (only) return letters >= FEWEST_SIGNS ? {code: only, confidence: round(share)} : undefined
  if (letters < FEWEST_LETTERS) return undefined
  const ranked = rankByFunctionWords(text)
  return byFunctionWords(ranked, prior) ?? byTrigrams(text, letters, ranked.best, prior)
}

const signs: readonly Script[] = ['Hani', 'Kana', 'Hang']

/** Fewer words leave the share of function words to chance. */
const FEWEST_WORDS = 25
/** Prose of each listed language has more than this of its function words. */
const FUNCTION_WORD_SHARE = 0.18
/** The lead over the next language, as a share of the words: below it, franc decides. */
const FUNCTION_WORD_LEAD = 0.08
/** With this much less than the leader, the declared language is believed. */
const RIVAL_LEAD = 0.05

type Ranking = {
  /** The language with the most function words, and their share of all words. */
  readonly best: string
  readonly share: number
  /** The share of the next language. */
  readonly second: number
  readonly shareOf: (language: string) => number
}

const rankByFunctionWords = (text: string): Ranking => {
  const {languages, hits, words} = countFunctionWords(text)
  let best = 0
  let second = 0
  for (let index = 1; index < hits.length; index++) {
    const count = hits[index] ?? 0
    if (count > (hits[best] ?? 0)) {
      second = hits[best] ?? 0
      best = index
    } else second = Math.max(second, count)
  }
  const enough = words >= FEWEST_WORDS ? words : Number.POSITIVE_INFINITY
  const shareOf = (language: string): number => (hits[languages.indexOf(language)] ?? 0) / enough
  return {best: languages[best] ?? 'und', share: (hits[best] ?? 0) / enough, second: second / enough, shareOf}
}

const byFunctionWords = (
  {best, share, second, shareOf}: Ranking,
  prior: string | undefined,
): Language | undefined => {
  if (share < FUNCTION_WORD_SHARE) return undefined
  if (prior !== undefined && Object.hasOwn(functionWords, prior) && share - shareOf(prior) <= RIVAL_LEAD) {
    return {code: prior, confidence: 0.95}
  }
  const lead = share - second
  return lead < FUNCTION_WORD_LEAD ? undefined : {code: best, confidence: round(Math.min(0.99, 0.8 + lead))}
}

/** franc needs about two sentences. */
const FEWEST_TRIGRAM_LETTERS = 120
/** Distance between franc's first and second, below which they are rivals and the declared one wins. */
const RIVALS = 0.01
/** Distance from which the first of franc's answers was right in nine of ten texts. */
const SURE = 0.008

type Franc = {francAll: (text: string, options: {ignore: string[]}) => [string, number][]}
/** Scots is so near to English, and so rarely written in prose, that lists of goods come out as it. */
const neverFranc = ['sco']
let franc: Franc | undefined
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

const byTrigrams = (
  text: string,
  letters: number,
  leader: string,
  prior: string | undefined,
): Language | undefined => {
  if (letters < FEWEST_TRIGRAM_LETTERS) return undefined
  // A synchronous import, so that the stage stays a plain function.
  franc ??= createRequire(import.meta.url)(`./franc.${extension}`) as Franc
  const ranked = franc.francAll(text, {ignore: neverFranc})
  const [first, second] = ranked
  if (!first || first[0] === 'und') return undefined
  const declared = ranked.find(([code]) => code === prior)
  if (declared && first[1] - declared[1] <= RIVALS) return {code: declared[0], confidence: 0.9}
  const lead = first[1] - (second?.[1] ?? 0)
  if (first[0] === leader) return {code: leader, confidence: round(Math.min(0.95, 0.8 + 10 * lead))}
  return lead < SURE ? undefined : {code: first[0], confidence: round(Math.min(0.9, 0.6 + 10 * lead))}
}

const round = (value: number): number => Math.round(value * 100) / 100
