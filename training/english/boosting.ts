/**
 * Gradient-boosted decision trees for a yes-or-no question (Friedman 2001; histograms and leaf-wise growth as in
 * LightGBM, Ke et al. 2017), small enough to read.
 */
import type {TreesData} from '../../src/detect/swap-trees.ts'

export type BoostingOptions = {
  readonly trees: number
  readonly leaves: number
  readonly rate: number
  /** Fewest examples in a leaf. */
  readonly least: number
  /** Share of the examples each tree sees. */
  readonly share: number
  readonly random: () => number
  /** Weight of each example; one by default. */
  readonly weights?: Float32Array
}

const mostBins = 63
/** Pull of leaf values to zero. */
const ridge = 5

type Node = {column: number; bin: number; child: number; value: number}
type Leaf = {from: number; to: number; node: number; gain: number; column: number; bin: number}

/** Borders between the bins of a column, from its quantiles. */
const bordersOf = (
  values: Float32Array,
  rows: number,
  width: number,
  column: number,
  random: () => number,
): number[] => {
  const sample = Float32Array.from(
    {length: 20_000},
    () => values[((random() * rows) | 0) * width + column] ?? 0,
  ).sort()
  const borders: number[] = []
  for (let bin = 1; bin < mostBins; bin += 1) {
    const border = sample[Math.floor((bin * sample.length) / mostBins)] ?? 0
    if (border !== borders.at(-1) && border < (sample.at(-1) ?? 0)) borders.push(border)
  }
  return borders
}

/** @param values `width` numbers a row. */
export const growTrees = (
  values: Float32Array,
  labels: Uint8Array,
  width: number,
  options: BoostingOptions,
): TreesData => {
  const rows = labels.length
  const {random, weights} = options
  const borders = Array.from({length: width}, (_, column) => bordersOf(values, rows, width, column, random))
  const bins = new Uint8Array(rows * width)
  for (let column = 0; column < width; column += 1) {
    const own = borders[column] ?? []
    for (let row = 0; row < rows; row += 1) {
      const value = values[row * width + column] ?? 0
      let low = 0
      let high = own.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (value <= (own[middle] ?? 0)) high = middle
        else low = middle + 1
      }
      bins[row * width + column] = low
    }
  }
  let positive = 0
  let all = 0
  for (let row = 0; row < rows; row += 1) {
    const weight = weights?.[row] ?? 1
    all += weight
    positive += weight * (labels[row] ?? 0)
  }
  const base = Math.log(positive / (all - positive))
  const scores = new Float32Array(rows).fill(base)
  const gradient = new Float32Array(rows)
  const curvature = new Float32Array(rows)
  const order = new Int32Array(rows)
  const scratch = new Int32Array(rows)
  const histogram = new Float64Array(width * 64 * 2)
  const trees: {column: number[]; value: number[]; child: number[]}[] = []

  const bestSplit = (leaf: Leaf): void => {
    histogram.fill(0)
    let sumG = 0
    let sumH = 0
    for (let i = leaf.from; i < leaf.to; i += 1) {
      const row = order[i] as number
      const g = gradient[row] as number
      const h = curvature[row] as number
      sumG += g
      sumH += h
      const first = row * width
      for (let column = 0; column < width; column += 1) {
        const at = (column * 64 + (bins[first + column] as number)) * 2
        histogram[at] = (histogram[at] as number) + g
        histogram[at + 1] = (histogram[at + 1] as number) + h
      }
    }
    const parent = (sumG * sumG) / (sumH + ridge)
    leaf.gain = 0
    for (let column = 0; column < width; column += 1) {
      let g = 0
      let h = 0
      const last = (borders[column] ?? []).length
      for (let bin = 0; bin < last; bin += 1) {
        const at = (column * 64 + bin) * 2
        g += histogram[at] as number
        h += histogram[at + 1] as number
        if (h < options.least / 4 || sumH - h < options.least / 4) continue
        const gain = (g * g) / (h + ridge) + ((sumG - g) * (sumG - g)) / (sumH - h + ridge) - parent
        if (gain > leaf.gain) {
          leaf.gain = gain
          leaf.column = column
          leaf.bin = bin
        }
      }
    }
  }

  for (let round = 0; round < options.trees; round += 1) {
    let used = 0
    for (let row = 0; row < rows; row += 1) {
      const guess = 1 / (1 + Math.exp(-(scores[row] as number)))
      const weight = weights?.[row] ?? 1
      gradient[row] = ((labels[row] ?? 0) - guess) * weight
      curvature[row] = Math.max(1e-6, guess * (1 - guess)) * weight
      if (random() < options.share) order[used++] = row
    }
    const nodes: Node[] = [{column: -1, bin: 0, child: 0, value: 0}]
    const leaves: Leaf[] = [{from: 0, to: used, node: 0, gain: 0, column: 0, bin: 0}]
    bestSplit(leaves[0] as Leaf)
    while (leaves.length < options.leaves) {
      const leaf = leaves.reduce((a, b) => (b.gain > a.gain ? b : a))
      if (leaf.gain <= 1e-3) break
      let left = leaf.from
      let right = 0
      for (let i = leaf.from; i < leaf.to; i += 1) {
        const row = order[i] as number
        if ((bins[row * width + leaf.column] as number) <= leaf.bin) order[left++] = row
        else scratch[right++] = row
      }
      for (let i = 0; i < right; i += 1) order[left + i] = scratch[i] as number
      const child = nodes.length
      nodes[leaf.node] = {column: leaf.column, bin: leaf.bin, child, value: 0}
      nodes.push({column: -1, bin: 0, child: 0, value: 0}, {column: -1, bin: 0, child: 0, value: 0})
      const one: Leaf = {from: leaf.from, to: left, node: child, gain: 0, column: 0, bin: 0}
      const two: Leaf = {from: left, to: leaf.to, node: child + 1, gain: 0, column: 0, bin: 0}
      bestSplit(one)
      bestSplit(two)
      leaves[leaves.indexOf(leaf)] = one
      leaves.push(two)
    }
    for (const leaf of leaves) {
      let g = 0
      let h = 0
      for (let i = leaf.from; i < leaf.to; i += 1) {
        g += gradient[order[i] as number] as number
        h += curvature[order[i] as number] as number
      }
      const node = nodes[leaf.node] as Node
      node.value = (options.rate * g) / (h + ridge)
    }
    for (let row = 0; row < rows; row += 1) {
      let node = nodes[0] as Node
      while (node.column >= 0)
        node = nodes[node.child + ((bins[row * width + node.column] as number) <= node.bin ? 0 : 1)] as Node
      scores[row] = (scores[row] as number) + node.value
    }
    trees.push({
      column: nodes.map(node => node.column),
      value: nodes.map(node =>
        Number((node.column < 0 ? node.value : (borders[node.column]?.[node.bin] ?? 0)).toPrecision(5)),
      ),
      child: nodes.map(node => node.child),
    })
  }
  return {base, trees}
}
