import {describe, expect, test} from 'vitest'
import {shinglesOf} from '../../src/strip/shingles.ts'
import {lineKey} from '../../src/strip/site-lines.ts'

/** What a key does not see, said of the whole text. */
const folded = (line: string): string =>
  line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{N}+/gu, '0')
    .replace(/\s+/g, ' ')
    .trim()

/** The words of the whole text; good for scripts with spaces. */
const words = (text: string): string =>
  (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  ).join(' ')

/** Every unit, but for halves of pairs and scripts whose characters are words of their own. */
const units = Array.from({length: 0x3000}, (_, unit) => unit).filter(
  unit => unit < 0xe00 || (unit >= 0x1d00 && unit < 0x2e80),
)
const contexts = (unit: string): readonly string[] => [
  `Ab${unit}Cd 12 x`,
  `${unit}1 ${unit} =${unit}`,
  `it’s ${unit}`,
]

describe('units folded one by one', () => {
  test('give a line the key that its folded text has', () => {
    const wrong = units.flatMap(unit =>
      contexts(String.fromCharCode(unit)).filter(line => lineKey(line) !== lineKey(folded(line))),
    )
    expect(wrong).toEqual([])
    expect(lineKey('5 Min\u00a0Read ')).toBe(lineKey('12 min read'))
    expect(lineKey('5 min read')).not.toBe(lineKey('5min read'))
    expect(lineKey('ÉTÉ ’20')).toBe(lineKey('été ’7'))
  })

  test('give a text the shingles that its folded words have', () => {
    const wrong = units.flatMap(unit =>
      contexts(String.fromCharCode(unit))
        .map(text => `the old ${text} and ${text}. See the “end”`)
        .filter(text => shinglesOf(text).join() !== shinglesOf(words(text)).join()),
    )
    expect(wrong).toEqual([])
  })

  test('keys are numbers in base 36 of no more than 53 bits', () => {
    for (let line = 0; line < 1000; line++) {
      const key = lineKey(`line ${String.fromCharCode(0x61 + (line % 26)).repeat(line)}`)
      const value = Number.parseInt(key, 36)
      expect(value).toBeLessThan(2 ** 53)
      expect(value.toString(36)).toBe(key)
    }
  })
})
