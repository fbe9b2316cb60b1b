import type {Decision} from '../document/decision.ts'
import type {Options} from '../document/options.ts'
import type {ManifestRow} from '../document/row.ts'
import type {RuleLayers} from '../rules/load-rules.ts'
import type {Result} from './protocol.ts'
import type {Recorded} from './records.ts'

/** What a run over a folder is asked to do. */
export type FolderSettings = {
  /** Files, folders and globs. */
  readonly paths: readonly string[]
  /** The output folder. */
  readonly output: string
  /** The folder that inputs are named relative to, where they all lie in it. */
  readonly root?: string
  readonly options: Options
  readonly ruleLayers?: RuleLayers
  /** What people decided on suspected words. */
  readonly decisions?: readonly Decision[]
  readonly siteConfig?: string
  /** Profiles of sites learned elsewhere, as `sites.json` holds them; what the folder itself shows is added. */
  readonly profiles?: readonly string[]
  readonly configDigest?: string
  /** Threads that clean, at least 1. The output does not depend on it. */
  readonly workers: number
  /** Megabytes of memory a worker may use (default: 2048); a document that needs more is an error. */
  readonly workerMemory?: number
  /** Compare with what lies in the output folder instead of writing. */
  readonly check?: boolean
  /** Read every input, even those that have not changed, and try quarantined ones again. */
  readonly full?: boolean
  /**
   * Judge the documents together: lines that recur on a site's pages are chrome, near-duplicates are marked (default).
   * Otherwise each is judged as if it were alone.
   */
  readonly together?: boolean
  /** Remove the outputs of inputs that are gone. */
  readonly prune?: boolean
  /** Stops the run: documents in hand are finished, the manifest stays as it was. */
  readonly signal?: AbortSignal
  /** `base` is the folder that paths are relative to. */
  readonly onStart?: (total: number, skipped: number, base: string) => void
  /** Called for each text that a first run has read for the folder's profile, before any document ends. */
  readonly onSkimmed?: (path: string, textsRead: number) => void
  /** Called for each document as it ends, in no particular order. */
  readonly onResult?: (result: Result, inputsDone: number) => void
  /** Called for each row in path order, at the end. */
  readonly onRow?: (result: ReportedRecord) => void
  /** Which rows `onRow` gets: all of them (the default), or, of more than forty documents, the first thousand that are not `clean`. */
  readonly rows?: 'all' | 'notable'
}

/** A row as `onRow` gets it. */
export type ReportedRecord = Pick<Recorded, 'places' | 'outdated'> & {readonly row: ManifestRow}
