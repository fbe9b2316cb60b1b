import {levelOf, levelsPerDoubling} from './count-table.ts'
import type {Candidates, EnglishModel} from './english-model.ts'
import {
  allCapitals,
  boundaryId,
  capitalised,
  joined,
  nameId,
  quoted,
  sentenceInitial,
  unknownId,
  type Words,
} from './english-words.ts'
import {firstWordId, idOf} from './vocabulary.ts'
import {contextState, fitOf} from './word-fit.ts'

/** Columns of evidence about the word itself, then about what could have stood there; the trees were grown on them. */
export const evidenceNames = [
  'frequency',
  'left',
  'right',
  'webLeft',
  'webRight',
  'triples',
  'triplesSeen',
  'gapLeft',
  'gapRight',
  'fit',
  'article',
  'initial',
  'quoted',
  'length',
  'phrase',
  'here',
  'knownSides',
  'around',
  'gain',
  'gainFit',
  'gainLeft',
  'gainRight',
  'gainTriples',
  'gainFrequency',
  'prior',
  'sources',
  'allGains',
  'candidates',
  'bestFit',
  'proposalHere',
] as const
export const evidenceWidth = evidenceNames.length
/** The first columns need no candidates: a first set of trees screens on them. */
export const screenWidth = evidenceNames.indexOf('around') + 1
export const evidenceColumn = Object.fromEntries(
  evidenceNames.map((name, index) => [name, index]),
) as Readonly<Record<(typeof evidenceNames)[number], number>>
const column = evidenceColumn

/** Words and phrases of a text with what speaks for and against each. */
export type Evidence = {
  readonly words: Words
  readonly count: number
  /** Range of words of each unit, `[from, to)`. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Number of the phrase, -1 for a single word. */
  readonly phrase: Int32Array
  /** `evidenceWidth` numbers a unit. */
  readonly values: Float32Array
  /** How often each word stands in the document. */
  readonly inDocument: Uint16Array
}

/** Words the pair tables were counted on, about: sets how surprising an absence is. */
export const textSize = 16_500_000
const mostLog = 12

/** Level of a count table → count. */
export const levelCounts = Float64Array.from({length: 256}, (_, level) =>
  level === 0 ? 0 : 2 ** ((level - 1) / levelsPerDoubling),
)
/** Level of `frequencies.bin` → share of all words. */
export const levelShares = Float64Array.from({length: 256}, (_, level) => 10 ** ((level - 255) / 28))

const isVowel = (word: string): boolean =>
  /^(?:[aeio]|u(?!ni|s[aeiu]|t[aei]|[krb][aeiou])|hour|hono|heir)/.test(word)

/** The very most frequent words (the, of, and, to, a, in, …) are a quarter of all and hardly ever swapped. */
const neverSwapped = 8

/** Whether a word may be looked at: not a name, an abbreviation, part of a compound or an address. */
const plainWord = (words: Words, at: number): boolean => {
  const flags = words.flags[at] as number
  if (flags & (allCapitals | joined) || (flags & capitalised && !(flags & sentenceInitial))) return false
  return (
    (words.id[at] as number) >= firstWordId && (words.end[at] as number) - (words.start[at] as number) > 1
  )
}

/** The longest known phrase that begins at a word of the vocabulary, or -1. */
const longestPhrase = ({phrases, phraseStarts}: Candidates, words: Words, at: number): number => {
  const id = words.id[at] as number
  const first = phraseStarts[id] as number
  if (first === 0) return -1
  let found = -1
  let foundLength = 0
  for (let base = (first - 1) * 6; phrases[base] === id; base += 6) {
    if (phrases[base + 1] !== words.id[at + 1]) continue
    let length = 2
    while (length < 4 && phrases[base + length] && phrases[base + length] === words.id[at + length])
      length += 1
    if (length < 4 && phrases[base + length]) continue
    let plain = true
    for (let i = 1; i < length; i += 1)
      if ((words.flags[at + i] as number) & (capitalised | joined)) plain = false
    if (plain && length > foundLength) {
      found = base / 6
      foundLength = length
    }
  }
  return found
}

/** How many words a phrase has. */
const phraseLength = (phrases: Uint32Array, phrase: number): number => {
  let length = 2
  while (length < 4 && phrases[phrase * 6 + length]) length += 1
  return length
}

const unitsOf = (words: Words, model: EnglishModel): {from: number[]; to: number[]; phrase: number[]} => {
  const {candidates} = model
  const units = {from: [] as number[], to: [] as number[], phrase: [] as number[]}
  for (let at = 0; at < words.count; at += 1) {
    if (!plainWord(words, at)) continue
    const id = words.id[at] as number
    const next = words.id[at + 1] as number
    const phrase = next >= firstWordId ? longestPhrase(candidates, words, at) : -1
    if (phrase >= 0) {
      units.from.push(at)
      units.to.push(at + phraseLength(candidates.phrases, phrase))
      units.phrase.push(phrase)
    }
    // What no dictionary has for a synonym, no spinner put there: technical terms, dialect, foreign words.
    if (id < firstWordId + neverSwapped || candidates.starts[id] === candidates.starts[id + 1]) continue
    units.from.push(at)
    units.to.push(at + 1)
    units.phrase.push(-1)
  }
  return units
}

/** Gathers what is known about every word and known phrase without looking at what could have stood there. */
export const gatherEvidence = (words: Words, model: EnglishModel): Evidence => {
  const {pairs, triples, gaps, webPairs, frequencies, vectors, candidates} = model
  const {id: ids, count: wordCount} = words
  const units = unitsOf(words, model)
  const from = Int32Array.from(units.from)
  const to = Int32Array.from(units.to)
  const phrase = Int32Array.from(units.phrase)
  const inDocument = new Uint16Array(frequencies.length)
  for (let at = 0; at < wordCount; at += 1) {
    const id = ids[at] as number
    if (id >= firstWordId) inDocument[id] = Math.min(65_535, (inDocument[id] as number) + 1)
  }
  const count = from.length
  const values = new Float32Array(count * evidenceWidth)
  const state = new Float64Array(vectors.dimensions)
  const a = idOf(model.vocabulary, 'a')
  const an = idOf(model.vocabulary, 'an')
  const share = (id: number): number => levelShares[frequencies[id] as number] as number
  /** log2 of how much more often a pair occurs than its words' frequencies let expect. */
  const surprise = (level: number, first: number, second: number): number => {
    // Unknown words are in no pair, which says nothing.
    if (first === unknownId || second === unknownId) return 0
    const expected = textSize * share(first) * share(second)
    return Math.max(
      -mostLog,
      Math.min(mostLog, Math.log2(((levelCounts[level] as number) + 0.3) / (expected + 0.3))),
    )
  }

  for (let unit = 0; unit < count; unit += 1) {
    const start = from[unit] as number
    const end = to[unit] as number
    const isPhrase = (phrase[unit] as number) >= 0
    const head = ids[start] as number
    const last = ids[end - 1] as number
    const left = ids[start - 1] ?? boundaryId
    const farLeft = left === boundaryId ? boundaryId : (ids[start - 2] ?? boundaryId)
    const right = ids[end] ?? boundaryId
    const farRight = right === boundaryId ? boundaryId : (ids[end + 1] ?? boundaryId)
    const row = unit * evidenceWidth

    const leftLevel = levelOf(pairs, 0, left, head)
    const rightLevel = levelOf(pairs, 0, last, right)
    // A triple is counted only where its pairs are.
    const before = leftLevel > 0 ? levelOf(triples, farLeft, left, head) : 0
    const middle = leftLevel > 0 && rightLevel > 0 && !isPhrase ? levelOf(triples, left, head, right) : 0
    const after = rightLevel > 0 ? levelOf(triples, last, right, farRight) : 0
    contextState(vectors, ids, {from: start, to: end, count: wordCount}, state)

    const phraseLevel = isPhrase ? (candidates.phraseLevels[phrase[unit] as number] as number) : 0
    values[row + column.frequency] = isPhrase
      ? 255 + 28 * Math.log10(Math.max(0.3, levelCounts[phraseLevel] as number) / textSize)
      : head === unknownId
        ? 0
        : (frequencies[head] as number)
    values[row + column.left] = surprise(leftLevel, left, head)
    values[row + column.right] = surprise(rightLevel, last, right)
    values[row + column.webLeft] = levelOf(webPairs, 0, left, head)
    values[row + column.webRight] = levelOf(webPairs, 0, last, right)
    values[row + column.triples] = before + middle + after
    values[row + column.triplesSeen] = (before > 0 ? 1 : 0) + (middle > 0 ? 1 : 0) + (after > 0 ? 1 : 0)
    values[row + column.gapLeft] = levelOf(gaps, 0, farLeft, head)
    values[row + column.gapRight] = levelOf(gaps, 0, last, farRight)
    values[row + column.fit] = fitOf(vectors, isPhrase ? unknownId : head, state)
    values[row + column.article] =
      left === a || left === an
        ? isVowel(words.text.slice(words.start[start], words.end[start]).toLowerCase()) === (left === an)
          ? 1
          : 2
        : 0
    const flags = words.flags[start] as number
    values[row + column.initial] = flags & sentenceInitial ? 1 : 0
    values[row + column.quoted] = flags & quoted ? 1 : 0
    values[row + column.length] = end - start
    values[row + column.phrase] = phraseLevel
    values[row + column.here] = Math.min(8, inDocument[head] as number)
    values[row + column.knownSides] =
      (left === unknownId || left === nameId ? 0 : 1) + (right === unknownId || right === nameId ? 0 : 1)
  }

  // How well the neighbours fit: one bad neighbour makes a good word look bad.
  const reach = 4
  let total = 0
  for (let unit = -reach; unit < count; unit += 1) {
    const entering = unit + reach
    if (entering < count) total += values[entering * evidenceWidth + column.fit] as number
    const leaving = unit - reach - 1
    if (leaving >= 0) total -= values[leaving * evidenceWidth + column.fit] as number
    if (unit < 0) continue
    const others = Math.min(count - 1, entering) - Math.max(0, unit - reach)
    values[unit * evidenceWidth + column.around] =
      others === 0 ? 0 : (total - (values[unit * evidenceWidth + column.fit] as number)) / others
  }
  return {words, count, from, to, phrase, values, inDocument}
}
