import type {KnownLines} from './known-lines.ts'
import {at, columns} from './line-columns.ts'
import {type Scan, scanLines} from './scan.ts'
import {shapesOf} from './shapes.ts'
import {type Topic, topicOf} from './topic.ts'

/** A line of at least this many words that ends like a sentence is prose. */
const PROSE_UNITS = 12

/** Sums over the lines before each line, so that any window costs two look-ups. */
export type Sums = {
  readonly units: Float64Array
  readonly prose: Float64Array
  readonly labelled: Float64Array
  readonly capitalised: Float64Array
}

/** A stretch of lines, `[start, end)`. */
export type Stretch = {readonly start: number; readonly end: number}

/** What is known of a page before its lines are judged. */
export type Page = {
  readonly scan: Scan
  readonly sums: Sums
  /** Per line, its words if it is prose, else 0. */
  readonly prose: Float32Array
  /** The densest stretches of prose, by a strict measure and by a lenient one. */
  readonly runs: readonly [Stretch, Stretch]
  readonly topic: Topic
  /** A coarse picture of each line. */
  readonly shapes: Int32Array
}

/**
 * What a line adds to a run: its words, up to a cap, less what a line of chrome has. The strict run breaks at a few
 * labels, the lenient one bridges lists and headings.
 */
const RUN_SCORES = [
  {cap: 60, cost: 12},
  {cap: 40, cost: 5},
] as const

const bestRun = (scan: Scan, score: {readonly cap: number; readonly cost: number}): Stretch => {
  const width = columns.length
  let best = {start: 0, end: 0}
  let most = 0
  let start = 0
  let sum = 0
  for (let row = 0; row < scan.count; row++) {
    if (sum <= 0) {
      sum = 0
      start = row
    }
    const units = scan.table[row * width + at.units] as number
    const end = scan.table[row * width + at.end] as number
    sum += Math.min(units, score.cap) * (end === 1 || end === 2 ? 1 : 0.7) - score.cost
    if (sum > most) {
      most = sum
      best = {start, end: row + 1}
    }
  }
  return best
}

/** Reads a page's lines once; the `known` ones were read before. */
export const readPage = (lines: readonly string[], known?: KnownLines): Page => {
  const scan = scanLines(lines, known)
  const {count, table} = scan
  const width = columns.length
  const prose = new Float32Array(count)
  const sums: Sums = {
    units: new Float64Array(count + 1),
    prose: new Float64Array(count + 1),
    labelled: new Float64Array(count + 1),
    capitalised: new Float64Array(count + 1),
  }
  for (let row = 0; row < count; row++) {
    const base = row * width
    const units = table[base + at.units] as number
    const end = table[base + at.end] as number
    if (units >= PROSE_UNITS && end >= 1 && end <= 4) prose[row] = units
    sums.units[row + 1] = (sums.units[row] as number) + units
    sums.prose[row + 1] = (sums.prose[row] as number) + (prose[row] as number)
    sums.labelled[row + 1] = (sums.labelled[row] as number) + (table[base + at.labelled] as number)
    sums.capitalised[row + 1] = (sums.capitalised[row] as number) + (table[base + at.capitalised] as number)
  }
  const runs = [bestRun(scan, RUN_SCORES[0]), bestRun(scan, RUN_SCORES[1])] as const
  return {scan, sums, prose, runs, topic: topicOf(scan, runs[0]), shapes: shapesOf(scan)}
}
