import type {Decision} from '../document/decision.ts'
import type {Options} from '../document/options.ts'
import type {Status, ToolInfo} from '../document/row.ts'
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
  /** Lines that recur on each site's pages, as `formatProfile` writes them; absent when no such pass was made. */
  readonly profile?: string
  /** Make signatures of the texts, so that near-duplicates can be found. */
  readonly signatures: boolean
}

/** One input to be cleaned. */
export type Job = {
  readonly path: string
  readonly file: string
  /** Relative to the output folder. */
  readonly output: string
  /** How many records of a stream were handled before, by a worker that is gone or in a run that was stopped. */
  readonly skip: number
  readonly task: 'clean'
  /** Documents are recorded that an earlier run made of it; they are forgotten with the first new one. */
  readonly isKnown: boolean
  /** Digest of the bytes of which it is recorded what they tell of their site: of the same ones it need not be told again. */
  readonly skimmed?: string
}

/** What a page tells about its site, packed by `packPage`. */
export type PackedPage = {
  readonly site: string
  /** The hash of all its lines. */
  readonly page: string
  readonly lines: string
}

/** What became of one document, packed by `packResult`. */
export type Result = {
  readonly path: string
  readonly status: Status
  readonly reason?: string
  readonly output?: string
  readonly site?: string
  readonly kept: number
  readonly removed: number
  /** Messages that are more than information. */
  readonly flags: number
  /** The manifest row as JSON, without what depends on other documents. */
  readonly row: string
  /** Lines of the work list. */
  readonly repairs: string
  /** The places of the row's messages, and whether the text is out of date, as JSON. */
  readonly places: string
  /** MinHash signature of the cleaned text, for near-duplicates; absent when nothing was kept. */
  readonly signature?: Uint32Array
  readonly written: boolean
  readonly page?: PackedPage
  /** Digest of the cleaned text, when there is one. */
  readonly textDigest?: string
  /** The system failed, not the document: worth another try in the next run. */
  readonly transient?: boolean
}

/** Several small files at once, each of which ends in one message: two threads that wake each other take longer than many a text. */
export type Bundle = {readonly task: 'clean-all'; readonly jobs: readonly Job[]}

/** Texts that are only read, for what their lines tell of their sites. */
export type Skim = {readonly task: 'skim'; readonly jobs: readonly Job[]}

/** What a text tells of its site, and the digest of its bytes. */
export type Skimmed = {readonly digest: string; readonly page: PackedPage}

/** Jobs, what was learnt about sites since the start, or the wish to stop after the document in hand. */
export type ToWorker =
  | Job
  | Bundle
  | Skim
  | {readonly task: 'equip'; readonly profile: string}
  | {readonly task: 'stop'}

/** The output folder takes no more, so that no document can be finished. */
export type Unwritable = {readonly type: 'unwritable'; readonly reason: string}

/** The job has ended, with `result` if not all were told before; `digest` is of the input's bytes. Without it the job was stopped half way. */
export type Done = {readonly type: 'done'; readonly digest?: string; readonly result?: Result}

export type FromWorker =
  | {readonly type: 'ready'; readonly tool: ToolInfo}
  | {readonly type: 'fatal'; readonly reason: string}
  /** A record of a stream is in hand now. */
  | {readonly type: 'begin'; readonly path: string}
  | {readonly type: 'result'; readonly result: Result}
  | Unwritable
  | Done
  /** How the jobs of a bundle ended, in their order; none follow one that could not be written. */
  | {readonly type: 'done-all'; readonly endings: readonly (Done | Unwritable)[]}
  /** What the texts tell, in their order; nothing of one that cannot be read. */
  | {readonly type: 'skimmed'; readonly texts: readonly (Skimmed | undefined)[]}
