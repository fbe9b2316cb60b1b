import {expect, test} from 'vitest'
import {dateOfLine, metadataOf, metadataRemovals} from '../../src/strip/line-metadata.ts'

const text =
  'The ferry left at nine, as it had every morning for forty years, and nobody on the pier looked up from the nets.'

test.each([
  ['March 4, 2026', '2026-03-04'],
  ['Published: 4 March 2026', '2026-03-04'],
  ['04/03/2026', '2026-03-04'],
  ['Mittwoch, 4. März 2026', '2026-03-04'],
])('%s is a date line', (line, day) => {
  expect(dateOfLine(line)).toBe(day)
})

test.each([
  'The ferry of March 4, 2026 was late.',
  'Four boats',
  'It had rained for days when, on March 4, 2026, the river at last came over the wall and into the town',
])('%s is no date line', line => {
  expect(dateOfLine(line)).toBeUndefined()
})

const removalsOf = (lines: readonly string[], title: number, start: number) =>
  metadataRemovals(
    lines,
    lines.map(() => true),
    {title, start, end: lines.length - 1},
  )

test('takes dates, bylines and the repeated title from the head, and copyright and blurb from the tail', () => {
  const lines = [
    'HomeBoatsThe ferry left at nine',
    'The ferry left at nine',
    'By Ann Keeper and Tom Oar',
    'March 4, 2026',
    text,
    text,
    'Ann Keeper is a staff reporter for the Harbour Gazette.',
    '© 2026 Harbour Gazette',
  ]
  const removals = removalsOf(lines, 1, 4)
  expect([...removals].map(([row, {ruleId}]) => [row, ruleId]).sort()).toEqual([
    [0, 'strip/repeated-title'],
    [2, 'strip/byline'],
    [3, 'strip/date-line'],
    [6, 'strip/author-blurb'],
    [7, 'strip/copyright'],
  ])
  const metadata = metadataOf(lines, row => removals.has(row), {title: 1, start: 4, end: 5})
  expect(metadata).toMatchObject({
    byline: ['Ann Keeper', 'Tom Oar'],
    published: '2026-03-04',
    rights: '© 2026 Harbour Gazette',
  })
})

test('leaves such lines alone amid the text', () => {
  const lines = [
    'The ferry left at nine',
    text,
    '© 2026 stood on the wall in red paint',
    text,
    'March 4, 2026',
    text,
  ]
  expect(removalsOf(lines, 0, 1).size).toBe(0)
})

test('keeps the addresses of a reference list as metadata', () => {
  const lines = [
    'Title of the piece',
    text,
    'Sources',
    'https://harbour.example/a',
    '2. https://harbour.example/b',
  ]
  const removals = removalsOf(lines, 0, 1)
  expect([...removals.keys()]).toEqual([2, 3, 4])
  expect(metadataOf(lines, row => removals.has(row), {title: 0, start: 1, end: 4}).references).toEqual([
    'https://harbour.example/a',
    'https://harbour.example/b',
  ])
})
