import type {Place} from '../document/finding.ts'
import type {Status} from '../document/row.ts'
import type {Stamp} from './stamp.ts'

/** An input as an earlier run left it. */
export type KnownInput = {
  readonly path: string
  readonly stamp: Stamp
  /** It changed so shortly before it was read that its stamp may lie. */
  readonly racy: boolean
  readonly digest: string | undefined
  readonly output: string
  readonly due: boolean
  /** How many documents of it are recorded. */
  readonly records: number
  /** How many runs ended while it was in hand. */
  readonly suspect: number
  /** Digest of the bytes of which it is recorded what they tell of their site, where nothing else is yet. */
  readonly skimmed: string | undefined
}

/** A text that a run wrote. */
export type KnownOutput = {
  readonly input: string
  readonly output: string
  readonly digest: string
  readonly size: number
  readonly modified: number
}

/** A document as it is recorded, with what is needed to report it. */
export type Recorded = {
  readonly input: string
  readonly number: number
  readonly status: Status
  readonly output: string | undefined
  /** The manifest row as JSON, without what depends on other documents. */
  readonly row: string
  /** Lines of the work list. */
  readonly repairs: string
  readonly places: readonly (Place | undefined)[]
  readonly outdated?: 'missing' | 'differs'
  readonly duplicateOf?: {readonly path: string; readonly similarity: number}
}

/** A text that an earlier run wrote for `path`. */
export type StaleOutput = {
  readonly output: string
  readonly path: string
  /** A document has it now. */
  readonly current: boolean
  /** Its input is still there. */
  readonly known: boolean
}

export type Totals = {
  readonly documents: number
  readonly statuses: Readonly<Record<Status, number>>
  readonly kept: number
  readonly removed: number
  readonly flags: number
  readonly withText: number
  readonly duplicates: number
}
