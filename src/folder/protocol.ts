import type {Decision} from '../document/decision.ts'
import type {ReportedRow} from '../document/finding.ts'
import type {Options} from '../document/options.ts'
import type {RepairRow, ToolInfo} from '../document/row.ts'
import type {RuleLayers} from '../rules/load-rules.ts'

/** What every worker of a run is told at its start. */
export type WorkerSettings = {
  readonly options: Options
  readonly ruleLayers?: RuleLayers
  readonly decisions?: readonly Decision[]
  /** A folder of ftr-site-config files. */
  readonly siteConfig?: string
  /** Absolute output folder; absent when nothing is written. */
  readonly output?: string
  /** Compare with what lies in the output folder instead of writing. */
  readonly compare: boolean
  readonly configDigest: string
  /** Lines that recur on each site's pages, as JSON; absent when no such pass was made. */
  readonly profile?: string
}

/** One input to be cleaned. */
export type Job = {
  readonly path: string
  readonly file: string
  /** Relative to the output folder. */
  readonly output: string
  /** How many records of a stream were handled before, by a worker that is gone. */
  readonly skip: number
  /** `collect` only gathers the lines that may recur; `clean` does the work. */
  readonly task: 'collect' | 'clean'
}

/** What became of one document. */
export type Result = ReportedRow & {
  readonly repairs: readonly RepairRow[]
  /** MinHash signature of the cleaned text, for near-duplicates; absent when nothing was kept. */
  readonly signature?: readonly number[]
  readonly written: boolean
}

export type FromWorker =
  | {readonly type: 'ready'; readonly tool: ToolInfo}
  | {readonly type: 'fatal'; readonly reason: string}
  | {readonly type: 'result'; readonly result: Result}
  | {readonly type: 'lines'; readonly lines: string}
  | {readonly type: 'done'}
