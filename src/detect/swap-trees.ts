/** Evidence is cut into this many steps a column before trees look at it: they then compare small whole numbers. */
export const codeSteps = 128

/** Where the steps of each column lie: a value's code is `(value - low) * factor`, kept within the steps. */
export type StepsData = {readonly low: readonly number[]; readonly factor: readonly number[]}

export type Steps = {readonly low: Float64Array; readonly factor: Float64Array}

export const unpackSteps = ({low, factor}: StepsData): Steps => ({
  low: Float64Array.from(low),
  factor: Float64Array.from(factor),
})

/** Writes the codes of the columns `[from, to)` of the row of evidence that begins at `row`. */
export const encode = (
  {low, factor}: Steps,
  values: Float32Array,
  row: number,
  codes: Uint8Array,
  from: number,
  to: number,
): void => {
  for (let column = from; column < to; column += 1) {
    const code = ((values[row + column] as number) - (low[column] as number)) * (factor[column] as number)
    codes[column] = code < 0 ? 0 : code >= codeSteps ? codeSteps - 1 : code
  }
}

/**
 * A sum of decision trees that ask the same question at all nodes of a level (oblivious trees, as in CatBoost,
 * Prokhorenkova et al. 2018), as they lie in `weights.json`: the answers of a tree, read as a binary number, are the
 * number of its leaf. No branch depends on the data.
 */
export type TreesData = {
  /** Added before any tree. */
  readonly base: number
  /** Questions of a tree. */
  readonly depth: number
  /** Of each question, tree after tree, its column and its border: yes where the column's code is above it. */
  readonly columns: readonly number[]
  readonly borders: readonly number[]
  /** `2^depth` addends of the log-odds for each tree. */
  readonly leaves: readonly number[]
}
