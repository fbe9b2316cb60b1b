import {at, columns} from './line-columns.ts'
import {log1p} from './logarithm.ts'
import {numberKeys} from './number-keys.ts'
import type {Stretch} from './page.ts'
import type {Scan} from './scan.ts'

/** How a page's words are shared between its core (the densest run of prose) and each line. */
export type Topic = {
  /** Dense number of each content word of the scan, in the order of `scan.words`. */
  readonly ids: Int32Array
  readonly vocabulary: number
  /** Per line: mean log frequency of its content words in the core, its own occurrences left out; -1 without words. */
  readonly core: Float32Array
  /** Per line: share of its content words that the core has elsewhere. */
  readonly share: Float32Array
  /** Per line: share of its content words that occur nowhere else on the page. */
  readonly unique: Float32Array
  /** Per line: share of the headline's words it has. */
  readonly headline: Float32Array
  /** The line that looks most like the headline of the core, or -1. */
  readonly headlineRow: number
}

const HEADLINE = {least: 3, most: 30, look: 40}

/**
 * The line above or just inside the core that shares most words with it, weighed by how many it has and how near it
 * stands.
 */
const headlineOf = (scan: Scan, run: Stretch, ids: Int32Array, coreCount: Int32Array): number => {
  let best = -1
  let most = 0
  const from = Math.max(0, run.start - HEADLINE.look)
  const to = Math.min(scan.count, run.start + 2)
  for (let row = from; row < to; row++) {
    const units = scan.table[row * columns.length + at.units] as number
    const end = scan.table[row * columns.length + at.end] as number
    if (units < HEADLINE.least || units > HEADLINE.most || (end === 1 && units > 16)) continue
    const inside = row >= run.start ? 1 : 0
    let shared = 0
    const first = scan.wordsFrom[row] as number
    const last = scan.wordsFrom[row + 1] as number
    for (let index = first; index < last; index++) {
      if ((coreCount[ids[index] as number] as number) > inside) shared++
    }
    const score = (shared * shared) / (last - first + 2) / (1 + Math.max(0, run.start - row) / HEADLINE.look)
    if (score >= most && shared > 0) {
      most = score
      best = row
    }
  }
  return best
}

/** The page's topic, taken from the words of `run`. */
export const topicOf = (scan: Scan, run: Stretch): Topic => {
  const {ids, distinct: vocabulary} = numberKeys(scan.words, scan.wordsFrom[scan.count] as number)
  const pageCount = new Int32Array(vocabulary)
  const coreCount = new Int32Array(vocabulary)
  const coreFrom = scan.wordsFrom[run.start] as number
  const coreTo = scan.wordsFrom[run.end] as number
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as number
    pageCount[id] = (pageCount[id] as number) + 1
    if (index < coreFrom || index >= coreTo) continue
    coreCount[id] = (coreCount[id] as number) + 1
  }
  const headlineRow = headlineOf(scan, run, ids, coreCount)
  const inHeadline = new Uint8Array(vocabulary)
  let headlineWords = 0
  if (headlineRow >= 0) {
    for (
      let index = scan.wordsFrom[headlineRow] as number;
      index < (scan.wordsFrom[headlineRow + 1] as number);
      index++
    ) {
      if (inHeadline[ids[index] as number] === 0) headlineWords++
      inHeadline[ids[index] as number] = 1
    }
  }
  const rows = scan.count
  const core = new Float32Array(rows)
  const share = new Float32Array(rows)
  const unique = new Float32Array(rows)
  const headline = new Float32Array(rows)
  const own = new Int32Array(vocabulary)
  for (let row = 0; row < rows; row++) {
    const from = scan.wordsFrom[row] as number
    const to = scan.wordsFrom[row + 1] as number
    if (from === to) {
      core[row] = share[row] = unique[row] = headline[row] = -1
      continue
    }
    const inside = row >= run.start && row < run.end
    for (let index = from; index < to; index++) {
      const id = ids[index] as number
      own[id] = (own[id] as number) + 1
    }
    let sum = 0
    let known = 0
    let alone = 0
    let titled = 0
    for (let index = from; index < to; index++) {
      const id = ids[index] as number
      const elsewhere = (coreCount[id] as number) - (inside ? (own[id] as number) : 0)
      if (elsewhere > 0) {
        known++
        sum += log1p(elsewhere)
      }
      if (pageCount[id] === own[id]) alone++
      if (inHeadline[id] === 1) titled++
    }
    for (let index = from; index < to; index++) own[ids[index] as number] = 0
    const count = to - from
    core[row] = sum / count
    share[row] = known / count
    unique[row] = alone / count
    headline[row] = headlineWords === 0 ? -1 : Math.min(1, titled / headlineWords)
  }
  return {ids, vocabulary, core, share, unique, headline, headlineRow}
}
