import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import type {Terminal} from '../../src/cli/command.ts'
import {openProgress} from '../../src/cli/progress.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const watching = (watched: boolean): {terminal: Terminal; drawn: string[]} => {
  const drawn: string[] = []
  const terminal = {
    watched,
    columns: 60,
    writeError: (text: string) => drawn.push(text),
  } as unknown as Terminal
  return {terminal, drawn}
}

const shown = (drawn: readonly string[]): string | undefined => drawn.at(-1)?.replace('\r\u001b[K', '')

test('says how many texts were read, then how many inputs are done and how long the others will take', () => {
  const {terminal, drawn} = watching(true)
  const progress = openProgress(terminal)
  progress.start(100)
  vi.advanceTimersByTime(60_000)
  progress.read(80, 'news/tides.txt')
  expect(shown(drawn)).toBe('80/100 inputs read  news/tides.txt')
  vi.advanceTimersByTime(10_000)
  progress.step(20, 20, 'news/oats.txt')
  // Of the eighty that are left each takes as long as one of the twenty did, whatever reading took.
  expect(shown(drawn)).toBe('20/100 inputs, 40 s left  news/oats.txt')
  progress.step(21, 21, 'news/drawn-too-soon-after.txt')
  expect(shown(drawn)).toContain('oats')
  progress.stop()
  expect(shown(drawn)).toBe('')
})

test('is silent where nobody watches', () => {
  const {terminal, drawn} = watching(false)
  const progress = openProgress(terminal)
  progress.start(1)
  vi.advanceTimersByTime(1_000)
  progress.read(1, 'a.txt')
  progress.step(1, 1, 'a.txt')
  progress.stop()
  expect(drawn).toEqual([])
})
