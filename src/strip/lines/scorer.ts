import type {Forest} from './trees.ts'

/** The forest's sum for each of `count` rows of features, squashed to 0..1. */
export type Scorer = (rows: Float32Array, count: number) => Float32Array

/** The leaves of a tree that are still possible are the bits of one number. */
const MOST_LEAVES = 32

type Split = {
  readonly feature: number
  readonly threshold: number
  readonly tree: number
  /** The leaves that are left when the row is above the threshold. */
  readonly above: number
}

const splitsOf = (forest: Forest): {splits: Split[]; leaves: number[]; leavesFrom: number[]} => {
  const {roots, feature, threshold, left, right, leaf} = forest
  const splits: Split[] = []
  const leaves: number[] = []
  const leavesFrom: number[] = []
  for (let tree = 0; tree < roots.length; tree++) {
    const first = leaves.length
    leavesFrom.push(first)
    // Depth first, left to right: a negative entry is a leaf, as in the forest; a split waits until its left is done.
    const waiting: {readonly node: number; readonly opened?: number}[] = [{node: roots[tree] as number}]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const {node, opened} = next
      if (node < 0) {
        leaves.push(leaf[~node] as number)
      } else if (opened === undefined) {
        waiting.push(
          {node: right[node] as number},
          {node, opened: leaves.length},
          {node: left[node] as number},
        )
      } else {
        const below = (bitsUpTo(leaves.length - first) & ~bitsUpTo(opened - first)) | 0
        splits.push({
          feature: feature[node] as number,
          threshold: threshold[node] as number,
          tree,
          above: ~below,
        })
      }
    }
    if (leaves.length - first > MOST_LEAVES)
      throw new Error(`Expected trees of at most ${MOST_LEAVES} leaves, got one of ${leaves.length - first}`)
  }
  // Behind the last threshold of each feature stands one that no row passes.
  for (const name of new Set(splits.map(split => split.feature)))
    splits.push({feature: name, threshold: Infinity, tree: 0, above: -1})
  splits.sort((a, b) => a.feature - b.feature || a.threshold - b.threshold)
  return {splits, leaves, leavesFrom}
}

const bitsUpTo = (count: number): number => (count >= MOST_LEAVES ? -1 : (1 << count) - 1)

/**
 * Makes a forest ready to score rows of `width` features, by the QuickScorer algorithm (Lucchese et al., SIGIR 2015):
 * instead of walking the trees, it goes through the thresholds of each feature from the lowest until one is not passed,
 * and crosses out the leaves that each passed one excludes. The first leaf left of each tree is the one a walk ends in.
 * Thresholds that all rows pass are gone through once, those that none passes not at all.
 *
 * @throws Error where a tree has more than 32 leaves.
 */
export const forestScorer = (forest: Forest, width: number): Scorer => {
  const {splits, leaves: leafList, leavesFrom: fromList} = splitsOf(forest)
  const used = [...new Set(splits.map(split => split.feature))]
  const features = Int32Array.from(used)
  const from = Int32Array.from(used, name => splits.findIndex(split => split.feature === name))
  const thresholds = Float32Array.from(splits, split => split.threshold)
  const trees = Int32Array.from(splits, split => split.tree)
  const above = Int32Array.from(splits, split => split.above)
  const leaves = Float32Array.from(leafList)
  const leavesFrom = Int32Array.from(fromList)
  const treeCount = leavesFrom.length
  const shared = new Int32Array(treeCount)
  const left = new Int32Array(treeCount)
  /** Columns in which rows pass different thresholds, and the thresholds from the first that not all pass. */
  const column = new Int32Array(features.length)
  const first = new Int32Array(features.length)

  return (rows, count) => {
    const out = new Float32Array(count)
    const size = count * width
    let varying = 0
    shared.fill(-1)
    for (let index = 0; index < features.length; index++) {
      const place = features[index] as number
      let least = Infinity
      let most = -Infinity
      for (let cell = place; cell < size; cell += width) {
        const value = rows[cell] as number
        if (value < least) least = value
        if (value > most) most = value
      }
      let at = from[index] as number
      for (; least > (thresholds[at] as number); at++) {
        const tree = trees[at] as number
        shared[tree] = (shared[tree] as number) & (above[at] as number)
      }
      if (most <= (thresholds[at] as number)) continue
      column[varying] = place
      first[varying++] = at
    }
    for (let row = 0, base = 0; row < count; row++, base += width) {
      left.set(shared)
      for (let which = 0; which < varying; which++) {
        const value = rows[base + (column[which] as number)] as number
        for (let at = first[which] as number; value > (thresholds[at] as number); at++) {
          const tree = trees[at] as number
          left[tree] = (left[tree] as number) & (above[at] as number)
        }
      }
      let sum = 0
      for (let tree = 0; tree < treeCount; tree++) {
        const possible = left[tree] as number
        sum += leaves[(leavesFrom[tree] as number) + 31 - Math.clz32(possible & -possible)] as number
      }
      out[row] = 1 / (1 + Math.exp(-sum))
    }
    return out
  }
}
