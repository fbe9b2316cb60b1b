import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {classifyLines} from '../../src/strip/classify-lines.ts'
import {keepForBestF1} from '../../src/strip/lines/decode.ts'
import {featureNames} from '../../src/strip/lines/features.ts'
import {type Forest, predict, readLineModel, writeLineModel} from '../../src/strip/lines/trees.ts'

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
  const likely = predict(forest, Float32Array.of(1, 9, 2, 5, 2, 6), 3, 2)
  expect([...likely]).toEqual([squash(-2), squash(0), squash(2)].map(Math.fround))
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
