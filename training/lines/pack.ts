/**
 * Packs the LightGBM models that train.py saved as JSON into one model file.
 *
 *   node training/lines/pack.ts DIR KEY OUT.bin
 */
import {readFileSync, writeFileSync} from 'node:fs'
import {type LineForest, readLineModel, writeLineModel} from '../../src/strip/lines/trees.ts'

type Node = {
  readonly split_feature?: number
  readonly threshold?: number
  readonly left_child?: Node
  readonly right_child?: Node
  readonly leaf_value?: number
}
type Dump = {
  readonly feature_names: readonly string[]
  readonly tree_info: readonly {readonly tree_structure: Node}[]
}

/** The greatest 32-bit float that is not above `value`: compared with 32-bit features it decides as `value` does. */
const roundDown = (value: number): number => {
  const near = Math.fround(value)
  if (near <= value) return near
  const bits = new Int32Array(new Float32Array([near]).buffer)
  bits[0] = (bits[0] as number) + (near > 0 ? -1 : 1)
  return new Float32Array(bits.buffer)[0] as number
}

/** The mean of several boosted forests, as one. */
const forestOf = (path: string): LineForest => {
  const dumps = JSON.parse(readFileSync(path, 'utf8')) as Dump[]
  const features = dumps[0]?.feature_names ?? []
  const roots: number[] = []
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const right: number[] = []
  const leaf: number[] = []
  for (const {tree_structure: root} of dumps.flatMap(dump => dump.tree_info)) {
    const place = (node: Node): number => {
      if (node.leaf_value !== undefined && node.left_child === undefined)
        return ~(leaf.push(node.leaf_value / dumps.length) - 1)
      const index = feature.push(node.split_feature ?? 0) - 1
      threshold.push(roundDown(node.threshold ?? 0))
      left.push(0)
      right.push(0)
      return index
    }
    const rootIndex = place(root)
    roots.push(rootIndex)
    const open: [Node, number][] = rootIndex >= 0 ? [[root, rootIndex]] : []
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, index] = next
      for (const [child, side] of [
        [node.left_child as Node, left],
        [node.right_child as Node, right],
      ] as const) {
        const at = place(child)
        side[index] = at
        if (at >= 0) open.push([child, at])
      }
    }
  }
  return {
    features,
    roots: Int32Array.from(roots),
    feature: Uint16Array.from(feature),
    threshold: Float32Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    leaf: Float32Array.from(leaf),
  }
}

const [folder = '.cache/lines', key = 'all', out = 'models/lines.bin'] = process.argv.slice(2)
const bytes = writeLineModel({
  first: forestOf(`${folder}/first-${key}.json`),
  second: forestOf(`${folder}/second-${key}.json`),
  title: forestOf(`${folder}/title-${key}.json`),
})
readLineModel(bytes)
writeFileSync(out, bytes)
console.log(`${out}: ${bytes.length} bytes`)
