import {expect, test} from 'vitest'
import {lineMemory} from '../../src/rules/line-memory.ts'

test('a line is recalled as itself or not at all', () => {
  const memory = lineMemory<string>()
  // Far more lines than there are places for.
  const lines = Array.from({length: 50_000}, (_, row) => `${row} readers`)
  let recalled = 0
  for (const line of lines) {
    expect(memory.recall(line)).toBeUndefined()
    memory.remember(line, line.toUpperCase())
    expect(memory.recall(line)).toBe(line.toUpperCase())
  }
  for (const line of lines) {
    const found = memory.recall(line)
    if (found === undefined) continue
    expect(found).toBe(line.toUpperCase())
    recalled++
  }
  expect(recalled).toBeGreaterThan(1000)
})

test('lines are forgotten when they come to a million characters', () => {
  const memory = lineMemory<number>()
  memory.remember('Menu', 1)
  for (let count = 0; count < 1100; count++) memory.remember(`${count} ${'x'.repeat(1000)}`, count)
  expect(memory.recall('Menu')).toBeUndefined()
})
