import {expect, test} from 'vitest'
import {unitAt} from '../../src/document/unit-at.ts'

test('gives the units of a text, and NaN beyond it', () => {
  const text = 'aé’\ud83d\ude00'
  expect(Array.from({length: 6}, (_, at) => unitAt(text, at))).toEqual([
    0x61,
    0xe9,
    0x2019,
    0xd83d,
    0xde00,
    Number.NaN,
  ])
})
