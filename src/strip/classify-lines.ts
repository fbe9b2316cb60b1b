import {readFileSync} from 'node:fs'
import {keepForBestF1} from './lines/decode.ts'
import {LEAST_LIKELY, lineJudge, type Opinion} from './lines/likelihood.ts'
import {at, columns} from './lines/line-columns.ts'
import {tailStart} from './lines/tail.ts'
import {type LineModel, readLineModel} from './lines/trees.ts'

/** What the classifier makes of a line. */
export type LineVerdict = {
  readonly keep: boolean
  /** How sure it is of the verdict, 0..1. */
  readonly confidence: number
}

/** How likely each of some lines is the title of the article, 0..1. */
export type TitleLikelihoods = (rows: readonly number[]) => ArrayLike<number>

/** What the classifier makes of a page. */
export type PageVerdict = {
  readonly lines: readonly LineVerdict[]
  /** Worked out when it is asked for. */
  readonly titles: TitleLikelihoods
}

/** Judges the lines of a page; of one that is all article only the title is asked for. */
export type LineClassifier = (lines: readonly string[], asked?: 'title') => PageVerdict

/** A classifier by the model's trees. */
export const lineClassifier = (model: LineModel): LineClassifier => {
  const judge = lineJudge(model)
  return (lines, asked) => {
    if (asked === 'title') {
      let opinion: Opinion | undefined
      return {
        lines: lines.map(() => ({keep: true, confidence: 1})),
        titles: rows => {
          if (rows.length === 0) return []
          opinion ??= judge(lines)
          return opinion.titles(rows)
        },
      }
    }
    const {page, text: likely, titles} = judge(lines)
    const {table} = page.scan
    const text = likely()
    const keep = keepForBestF1(text, row => table[row * columns.length + at.units] as number, LEAST_LIKELY)
    keep.fill(0, tailStart(page, keep))
    const verdicts = Array.from(text, (value, row) => {
      const kept = keep[row] === 1
      return {keep: kept, confidence: kept ? value : 1 - value}
    })
    return {lines: verdicts, titles}
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
