import type {Drift} from './drift.ts'
import type {Status, ToolInfo} from './row.ts'

/**
 * Documents that are listed at the end of a run, a screenful: all of no more than this; of more, only those that are not
 * clean, and at most this many.
 */
export const mostListed = 40

/** What a run over a folder did. */
export type RunSummary = {
  readonly inputs: number
  /** Inputs that were not read, because nothing about them has changed since an earlier run. */
  readonly skipped: number
  /** Rows of the manifest: one a file, one a record of a stream. */
  readonly documents: number
  readonly statuses: Readonly<Record<Status, number>>
  readonly written: number
  /** Documents whose text was already there, byte for byte. */
  readonly unchanged: number
  readonly kept: number
  readonly removed: number
  readonly flags: number
  readonly duplicates: number
  /** Outputs of inputs that are gone, relative to the output folder. */
  readonly orphans: readonly string[]
  /** With `check`: documents whose cleaned text is missing or differs. */
  readonly outdated: number
  /** Paths of documents that took their worker with them twice and are not tried again until something changes. */
  readonly quarantined: readonly string[]
  /** Sites that are not what they were in earlier runs. */
  readonly drift: readonly Drift[]
  readonly interrupted: boolean
  readonly milliseconds: number
  readonly tool: ToolInfo
}
