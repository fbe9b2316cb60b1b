import {expect, test} from 'vitest'
import {namedBeside, peopleOf} from '../../src/strip/byline.ts'

test.each([
  ['By Ann Keeper', ['Ann Keeper']],
  ['By Ann Keeper and Tom Oar', ['Ann Keeper', 'Tom Oar']],
  ['By Ann Keeper, Tom Oar, and Ida Rope', ['Ann Keeper', 'Tom Oar', 'Ida Rope']],
  ['Written by: Ann Keeper', ['Ann Keeper']],
  ['BY ANN KEEPER', ['ANN KEEPER']],
  ['By Ann Keeper | March 4, 2026', ['Ann Keeper']],
  ['By Ann Keeper March 4, 2026', ['Ann Keeper']],
  ['By Ann Keeper ⋅ Review Editor ⋅ Updated March 4, 2026', ['Ann Keeper']],
  ['By Ann Keeper, Senior Editor', ['Ann Keeper']],
  ['By Ann Keeper, MD', ['Ann Keeper']],
  ['By Ann Keeper on March 4, 2026', ['Ann Keeper']],
  ['Von Anna Wärter', ['Anna Wärter']],
  ['Por María de la Torre', ['María de la Torre']],
])('%s names people', (line, people) => {
  expect(peopleOf(line)).toEqual(people)
})

test.each([
  'By the harbour wall',
  'By nine the ferry had left',
  'By Saturday Morning in 2026 the river had come over the wall.',
  'Byron Keeper',
  'By Ann Keeper and the crew of the ferry, who had been at sea since nine that morning and had seen no land at all',
])('%s is no byline', line => {
  expect(peopleOf(line)).toEqual([])
})

const rowsOf = (lines: readonly string[]): number[] => lines.map((_, row) => row)

test('a name below a line that says "by", or beside a date, is the author', () => {
  const below = ['Harbour Gazette', 'Written by', 'Ann Keeper', 'Share']
  expect(namedBeside(below, rowsOf(below), () => false)).toEqual(['Ann Keeper'])
  const beside = ['Home', 'Ann Keeper', 'March 4, 2026', 'Share']
  expect(namedBeside(beside, rowsOf(beside), row => row === 2)).toEqual(['Ann Keeper'])
})

test('labels and names that nothing points to are not', () => {
  const lines = ['Privacy Policy', 'March 4, 2026', 'Related Stories', 'Ann Keeper', 'Share']
  expect(namedBeside(lines, rowsOf(lines), row => row === 1)).toEqual([])
})
