/**
 * How well each rule does on the WCXB development pages: of the words in the lines it removes, how many are not in
 * the article. Reads `../shared/data`; prints a table, and the word F1 of the pages before and after.
 *
 *   npm run bench:rules [-- innertext|soup|lynx] [--all] [--gold RULE-ID]
 */
import {readdirSync, readFileSync} from 'node:fs'
import {parseArgs} from 'node:util'
import {loadRules} from '../src/rules/load-rules.ts'
import {normalLine} from '../src/rules/normal-line.ts'
import {matchRules} from '../src/strip/rules.ts'

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    all: {type: 'boolean', default: false},
    gold: {type: 'string'},
    shared: {type: 'string', default: '../shared'},
  },
})
const kind = positionals[0] ?? 'innertext'
const dumps = `${values.shared}/data/dumps/${kind}`
const truths = `${values.shared}/data/wcxb-dev/ground-truth`

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
const countOf = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
const f1 = (found: readonly string[], gold: readonly string[]): number => {
  const wanted = countOf(gold)
  let shared = 0
  for (const [word, count] of countOf(found)) shared += Math.min(count, wanted.get(word) ?? 0)
  return shared === 0 ? 0 : (2 * shared) / (found.length + gold.length)
}

// A shorter line stands in an article's text by chance; it counts as article only as a line of its own there.
const containedWords = 4

type Count = {lines: number; words: number; goldLines: number; goldWords: number; pages: number}
const counts = new Map<string, Count>()
const messages = new Map<string, number>()
let [before, after, pages, characters, milliseconds] = [0, 0, 0, 0, 0]
const rules = loadRules()

for (const name of readdirSync(dumps).sort()) {
  const truth: {ground_truth: {main_content?: string}} = JSON.parse(
    readFileSync(`${truths}/${name.replace('.txt', '.json')}`, 'utf8'),
  )
  const gold = truth.ground_truth.main_content ?? ''
  const text = readFileSync(`${dumps}/${name}`, 'utf8')
  const goldLines = new Set(gold.split('\n').map(line => wordsOf(normalLine(line)).join(' ')))
  const goldText = ` ${wordsOf(normalLine(gold.replace(/\n/g, ' '))).join(' ')} `
  const start = performance.now()
  const all = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  let lines = all
  const removed: {ruleId: string; line: string}[] = []
  for (;;) {
    const verdict = matchRules(rules, lines, {})
    const left = lines.filter((_, index) => !verdict.removals[index])
    for (const [index, removal] of verdict.removals.entries())
      if (removal) removed.push({ruleId: removal.ruleId, line: lines[index] ?? ''})
    if (left.length === lines.length) {
      for (const {ruleId, severity} of verdict.messages)
        messages.set(`${severity} ${ruleId}`, (messages.get(`${severity} ${ruleId}`) ?? 0) + 1)
      break
    }
    lines = left
  }
  milliseconds += performance.now() - start
  characters += text.length
  const fired = new Set<string>()
  for (const {ruleId, line} of removed) {
    const words = wordsOf(normalLine(line))
    const joined = words.join(' ')
    const isGold =
      goldLines.has(joined) || (words.length >= containedWords && goldText.includes(` ${joined} `))
    const count = counts.get(ruleId) ?? {lines: 0, words: 0, goldLines: 0, goldWords: 0, pages: 0}
    counts.set(ruleId, count)
    count.lines += 1
    count.words += words.length
    if (!fired.has(ruleId)) count.pages += 1
    fired.add(ruleId)
    if (isGold && words.length > 0) {
      count.goldLines += 1
      count.goldWords += words.length
      if (values.gold === ruleId || values.gold === 'all')
        console.log(`${name} ${ruleId}: ${line.slice(0, 150)}`)
    }
  }
  if (gold.trim() !== '') {
    pages += 1
    before += f1(wordsOf(all.join(' ')), wordsOf(gold))
    after += f1(wordsOf(lines.join(' ')), wordsOf(gold))
  }
}

const sum = {lines: 0, words: 0, goldLines: 0, goldWords: 0}
console.log('precision  pages  lines  gold  words   rule')
for (const [ruleId, count] of [...counts].sort(
  ([, a], [, b]) => b.goldWords - a.goldWords || b.words - a.words,
)) {
  for (const key of ['lines', 'words', 'goldLines', 'goldWords'] as const) sum[key] += count[key]
  const precision = count.words === 0 ? 1 : 1 - count.goldWords / count.words
  console.log(
    `${precision.toFixed(4).padStart(9)} ${String(count.pages).padStart(6)} ${String(count.lines).padStart(6)} ${String(count.goldLines).padStart(5)} ${String(count.words).padStart(6)}   ${ruleId}`,
  )
}
const silent = rules.groups
  .flatMap(group => group.rules)
  .filter(rule => !rule.selector && !counts.has(rule.id))
console.log(
  `${kind}: ${pages} pages, word F1 ${(before / pages).toFixed(4)} -> ${(after / pages).toFixed(4)}; ${sum.lines} lines and ${sum.words} words removed, ${sum.goldLines} lines and ${sum.goldWords} words of them article, precision ${(1 - sum.goldWords / sum.words).toFixed(4)}`,
)
console.log(
  `${(characters / milliseconds / 1000).toFixed(1)} million characters a second; ${silent.length} rules never fired`,
)
for (const [message, count] of [...messages].sort(([, a], [, b]) => b - a).slice(0, 15))
  console.log(`${String(count).padStart(4)} ${message}`)
if (values.all) for (const rule of silent) console.log(`silent: ${rule.id}`)
