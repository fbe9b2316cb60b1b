/** What a person said of one suspected place. */
export type Decision = {
  /** Of the place: see `withFingerprints`. */
  readonly fingerprint: string
  /** `accept`: put `replacement` there; `reject`: the words are right. */
  readonly verdict: 'accept' | 'reject'
  readonly replacement?: string
  readonly path: string
  readonly ruleId: string
  readonly actual: string
}

/** Decisions by fingerprint. */
export type Decisions = ReadonlyMap<string, Decision>
