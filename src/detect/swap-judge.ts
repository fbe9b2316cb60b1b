import {readFileSync} from 'node:fs'
import {type EnglishModel, readEnglishModel} from './english-model.ts'
import {splitWords} from './english-words.ts'
import {registerIds} from './register.ts'
import {type Comparer, makeComparer} from './swap-comparer.ts'
import {type Evidence, evidenceWidth, gatherUnit, openEvidence, screenWidth} from './swap-evidence.ts'
import {compareCandidates} from './swap-proposals.ts'
import type {StepsData, TreesData} from './swap-trees.ts'
import type {VerdictWeights} from './swap-verdict.ts'
import {openTrees, type TreeSums} from './tree-kernel.ts'

/** `weights.json`, as `training/english/weights.ts` writes it. */
export type WeightsData = {
  readonly ranker: readonly number[]
  /** Share of swapped words among the examples the trees were grown on. */
  readonly prior: number
  /** Words below this on the screen are not compared with their candidates. */
  readonly pass: number
  readonly steps: StepsData
  readonly screen: TreesData
  readonly judge: TreesData
  readonly verdict: VerdictWeights
  /** Suspicious words per content word of human news: what is typical. */
  readonly typical: number
}

/** The model and its weights, ready for use. */
export type Judge = {
  readonly model: EnglishModel
  readonly weights: WeightsData
  readonly trees: TreeSums<'screen' | 'judge'>
  readonly comparer: Comparer
  /** Ids of words that tell a register; see `registerPull`. */
  readonly register: ReadonlySet<number>
}

/** Reads a model and its weights from a folder such as `models/english/`. */
export const readJudge = (folder: URL): Judge => {
  const model = readEnglishModel(folder)
  const weights: WeightsData = JSON.parse(readFileSync(new URL('weights.json', folder), 'utf8'))
  return {
    model,
    weights,
    trees: openTrees({screen: weights.screen, judge: weights.judge}, weights.steps),
    comparer: makeComparer(model, weights.ranker),
    register: registerIds(model.vocabulary),
  }
}

/** A text's evidence and, for each unit, the log-likelihood ratio of "swapped" against "as written". */
export type Judged = {readonly evidence: Evidence; readonly odds: Float64Array}

/** The odds of a unit: by the screen alone, or where that lets it pass, by its candidates too. */
const judgeUnit = ({weights, trees, comparer}: Judge, evidence: Evidence, unit: number): number => {
  const {row} = trees
  const {values} = evidence
  const state = gatherUnit(evidence, unit)
  const start = unit * evidenceWidth
  for (let column = 0; column < screenWidth; column += 1) row[column] = values[start + column] as number
  const screened = trees.screen()
  if (screened < weights.pass) return screened
  compareCandidates(comparer, evidence, unit, state)
  for (let column = screenWidth; column < evidenceWidth; column += 1)
    row[column] = values[start + column] as number
  return trees.judge()
}

/** Judges every word and known phrase of a text. */
export const judgeText = (judge: Judge, text: string): Judged => {
  const {model, weights} = judge
  const evidence = openEvidence(splitWords(text, model.vocabulary), model)
  const base = Math.log(weights.prior / (1 - weights.prior))
  const odds = new Float64Array(evidence.count)
  for (let unit = 0; unit < evidence.count; unit += 1) odds[unit] = judgeUnit(judge, evidence, unit) - base
  return {evidence, odds}
}

/**
 * Each unit's odds as a witness about the document: a word that speaks for a spinner five times over is not five
 * witnesses, it may be a term of the trade (`third base`).
 */
export const independentOdds = ({evidence, odds}: Judged): Float64Array => {
  const {from, phrase, inDocument, words} = evidence
  const phrases = new Map<number, number>()
  for (const id of phrase) if (id >= 0) phrases.set(id, (phrases.get(id) ?? 0) + 1)
  const independent = odds.slice()
  for (let unit = 0; unit < odds.length; unit += 1) {
    const value = odds[unit] as number
    if (value <= 0) continue
    const id = phrase[unit] as number
    const times =
      id >= 0 ? (phrases.get(id) ?? 1) : (inDocument[words.id[from[unit] as number] as number] as number)
    independent[unit] = value / Math.sqrt(Math.max(1, times))
  }
  return independent
}
