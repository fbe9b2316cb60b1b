import {expect, test} from 'vitest'
import {type Forest, openForest} from '../../src/compute/forest-kernel.ts'

/** The sums of rows of `width` features. */
const sumsOf = (forest: Forest, width: number, values: readonly number[]): number[] => {
  const count = values.length / width
  const {rows, sums} = openForest(forest, {width, most: count})
  rows.set(values)
  return [...sums(count)]
}

test('a row falls to the left of a threshold that it is not above', () => {
  const forest: Forest = {
    roots: Int32Array.of(0, ~3),
    feature: Uint16Array.of(0, 1),
    threshold: Float32Array.of(1, 5),
    left: Int32Array.of(~0, ~1),
    right: Int32Array.of(1, ~2),
    leaf: Float32Array.of(-2, 0, 2, 10),
  }
  expect(sumsOf(forest, 2, [1, 9, 2, 5, 2, 6])).toEqual([8, 10, 12])
})

const COLUMNS = 7

/** Trees of `leaves` leaves, each grown at random leaves. */
const grow = (trees: number, leaves: number, random: () => number): Forest => {
  const nodes: {feature: number; threshold: number; left: number; right: number}[] = []
  const leaf: number[] = []
  const roots = Array.from({length: trees}, () => {
    const root = leaves === 1 ? ~leaf.length : nodes.length
    if (leaves === 1) leaf.push(random() - 0.5)
    const ends: {node: number; side: 'left' | 'right'}[] = []
    for (let split = 1; split < leaves; split++) {
      const [end] = ends.splice(Math.floor(random() * ends.length), 1)
      if (end) (nodes[end.node] as (typeof nodes)[number])[end.side] = nodes.length
      ends.push({node: nodes.length, side: 'left'}, {node: nodes.length, side: 'right'})
      nodes.push({
        feature: Math.floor(random() * COLUMNS),
        threshold: Math.floor(random() * 9),
        left: 0,
        right: 0,
      })
    }
    for (const {node, side} of ends) {
      ;(nodes[node] as (typeof nodes)[number])[side] = ~leaf.length
      leaf.push(random() - 0.5)
    }
    return root
  })
  return {
    roots: Int32Array.from(roots),
    feature: Uint16Array.from(nodes, node => node.feature),
    threshold: Float32Array.from(nodes, node => node.threshold),
    left: Int32Array.from(nodes, node => node.left),
    right: Int32Array.from(nodes, node => node.right),
    leaf: Float32Array.from(leaf),
  }
}

const walk = ({roots, feature, threshold, left, right, leaf}: Forest, row: readonly number[]): number => {
  let sum = 0
  for (let node of roots) {
    while (node >= 0) {
      const passes = (row[feature[node] as number] as number) <= (threshold[node] as number)
      node = (passes ? left[node] : right[node]) as number
    }
    sum += leaf[~node] as number
  }
  return sum
}

test('sums are those of walks down the trees, to the last bit', () => {
  let state = 7
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (const leaves of [1, 2, 15, 31, 32]) {
    const grown = grow(20, leaves, random)
    const kernel = openForest(grown, {width: COLUMNS, most: 103})
    for (const count of [103, 1, 0, 2, 5, 100]) {
      // All columns vary, one does not, none does.
      for (const constant of [[], [4], [0, 1, 2, 3, 4, 5, 6]]) {
        const rows = Array.from({length: count}, () =>
          Array.from({length: COLUMNS}, (_, column) =>
            constant.includes(column) ? 4 : Math.floor(random() * 24 - 4) / 2,
          ),
        )
        kernel.rows.set(rows.flat())
        expect([...kernel.sums(count)]).toEqual(rows.map(row => walk(grown, row)))
      }
    }
  }
  expect(() => openForest(grow(1, 33, random), {width: COLUMNS, most: 1})).toThrow(
    'at most 32 leaves, got one of 33',
  )
})
