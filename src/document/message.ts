import type {Span} from './span.ts'

export type Severity = 'error' | 'warning' | 'info'

/** One diagnostic. */
export type Message = {
  readonly severity: Severity
  /** `stage/rule`, such as `detect/synonym-swap`. */
  readonly ruleId: string
  /** What, why and what to do, in one sentence, code in backticks. */
  readonly reason: string
  /** Where in the source. */
  readonly span?: Span
  /** The words that stand there. */
  readonly actual?: string
  /** What should stand there, best first. */
  readonly expected?: readonly string[]
  /** How likely each of `expected` is, 0..1, in the same order. */
  readonly scores?: readonly number[]
  /** Names the place across runs: see `withFingerprints`. */
  readonly fingerprint?: string
  /** A person looked at it and found the words right. */
  readonly reviewed?: boolean
  /** Where in the current text of a block: what a repair changes. */
  readonly at?: {readonly block: number; readonly start: number; readonly end: number}
}
