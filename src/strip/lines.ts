/** What the classifier makes of a line. */
export type LineVerdict = {
  readonly keep: boolean
  /** How sure it is of the verdict, 0.5..1. */
  readonly confidence: number
}

const weightOf = (line: string): number => Math.min(line.length, 300) - 60

/** Tells article from chrome over the lines of a page. A pure function of the lines. */
export const classifyLines = (lines: readonly string[]): LineVerdict[] => {
  let best = {from: 0, to: 0, sum: 0}
  let from = 0
  let sum = 0
  lines.forEach((line, index) => {
    if (sum <= 0) {
      from = index
      sum = 0
    }
    sum += weightOf(line)
    if (sum > best.sum) best = {from, to: index + 1, sum}
  })
  return lines.map((_, index) => ({keep: index >= best.from && index < best.to, confidence: 0.6}))
}
