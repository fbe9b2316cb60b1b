/** Spins the Debian handbook, which the Spanish model never saw, and measures how well it is told from the original. */
import {readFileSync} from 'node:fs'
import {independentOdds, judgeText, readJudge} from '../../src/detect/swap-judge.ts'
import {extentOf, repairsFor, sharesOf, suspectsOf} from '../../src/detect/swap-suspects.ts'
import {type Tally, tally} from '../../src/detect/swap-tally.ts'
import {verdictOf} from '../../src/detect/swap-verdict.ts'
import {makeSpinner} from '../english/spinners.ts'
import {cache, models} from '../english/texts.ts'

const longest = 2500
const judge = readJudge(models)
const spin = makeSpinner()
const pages = readFileSync(new URL('test.txt', cache), 'utf8')
  .split('\n')
  .filter(Boolean)
  .flatMap(page => {
    const parts: string[] = []
    for (let at = 0; at + longest <= page.length; at += longest) parts.push(page.slice(at, at + longest))
    return parts
  })
const tallyOf = (text: string): Tally => {
  const judged = judgeText(judge, text)
  return tally(judged, independentOdds(judged))
}
const scoreOf = (text: string): number => verdictOf(tallyOf(text), judge.weights.verdict)
const clean = pages.map(scoreOf)
console.log(`${pages.length} passages of the handbook`)
for (const share of [0.05, 0.15, 0.3]) {
  const spun = pages.map((page, index) => spin(page, 'paraphrase', share, index))
  const scores = spun.map(({text}) => scoreOf(text))
  const wins = scores.reduce((sum, score) => sum + clean.filter(other => other < score).length, 0)
  let flags = 0
  let right = 0
  let exact = 0
  let swaps = 0
  for (const {text, swaps: gold} of spun) {
    const judged = judgeText(judge, text)
    swaps += gold.length
    for (const {unit} of suspectsOf(judged, sharesOf(judged))) {
      const {start, end} = extentOf(judged, unit)
      flags += 1
      const swap = gold.find(other => other.start < end && start < other.end)
      if (!swap) continue
      right += 1
      if (repairsFor(judge, judged, unit, 1).expected[0]?.toLowerCase() === swap.original.toLowerCase())
        exact += 1
    }
  }
  console.log(
    `${Math.round(100 * share)} % swaps: AUC ${(wins / (scores.length * clean.length)).toFixed(3)}, precision ${(right / flags).toFixed(2)}, recall ${(right / swaps).toFixed(2)}, exact repair ${(exact / right).toFixed(2)}`,
  )
}
