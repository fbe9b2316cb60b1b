/** Gradient-boosted trees in flat arrays: all nodes of all trees, each tree's root at `roots`. */
export type DecisionTrees = {
  readonly roots: Int32Array
  /** Column that an inner node looks at; -1 in a leaf. */
  readonly columns: Int16Array
  /** In an inner node the threshold: `value <= threshold` goes left. In a leaf its value. */
  readonly values: Float32Array
  /** The right child; the left one is the next node. */
  readonly rights: Int32Array
  readonly columnCount: number
}

/**
 * Reads trees from their compact form: little-endian uint32 number of trees, of nodes, and of columns; then for each
 * node an int16 column, a uint16 distance to the right child, and a float32 value. Nodes stand in preorder, so a tree
 * ends where its last leaf ends.
 */
export const readTrees = (bytes: DataView): {readonly trees: DecisionTrees; readonly end: number} => {
  const treeCount = bytes.getUint32(0, true)
  const nodeCount = bytes.getUint32(4, true)
  const columnCount = bytes.getUint32(8, true)
  const roots = new Int32Array(treeCount)
  const columns = new Int16Array(nodeCount)
  const values = new Float32Array(nodeCount)
  const rights = new Int32Array(nodeCount)
  let offset = headerBytes
  let tree = 0
  let open = 0
  for (let node = 0; node < nodeCount; node += 1) {
    if (open === 0) {
      roots[tree] = node
      tree += 1
      open = 1
    }
    const column = bytes.getInt16(offset, true)
    columns[node] = column
    rights[node] = node + bytes.getUint16(offset + 2, true)
    values[node] = bytes.getFloat32(offset + 4, true)
    open += column < 0 ? -1 : 1
    offset += nodeBytes
  }
  if (tree !== treeCount || open !== 0) {
    throw new Error(`Expected ${treeCount} whole trees in the model, got ${tree}`)
  }
  return {trees: {roots, columns, values, rights, columnCount}, end: offset}
}

const headerBytes = 12
const nodeBytes = 8

/** The sum of the trees' leaves for a row of features. */
export const sumTrees = (trees: DecisionTrees, row: Float32Array): number => {
  const {roots, columns, values, rights} = trees
  let sum = 0
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] as number
    let column = columns[node] as number
    while (column >= 0) {
      node = (row[column] as number) <= (values[node] as number) ? node + 1 : (rights[node] as number)
      column = columns[node] as number
    }
    sum += values[node] as number
  }
  return sum
}

export const logistic = (value: number): number => 1 / (1 + Math.exp(-value))
