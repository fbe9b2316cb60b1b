import type {Metadata, SourceInfo} from './document.ts'
import type {Message} from './message.ts'
import type {Span} from './span.ts'

/**
 * `clean`; `repair`: garbled, written and flagged; `reject`: no article here, nothing written; `error`: could not be read
 * or took too long.
 */
export type Status = 'clean' | 'repair' | 'reject' | 'error'

/** What made the output: any change of these may change it. */
export type ToolInfo = {readonly version: string; readonly rules: string; readonly config: string}

/** One row of `manifest.jsonl`. `manifest.schema.json` says the same for other tools. */
export type ManifestRow = Omit<Metadata, 'sources'> & {
  readonly path: string
  /** Relative to the output folder; absent when nothing was written. */
  readonly output?: string
  readonly status: Status
  readonly reason?: string
  /** Absent when the input could not be read. */
  readonly source?: SourceInfo
  /** Which witness gave each metadata field. */
  readonly metadataSources: Readonly<Record<string, string>>
  /** Characters of the source, white space not counted. */
  readonly kept: number
  readonly removed: number
  readonly removals: readonly {
    readonly span: Span
    readonly ruleId: string
    readonly reason: string
    readonly confidence: number
  }[]
  /** How well the page's judge expects to have told article from the rest: word F1, 0..1. Absent for dumps. */
  readonly confidence?: number
  readonly garbled?: {readonly score: number; readonly spans: readonly Span[]; readonly reason: string}
  readonly messages: readonly Pick<
    Message,
    'severity' | 'ruleId' | 'reason' | 'span' | 'actual' | 'expected'
  >[]
  /** The first text, in path order, of which this is a near-duplicate. */
  readonly duplicateOf?: {readonly path: string; readonly similarity: number}
  readonly tool: ToolInfo
}

/** One row of `repairs.jsonl`: words to be looked at. */
export type RepairRow = {
  readonly path: string
  readonly output: string
  /** In the cleaned text. */
  readonly span: Span
  /** In the source. */
  readonly source: Span
  readonly ruleId: string
  readonly actual: string
  /** Best first. */
  readonly expected: readonly string[]
  readonly scores: readonly number[]
  readonly evidence: string
  /** Stays the same as long as the words and those around them do, wherever they move. */
  readonly fingerprint: string
}
