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
  expect(unpackPage(packPage(page)).page).toEqual(page)
})

test('a packed page takes nothing along that is not its own', () => {
  const packed = packPage(page)
  expect(packed.buffer.byteLength).toBe(packed.length)
})
