import {levelsPerDoubling} from './count-table.ts'
import {countWords} from './document-counts.ts'
import type {EnglishModel} from './english-model.ts'
import {boundaryId, nameId, quoted, sentenceInitial, unknownId, type Words} from './english-words.ts'
import {countNeighbours, type NeighbourCounts} from './neighbour-counts.ts'
import {type Units, unitsOf} from './swap-units.ts'
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
const {fit: fitColumn, around: aroundColumn} = evidenceColumn

/** Words and phrases of a text with what speaks for and against each. */
export type Evidence = Units & {
  readonly words: Words
  readonly model: EnglishModel
  /** `evidenceWidth` numbers a unit. */
  readonly values: Float32Array
  /** How often each word stands in the document; see `countWords`. */
  readonly inDocument: Uint16Array
  readonly counts: NeighbourCounts
  /** For looking at any unit's place again. */
  readonly context: Context
  /** The first so many units were looked at. */
  gathered: number
  /** How well the last unit that was asked for and those around it fit, all together. */
  fitAround: number
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

/** log2 of how much more often a pair occurs than its words' frequencies let expect. */
const surprise = (frequencies: Uint8Array, level: number, first: number, second: number): number => {
  // Unknown words are in no pair, which says nothing.
  if (first === unknownId || second === unknownId) return 0
  const value =
    (levelSurprises[level] as number) -
    (expectedLogs[(frequencies[first] as number) + (frequencies[second] as number)] as number)
  return Math.max(-mostLog, Math.min(mostLog, value))
}

/** Fills in all columns of a unit that need neither candidates nor other units. */
const gather = (
  {words, model, from, to, phrase, values, inDocument, counts, context}: Evidence,
  unit: number,
): void => {
  const {frequencies, vectors, candidates, articles} = model
  const {id: ids} = words
  const {pairs, webPairs, triples, gaps} = counts
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
  values[at++] = surprise(frequencies, pairs[start - 1] as number, left, head)
  values[at++] = surprise(frequencies, pairs[end - 1] as number, last, right)
  values[at++] = webPairs[start - 1] as number
  values[at++] = webPairs[end - 1] as number
  values[at++] = before + middle + after
  values[at++] = (before > 0 ? 1 : 0) + (middle > 0 ? 1 : 0) + (after > 0 ? 1 : 0)
  values[at++] = left === boundaryId ? 0 : (gaps[start - 2] as number)
  values[at++] = right === boundaryId ? 0 : (gaps[end - 1] as number)
  values[at++] = vectors.fit(number < 0 ? head : unknownId, state)
  values[at++] =
    left === articles.a || left === articles.an ? soundAfterArticle(words, start, left === articles.an) : 0
  values[at++] = flags & sentenceInitial ? 1 : 0
  values[at++] = flags & quoted ? 1 : 0
  values[at++] = end - start
  values[at++] = phraseLevel
  values[at++] = Math.min(8, inDocument[head] as number)
  values[at++] = isKnown(left) + isKnown(right)
}

/** Makes ready to gather what is known about every word and known phrase; see `gatherUnit`. */
export const openEvidence = (words: Words, model: EnglishModel): Evidence => {
  const units = unitsOf(words, model.candidates)
  return {
    ...units,
    words,
    model,
    values: new Float32Array(units.count * evidenceWidth),
    inDocument: countWords(model.documentCounts, words),
    counts: countNeighbours(words, units, model),
    context: openContext(model.vectors, words),
    gathered: 0,
    fitAround: 0,
  }
}

/**
 * Gathers what is known about a unit without looking at what could have stood there. Units are asked for in order, each
 * once.
 *
 * @returns Where the state of the unit's context is, which holds until the next unit is asked for.
 */
export const gatherUnit = (evidence: Evidence, unit: number): number => {
  const {count, values, model} = evidence
  const last = Math.min(count - 1, unit + around)
  // How well the neighbours fit: one bad neighbour makes a good word look bad.
  for (; evidence.gathered <= last; evidence.gathered += 1) {
    gather(evidence, evidence.gathered)
    evidence.fitAround += values[evidence.gathered * evidenceWidth + fitColumn] as number
  }
  const leaving = unit - around - 1
  if (leaving >= 0) evidence.fitAround -= values[leaving * evidenceWidth + fitColumn] as number
  const row = unit * evidenceWidth
  const others = last - Math.max(0, unit - around)
  values[row + aroundColumn] =
    others === 0 ? 0 : (evidence.fitAround - (values[row + fitColumn] as number)) / others
  return model.vectors.states + (unit % heldStates) * model.vectors.step
}
