import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {classifyLines} from '../../src/strip/classify-lines.ts'
import {keepForBestF1} from '../../src/strip/lines/decode.ts'
import {featureNames} from '../../src/strip/lines/features.ts'
import {forestScorer} from '../../src/strip/lines/scorer.ts'
import {type Forest, readLineModel, writeLineModel} from '../../src/strip/lines/trees.ts'

/** One tree: the first feature at most 1 gives -2, else the second at most 5 gives 0, else 2. */
const forest: Forest = {
  features: ['a', 'b'],
  roots: Int32Array.of(0),
  feature: Uint16Array.of(0, 1),
  threshold: Float32Array.of(1, 5),
  left: Int32Array.of(~0, ~1),
  right: Int32Array.of(1, ~2),
  leaf: Float32Array.of(-2, 0, 2),
}

test('a forest squashes the sum of the leaves its rows fall into', () => {
  const squash = (sum: number): number => 1 / (1 + Math.exp(-sum))
  const likely = forestScorer(forest, 2)(Float32Array.of(1, 9, 2, 5, 2, 6), 3)
  expect([...likely]).toEqual([squash(-2), squash(0), squash(2)].map(Math.fround))
})

/** Trees of `leaves` leaves over three features, each grown at random leaves. */
const grow = (trees: number, leaves: number, random: () => number): Forest => {
  const nodes: {feature: number; threshold: number; left: number; right: number}[] = []
  const leaf: number[] = []
  const roots = Array.from({length: trees}, () => {
    const root = nodes.length
    const ends: {node: number; side: 'left' | 'right'}[] = []
    for (let split = 1; split < leaves; split++) {
      const [end] = ends.splice(Math.floor(random() * ends.length), 1)
      if (end) (nodes[end.node] as (typeof nodes)[number])[end.side] = nodes.length
      ends.push({node: nodes.length, side: 'left'}, {node: nodes.length, side: 'right'})
      nodes.push({feature: Math.floor(random() * 3), threshold: Math.floor(random() * 9), left: 0, right: 0})
    }
    for (const {node, side} of ends) {
      ;(nodes[node] as (typeof nodes)[number])[side] = ~leaf.length
      leaf.push(random() - 0.5)
    }
    return root
  })
  return {
    features: ['a', 'b', 'c'],
    roots: Int32Array.from(roots),
    feature: Uint16Array.from(nodes, node => node.feature),
    threshold: Float32Array.from(nodes, node => node.threshold),
    left: Int32Array.from(nodes, node => node.left),
    right: Int32Array.from(nodes, node => node.right),
    leaf: Float32Array.from(leaf),
  }
}

const walk = ({roots, feature, threshold, left, right, leaf}: Forest, row: Float32Array): number => {
  let sum = 0
  for (let node of roots) {
    while (node >= 0) {
      const passes = (row[feature[node] as number] as number) <= (threshold[node] as number)
      node = (passes ? left[node] : right[node]) as number
    }
    sum += leaf[~node] as number
  }
  return Math.fround(1 / (1 + Math.exp(-sum)))
}

test('a forest gives what a walk down its trees gives', () => {
  let state = 7
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (const leaves of [2, 15, 31, 32]) {
    const grown = grow(20, leaves, random)
    // The last column is the same in all rows.
    const rows = Float32Array.from({length: 300}, (_, cell) =>
      cell % 3 === 2 ? 4 : Math.floor(random() * 20) / 2,
    )
    const walked = Array.from({length: 100}, (_, row) => walk(grown, rows.subarray(row * 3, row * 3 + 3)))
    expect([...forestScorer(grown, 3)(rows, 100)]).toEqual(walked)
  }
  expect(() => forestScorer(grow(1, 33, random), 3)).toThrow('at most 32 leaves, got one of 33')
})

test('a model is read as it was written', () => {
  const model = {text: forest, title: {...forest, leaf: Float32Array.of(1, 2, 3)}}
  expect(readLineModel(writeLineModel(model))).toEqual(model)
})

test('the weights in the repository are for the features of the code', () => {
  const {text, title} = readLineModel(readFileSync('models/lines.bin'))
  const names = featureNames.map(name => name.replace('[', '(').replace(']', ')'))
  expect(text.features).toEqual(names)
  expect(title.features).toEqual(names)
})

test('cuts at half the F1 that can be had', () => {
  const words = (): number => 10
  expect([...keepForBestF1(Float32Array.of(0.9, 0.9, 0.4, 0.1), words)]).toEqual([1, 1, 0, 0])
  // Nothing is sure: the likeliest lines are kept nevertheless.
  expect([...keepForBestF1(Float32Array.of(0.3, 0.3, 0.05), words)]).toEqual([1, 1, 0])
})

test('no lines, empty lines and one word do no harm', () => {
  expect(classifyLines([])).toEqual([])
  expect(classifyLines(['', 'x'])).toHaveLength(2)
})
