import {expect, it} from 'vitest'
import {fitLogistic} from '../../training/english/logistic.ts'
import {randomFrom} from '../../training/english/texts.ts'

it('logistic regression finds the weights that made the labels', () => {
  const random = randomFrom(9)
  const cases = Array.from({length: 6_000}, () => {
    const values = [random() * 4 - 2, random() * 200, random()]
    const odds = 2 * (values[0] ?? 0) - 0.03 * (values[1] ?? 0) + 2
    return {values, label: random() < 1 / (1 + Math.exp(-odds)) ? (1 as const) : (0 as const), weight: 1}
  })
  const {weights, bias} = fitLogistic(cases)
  expect(weights[0]).toBeCloseTo(2, 0)
  expect((weights[1] ?? 0) * 100).toBeCloseTo(-3, 0)
  expect(Math.abs(weights[2] ?? 1)).toBeLessThan(0.3)
  expect(Math.abs(bias - 2)).toBeLessThan(0.4)
})
