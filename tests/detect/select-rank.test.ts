import fc from 'fast-check'
import {expect, test} from 'vitest'
import {selectRank} from '../../src/detect/select-rank.ts'

const numbers = fc.array(fc.oneof(fc.double({noNaN: true}), fc.integer({min: -3, max: 3})), {
  minLength: 1,
  maxLength: 60,
})

const expectSelected = (list: readonly number[], rank: number): void => {
  const values = Float64Array.from(list)
  const sorted = Float64Array.from(list).sort()
  expect(selectRank(values, list.length, rank)).toBe((sorted[rank] as number) + 0)
  expect(Math.max(...values.slice(0, rank + 1))).toBe((sorted[rank] as number) + 0)
  expect(Math.min(...values.slice(rank))).toBe((sorted[rank] as number) + 0)
  expect(values.toSorted()).toEqual(sorted)
}

test('puts a rank where sorting would', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), (list, seed) => {
      const plain = list.map(value => value + 0)
      expectSelected(plain, seed % plain.length)
    }),
  )
})

test('leaves alone what lies behind the count', () => {
  const values = Float64Array.of(5, 4, 3, -7)
  expect(selectRank(values, 3, 0)).toBe(3)
  expect(values[3]).toBe(-7)
})

test('is done in time whatever the order', () => {
  // Every middle that is tried is the smallest that is left.
  const worst: number[] = []
  for (let at = 0; at < 4000; at += 1) {
    const middle = at >> 1
    worst.splice(middle, 0, 4000 - at)
  }
  expectSelected(worst, 10)
  expectSelected(worst, 3990)
})
