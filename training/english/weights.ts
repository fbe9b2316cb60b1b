/** Fits the ranker of proposals and grows the trees that judge a word: `weights.json`, but for the verdict. */
import {writeFileSync} from 'node:fs'
import {readEnglishModel} from '../../src/detect/english-model.ts'
import {splitWords} from '../../src/detect/english-words.ts'
import {makeComparer} from '../../src/detect/swap-comparer.ts'
import {
  evidenceNames,
  evidenceWidth,
  gatherUnit,
  openEvidence,
  screenWidth,
} from '../../src/detect/swap-evidence.ts'
import type {WeightsData} from '../../src/detect/swap-judge.ts'
import {compareCandidates, comparisonWidth, type Proposal} from '../../src/detect/swap-proposals.ts'
import {tallyNames} from '../../src/detect/swap-tally.ts'
import type {TreesData} from '../../src/detect/swap-trees.ts'
import {idOf} from '../../src/detect/vocabulary.ts'
import {encodeAll, growTrees, stepsOf, sumTrees, unpackSteps} from './boosting.ts'
import {type Example, exampleOptions, isForVerdict, makeExamples, treesSize} from './examples.ts'
import {models, randomFrom} from './texts.ts'

const characters = Number(process.argv[2] ?? treesSize)
const treeCount = Number(process.argv[3] ?? 110)
const model = readEnglishModel(models)
const random = randomFrom(3)

/** The swap a range of text lies in or covers. */
const swapAt = (example: Example, start: number, end: number): Example['swaps'][number] | undefined => {
  const {swaps} = example
  let low = 0
  let high = swaps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((swaps[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const swap = swaps[low]
  return swap && swap.start < end ? swap : undefined
}

/**
 * Multinomial logit over "the word stays" and each proposal, by stochastic gradient. What the weights say is then the
 * log-odds of a proposal against the word that stands there.
 */
const fitRanker = (examples: readonly Example[]): {weights: number[]; stay: number} => {
  const weights = new Float64Array(comparisonWidth)
  weights[0] = 0.8
  weights[1] = 0.3
  weights[2] = 0.3
  let stay = 3
  const comparer = makeComparer(model, [...weights])
  let right = 0
  let asked = 0
  const learn = (proposals: readonly Proposal[], truth: number, rate: number): void => {
    const gains = proposals.map(({comparison}) =>
      comparison.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0),
    )
    const top = Math.max(stay, ...gains)
    const exps = gains.map(gain => Math.exp(gain - top))
    const all = exps.reduce((a, b) => a + b, Math.exp(stay - top))
    if (truth >= 0) {
      asked += 1
      if ((gains[truth] ?? 0) >= Math.max(...gains)) right += 1
    }
    stay += rate * ((truth < 0 ? 1 : 0) - Math.exp(stay - top) / all)
    proposals.forEach(({comparison}, index) => {
      const error = (index === truth ? 1 : 0) - (exps[index] ?? 0) / all
      comparison.forEach((value, k) => {
        weights[k] = (weights[k] ?? 0) + rate * error * Math.max(-12, Math.min(12, value)) * 0.1
      })
    })
  }
  const cases: {proposals: readonly Proposal[]; truth: number}[] = []
  for (const example of examples) {
    if (example.kind === 'round-trip') continue
    const words = splitWords(example.text, model.vocabulary)
    const evidence = openEvidence(words, model)
    for (let unit = 0; unit < evidence.count; unit += 1) {
      const state = gatherUnit(evidence, unit)
      const from = words.start[evidence.from[unit] ?? 0] ?? 0
      const to = words.end[(evidence.to[unit] ?? 1) - 1] ?? 0
      const swap = swapAt(example, from, to)
      if (swap ? swap.start !== from || swap.end !== to : random() > 0.15) continue
      const proposals: Proposal[] = []
      compareCandidates(comparer, evidence, unit, state, proposals)
      if (!swap) {
        cases.push({proposals, truth: -1})
        continue
      }
      const original = idOf(model.vocabulary, swap.original.toLowerCase())
      const truth = proposals.findIndex(({id}) => id === original)
      if (truth >= 0) cases.push({proposals, truth})
    }
  }
  for (let epoch = 0; epoch < 6; epoch += 1) {
    right = 0
    asked = 0
    for (let i = cases.length - 1; i > 0; i -= 1) {
      const j = (random() * (i + 1)) | 0
      ;[cases[i], cases[j]] = [cases[j] as (typeof cases)[number], cases[i] as (typeof cases)[number]]
    }
    for (const {proposals, truth} of cases) learn(proposals, truth, 0.05 / (1 + epoch))
    console.log(
      `ranker: ${cases.length} cases, right ${(right / asked).toFixed(3)} of ${asked}, stay ${stay.toFixed(2)}`,
    )
  }
  return {weights: [...weights].map(weight => Number(weight.toFixed(4))), stay}
}

const made = makeExamples({...exampleOptions, size: characters})
const examples = made.filter((_, index) => !isForVerdict(index))
console.log(`${examples.length} documents`)
const {weights} = fitRanker(examples.slice(0, 900))
console.log(weights.join(' '))

/** A first set of trees lets this share of the words of good text pass: candidates cost ten times the rest. */
const screenShare = 0.2

/** Numbers are gathered in pieces, since nobody knows how many there will be. */
const pieces: Float32Array[] = []
const labels: number[] = []
const fromClean: boolean[] = []
let swapped = 0
const comparer = makeComparer(model, weights)
for (const example of examples) {
  const words = splitWords(example.text, model.vocabulary)
  const evidence = openEvidence(words, model)
  for (let unit = 0; unit < evidence.count; unit += 1) {
    const state = gatherUnit(evidence, unit)
    const from = words.start[evidence.from[unit] ?? 0] ?? 0
    const to = words.end[(evidence.to[unit] ?? 1) - 1] ?? 0
    const label = swapAt(example, from, to) ? 1 : 0
    compareCandidates(comparer, evidence, unit, state)
    labels.push(label)
    fromClean.push(example.kind === 'clean')
    swapped += label
  }
  pieces.push(evidence.values)
}
const rows = new Float32Array(labels.length * evidenceWidth)
let filled = 0
for (const piece of pieces) {
  rows.set(piece, filled)
  filled += piece.length
}
console.log(`${labels.length} words, ${swapped} swapped`)
const steps = stepsOf(rows, evidenceWidth, random)
const codes = encodeAll(unpackSteps(steps), rows, evidenceWidth)
const codesOf = (index: number): Uint8Array =>
  codes.subarray(index * evidenceWidth, (index + 1) * evidenceWidth)

const grow = (chosen: readonly number[], used: number, trees: number, depth: number): TreesData => {
  const own = new Uint8Array(chosen.length * evidenceWidth)
  chosen.forEach((from, index) => {
    own.set(codesOf(from), index * evidenceWidth)
  })
  const grown = growTrees(
    own,
    Uint8Array.from(chosen, from => labels[from] ?? 0),
    {width: evidenceWidth, used},
    {trees, depth, rate: 0.15, share: 0.5, random},
  )
  const uses = new Map<string, number>()
  for (const column of grown.columns)
    uses.set(evidenceNames[column] ?? '', (uses.get(evidenceNames[column] ?? '') ?? 0) + 1)
  console.log(
    [...uses]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  )
  return grown
}

const everything = labels.map((_, index) => index)
const screen = grow(everything, screenWidth, 32, 5)
const screened = everything.map(index => sumTrees(screen, codesOf(index)))
const ofClean = screened.filter((_, index) => fromClean[index]).sort((a, b) => a - b)
const pass = ofClean[Math.floor(ofClean.length * (1 - screenShare))] ?? 0
const passing = everything.filter(index => (screened[index] ?? 0) >= pass)
const recall = passing.filter(index => labels[index] === 1).length / swapped
console.log(`swapped words that pass the screen at ${pass.toFixed(2)}: ${recall.toFixed(4)}`)
const judge = grow(passing, evidenceWidth, treeCount, 6)
const loss = everything.reduce((sum, index) => {
  const passes = (screened[index] ?? 0) >= pass
  const score = passes ? sumTrees(judge, codesOf(index)) : (screened[index] ?? 0)
  return sum + Math.log(1 + Math.exp(labels[index] === 1 ? -score : score))
}, 0)
console.log(`loss ${(loss / everything.length).toFixed(5)} a word`)

const verdict = {weights: tallyNames.map(() => 0), bias: 0}
const data: WeightsData = {
  ranker: weights,
  prior: swapped / labels.length,
  pass: Number(pass.toFixed(3)),
  steps,
  // Filled in by `verdict.ts`.
  verdict,
  typical: 0,
  screen,
  judge,
}
writeFileSync(new URL('weights.json', models), `${JSON.stringify(data)}\n`)
