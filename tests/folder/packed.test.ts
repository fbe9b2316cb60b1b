import {expect, test} from 'vitest'
import {packPage, unpackPage} from '../../src/folder/packed.ts'

const page = {
  site: 'host:example.com',
  page: 'abc',
  lines: [
    {key: 'home', sample: 'Home', place: 0},
    {key: 'the council met', sample: 'The council met on Monday.', place: 0.5},
  ],
  longest: ['the council met'],
}

test('a page comes back as it was', () => {
  expect(unpackPage(packPage(page))).toEqual(page)
})

test('of two pages with the same lines, the packed ones compare as the pages do', () => {
  const other = {...page, lines: page.lines.map(line => ({...line, place: line.place && 0.55}))}
  const texts = [page, other].map(each => JSON.stringify(each))
  const packed = [page, other].map(each => packPage(each).lines)
  expect(String(packed[0]) < String(packed[1])).toBe(String(texts[0]) < String(texts[1]))
})
