/** Evidence is cut into this many steps a column before trees look at it: they then compare small whole numbers. */
export const codeSteps = 128

/** Where the steps of each column lie: a value's code is `(value - low) * factor`, kept within the steps. */
export type StepsData = {readonly low: readonly number[]; readonly factor: readonly number[]}

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
