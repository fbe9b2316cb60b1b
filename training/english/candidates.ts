/**
 * Builds the table of words that could have stood where a word stands: `candidates.bin`, `candidate-starts.bin`,
 * `phrases.bin`, `phrase-counts.bin`; appends carelessly inflected forms (`goed`) to the vocabulary.
 */
import {readFileSync, writeFileSync} from 'node:fs'
import {splitWords} from '../../src/detect/english-words.ts'
import {firstWordId, readVocabulary} from '../../src/detect/vocabulary.ts'
import {models, trainingTexts} from './texts.ts'
import {type Pair, paraphrasePairs, pivotPairs, type Source, wordNetPairs} from './thesaurus.ts'
import {type Kind, readForms, type Tag} from './word-forms.ts'
import {readWordList, writeWordList} from './word-list.ts'

/** Candidates kept for a word, best first: beyond this the right one is rarely found. */
const most = 16
/** Trust in a source, fitted by eye on which source held the original of a swap in the training spinners. */
const trust: Readonly<Record<Source, number>> = {synonym: 1, related: 0.3, paraphrase: 0.7, pivot: 0.8}
const bitOf: Readonly<Record<Source, number>> = {synonym: 16, related: 32, paraphrase: 64, pivot: 128}
/** Words rarer than this (in steps of `frequencies.bin`, about one in 10^7.3) are never proposed. */
const rarestProposal = 52
/** Verbs and nouns rarer than this do not get careless forms. */
const rarestCareless = 60
/** A form is careless when the right one is this much likelier (a hundred times). */
const carelessGap = 56
/** A phrase needs a proposal of this score, which leaves out what one dictionary of twenty says in passing. */
const leastPhraseScore = 0.6
/** A word that nobody writes needs a proposal of this score to be known at all. */
const leastRareScore = 0.9

const vocabulary = readWordList(models)
const words = ['', ...vocabulary.keys()]
const frequencies = readFileSync(new URL('frequencies.bin', models))
const frequencyOf = (word: string): number => {
  const id = vocabulary.get(word)
  return id === undefined ? 0 : (frequencies[id] ?? 0)
}
const forms = readForms(word => vocabulary.has(word))
const tagsOf: Readonly<Record<Kind, readonly Tag[]>> = {
  noun: ['n', 'ns'],
  verb: ['v', 'vs', 'vd', 'vn', 'vg'],
  adj: ['a', 'ar', 'at'],
  adv: ['r'],
}

type Entry = {bits: number; score: number}
const table = new Map<string, Map<string, Entry>>()
const careless = new Map<string, string>()

/** Numbers are siblings in WordNet, but none stands for another; single letters are abbreviations. */
const numbers = new Set(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety second third fourth fifth sixth seventh ' +
    'eighth ninth tenth ii iii iv vi vii viii ix xi xii'
  ).split(' '),
)

const add = (from: string, to: string, pair: Pair): void => {
  if (from === to || to.length < 2 || frequencyOf(to) < rarestProposal) return
  if (numbers.has(from) || numbers.has(to)) return
  const list = table.get(from) ?? new Map<string, Entry>()
  table.set(from, list)
  const entry = list.get(to) ?? {bits: 0, score: 0}
  list.set(to, entry)
  entry.bits |= bitOf[pair.source]
  entry.score += trust[pair.source] * pair.weight
}

const inflectTerm = (term: string, kind: Kind, tag: Tag): readonly string[] => {
  const parts = term.split(' ')
  const at = kind === 'verb' ? 0 : parts.length - 1
  return forms.inflect(parts[at] ?? '', tag).map(form => parts.with(at, form).join(' '))
}

const expand = (pair: Pair, kind: Kind): void => {
  for (const tag of tagsOf[kind]) {
    const targets = forms.inflect(pair.to, tag)
    for (const from of inflectTerm(pair.from, kind, tag)) for (const to of targets) add(from, to, pair)
    if (pair.from.includes(' ') || frequencyOf(pair.from) < rarestCareless) continue
    const wrong = forms.inflectCarelessly(pair.from, tag)
    const right = forms.inflect(pair.from, tag)[0]
    if (right === undefined || right === wrong || forms.readings(wrong).length > 0) continue
    if (frequencyOf(wrong) > frequencyOf(right) - carelessGap) continue
    careless.set(wrong, right)
    for (const to of targets) add(wrong, to, pair)
    add(wrong, right, {...pair, to: right, source: 'synonym', weight: 1})
  }
}

const kinds: readonly Kind[] = ['noun', 'verb', 'adj', 'adv']
const lastWord = (term: string): string => term.slice(term.lastIndexOf(' ') + 1)
for (const pair of [...wordNetPairs(), ...pivotPairs(), ...paraphrasePairs()]) {
  if (pair.to.includes(' ')) continue
  if (pair.source === 'paraphrase') add(pair.from, pair.to, pair)
  else if (pair.kind) expand(pair, pair.kind)
  else {
    const shared = kinds.filter(kind => {
      const head = kind === 'verb' ? (pair.from.split(' ')[0] ?? '') : lastWord(pair.from)
      return forms.lemmas[kind].has(head) && forms.lemmas[kind].has(pair.to)
    })
    for (const kind of shared) expand(pair, kind)
    if (shared.length === 0) add(pair.from, pair.to, pair)
  }
}

// Careless forms and the dictionaries' rarest words become words of the vocabulary, rarer than any.
const added = [...table]
  .filter(([word, list]) => {
    if (word.includes(' ') || vocabulary.has(word)) return false
    return careless.has(word) || [...list.values()].some(({score}) => score >= leastRareScore)
  })
  .map(([word]) => word)
  .sort()
for (const word of added) vocabulary.set(word, words.push(word) - 1 + firstWordId - 1)
writeWordList(models, words.slice(1))
const longer = new Uint8Array(words.length - 1 + firstWordId)
longer.set(frequencies)
longer.fill(1, frequencies.length)
writeFileSync(new URL('frequencies.bin', models), longer)

/** Id in the high 24 bits; then four bits of sources and four of the score. */
const pack = (list: ReadonlyMap<string, Entry>): number[] =>
  [...list]
    .map(([to, {bits, score}]) => ({to, bits, score, rank: score * 10 ** (frequencyOf(to) / 28 / 2.5)}))
    .sort((a, b) => b.rank - a.rank || (a.to < b.to ? -1 : 1))
    .slice(0, most)
    .map(({to, bits, score}) => {
      const level = Math.max(0, Math.min(15, Math.round(8 + 3 * Math.log2(score))))
      return (vocabulary.get(to) ?? 0) * 256 + bits + level
    })

const starts = new Uint32Array(words.length - 1 + firstWordId + 1)
const entries: number[] = []
words.forEach((word, index) => {
  if (index === 0) return
  const id = index - 1 + firstWordId
  starts[id] = entries.length
  const list = table.get(word)
  if (list) entries.push(...pack(list))
  starts[id + 1] = entries.length
})

// Phrases: up to four word ids, then where their candidates begin and end.
const phrases: number[] = []
const indexOf = new Map<string, number>()
for (const [from, list] of [...table].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
  if (!from.includes(' ') || ![...list.values()].some(entry => entry.score >= leastPhraseScore)) continue
  const ids = from.split(' ').map(word => vocabulary.get(word))
  if (ids.some(id => id === undefined)) continue
  const packed = pack(list)
  indexOf.set(ids.join(' '), phrases.length / 6)
  phrases.push(...[0, 1, 2, 3].map(i => ids[i] ?? 0), entries.length, entries.length + packed.length)
  entries.push(...packed)
}
const counts = new Uint32Array(indexOf.size)
const written = readVocabulary(models)
for (const {text} of trainingTexts().filter(text => !text.held)) {
  const {id, count} = splitWords(text, written)
  for (let at = 0; at < count; at += 1) {
    let key = `${id[at]}`
    for (let length = 1; length < 4 && at + length < count; length += 1) {
      key += ` ${id[at + length]}`
      const index = indexOf.get(key)
      if (index !== undefined) counts[index] = (counts[index] ?? 0) + 1
    }
  }
}
const countLevels = Uint8Array.from(counts, count => (count < 2 ? 0 : Math.round(14 * Math.log2(count)) + 1))

writeFileSync(new URL('candidate-starts.bin', models), starts)
writeFileSync(new URL('candidates.bin', models), Uint32Array.from(entries))
writeFileSync(new URL('phrases.bin', models), Uint32Array.from(phrases))
writeFileSync(new URL('phrase-counts.bin', models), countLevels)
console.log(`${added.length} careless forms, ${indexOf.size} phrases, ${entries.length} candidates`)
for (const word of [
  'car',
  'goed',
  'fomites',
  'ultimate',
  'individuals',
  'admonished',
  'vegetation',
  'prison house',
])
  console.log(
    word,
    [...(table.get(word) ?? [])]
      .sort((a, b) => b[1].score - a[1].score)
      .slice(0, 12)
      .map(([to]) => to)
      .join(' '),
  )
