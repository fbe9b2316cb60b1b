/** Bounds on what one input may cost. */
export type Limits = {
  /** Bytes of one input, after decompression. */
  readonly bytes: number
  /** Depth of the element tree. */
  readonly depth: number
  /** Milliseconds per document, enforced from outside its thread. */
  readonly milliseconds: number
}

/** What a run was asked to do; validated, every field set. */
export type Options = {
  /** Put the title as the first paragraph of the text. */
  readonly title: boolean
  /** Which rules apply: all of them, or none. */
  readonly rules: 'all' | 'none'
  /** Who tells article from chrome on HTML pages. */
  readonly engine: 'copydesk' | 'readability'
  /** Fold quotes, dashes and ellipses to ASCII. */
  readonly fold: boolean
  /** Look for garbled text. */
  readonly detect: boolean
  readonly limits: Limits
}

export const defaultOptions: Options = {
  title: true,
  rules: 'all',
  engine: 'copydesk',
  fold: false,
  detect: true,
  limits: {bytes: 32 * 1024 * 1024, depth: 512, milliseconds: 20_000},
}
