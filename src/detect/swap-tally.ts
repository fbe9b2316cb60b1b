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
  readonly values: readonly number[]
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
const thirdsOf = (ratios: Float64Array): number[] => {
  const third = Math.floor(ratios.length / 3)
  return [0, 1, 2]
    .map(part => {
      const own = ratios.subarray(part * third, part === 2 ? ratios.length : (part + 1) * third)
      return own.length === 0 ? 0 : gainOf(own, fewShare) / own.length
    })
    .sort((one, other) => one - other)
}

/** Room for the odds of all units and of each class, kept from text to text. */
let room: [Float64Array, Float64Array, Float64Array, Float64Array] | undefined
const roomFor = (units: number): [Float64Array, Float64Array, Float64Array, Float64Array] => {
  if (!room || room[0].length < units) {
    const more = (): Float64Array => new Float64Array(2 * units)
    room = [more(), more(), more(), more()]
  }
  return room
}

/**
 * Sums up the units `[from, to)` of a text.
 *
 * @param odds Of all units of the text, each as a witness of its own; see `independentOdds`.
 */
export const tally = (judged: Judged, odds: Float64Array, from = 0, to = judged.evidence.count): Tally => {
  const own = odds.subarray(from, to)
  const words = own.length
  if (words === 0) return {words, values: tallyNames.map(() => 0)}
  const ratios = ratiosOf(own)
  const few = gainOf(ratios, fewShare) / words
  const [all, functionOdds, commonOdds, rareOdds] = roomFor(words)
  all.set(own)
  const top = topOf(all, words)
  const least = all[words - topCount(words)] as number
  const middle = selectRank(all, words, words >> 1)

  const {values, phrase} = judged.evidence
  const means = suspectColumns.map(() => 0)
  let sum = 0
  let sumOfContent = 0
  let half = 0
  let functions = 0
  let common = 0
  let rare = 0
  let suspects = 0
  for (let unit = from; unit < to; unit += 1) {
    const value = odds[unit] as number
    sum += Math.min(mostOdds, value)
    if (value > priorOdds) half += 1
    if ((phrase[unit] as number) < 0) {
      const kind = classOf(judged, unit)
      if (kind > 0) sumOfContent += value
      if (kind === 0) functionOdds[functions++] = value
      else if (kind === 1) commonOdds[common++] = value
      else rareOdds[rare++] = value
    }
    if (value < least || value <= 0) continue
    suspects += 1
    for (let i = 0; i < means.length; i += 1)
      means[i] =
        (means[i] as number) + (values[unit * evidenceWidth + (suspectColumns[i] as number)] as number)
  }
  const content = common + rare
  const thirds = thirdsOf(ratios)
  return {
    words,
    values: [
      few,
      gainOf(ratios, manyShare) / words,
      top,
      half / words,
      1 / Math.sqrt(words),
      sum / words,
      Math.min(mostOdds, middle),
      Math.max(0, few) * Math.sqrt(Math.min(words, longEnough)),
      topOf(functionOdds, functions),
      topOf(commonOdds, common),
      topOf(rareOdds, rare),
      sumOfContent / Math.max(1, content),
      thirds[0] as number,
      thirds[1] as number,
      ...means.map(mean => mean / Math.max(1, suspects)),
      rare / Math.max(1, content),
      content / Math.max(1, content + functions),
    ],
  }
}
