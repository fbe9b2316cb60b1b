import type {Forest} from '../compute/forest-kernel.ts'

const headerBytes = 12
const nodeBytes = 8

/**
 * Reads a forest from its compact form: little-endian uint32 number of trees, of nodes, and of columns; then for each
 * node an int16 column (-1 in a leaf), a uint16 distance to the right child, and a float32 threshold, or value of the
 * leaf. Nodes stand in preorder, so a left child is the next node, and a tree ends where its last leaf ends.
 */
export const readForest = (bytes: DataView): {readonly forest: Forest; readonly end: number} => {
  const treeCount = bytes.getUint32(0, true)
  const nodeCount = bytes.getUint32(4, true)
  const columnOf = (node: number): number => bytes.getInt16(headerBytes + node * nodeBytes, true)
  const distanceOf = (node: number): number => bytes.getUint16(headerBytes + node * nodeBytes + 2, true)
  const numberOf = (node: number): number => bytes.getFloat32(headerBytes + node * nodeBytes + 4, true)
  const roots: number[] = []
  const splits: number[] = []
  const leaves: number[] = []
  /** The place of each node among the splits, or the complement of its place among the leaves. */
  const places: number[] = []
  let open = 0
  for (let node = 0; node < nodeCount; node++) {
    const isLeaf = columnOf(node) < 0
    const place = isLeaf ? ~(leaves.push(node) - 1) : splits.push(node) - 1
    places.push(place)
    if (open === 0) {
      roots.push(place)
      open = 1
    }
    open += isLeaf ? -1 : 1
  }
  if (roots.length !== treeCount || open !== 0)
    throw new Error(`Expected ${treeCount} whole trees in the model, got ${roots.length}`)
  const placeOf = (node: number): number => places[node] as number
  return {
    forest: {
      roots: Int32Array.from(roots),
      feature: Uint16Array.from(splits, columnOf),
      threshold: Float32Array.from(splits, numberOf),
      left: Int32Array.from(splits, node => placeOf(node + 1)),
      right: Int32Array.from(splits, node => placeOf(node + distanceOf(node))),
      leaf: Float32Array.from(leaves, numberOf),
    },
    end: headerBytes + nodeCount * nodeBytes,
  }
}
