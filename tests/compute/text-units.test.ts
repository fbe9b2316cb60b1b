import fc from 'fast-check'
import {expect, test} from 'vitest'
import {unitsOf} from '../../src/compute/text-units.ts'

const codesOf = (text: string): number[] =>
  Array.from({length: text.length}, (_, index) => text.charCodeAt(index))

test('the units of any text are its char codes, lone surrogates too', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 60}), fc.nat(40), (text, from) => {
      const part = `${text}\ud83d`.slice(from)
      const units = unitsOf(part)
      expect(Array.from(units.subarray(0, part.length + 4))).toEqual([...codesOf(part), 0, 0, 0, 0])
    }),
  )
})

test('a text of any length has all of its units, and is not kept when it is long', () => {
  for (const length of [0, 1, 65_536, 65_537, 300_000]) {
    const text = 'aé–'.repeat(length).slice(0, length)
    const units = unitsOf(text)
    expect(Array.from(units.subarray(0, length + 4))).toEqual([...codesOf(text), 0, 0, 0, 0])
  }
  expect(unitsOf('b').length).toBeLessThan(70_000)
})
