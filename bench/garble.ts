/**
 * Measures the detector of synonym swaps on the development sets (`npm run bench:garble`): documents told apart, words
 * found, repairs right, speed. Manifests for `../shared/score/score_garble.py` go to `.cache/garble/`.
 */
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {detectSynonymSwaps} from '../src/detect/synonym-swap.ts'
import type {Block} from '../src/document/block.ts'
import type {Document} from '../src/document/document.ts'

const sets = new URL('../../shared/data/garble-dev/', import.meta.url)
const output = new URL('../.cache/garble/', import.meta.url)
const news = ['bbc2005', 'masakhane_eng', 'ucsc', 'reuters1987']

type Result = {
  readonly name: string
  readonly document: Document
  readonly score: number
  readonly flagged: boolean
}

/** A dump whose every line is a paragraph. */
export const documentOf = (path: string, source: string): Document => {
  const blocks: Block[] = []
  let start = 0
  for (const line of source.split('\n')) {
    if (line.trim() !== '')
      blocks.push({kind: 'paragraph', origin: {start, end: start + line.length}, raw: line, edits: []})
    start += line.length + 1
  }
  return {
    path,
    source,
    sourceInfo: {
      sha256: '',
      bytes: source.length,
      mediaType: 'text/plain',
      encoding: 'utf-8',
      replacements: 0,
    },
    blocks,
    metadata: {byline: [], references: [], sources: {}, language: {code: 'eng', confidence: 1}},
    messages: [],
  }
}

let characters = 0
let seconds = 0
const run = (folder: string): Result[] => {
  const results = readdirSync(new URL(`${folder}/`, sets))
    .filter(name => name.endsWith('.txt'))
    .sort()
    .map(name => {
      const before = documentOf(name, readFileSync(new URL(`${folder}/${name}`, sets), 'utf8'))
      const started = process.cpuUsage()
      const document = detectSynonymSwaps(before)
      seconds += process.cpuUsage(started).user / 1e6
      characters += before.source.length
      return {
        name,
        document,
        score: document.garbled?.score ?? 0,
        flagged: document.garbled?.flagged ?? false,
      }
    })
  const rows = results.map(({name, document, flagged}) =>
    JSON.stringify({
      path: name,
      status: flagged ? 'repair' : 'clean',
      garbled: document.garbled,
      messages: document.messages,
    }),
  )
  const target = new URL(`${folder}/`, output)
  mkdirSync(target, {recursive: true})
  writeFileSync(new URL('manifest.jsonl', target), `${rows.join('\n')}\n`)
  return results
}

/** Probability that a garbled document scores above a clean one. */
const areaUnder = (positive: readonly number[], negative: readonly number[]): number => {
  const sorted = [...negative].sort((a, b) => a - b)
  const below = (value: number, orEqual: boolean): number => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = sorted[middle] ?? 0
      if (other < value || (orEqual && other === value)) low = middle + 1
      else high = middle
    }
    return low
  }
  const wins = positive.reduce((sum, value) => sum + (below(value, false) + below(value, true)) / 2, 0)
  return wins / (positive.length * negative.length)
}

type Gold = {file: string; swaps: {offset: number; end: number; original: string}[]}

/** Spans and repairs, over all documents of a set together. */
const spans = (results: readonly Result[], golds: readonly Gold[]): string => {
  let flags = 0
  let right = 0
  let gold = 0
  let found = 0
  let exact = 0
  for (const {file, swaps} of golds) {
    const messages = (results.find(({name}) => name === file)?.document.messages ?? []).filter(
      ({span}) => span,
    )
    flags += messages.length
    gold += swaps.length
    const overlaps = (span: {start: number; end: number}, swap: Gold['swaps'][number]): boolean =>
      span.start < swap.end && swap.offset < span.end
    for (const {span, expected} of messages) {
      if (!span || !swaps.some(swap => overlaps(span, swap))) continue
      right += 1
      if (
        swaps.some(
          swap =>
            swap.offset === span.start &&
            swap.end === span.end &&
            swap.original.toLowerCase() === expected?.[0]?.toLowerCase(),
        )
      )
        exact += 1
    }
    found += swaps.filter(swap => messages.some(({span}) => span && overlaps(span, swap))).length
  }
  const share = (part: number, whole: number): string => (whole === 0 ? '—' : (part / whole).toFixed(3))
  return `precision ${share(right, flags)}  recall ${share(found, gold)}  exact repair ${share(exact, right)}`
}

/** One spun paragraph in an article that is otherwise good: is it found, and is a good one ever taken for one? */
const paragraphs = (articles: readonly Result[]): void => {
  const folder = new URL('garbled/thesaurus_30/', sets)
  const spun = readdirSync(folder)
    .sort()
    .map(name => readFileSync(new URL(name, folder), 'utf8').split('\n'))
    .map(lines => lines.find(line => line.split(' ').length > 60 && line.split(' ').length < 150))
    .filter(line => line !== undefined)
  let found = 0
  let others = 0
  let wholly = 0
  spun.forEach((line, index) => {
    const article = articles[index]?.document.source ?? ''
    const document = detectSynonymSwaps(documentOf('mixed.txt', `${article.trimEnd()}\n${line}\n`))
    if (document.garbled?.flagged) wholly += 1
    for (const {ruleId, span} of document.messages) {
      if (ruleId !== 'detect/spun-paragraph') continue
      if ((span?.start ?? 0) >= article.trimEnd().length) found += 1
      else others += 1
    }
  })
  const alone = articles.filter(({document}) =>
    document.messages.some(({ruleId}) => ruleId === 'detect/spun-paragraph'),
  )
  console.log(
    `one spun paragraph (60 to 150 words, 30 %) in a good article: ${found} of ${spun.length} found as such, ${wholly} by the whole document's verdict, ${others} good ones flagged; in ${alone.length} of ${articles.length} good articles a paragraph is flagged`,
  )
}

const main = (): void => {
  const clean = new Map(
    readdirSync(new URL('clean/', sets))
      .sort()
      .map(name => [name, run(`clean/${name}`)]),
  )
  const negative = news.flatMap(name => clean.get(name) ?? []).map(({score}) => score)
  const sorted = [...negative].sort((a, b) => a - b)
  const threshold = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 1
  console.log(`${'set'.padEnd(24)}   n    AUC  TPR@1%  flagged   (against ${negative.length} clean news)`)
  for (const name of readdirSync(new URL('garbled/', sets))
    .filter(name => !name.endsWith('.jsonl'))
    .sort()) {
    const results = run(`garbled/${name}`)
    const scores = results.map(({score}) => score)
    const share = (test: (result: Result) => boolean): string =>
      (results.filter(test).length / results.length).toFixed(3)
    let line = `${name.padEnd(22)} ${String(results.length).padStart(5)} ${areaUnder(scores, negative).toFixed(4)}  ${share(({score}) => score > threshold)}    ${share(({flagged}) => flagged)}`
    try {
      const golds: Gold[] = readFileSync(new URL(`garbled/${name}.gold.jsonl`, sets), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(row => JSON.parse(row))
      line += `    ${spans(results, golds)}`
    } catch (error) {
      // Round trips have no gold spans.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
    console.log(line)
  }
  clean.set('originals', run('originals'))
  for (const [name, results] of clean) {
    const flagged = results.filter(result => result.flagged).length
    const highest =
      [...results].sort((a, b) => b.score - a.score)[Math.floor(results.length / 100)]?.score ?? 0
    console.log(
      `${name.padEnd(24)} ${String(results.length).padStart(4)} clean   flagged ${((100 * flagged) / results.length).toFixed(2)} %   99th percentile ${highest.toFixed(3)}   AUC against news ${areaUnder(
        results.map(({score}) => score),
        negative,
      ).toFixed(3)}`,
    )
  }
  paragraphs(clean.get('masakhane_eng') ?? [])
  console.log(`detection ${(characters / seconds / 1e6).toFixed(2)} MB of text per second of processor time`)
}

main()
