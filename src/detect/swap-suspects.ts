import {countWords} from './document-counts.ts'
import {capitalised, unknownId} from './english-words.ts'
import type {Judge, Judged} from './swap-judge.ts'
import {compareCandidates, type Proposal} from './swap-proposals.ts'
import {shareOf} from './swap-verdict.ts'
import {firstWordId, wordOf} from './vocabulary.ts'
import {moveTo} from './word-fit.ts'

/** A word is flagged when it is likelier swapped than this, given how much of its text is. */
const flagChance = 0.5
/** The most frequent words are function words; the rest are content words. */
const functionWords = 130
/** Common content words end at this rank. Spinners differ most in how many of the frequent words they swap. */
const commonWords = 2000
/** 0 for a function word, 1 for a common content word, 2 for a rarer word or a phrase. */
export const classOf = ({evidence}: Judged, unit: number): 0 | 1 | 2 => {
  if ((evidence.phrase[unit] as number) >= 0) return 2
  const rank = (evidence.words.id[evidence.from[unit] as number] as number) - firstWordId
  return rank < functionWords ? 0 : rank < commonWords ? 1 : 2
}

/** What share of a text's words of each class was swapped. */
export type ClassShares = readonly [number, number, number]

/** Shares to count suspicious words by, whatever the text's own: for comparing texts. */
export const commonShares: ClassShares = [0.002, 0.05, 0.1]

/**
 * How the share of the rarer words follows from the text's own: half of it is what is always assumed, since a short
 * text's own share is a rough guess. Set on the development sets between precision and recall.
 */
const assumedShare = 0.1
const ownWeight = 0.5
/** Common words have many near-synonyms that fit as well, so they need twice the evidence. */
const commonFactor = 0.5
/** Most spinners leave function words alone; one that does not shows it. */
const leastFunctionWordShare = 0.002
const functionWordFactor = 0.7

/** The shares to judge a text's words by. */
export const sharesOf = (judged: Judged): ClassShares => {
  const rare = assumedShare + ownWeight * shareOf(judged.odds)
  const ofFunctionWords = shareOf(judged.odds.filter((_, unit) => classOf(judged, unit) === 0))
  return [Math.max(leastFunctionWordShare, functionWordFactor * ofFunctionWords), commonFactor * rare, rare]
}

/** A suspicious unit; offsets into the judged text. */
export type Suspect = {
  readonly unit: number
  readonly chance: number
  readonly start: number
  readonly end: number
}

/** Where a unit begins in its text. */
export const startOf = ({evidence}: Judged, unit: number): number =>
  evidence.words.start[evidence.from[unit] as number] as number

/** Offsets of a unit in its text. */
export const extentOf = (judged: Judged, unit: number): {start: number; end: number} => ({
  start: startOf(judged, unit),
  end: judged.evidence.words.end[(judged.evidence.to[unit] as number) - 1] as number,
})

/**
 * Suspicious units in text order, none overlapping: of a phrase and the words in it the likeliest are kept.
 *
 * @param shares What share of the text's words is swapped, 0..1, for each class.
 */
export const suspectsOf = (judged: Judged, shares: ClassShares): Suspect[] => {
  const chosen: Suspect[] = []
  for (let unit = 0; unit < judged.evidence.count; unit += 1) {
    const odds = judged.odds[unit] as number
    // A share is below a half, so that a word that speaks against it is never likelier than not.
    if (odds <= 0) continue
    const share = shares[classOf(judged, unit)]
    const weight = share * Math.exp(odds)
    const chance = weight / (1 - share + weight)
    if (chance < flagChance) continue
    const suspect = {unit, chance, ...extentOf(judged, unit)}
    // Units come in text order, phrases before the words in them, and phrases are at most four words long.
    let wins = true
    let rivals = 0
    for (let i = chosen.length - 1; i >= 0 && (chosen[i]?.end ?? 0) > suspect.start; i -= 1) {
      rivals += 1
      if ((chosen[i]?.chance ?? 0) >= chance) wins = false
    }
    if (!wins) continue
    chosen.length -= rivals
    chosen.push(suspect)
  }
  return chosen
}

/** How many of a text's words are content words. */
export const countContentWords = ({evidence}: Judged): number => {
  let count = 0
  for (let unit = 0; unit < evidence.count; unit += 1) {
    const id = evidence.words.id[evidence.from[unit] as number] as number
    if ((evidence.phrase[unit] as number) < 0 && (id === unknownId || id >= firstWordId + functionWords))
      count += 1
  }
  return count
}

const rankedProposals = (judge: Judge, {evidence}: Judged, unit: number): Proposal[] => {
  const proposals: Proposal[] = []
  countWords(judge.model.documentCounts, evidence.words)
  const state = moveTo(evidence.context, evidence.from[unit] as number, evidence.to[unit] as number, 0)
  compareCandidates(judge.comparer, evidence, unit, state, proposals)
  return proposals.sort((a, b) => b.gain - a.gain || a.id - b.id)
}

/** What could have stood in a unit's place, best first, with how likely each is among all candidates. */
export const repairsFor = (
  judge: Judge,
  judged: Judged,
  unit: number,
  most: number,
): {readonly expected: readonly string[]; readonly scores: readonly number[]} => {
  const proposals = rankedProposals(judge, judged, unit)
  const {evidence} = judged
  const top = proposals[0]?.gain ?? 0
  const sum = proposals.reduce((total, {gain}) => total + Math.exp(gain - top), 0)
  const big = (evidence.words.flags[evidence.from[unit] as number] as number) & capitalised
  const chosen = proposals.slice(0, most)
  return {
    expected: chosen.map(({id}) => {
      const word = wordOf(judge.model.vocabulary, id)
      return big ? word.charAt(0).toUpperCase() + word.slice(1) : word
    }),
    scores: chosen.map(({gain}) => Number((Math.exp(gain - top) / sum).toFixed(3))),
  }
}
