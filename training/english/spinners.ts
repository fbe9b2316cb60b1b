/** Makes garbled text of several kinds out of good text, and says where. */

import {readFileSync} from 'node:fs'
import {
  allCapitals,
  capitalised,
  joined,
  sentenceInitial,
  splitWords,
} from '../../src/detect/english-words.ts'
import {firstWordId, readVocabulary} from '../../src/detect/vocabulary.ts'
import {models, randomFrom} from './texts.ts'
import {dictionaries, type Pair, paraphrasePairs, wordNetPairs} from './thesaurus.ts'
import {type Kind, kindOf, readForms, type Tag} from './word-forms.ts'
import {readWordList} from './word-list.ts'

export type Swap = {
  readonly start: number
  readonly end: number
  readonly original: string
  readonly replacement: string
}
export type Spun = {readonly text: string; readonly swaps: readonly Swap[]}
export const spinnerKinds = ['senses', 'careless', 'first', 'paraphrase', 'pivot', 'fixed'] as const
export type SpinnerKind = (typeof spinnerKinds)[number]
export type Spin = (text: string, kind: SpinnerKind, share: number, seed: number) => Spun

/** The most frequent words count as function words: most spinners leave them alone. */
const functionWords = 130
const fixedDictionaries = 8

type Choice = {readonly to: string; readonly weight: number}
const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Loads the dictionaries; takes some twenty seconds. */
export const makeSpinner = (): Spin => {
  const vocabulary = readVocabulary(models)
  const list = readWordList(models)
  const frequencies = readFileSync(new URL('frequencies.bin', models))
  const forms = readForms(word => list.has(word))
  const frequencyOf = (word: string): number => 10 ** (((frequencies[list.get(word) ?? 0] ?? 0) - 255) / 28)

  const senses = new Map<string, Choice[]>()
  const first = new Map<string, Choice[]>()
  for (const pair of wordNetPairs()) {
    if (pair.from.includes(' ')) continue
    const key = `${pair.kind} ${pair.from}`
    if (pair.source === 'synonym' && pair.sense === 1) push(first, key, {to: pair.to, weight: 1})
    push(senses, key, {to: pair.to, weight: pair.source === 'synonym' ? 1 : 0.25})
  }
  const paraphrases = new Map<string, Choice[]>()
  for (const pair of paraphrasePairs())
    push(paraphrases, pair.from, {to: pair.to, weight: Math.sqrt(frequencyOf(pair.to) + 1e-8)})

  const pivots = [...dictionaries().values()].map(byForeign => {
    const byWord = new Map<string, string[]>()
    for (const [foreign, words] of byForeign) for (const word of words) push(byWord, word, foreign)
    return {byForeign, byWord}
  })

  const pick = (choices: readonly Choice[], random: () => number): string => {
    let at = random() * choices.reduce((sum, choice) => sum + choice.weight, 0)
    for (const choice of choices) {
      at -= choice.weight
      if (at <= 0) return choice.to
    }
    return choices.at(-1)?.to ?? ''
  }
  const pivot = (lemma: string, language: number, random: () => number): string => {
    const dictionary = pivots[language % pivots.length]
    const foreign = dictionary?.byWord.get(lemma)
    if (!dictionary || !foreign) return ''
    const over = foreign[(random() * foreign.length) | 0] ?? ''
    const back = [...(dictionary.byForeign.get(over) ?? [])].filter(word => word !== lemma)
    return back[(random() * back.length) | 0] ?? ''
  }

  const inflect = (term: string, kind: Kind, tag: Tag, careless: boolean): string => {
    const parts = term.split(' ')
    const at = kind === 'verb' ? 0 : parts.length - 1
    const head = parts[at] ?? ''
    const form = careless ? forms.inflectCarelessly(head, tag) : (forms.inflect(head, tag)[0] ?? head)
    return parts.with(at, form).join(' ')
  }
  const wordReplacement = (
    word: string,
    kind: SpinnerKind,
    language: number,
    careless: boolean,
    random: () => number,
  ): string => {
    if (kind === 'paraphrase') {
      const list = paraphrases.get(word)
      return list ? pick(list, random) : ''
    }
    const readings = forms.readings(word)
    const reading = readings[(random() * readings.length) | 0]
    if (!reading) return kind === 'pivot' || kind === 'fixed' ? pivot(word, language, random) : ''
    const part = kindOf(reading.tag)
    if (kind === 'pivot') {
      const back = pivot(reading.lemma, language, random)
      return back === '' ? '' : inflect(back, part, reading.tag, careless)
    }
    const list = (kind === 'first' ? first : senses).get(`${part} ${reading.lemma}`)
    return list ? inflect(pick(list, random), part, reading.tag, careless) : ''
  }

  // Dictionaries of a spinner that always swaps a word for the same other one, often both ways.
  const fixed = Array.from({length: fixedDictionaries}, (_, number) => {
    const random = randomFrom(1000 + number)
    const map = new Map<string, string>()
    for (const [word, id] of list) {
      if (id > 30_000 || map.has(word) || random() < 0.3) continue
      const kind = random() < 0.45 ? 'paraphrase' : random() < 0.6 ? 'pivot' : 'first'
      const other = wordReplacement(word, kind, number, false, random)
      if (other === '' || other === word) continue
      map.set(word, other)
      if (random() < 0.5 && !map.has(other)) map.set(other, word)
    }
    return map
  })

  return (text, kind, share, seed) => {
    const random = randomFrom(seed)
    const language = (random() * 64) | 0
    const careless = kind === 'careless' || (kind !== 'first' && random() < 0.25)
    const withFunctionWords = kind === 'fixed' || (kind === 'pivot' && random() < 0.5) || random() < 0.15
    const fixesArticle = random() < 0.5
    const words = splitWords(text, vocabulary)
    const swaps: Swap[] = []
    let result = ''
    let copied = 0
    for (let i = 0; i < words.count; i += 1) {
      const id = words.id[i] ?? 0
      const flags = words.flags[i] ?? 0
      const start = words.start[i] ?? 0
      const end = words.end[i] ?? 0
      if (id < firstWordId || end - start < 2 || flags & (allCapitals | joined)) continue
      if (flags & capitalised && !(flags & sentenceInitial)) continue
      if (id < firstWordId + functionWords && !withFunctionWords) continue
      if (random() > share * (kind === 'fixed' ? 2 : 1.25)) continue
      const word = text.slice(start, end)
      const small = word.toLowerCase()
      const other =
        kind === 'fixed'
          ? (fixed[language % fixedDictionaries]?.get(small) ?? '')
          : wordReplacement(small, kind, language, careless, random)
      if (other === '' || other === small) continue
      const cased = flags & capitalised ? other.charAt(0).toUpperCase() + other.slice(1) : other
      result += text.slice(copied, start)
      if (fixesArticle) {
        const article = /(?:^|[^a-z])(an?) $/i.exec(result.slice(-4))?.[1]
        if (article)
          result =
            result.slice(0, -article.length - 1) +
            (/^[aeiou]/.test(other) ? `${article[0]}n ` : `${article[0]} `)
      }
      swaps.push({
        start: result.length,
        end: result.length + cased.length,
        original: word,
        replacement: cased,
      })
      result += cased
      copied = end
    }
    return {text: result + text.slice(copied), swaps}
  }
}

export type {Pair}
