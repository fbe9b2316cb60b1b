/** What the documents of one site came to in one run. Of incremental runs: of those that were new or had changed. */
export type SiteRun = {
  readonly site: string
  readonly documents: number
  readonly reject: number
  readonly error: number
  /** Garbled. */
  readonly repair: number
  /** Flags a thousand characters, over all documents. */
  readonly flags: number
  /** Of the documents with text: median and spread (half the middle half) of the share that was removed, 0..1. */
  readonly removedShare: number
  readonly removedSpread: number
  /** Median and spread of the natural logarithm of the characters kept. */
  readonly keptLog: number
  readonly keptSpread: number
  /** For each rule, on how many documents it removed something; the most frequent only. */
  readonly rules: Readonly<Record<string, number>>
}

export type DriftKind =
  | 'removed-more'
  | 'removed-less'
  | 'shorter'
  | 'longer'
  | 'rejects'
  | 'errors'
  | 'garbled'
  | 'rule-stopped'

/** A site that is not what it was. */
export type Drift = {
  readonly site: string
  readonly kind: DriftKind
  /** What was found, and what was usual: shares 0..1, or characters. */
  readonly now: number
  readonly usual: number
  readonly documents: number
  /** The rule that stopped firing. */
  readonly ruleId?: string
  /** Paths of documents that show it. */
  readonly examples: readonly string[]
}
