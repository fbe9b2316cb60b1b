/** The lines of one page, as some dump has them, with the share of each that is article. */
export type LabelledPage = {
  readonly id: string
  readonly fold: number
  readonly type: string
  /** The kind of dump. */
  readonly kind: string
  /** `real`, or how the page was made from a real one. */
  readonly variant: string
  /** The article's title as people gave it, or nothing. */
  readonly title: string
  readonly lines: readonly string[]
  readonly labels: Float32Array
}
