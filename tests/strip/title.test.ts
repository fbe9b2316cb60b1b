import {expect, test} from 'vitest'
import {findTitle} from '../../src/strip/title.ts'

const lines = [
  'The harbour wall is repaired at last',
  'Masons finished the last stretch of the wall on Friday, eleven years after the storm that broke it.',
  'Ships come in again at both tides.',
]
const all = lines.map(() => true)

test('takes the line that heads the text without asking how likely it is', () => {
  const asked: number[][] = []
  const title = findTitle(lines, all, rows => {
    asked.push([...rows])
    return rows.map(() => 0)
  })
  expect(title).toBe(0)
  expect(asked).toEqual([])
})

test('asks where more than one line could be the title, or the first does not look like one', () => {
  const below = findTitle(['Harbour', ...lines], [false, true, true, true], rows =>
    rows.map(row => (row === 1 ? 1 : 0)),
  )
  expect(below).toBe(1)
  const sentence = ['Ships come in again.', ...lines.slice(1)]
  expect(findTitle(sentence, all, rows => rows.map(() => 1))).toBe(0)
  expect(findTitle(sentence, all, rows => rows.map(() => 0))).toBeUndefined()
})

test('takes the headline where the first line is the trail to a headline below it', () => {
  const trail = ['Home > Coast > The harbour wall is repaired at last', ...lines]
  expect(findTitle(trail, [true, true, true, true], rows => rows.map(() => 1))).toBe(1)
})
