import fc from 'fast-check'
import {expect, test} from 'vitest'
import {learn, lettersOf} from '../../src/rules/line-letters.ts'
import {enter, textTable} from '../../src/rules/text-table.ts'

/** So poor a number that most texts share theirs with others. */
const numberOf = (letters: Uint16Array): number => letters.length + (letters[0] ?? 0)

const lineOf = (text: string) => {
  const units = lettersOf(text)
  learn(units, units.length)
  return {text, units, length: units.length, hasFigures: false}
}

test('a line finds what was entered under its first letters, and nothing else', () => {
  const words = fc.string({unit: fc.constantFrom('a', 'b', 'é'), maxLength: 5})
  fc.assert(
    fc.property(fc.array(fc.tuple(words, fc.nat(9)), {maxLength: 40}), words, (entries, text) => {
      const entered = new Map<string, readonly number[]>()
      for (const [word, value] of entries) enter(entered, word, [value])
      const find = textTable(entered, numberOf)
      const line = lineOf(text)
      for (let length = 0; length <= text.length; length += 1) {
        const begun = text.slice(0, length)
        const wanted = entries.filter(([word]) => word === begun).map(([, value]) => value)
        const found = find(line, length, numberOf(line.units.subarray(0, length)))
        expect(found ?? []).toEqual(Array.from(new Set(wanted)))
      }
    }),
  )
})

test('capital letters of a line are those that were entered in small ones', () => {
  const find = textTable(new Map([['home', ['yes']]]), numberOf)
  const line = lineOf('HOME page')
  expect(find(line, 4, numberOf(lettersOf('home')))).toEqual(['yes'])
})
