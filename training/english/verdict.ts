/** Fits the verdict on documents, from documents the trees never saw: completes `weights.json`. */
import {readFileSync, writeFileSync} from 'node:fs'
import {independentOdds, judgeText, readJudge, type WeightsData} from '../../src/detect/swap-judge.ts'
import {commonShares, countContentWords, suspectsOf} from '../../src/detect/swap-suspects.ts'
import {tally, tallyNames, verdictOf} from '../../src/detect/swap-verdict.ts'
import {exampleOptions, isForVerdict, makeExamples} from './examples.ts'
import {models, randomFrom} from './texts.ts'

const characters = Number(process.argv[2] ?? 6e6)
const newsSources = new Set(['abc_au', 'agnews_test', 'wsj_treebank'])
/** Bounds of a document's size, in characters, when it is cut short to teach what short texts look like. */
const cut = {least: 500, most: 1500}
const fewestWords = 25

type VerdictExample = {readonly garbled: number; readonly values: readonly number[]}
/** Logistic regression by gradient ascent on standardised columns, lightly pulled to zero. */
const fitVerdict = (cases: readonly VerdictExample[]): {weights: number[]; bias: number} => {
  const width = tallyNames.length
  const means = Array.from(
    {length: width},
    (_, k) => cases.reduce((sum, {values}) => sum + (values[k] ?? 0), 0) / cases.length,
  )
  const spreads = Array.from(
    {length: width},
    (_, k) =>
      Math.sqrt(
        cases.reduce((sum, {values}) => sum + ((values[k] ?? 0) - (means[k] ?? 0)) ** 2, 0) / cases.length,
      ) || 1,
  )
  const scaled = cases.map(({values}) =>
    values.map((value, k) => (value - (means[k] ?? 0)) / (spreads[k] ?? 1)),
  )
  const beta = new Float64Array(width + 1)
  for (let step = 0; step < 4000; step += 1) {
    const gradient = new Float64Array(width + 1)
    cases.forEach(({garbled}, index) => {
      const row = scaled[index] ?? []
      const guess =
        1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * (beta[k] ?? 0), beta[width] ?? 0)))
      row.forEach((value, k) => {
        gradient[k] = (gradient[k] ?? 0) + (garbled - guess) * value
      })
      gradient[width] = (gradient[width] ?? 0) + garbled - guess
    })
    for (let k = 0; k <= width; k += 1)
      beta[k] =
        (beta[k] ?? 0) + 2 * ((gradient[k] ?? 0) / cases.length - (k < width ? 1e-4 * (beta[k] ?? 0) : 0))
  }
  const weights = means.map((_, k) => (beta[k] ?? 0) / (spreads[k] ?? 1))
  const bias = (beta[width] ?? 0) - means.reduce((sum, mean, k) => sum + mean * (weights[k] ?? 0), 0)
  return {weights, bias}
}

const judge = readJudge(models)
const random = randomFrom(5)
const fresh = makeExamples({...exampleOptions, size: characters}).filter((_, index) => isForVerdict(index))

type Case = {
  readonly name: string
  readonly garbled: number
  readonly words: number
  readonly values: readonly number[]
}
const cases: Case[] = []
for (const {kind, source, text, swaps} of fresh) {
  const short = text.slice(0, text.lastIndexOf('. ', cut.least + random() * (cut.most - cut.least)) + 1)
  const pieces = short.length >= cut.least / 2 ? [text, short] : [text]
  for (const piece of pieces) {
    const swapped = swaps.filter(({end}) => end <= piece.length).length
    // A garbled document whose beginning has hardly a swap teaches nothing.
    if (kind !== 'clean' && kind !== 'round-trip' && swapped < 3) continue
    const tallied = tally(independentOdds(judgeText(judge, piece)))
    if (tallied.words < fewestWords) continue
    const name = `${kind === 'clean' ? `clean ${source}` : kind}${piece === text ? '' : ', short'}`
    cases.push({name, garbled: kind === 'clean' ? 0 : 1, ...tallied})
  }
}
const verdict = fitVerdict(cases)
console.log(
  tallyNames.map((name, k) => `${name} ${verdict.weights[k]?.toFixed(2)}`).join(', '),
  verdict.bias.toFixed(2),
)

const groups = new Map<string, number[]>()
for (const example of cases) {
  const score = 1 / (1 + Math.exp(-verdictOf(example, verdict)))
  groups.set(example.name, [...(groups.get(example.name) ?? []), score])
}
for (const [name, scores] of [...groups].sort()) {
  const above = [0.5, 0.75, 0.9, 0.97].map(bound =>
    (scores.filter(score => score > bound).length / scores.length).toFixed(3),
  )
  console.log(`${name}: ${scores.length} documents, above 0.5, 0.75, 0.9, 0.97: ${above.join(' ')}`)
}

/** How many words of human news look suspicious, per content word. */
let odd = 0
let content = 0
for (const {kind, source, text} of fresh) {
  if (kind !== 'clean' || !newsSources.has(source)) continue
  const judged = judgeText(judge, text)
  odd += suspectsOf(judged, commonShares).length
  content += countContentWords(judged)
}
console.log(`typical for human news: ${odd} of ${content} content words`)
const data: WeightsData = JSON.parse(readFileSync(new URL('weights.json', models), 'utf8'))
const typical = Number((odd / Math.max(1, content)).toFixed(4))
writeFileSync(new URL('weights.json', models), `${JSON.stringify({...data, verdict, typical})}\n`)
