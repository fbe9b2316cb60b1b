/**
 * Gradient-boosted decision trees for a yes-or-no question (Friedman 2001), each asking the same question at all nodes
 * of a level (Prokhorenkova et al. 2018), small enough to read.
 */
import {codeSteps, type StepsData, type TreesData} from '../../src/detect/swap-trees.ts'

export type BoostingOptions = {
  readonly trees: number
  readonly depth: number
  readonly rate: number
  /** Share of the examples each tree sees. */
  readonly share: number
  readonly random: () => number
  /** Weight of each example; one by default. */
  readonly weights?: Float32Array
}

/** Codes there are; see `swap-trees.ts`. */
const codeCount = 128
/** Pull of leaf values to zero. */
const ridge = 5
/** Of a column's values, the share at either end that shares a code. */
const tail = 0.002

/** Chooses the steps of each of `width` columns from the values met. */
export const stepsOf = (values: Float32Array, width: number, random: () => number): StepsData => {
  const rows = values.length / width
  const low: number[] = []
  const factor: number[] = []
  for (let column = 0; column < width; column += 1) {
    const sample = Float32Array.from(
      {length: 50_000},
      () => values[((random() * rows) | 0) * width + column] ?? 0,
    ).sort()
    const bottom = sample[Math.floor(tail * sample.length)] ?? 0
    const top = sample[Math.ceil((1 - tail) * sample.length) - 1] ?? 0
    // Half a step below, so that the commonest values, which are whole numbers, fall inside steps.
    const size = Math.max(1e-3, (top - bottom) / (codeCount - 1))
    low.push(Number((bottom - size / 2).toPrecision(6)))
    factor.push(Number((1 / size).toPrecision(6)))
  }
  return {low, factor}
}

export type Steps = {readonly low: Float64Array; readonly factor: Float64Array}

export const unpackSteps = ({low, factor}: StepsData): Steps => ({
  low: Float64Array.from(low),
  factor: Float64Array.from(factor),
})

/** Writes the codes of the columns `[from, to)` of the row of evidence that begins at `row`. */
const encode = (
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

/** The codes of all rows. */
export const encodeAll = (steps: Steps, values: Float32Array, width: number): Uint8Array => {
  const codes = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row += width)
    encode(steps, values, row, codes.subarray(row, row + width), 0, width)
  return codes
}

/** The question that tells most about the examples, given which node of the level each is at; -1 when none does. */
const bestQuestion = (
  histogram: Float64Array,
  nodes: number,
  width: number,
): {column: number; border: number} => {
  let best = {column: -1, border: 0}
  let bestGain = 1e-3
  const gains = new Float64Array(codeCount)
  for (let column = 0; column < width; column += 1) {
    gains.fill(0)
    for (let node = 0; node < nodes; node += 1) {
      const first = (node * width + column) * codeCount * 2
      let allG = 0
      let allH = 0
      for (let code = 0; code < codeCount; code += 1) {
        allG += histogram[first + 2 * code] as number
        allH += histogram[first + 2 * code + 1] as number
      }
      if (allH === 0) continue
      const whole = (allG * allG) / (allH + ridge)
      let g = 0
      let h = 0
      for (let code = 0; code < codeCount - 1; code += 1) {
        g += histogram[first + 2 * code] as number
        h += histogram[first + 2 * code + 1] as number
        gains[code] =
          (gains[code] as number) +
          (g * g) / (h + ridge) +
          ((allG - g) * (allG - g)) / (allH - h + ridge) -
          whole
      }
    }
    gains.forEach((gain, border) => {
      if (gain <= bestGain) return
      bestGain = gain
      best = {column, border}
    })
  }
  return best
}

/** @param codes `width` codes a row, of which the first `used` may be asked for. */
export const growTrees = (
  codes: Uint8Array,
  labels: Uint8Array,
  {width, used}: {readonly width: number; readonly used: number},
  options: BoostingOptions,
): TreesData => {
  const rows = labels.length
  const {random, weights, depth} = options
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
  const chosen = new Int32Array(rows)
  const leafOf = new Uint8Array(rows)
  const histogram = new Float64Array((1 << depth) * used * codeCount * 2)
  const columns: number[] = []
  const borders: number[] = []
  const leaves: number[] = []
  for (let round = 0; round < options.trees; round += 1) {
    let count = 0
    for (let row = 0; row < rows; row += 1) {
      const guess = 1 / (1 + Math.exp(-(scores[row] as number)))
      const weight = weights?.[row] ?? 1
      gradient[row] = ((labels[row] ?? 0) - guess) * weight
      curvature[row] = Math.max(1e-6, guess * (1 - guess)) * weight
      if (random() < options.share) chosen[count++] = row
    }
    leafOf.fill(0)
    for (let level = 0; level < depth; level += 1) {
      histogram.fill(0)
      for (let i = 0; i < count; i += 1) {
        const row = chosen[i] as number
        const g = gradient[row] as number
        const h = curvature[row] as number
        let at = (leafOf[row] as number) * used * codeCount * 2
        for (let column = 0; column < used; column += 1) {
          const cell = at + 2 * (codes[row * width + column] as number)
          histogram[cell] = (histogram[cell] as number) + g
          histogram[cell + 1] = (histogram[cell + 1] as number) + h
          at += codeCount * 2
        }
      }
      const {column, border} = bestQuestion(histogram, 1 << level, used)
      columns.push(Math.max(0, column))
      // Where nothing is left to ask, a question that is always answered no.
      borders.push(column < 0 ? codeCount : border)
      for (let row = 0; row < rows; row += 1)
        leafOf[row] =
          ((leafOf[row] as number) << 1) |
          (column >= 0 && (codes[row * width + column] as number) > border ? 1 : 0)
    }
    const sums = new Float64Array(2 << depth)
    for (let i = 0; i < count; i += 1) {
      const row = chosen[i] as number
      const leaf = 2 * (leafOf[row] as number)
      sums[leaf] = (sums[leaf] as number) + (gradient[row] as number)
      sums[leaf + 1] = (sums[leaf + 1] as number) + (curvature[row] as number)
    }
    const first = leaves.length
    for (let leaf = 0; leaf < 1 << depth; leaf += 1)
      leaves.push(
        Number(
          ((options.rate * (sums[2 * leaf] as number)) / ((sums[2 * leaf + 1] as number) + ridge)).toFixed(4),
        ),
      )
    for (let row = 0; row < rows; row += 1)
      scores[row] = (scores[row] as number) + (leaves[first + (leafOf[row] as number)] as number)
  }
  return {base, depth, columns, borders, leaves}
}

/** Log-odds for a row of codes, worked out step by step; see `openTrees` for how it is done in earnest. */
export const sumTrees = ({base, depth, columns, borders, leaves}: TreesData, codes: Uint8Array): number => {
  let sum = base
  for (let tree = 0; tree * depth < columns.length; tree += 1) {
    let leaf = 0
    for (let at = tree * depth; at < (tree + 1) * depth; at += 1)
      leaf = 2 * leaf + ((codes[columns[at]!] ?? 0) > borders[at]! ? 1 : 0)
    sum += Math.fround(leaves[tree * 2 ** depth + leaf] ?? 0)
  }
  return sum
}
