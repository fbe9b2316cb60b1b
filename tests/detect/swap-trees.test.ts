import {describe, expect, it} from 'vitest'
import {openTrees} from '../../src/detect/tree-kernel.ts'
import {encodeAll, growTrees, stepsOf, sumTrees, unpackSteps} from '../../training/english/boosting.ts'
import {randomFrom} from '../../training/english/texts.ts'

describe('trees', () => {
  it('learn a rule that no single column tells', () => {
    const random = randomFrom(5)
    const rows = 4000
    const values = Float32Array.from({length: rows * 3}, () => random() * 2 - 1)
    const labels = Uint8Array.from({length: rows}, (_, row) =>
      (values[row * 3] ?? 0) > 0 === (values[row * 3 + 1] ?? 0) > 0.2 ? 1 : 0,
    )
    const steps = unpackSteps(stepsOf(values, 3, random))
    const options = {trees: 30, depth: 3, rate: 0.3, share: 0.8, random}
    const grown = growTrees(encodeAll(steps, values, 3), labels, {width: 3, used: 3}, options)
    const trees = openTrees({grown}, {low: [...steps.low], factor: [...steps.factor]})
    let right = 0
    for (let test = 0; test < 500; test += 1) {
      const row = Float32Array.from([random() * 2 - 1, random() * 2 - 1, random() * 2 - 1])
      const truth = (row[0] ?? 0) > 0 === (row[1] ?? 0) > 0.2
      trees.row.set(row)
      const sum = trees.grown()
      // To the last bit what training worked its thresholds out with.
      expect(sum).toBe(sumTrees(grown, encodeAll(steps, row, 3)))
      if (sum > 0 === truth) right += 1
    }
    expect(right).toBeGreaterThan(470)
  })

  it('are worth their base where none was grown', () => {
    const none = {base: -1.5, depth: 3, columns: [], borders: [], leaves: []}
    expect(openTrees({none}, {low: [0], factor: [1]}).none()).toBe(-1.5)
  })
})
