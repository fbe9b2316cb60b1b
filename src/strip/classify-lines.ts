import {readFileSync} from 'node:fs'
import {keepForBestF1} from './lines/decode.ts'
import {LEAST_LIKELY, lineJudge, type Opinion} from './lines/likelihood.ts'
import {at, columns} from './lines/scan.ts'
import {tailStart} from './lines/tail.ts'
import {type LineModel, readLineModel} from './lines/trees.ts'

/** What the classifier makes of a line. */
export type LineVerdict = {
  readonly keep: boolean
  /** How sure it is of the verdict, 0..1. */
  readonly confidence: number
  /** How likely the line is the title of the article, 0..1; worked out when it is asked for. */
  readonly title: () => number
}

/** Judges the lines of a page; of one that is all article only the title is asked for. */
export type LineClassifier = (lines: readonly string[], asked?: 'title') => LineVerdict[]

/** A classifier by the model's trees. */
export const lineClassifier = (model: LineModel): LineClassifier => {
  const judge = lineJudge(model)
  return (lines, asked) => {
    if (asked === 'title') {
      let opinion: Opinion | undefined
      const title = (row: number): number => {
        opinion ??= judge(lines)
        return opinion.title(row)
      }
      return lines.map((_, row) => ({keep: true, confidence: 1, title: () => title(row)}))
    }
    const {page, text: likely, title} = judge(lines)
    const {table} = page.scan
    const text = likely()
    const keep = keepForBestF1(text, row => table[row * columns.length + at.units] as number, LEAST_LIKELY)
    keep.fill(0, tailStart(page, keep))
    return Array.from(text, (value, row) => {
      const kept = keep[row] === 1
      return {keep: kept, confidence: kept ? value : 1 - value, title: () => title(row)}
    })
  }
}

let built: LineClassifier | undefined

/**
 * Tells article from chrome over the lines of a page. A pure function of the lines: blank lines, markup and addresses
 * do not count. The weights are read on first use.
 */
export const classifyLines: LineClassifier = (lines, asked) => {
  built ??= lineClassifier(readLineModel(readFileSync(new URL('../../models/lines.bin', import.meta.url))))
  return built(lines, asked)
}
