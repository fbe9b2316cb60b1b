import {describe, expect, it} from 'vitest'
import {openRoom} from '../../src/compute/wasm-code.ts'
import {countsRoom, mostAsked, openCounts, tableRoom} from '../../src/detect/count-kernel.ts'
import {
  type CountTable,
  emptyTable,
  hashOf,
  levelsPerDoubling,
  putCount,
} from '../../src/detect/count-table.ts'

/** Looks up runs as the detector does. */
const reader = (table: CountTable): ((runs: readonly (readonly [number, number, number])[]) => number[]) => {
  const room = openRoom(countsRoom + tableRoom(table.slots))
  const counts = openCounts(room)
  const {hashes, levels} = counts
  const {place, slots} = counts.place(table.slots, (from, marks, levels) => {
    marks.set(new Uint8Array(table.marks.buffer, 2 * from, marks.length))
    levels.set(table.levels.subarray(from, from + levels.length))
  })
  return runs => {
    const found: number[] = []
    for (let from = 0; from < runs.length; from += mostAsked) {
      const asked = runs.slice(from, from + mostAsked)
      asked.forEach((run, index) => {
        hashes[index] = hashOf(...run)
      })
      counts.lookUp(asked.length, place, slots)
      found.push(...levels.subarray(0, asked.length))
    }
    return found
  }
}

describe('count tables', () => {
  const table = emptyTable(13_000)
  const runs = Array.from({length: 10_000}, (_, i) => [i % 97, 1000 + i, (i * 7) % 1013] as const)
  runs.forEach((run, index) => {
    putCount(table, [...run], 1 + (index % 500))
  })

  const read = reader(table)
  const found = read(runs)

  it('gives back what was put in, to the nearest level', () => {
    runs.forEach((_, index) => {
      const count = 2 ** (((found[index] ?? 0) - 1) / levelsPerDoubling)
      // Two runs in a table may share place and mark, and the larger count stays: at most a few in ten thousand.
      expect(count).toBeGreaterThan((1 + (index % 500)) * 0.97)
    })
    const right = runs.filter((_, index) => {
      const count = 2 ** (((found[index] ?? 0) - 1) / levelsPerDoubling)
      return Math.abs(Math.log2(count / (1 + (index % 500)))) < 0.6 / levelsPerDoubling
    })
    expect(right.length).toBeGreaterThan(9_980)
  })

  it('hardly ever knows a run that was not put in', () => {
    const others = Array.from({length: 50_000}, (_, i) => [200 + (i % 50), 100_000 + i, i % 300] as const)
    expect(read(others).filter(level => level > 0).length).toBeLessThan(25)
  })

  it('tells the order of a run', () => {
    const small = emptyTable(8)
    putCount(small, [0, 5, 6], 3)
    const [level, other] = reader(small)([
      [0, 5, 6],
      [0, 6, 5],
    ])
    expect(level).toBeGreaterThan(0)
    expect(other).toBe(0)
  })

  it('finds every run of a table that is nearly full, around its end too', () => {
    const full = emptyTable(60)
    const all = Array.from({length: 56}, (_, i) => [i, i * i, 3] as const)
    for (const run of all) putCount(full, [...run], 1000)
    expect(reader(full)(all).every(level => level > 0)).toBe(true)
    const tiny = emptyTable(3)
    putCount(tiny, [1, 2, 3], 9)
    putCount(tiny, [4, 5, 6], 9)
    expect(
      reader(tiny)([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ]).map(level => level > 0),
    ).toEqual([true, true, false])
  })
})
