/** A sum of decision trees over columns of evidence: a leaf's value is an addend of the log-odds. */
export type Trees = {
  /** Added before any tree. */
  readonly base: number
  /** Column of each inner node; -1 marks a leaf. Trees lie one after another, roots first. */
  readonly column: Int8Array
  /** An inner node sends values up to this one to the left; for a leaf, its addend. */
  readonly value: Float32Array
  /** Left child; the right one follows it. */
  readonly child: Uint16Array
  readonly roots: Uint32Array
}

/** Trees as they lie in `weights.json`. */
export type TreesData = {
  readonly base: number
  readonly trees: readonly {
    readonly column: readonly number[]
    readonly value: readonly number[]
    readonly child: readonly number[]
  }[]
}

export const unpackTrees = (data: TreesData): Trees => {
  const size = data.trees.reduce((sum, tree) => sum + tree.column.length, 0)
  const column = new Int8Array(size)
  const value = new Float32Array(size)
  const child = new Uint16Array(size)
  const roots = new Uint32Array(data.trees.length)
  let at = 0
  data.trees.forEach((tree, index) => {
    roots[index] = at
    column.set(tree.column, at)
    value.set(tree.value, at)
    child.set(tree.child, at)
    at += tree.column.length
  })
  return {base: data.base, column, value, child, roots}
}

/** Log-odds for the row of evidence that begins at `row`. */
export const sumTrees = (trees: Trees, values: Float32Array, row: number): number => {
  const {column, value, child, roots} = trees
  let sum = trees.base
  for (let tree = 0; tree < roots.length; tree += 1) {
    const root = roots[tree] as number
    let node = root
    for (;;) {
      const test = column[node] as number
      if (test < 0) break
      node =
        root + (child[node] as number) + ((values[row + test] as number) <= (value[node] as number) ? 0 : 1)
    }
    sum += value[node] as number
  }
  return sum
}
