import {describe, expect, it} from 'vitest'
import {emptyTable, levelOf, levelsPerDoubling, putCount} from '../../src/detect/count-table.ts'

describe('count tables', () => {
  const table = emptyTable(13_000)
  const runs = Array.from({length: 10_000}, (_, i) => [i % 97, 1000 + i, (i * 7) % 1013] as const)
  runs.forEach((run, index) => {
    putCount(table, [...run], 1 + (index % 500))
  })

  it('gives back what was put in, to the nearest level', () => {
    runs.forEach(([a, b, c], index) => {
      const count = 2 ** ((levelOf(table, a, b, c) - 1) / levelsPerDoubling)
      // Two runs in a table may share place and mark, and the larger count stays: at most a few in ten thousand.
      expect(count).toBeGreaterThan((1 + (index % 500)) * 0.97)
    })
    const right = runs.filter(([a, b, c], index) => {
      const count = 2 ** ((levelOf(table, a, b, c) - 1) / levelsPerDoubling)
      return Math.abs(Math.log2(count / (1 + (index % 500)))) < 0.6 / levelsPerDoubling
    })
    expect(right.length).toBeGreaterThan(9_980)
  })

  it('hardly ever knows a run that was not put in', () => {
    let known = 0
    for (let i = 0; i < 50_000; i += 1)
      if (levelOf(table, 200 + (i % 50), 100_000 + i, i % 300) > 0) known += 1
    expect(known).toBeLessThan(25)
  })

  it('tells the order of a run', () => {
    const small = emptyTable(8)
    putCount(small, [0, 5, 6], 3)
    expect(levelOf(small, 0, 5, 6)).toBeGreaterThan(0)
    expect(levelOf(small, 0, 6, 5)).toBe(0)
  })
})
