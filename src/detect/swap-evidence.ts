import {levelsPerDoubling} from './count-table.ts'
import {countWords} from './document-counts.ts'
import type {EnglishModel} from './english-model.ts'
import {boundaryId, nameId, quoted, sentenceInitial, unknownId, type Words} from './english-words.ts'
import {countNeighbours, type NeighbourCounts} from './neighbour-counts.ts'
import {type Units, unitsOf} from './swap-units.ts'
import {idOf} from './vocabulary.ts'
import {type Context, moveTo, openContext} from './word-fit.ts'
import {heldStates} from './word-vectors.ts'

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
export type Evidence = Units & {
  readonly words: Words
  /** `evidenceWidth` numbers a unit. */
  readonly values: Float32Array
  /** How often each word stands in the document; see `countWords`. */
  readonly inDocument: Uint16Array
  readonly counts: NeighbourCounts
  /** For looking at any unit's place again. */
  readonly context: Context
}

/** Words the pair tables were counted on, about: sets how surprising an absence is. */
export const textSize = 16_500_000
const mostLog = 12

/** Units on either side whose fit says how well a word's surroundings are written. */
const around = 4

/** Level of a count table → count. */
export const levelCounts = Float64Array.from({length: 256}, (_, level) =>
  level === 0 ? 0 : 2 ** ((level - 1) / levelsPerDoubling),
)
/** Level of `frequencies.bin` → share of all words. */
export const levelShares = Float64Array.from({length: 256}, (_, level) => 10 ** ((level - 255) / 28))

/** The log2 of a count and its absence, by level. */
const levelSurprises = levelCounts.map(count => Math.log2(count + 0.3))
/** The log2 of how often a pair is expected, by the sum of its words' levels of frequency. */
const expectedLogs = Float64Array.from({length: 511}, (_, sum) =>
  Math.log2(textSize * 10 ** ((sum - 510) / 28) + 0.3),
)
/** How frequent a phrase is, on the scale of `frequencies.bin`, by the level of its count. */
const phraseFrequencies = levelCounts.map(count => 255 + 28 * Math.log10(Math.max(0.3, count) / textSize))

const vowel = /^(?:[aeio]|u(?!ni|s[aeiu]|t[aei]|[krb][aeiou])|hour|hono|heir)/i
/** 1 where a word may follow its article, 2 where it begins with the wrong sound. */
const soundAfterArticle = ({text, start, end}: Words, at: number, afterAn: boolean): number =>
  vowel.test(text.slice(start[at], end[at])) === afterAn ? 1 : 2

const isKnown = (id: number): number => (id === unknownId || id === nameId ? 0 : 1)

/** What may be done with a unit once all is known that needs no candidates; `state` is where its context's is. */
export type Visit = (evidence: Evidence, unit: number, state: number) => void

/**
 * Gathers what is known about every word and known phrase without looking at what could have stood there.
 *
 * @param visit Called for each unit in order, while what was worked out for it is still at hand.
 */
export const gatherEvidence = (words: Words, model: EnglishModel, visit?: Visit): Evidence => {
  const {frequencies, vectors, candidates, vocabulary} = model
  const {id: ids} = words
  const units = unitsOf(words, candidates)
  const {count, from, to, phrase} = units
  const counts = countNeighbours(words, units, model)
  const {pairs, webPairs, triples, gaps} = counts
  const inDocument = countWords(model.documentCounts, words)
  const values = new Float32Array(count * evidenceWidth)
  const context = openContext(vectors, words)
  const a = idOf(vocabulary, 'a') ?? -1
  const an = idOf(vocabulary, 'an') ?? -1
  /** log2 of how much more often a pair occurs than its words' frequencies let expect. */
  const surprise = (level: number, first: number, second: number): number => {
    // Unknown words are in no pair, which says nothing.
    if (first === unknownId || second === unknownId) return 0
    const value =
      (levelSurprises[level] as number) -
      (expectedLogs[(frequencies[first] as number) + (frequencies[second] as number)] as number)
    return Math.max(-mostLog, Math.min(mostLog, value))
  }

  const gather = (unit: number): void => {
    const start = from[unit] as number
    const end = to[unit] as number
    const number = phrase[unit] as number
    const head = ids[start] as number
    const last = ids[end - 1] as number
    // A text begins and ends with a boundary, so that every unit has neighbours.
    const left = ids[start - 1] as number
    const right = ids[end] as number
    const state = moveTo(context, start, end, unit % heldStates)

    const before = left === boundaryId ? 0 : (triples[start - 2] as number)
    const middle = number < 0 ? (triples[start - 1] as number) : 0
    const after = right === boundaryId ? 0 : (triples[end - 1] as number)
    const phraseLevel = number < 0 ? 0 : (candidates.phraseLevels[number] as number)
    const flags = words.flags[start] as number
    // In the order of `evidenceNames`.
    let at = unit * evidenceWidth
    values[at++] = number < 0 ? (frequencies[head] as number) : (phraseFrequencies[phraseLevel] as number)
    values[at++] = surprise(pairs[start - 1] as number, left, head)
    values[at++] = surprise(pairs[end - 1] as number, last, right)
    values[at++] = webPairs[start - 1] as number
    values[at++] = webPairs[end - 1] as number
    values[at++] = before + middle + after
    values[at++] = (before > 0 ? 1 : 0) + (middle > 0 ? 1 : 0) + (after > 0 ? 1 : 0)
    values[at++] = left === boundaryId ? 0 : (gaps[start - 2] as number)
    values[at++] = right === boundaryId ? 0 : (gaps[end - 1] as number)
    values[at++] = vectors.fit(number < 0 ? head : unknownId, state)
    values[at++] = left === a || left === an ? soundAfterArticle(words, start, left === an) : 0
    values[at++] = flags & sentenceInitial ? 1 : 0
    values[at++] = flags & quoted ? 1 : 0
    values[at++] = end - start
    values[at++] = phraseLevel
    values[at++] = Math.min(8, inDocument[head] as number)
    values[at++] = isKnown(left) + isKnown(right)
  }

  const evidence: Evidence = {words, count, from, to, phrase, values, inDocument, counts, context}
  // How well the neighbours fit: one bad neighbour makes a good word look bad.
  let total = 0
  for (let unit = -around; unit < count; unit += 1) {
    const entering = unit + around
    if (entering < count) {
      gather(entering)
      total += values[entering * evidenceWidth + column.fit] as number
    }
    const leaving = unit - around - 1
    if (leaving >= 0) total -= values[leaving * evidenceWidth + column.fit] as number
    if (unit < 0) continue
    const others = Math.min(count - 1, entering) - Math.max(0, unit - around)
    values[unit * evidenceWidth + column.around] =
      others === 0 ? 0 : (total - (values[unit * evidenceWidth + column.fit] as number)) / others
    visit?.(evidence, unit, vectors.states + (unit % heldStates) * vectors.step)
  }
  return evidence
}
