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

/** Mean chance of the most suspicious words; `sorted` by their odds, upwards. */
const topOf = (sorted: Float64Array): number => {
  const top = Math.ceil(sorted.length * topShare)
  let sum = 0
  for (let i = 1; i <= top; i += 1) sum += chanceOf(sorted[sorted.length - i] as number)
  return top === 0 ? 0 : sum / top
}

/** `few` of the thirds of a text, lowest first. */
const thirdsOf = (ratios: Float64Array): Float64Array => {
  const third = Math.floor(ratios.length / 3)
  return Float64Array.from([0, 1, 2], part => {
    const own = ratios.subarray(part * third, part === 2 ? ratios.length : (part + 1) * third)
    return own.length === 0 ? 0 : gainOf(own, fewShare) / own.length
  }).sort()
}

const total = (list: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < list.length; i += 1) sum += list[i] as number
  return sum
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
  const sorted = all.subarray(0, words).sort()
  let sum = 0
  let half = 0
  for (let i = 0; i < words; i += 1) {
    const value = sorted[i] as number
    sum += Math.min(mostOdds, value)
    if (value > priorOdds) half += 1
  }

  const {values, phrase} = judged.evidence
  const least = sorted[words - Math.ceil(words * topShare)] as number
  const means = suspectColumns.map(() => 0)
  let functions = 0
  let common = 0
  let rare = 0
  let suspects = 0
  for (let unit = from; unit < to; unit += 1) {
    const value = odds[unit] as number
    if ((phrase[unit] as number) < 0) {
      const kind = classOf(judged, unit)
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
  const ofFunction = functionOdds.subarray(0, functions).sort()
  const ofCommon = commonOdds.subarray(0, common).sort()
  const ofRare = rareOdds.subarray(0, rare).sort()
  const content = ofCommon.length + ofRare.length
  const thirds = thirdsOf(ratios)
  return {
    words,
    values: [
      few,
      gainOf(ratios, manyShare) / words,
      topOf(sorted),
      half / words,
      1 / Math.sqrt(words),
      sum / words,
      Math.min(mostOdds, sorted[words >> 1] as number),
      Math.max(0, few) * Math.sqrt(Math.min(words, longEnough)),
      topOf(ofFunction),
      topOf(ofCommon),
      topOf(ofRare),
      (total(ofCommon) + total(ofRare)) / Math.max(1, content),
      thirds[0] as number,
      thirds[1] as number,
      ...means.map(mean => mean / Math.max(1, suspects)),
      ofRare.length / Math.max(1, content),
      content / Math.max(1, content + ofFunction.length),
    ],
  }
}
