import {describe, expect, it} from 'vitest'
import {sumTrees, unpackTrees} from '../../src/detect/swap-trees.ts'
import {growTrees} from '../../training/english/boosting.ts'
import {randomFrom} from '../../training/english/texts.ts'

describe('trees', () => {
  it('learn a rule that no single column tells', () => {
    const random = randomFrom(5)
    const rows = 4000
    const values = Float32Array.from({length: rows * 3}, () => random() * 2 - 1)
    const labels = Uint8Array.from({length: rows}, (_, row) =>
      (values[row * 3] ?? 0) > 0 === (values[row * 3 + 1] ?? 0) > 0.2 ? 1 : 0,
    )
    const trees = unpackTrees(
      growTrees(values, labels, 3, {trees: 30, leaves: 8, rate: 0.3, least: 20, share: 0.8, random}),
    )
    let right = 0
    for (let test = 0; test < 500; test += 1) {
      const row = Float32Array.from([random() * 2 - 1, random() * 2 - 1, random() * 2 - 1])
      const truth = (row[0] ?? 0) > 0 === (row[1] ?? 0) > 0.2
      if (sumTrees(trees, row, 0) > 0 === truth) right += 1
    }
    expect(right).toBeGreaterThan(470)
  })
})
