import {readFileSync} from 'node:fs'
import {keepForBestF1} from './lines/decode.ts'
import {likelihoodOf} from './lines/likelihood.ts'
import {at, columns} from './lines/scan.ts'
import {type LineModel, readLineModel} from './lines/trees.ts'

/** What the classifier makes of a line. */
export type LineVerdict = {
  readonly keep: boolean
  /** How sure it is of the verdict, 0..1. */
  readonly confidence: number
  /** How likely the line is the title of the article, 0..1. */
  readonly title: number
}

export type LineClassifier = (lines: readonly string[]) => LineVerdict[]

/** A classifier by the model's trees. */
export const lineClassifier =
  (model: LineModel): LineClassifier =>
  lines => {
    const {page, text, title} = likelihoodOf(lines, model)
    const {table} = page.scan
    const keep = keepForBestF1(text, row => table[row * columns.length + at.units] as number)
    return Array.from(text, (value, row) => {
      const kept = keep[row] === 1
      return {keep: kept, confidence: kept ? value : 1 - value, title: title[row] as number}
    })
  }

let built: LineClassifier | undefined

/**
 * Tells article from chrome over the lines of a page. A pure function of the lines: blank lines, markup and addresses
 * do not count. The weights are read on first use.
 */
export const classifyLines: LineClassifier = lines => {
  built ??= lineClassifier(readLineModel(readFileSync(new URL('../../models/lines.bin', import.meta.url))))
  return built(lines)
}
