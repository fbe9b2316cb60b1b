/** Evidence is cut into this many steps a column before trees look at it: they then compare small whole numbers. */
const steps = 128

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
    codes[column] = Math.max(0, Math.min(steps - 1, code))
  }
}

/**
 * A sum of decision trees that ask the same question at all nodes of a level (oblivious trees, as in CatBoost,
 * Prokhorenkova et al. 2018): the answers of a tree, read as a binary number, are the number of its leaf. No branch
 * depends on the data, which is what makes them quick.
 */
export type Trees = {
  /** Added before any tree. */
  readonly base: number
  /** Questions of a tree. */
  readonly depth: number
  /** Each question, tree after tree: its column times 256 plus a border; yes where the code is above the border. */
  readonly questions: Uint16Array
  /** `2^depth` addends of the log-odds for each tree. */
  readonly leaves: Float32Array
}

/** Trees as they lie in `weights.json`. */
export type TreesData = {
  readonly base: number
  readonly depth: number
  readonly columns: readonly number[]
  readonly borders: readonly number[]
  readonly leaves: readonly number[]
}

export const unpackTrees = ({base, depth, columns, borders, leaves}: TreesData): Trees => ({
  base,
  depth,
  questions: Uint16Array.from(columns, (column, index) => column * 256 + (borders[index] ?? 0)),
  leaves: Float32Array.from(leaves),
})

/** Log-odds for a row of codes. */
export const sumTrees = ({base, depth, questions, leaves}: Trees, codes: Uint8Array): number => {
  let sum = base
  let first = 0
  for (let at = 0; at < questions.length; ) {
    let leaf = 0
    for (const end = at + depth; at < end; at += 1) {
      const question = questions[at] as number
      // The sign bit of the difference: 1 where the code is above the border.
      leaf = (leaf << 1) | (((question & 255) - (codes[question >>> 8] as number)) >>> 31)
    }
    sum += leaves[first + leaf] as number
    first += 1 << depth
  }
  return sum
}
