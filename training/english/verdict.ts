/** Fits the verdict on documents, from documents the trees never saw: completes `weights.json`. */
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {registerPull} from '../../src/detect/register.ts'
import {independentOdds, judgeText, readJudge, type WeightsData} from '../../src/detect/swap-judge.ts'
import {commonShares, countContentWords, suspectsOf} from '../../src/detect/swap-suspects.ts'
import {tally, tallyNames} from '../../src/detect/swap-tally.ts'
import {verdictOf} from '../../src/detect/swap-verdict.ts'
import {exampleOptions, freshExamples} from './examples.ts'
import {fitLogistic, type Logistic} from './logistic.ts'
import {language, models, randomFrom, shared} from './texts.ts'

const newsSources = new Set(['abc_au', 'agnews_test', 'wsj_treebank'])
/** Bounds of a document's size, in characters, when it is cut short to teach what short texts look like. */
const cut = {least: 500, most: 1500}
const fewestWords = 25
/**
 * Essays, reviews, religion, hobbies and lore of 1961 are good text of kinds that the training text lacks: they count
 * five times, so that 250 documents weigh as much as a fifth of the others.
 */
const strangeWeight = 5
/** The share of good text of a strange kind that may be flagged, and the log-odds from which on a text is. */
const mostFlagged = 0.02
const flagOdds = Math.log(0.9 / 0.1)

type VerdictCase = {
  readonly name: string
  readonly label: 0 | 1
  readonly weight: number
  readonly words: number
  readonly values: readonly number[]
  /** What the text's register takes off the verdict. */
  readonly pull: number
}

const judge = readJudge(models)
const random = randomFrom(5)
const caseOf = (name: string, label: 0 | 1, text: string, weight = 1): VerdictCase => {
  const judged = judgeText(judge, text)
  const pull = registerPull(judged.evidence.words, judge.register)
  const {words, values} = tally(judged, independentOdds(judged))
  return {name, label, weight, pull, words, values: Array.from(values)}
}

/** A folder of good text of the development sets, one document a file. */
const goodText = (folder: string, weight: number): VerdictCase[] => {
  const place = new URL(`garble-dev/clean/${folder}/`, shared)
  if (language !== 'english' || !existsSync(place)) return []
  return readdirSync(place)
    .filter(name => name.endsWith('.txt'))
    .sort()
    .map(name => caseOf(name, 0, readFileSync(new URL(name, place), 'utf8'), weight))
}

const fresh = freshExamples({...exampleOptions, size: Number(process.argv[2] ?? 14e6)})
const cases: VerdictCase[] = []
for (const {kind, source, text, swaps} of fresh) {
  const short = text.slice(0, text.lastIndexOf('. ', cut.least + random() * (cut.most - cut.least)) + 1)
  const pieces = short.length >= cut.least / 2 ? [text, short] : [text]
  for (const piece of pieces) {
    const swapped = swaps.filter(({end}) => end <= piece.length).length
    // A garbled document whose beginning has hardly a swap teaches nothing.
    if (kind !== 'clean' && kind !== 'round-trip' && swapped < 3) continue
    const name = `${kind === 'clean' ? `clean ${source}` : kind}${piece === text ? '' : ', short'}`
    const example = caseOf(name, kind === 'clean' ? 0 : 1, piece)
    if (example.words >= fewestWords) cases.push(example)
  }
}

/** Fits, and tells how the fit does on what it did not see: each genre of 1961 by a fit without it. */
const strange = goodText('brown1961', strangeWeight)
const genreOf = ({name}: VerdictCase): string => name.slice(0, 'brown_ca'.length)
const oddsOf = ({pull, ...example}: VerdictCase, verdict: Logistic): number =>
  verdictOf(example, verdict) - pull
const unseen = [...new Set(strange.map(genreOf))].flatMap(genre => {
  const others = fitLogistic([...cases, ...strange.filter(example => genreOf(example) !== genre)])
  return strange
    .filter(example => genreOf(example) === genre)
    .map(example => ({example, odds: oddsOf(example, others)}))
})
const fitted = fitLogistic([...cases, ...strange])
const translated = goodText('wmt_human_translation', 0).map(example => oddsOf(example, fitted))

/** The log-odds that a share of good documents lies above. */
const boundOf = (odds: readonly number[], share: number): number =>
  odds.toSorted((a, b) => b - a)[Math.floor(odds.length * share)] ?? Number.NEGATIVE_INFINITY
const bound = Math.max(
  boundOf(
    unseen.map(({odds}) => odds),
    mostFlagged,
  ),
  boundOf(translated, mostFlagged),
)
// Where there is no text of a strange kind, the fit is taken as it comes.
const verdict: Logistic = Number.isFinite(bound)
  ? {...fitted, bias: Number((fitted.bias + flagOdds - bound).toPrecision(6))}
  : fitted
console.log(tallyNames.map((name, k) => `${name} ${verdict.weights[k]?.toFixed(2)}`).join(', '), verdict.bias)
console.log(`log-odds that good text of strange kinds stays below: ${bound.toFixed(2)}`)
for (const genre of new Set(unseen.map(({example}) => genreOf(example)))) {
  const own = unseen.filter(({example}) => genreOf(example) === genre)
  console.log(`${genre}, not seen: ${own.filter(({odds}) => odds > bound).length} of ${own.length} flagged`)
}

const groups = new Map<string, number[]>()
for (const example of cases) {
  const score = 1 / (1 + Math.exp(-oddsOf(example, verdict)))
  groups.set(example.name, [...(groups.get(example.name) ?? []), score])
}
for (const [name, scores] of [...groups].sort()) {
  const above = [0.5, 0.75, 0.9, 0.97].map(share =>
    (scores.filter(score => score > share).length / scores.length).toFixed(3),
  )
  console.log(`${name}: ${scores.length} documents, above 0.5, 0.75, 0.9, 0.97: ${above.join(' ')}`)
}

/** How many words of human news look suspicious, per content word. */
let odd = 0
let content = 0
for (const {kind, source, text} of fresh) {
  if (kind !== 'clean' || (language === 'english' && !newsSources.has(source))) continue
  const judged = judgeText(judge, text)
  odd += suspectsOf(judged, commonShares).length
  content += countContentWords(judged)
}
console.log(`typical for human news: ${odd} of ${content} content words`)
const data: WeightsData = JSON.parse(readFileSync(new URL('weights.json', models), 'utf8'))
const typical = Number((odd / Math.max(1, content)).toFixed(4))
writeFileSync(new URL('weights.json', models), `${JSON.stringify({...data, verdict, typical})}\n`)
