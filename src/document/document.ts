import type {Block} from './block.ts'
import type {Message} from './message.ts'
import type {Span} from './span.ts'

/** What was read, before anything was made of it. */
export type SourceInfo = {
  /** Hex digest of the bytes as they lay on the disk (of the record, in a stream of records). */
  readonly sha256: string
  /** Size in bytes, after decompression. */
  readonly bytes: number
  /** `text/plain`, `text/markdown` or `text/html`. */
  readonly mediaType: string
  /** WHATWG name of the encoding the bytes were decoded with, such as `utf-8`. */
  readonly encoding: string
  /** How many U+FFFD the decoding put in. */
  readonly replacements: number
}

export type Language = {
  /** ISO 639-3 code, or `und` when unsure. */
  readonly code: string
  /** 0..1. */
  readonly confidence: number
}

/** What the page says about the article, as found in its metadata or in the lines that were stripped. */
export type Metadata = {
  readonly title?: string
  /** What the page's own data says beside the title: the title, should the site's other pages show that the first is none. */
  readonly besideTitle?: {readonly text: string; readonly source: string}
  readonly byline: readonly string[]
  /** ISO date, `2026-02-04`, or date and time where the page gives one. */
  readonly published?: string
  readonly site?: string
  readonly url?: string
  readonly syndicatedFrom?: string
  readonly rights?: string
  readonly references: readonly string[]
  readonly language?: Language
  /** Which witness gave a field: `json-ld`, `meta`, `microdata`, `line`, `rule`, … */
  readonly sources: Readonly<Record<string, string>>
}

/** How the text is garbled, if it was looked for. */
export type Garbled = {
  /** 0..1; `repair` from the detector's own threshold on. */
  readonly score: number
  readonly spans: readonly Span[]
  /** True when the document as a whole needs repair. */
  readonly flagged: boolean
  /** The evidence in words. */
  readonly reason: string
}

/** The one value that travels through the stages. */
export type Document = {
  /** Relative path of the input with `/`, `#` and the record's number or id after it for a record of a stream. */
  readonly path: string
  /** Decoded input, never changed. All spans point into it. */
  readonly source: string
  readonly sourceInfo: SourceInfo
  readonly blocks: readonly Block[]
  readonly metadata: Metadata
  readonly messages: readonly Message[]
  readonly garbled?: Garbled
  /** How well the page's judge expects to have told article from the rest: word F1, 0..1. Absent for dumps. */
  readonly confidence?: number
  /** Why there is no article here; set, nothing but the manifest row is written. */
  readonly rejected?: string
}
