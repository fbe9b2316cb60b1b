import {selectRank} from './select-rank.ts'
import {evidenceColumn as column, evidenceWidth} from './swap-evidence.ts'
import type {Judged} from './swap-judge.ts'
import {classOf} from './swap-suspects.ts'
import {gainOf, mostOdds, ratiosOf} from './swap-verdict.ts'

/** How much a text's words speak for a spinner, on the whole. */
export type Tally = {
  /** Words looked at. */
  readonly words: number
  /** Columns the verdict is a logistic function of; see `tallyNames`. */
  readonly values: ArrayLike<number>
}

/**
 * `few`, `many`: log-likelihood gain per word if that share was swapped; `top`: mean chance of the most suspicious
 * words; `half`: share of words likelier swapped than not; `short`: how short the text is; `mean`, `middle`: what the
 * words say on average and in the middle, which is high where the whole text is of a kind the model does not know;
 * `whole`: `few` by the root of the number of words, which says how surely it is not chance.
 *
 * `topFunction`, `topCommon`, `topRare`: `top` of the classes of words, `meanContent` the mean of those that are no
 * function words: a strange kind of text is strange in its little words too. `least`, `second`: `few` in the thirds of
 * the text where it is lowest: a spinner works from beginning to end. The next six are means over the suspicious words,
 * of what the trees saw: a spinner's words fit badly between neighbours that fit, and have better ones to their name.
 * `rare`, `content`: shares of rare words and of content words.
 */
export const tallyNames = [
  'few',
  'many',
  'top',
  'half',
  'short',
  'mean',
  'middle',
  'whole',
  'topFunction',
  'topCommon',
  'topRare',
  'meanContent',
  'least',
  'second',
  'around',
  'fit',
  'gainRight',
  'gainLeft',
  'proposalHere',
  'candidates',
  'rare',
  'content',
] as const

/** More words make nothing surer: a long text of a strange kind is strange all over. */
const longEnough = 300
/** Share of the words, most suspicious first, whose mean probability is the column `top`. */
const topShare = 0.05
/** Log-odds against a swap before looking: about one word in eight of a garbled text. */
const priorOdds = 2
/** The share of swaps that `few` assumes, and `many`. */
const fewShare = 0.04
const manyShare = 0.16
const suspectColumns = [
  column.around,
  column.fit,
  column.gainRight,
  column.gainLeft,
  column.proposalHere,
  column.candidates,
] as const

const chanceOf = (odds: number): number => 1 / (1 + Math.exp(priorOdds - Math.min(mostOdds, odds)))

/** How many words are the most suspicious of so many. */
const topCount = (words: number): number => Math.ceil(words * topShare)

/** Mean chance of the most suspicious of the first so many words, by their odds, which come into another order. */
const topOf = (odds: Float64Array, words: number): number => {
  const top = topCount(words)
  if (top === 0) return 0
  selectRank(odds, words, words - top)
  let sum = 0
  for (let at = words - top; at < words; at += 1) sum += chanceOf(odds[at] as number)
  return sum / top
}

/** `few` of the thirds of a text, lowest first. */
const thirdsOf = (ratios: Float64Array): Float64Array => {
  const third = Math.floor(ratios.length / 3)
  const thirds = new Float64Array(3)
  for (let part = 0; part < 3; part += 1) {
    const own = ratios.subarray(part * third, part === 2 ? ratios.length : (part + 1) * third)
    thirds[part] = own.length === 0 ? 0 : gainOf(own, fewShare) / own.length
  }
  return thirds.sort()
}

/** The odds of some units: of all, in their order, and of those of each class. */
type Split = {
  all: Float64Array
  /** By class; see `classOf`. */
  classes: readonly [Float64Array, Float64Array, Float64Array]
  readonly counts: Int32Array
}

const noRoom = new Float64Array(0)
/** Kept from text to text. */
const room: Split = {all: noRoom, classes: [noRoom, noRoom, noRoom], counts: new Int32Array(3)}

const split = (judged: Judged, odds: Float64Array, from: number, to: number): Split => {
  const units = to - from
  if (room.all.length < units) {
    room.all = new Float64Array(2 * units)
    room.classes = [new Float64Array(2 * units), new Float64Array(2 * units), new Float64Array(2 * units)]
  }
  const {all, classes, counts} = room
  const {phrase} = judged.evidence
  counts.fill(0)
  for (let unit = from; unit < to; unit += 1) {
    const value = odds[unit] as number
    all[unit - from] = value
    if ((phrase[unit] as number) >= 0) continue
    const kind = classOf(judged, unit)
    const count = counts[kind] as number
    classes[kind][count] = value
    counts[kind] = count + 1
  }
  return room
}

const total = (list: Float64Array, count: number): number => {
  let sum = 0
  for (let i = 0; i < count; i += 1) sum += list[i] as number
  return sum
}

/** Means over the suspicious units of `suspectColumns`. */
const suspectMeans = (
  {evidence: {values}}: Judged,
  odds: Float64Array,
  {from, to, least}: {readonly from: number; readonly to: number; readonly least: number},
): Float64Array => {
  const means = new Float64Array(suspectColumns.length)
  let suspects = 0
  for (let unit = from; unit < to; unit += 1) {
    const value = odds[unit] as number
    if (value < least || value <= 0) continue
    suspects += 1
    const row = unit * evidenceWidth
    for (let i = 0; i < means.length; i += 1)
      means[i] = (means[i] as number) + (values[row + (suspectColumns[i] as number)] as number)
  }
  for (let i = 0; i < means.length; i += 1) means[i] = (means[i] as number) / Math.max(1, suspects)
  return means
}

/**
 * Sums up the units `[from, to)` of a text.
 *
 * @param odds Of all units of the text, each as a witness of its own; see `independentOdds`.
 */
export const tally = (judged: Judged, odds: Float64Array, from = 0, to = judged.evidence.count): Tally => {
  const words = to - from
  const values = new Float64Array(tallyNames.length)
  if (words === 0) return {words, values}
  const {all, classes, counts} = split(judged, odds, from, to)
  const [ofFunction, ofCommon, ofRare] = classes
  const functions = counts[0] as number
  const common = counts[1] as number
  const rare = counts[2] as number
  let sum = 0
  let half = 0
  for (let i = 0; i < words; i += 1) {
    const value = all[i] as number
    sum += Math.min(mostOdds, value)
    if (value > priorOdds) half += 1
  }
  const content = common + rare
  const sumOfContent = total(ofCommon, common) + total(ofRare, rare)
  const top = topOf(all, words)
  const least = all[words - topCount(words)] as number
  const middle = selectRank(all, words, words >> 1)
  const ratios = ratiosOf(odds, from, to)
  const few = gainOf(ratios, fewShare) / words
  const thirds = thirdsOf(ratios)
  // In the order of `tallyNames`.
  let at = 0
  values[at++] = few
  values[at++] = gainOf(ratios, manyShare) / words
  values[at++] = top
  values[at++] = half / words
  values[at++] = 1 / Math.sqrt(words)
  values[at++] = sum / words
  values[at++] = Math.min(mostOdds, middle)
  values[at++] = Math.max(0, few) * Math.sqrt(Math.min(words, longEnough))
  values[at++] = topOf(ofFunction, functions)
  values[at++] = topOf(ofCommon, common)
  values[at++] = topOf(ofRare, rare)
  values[at++] = sumOfContent / Math.max(1, content)
  values[at++] = thirds[0] as number
  values[at++] = thirds[1] as number
  values.set(suspectMeans(judged, odds, {from, to, least}), at)
  at += suspectColumns.length
  values[at++] = rare / Math.max(1, content)
  values[at++] = content / Math.max(1, content + functions)
  return {words, values}
}
