import {expect, it} from 'vitest'
import {characterTest} from '../../src/rules/character-test.ts'
import {type CharacterSet, readPattern} from '../../src/rules/pattern-tree.ts'

const setOf = (source: string): CharacterSet => {
  const tree = readPattern(source)?.tree
  if (tree?.kind === 'set') return tree
  // Behind a flag.
  const [, set] = tree?.kind === 'sequence' ? tree.parts : []
  if (set?.kind !== 'set') throw new Error(`Expected a set, got \`${source}\``)
  return set
}

const members =
  'a k s K Z 0 . [.,!] [^.,!] [ae] [kS] [^ks] [eů] [ąę] ж [^ж] [a-z] [^a-z] \\d \\w \\W [\\s,] \\p{Lu}'
    .split(' ')
    .concat('\u212A', '\u017F', '[x\u017F]')

// The letters of ASCII, those that are one of them in another case, and some of other alphabets.
const codes = [...Array(0x600).keys(), 0x2c00, 0x212a, 0x212b, 0x4e00, 0x1f600]

it('a set of characters holds what a regular expression of it does, letter case or not', () => {
  for (const member of members) {
    const inside = member.startsWith('[') || member === '.' ? member : `[${member}]`
    for (const fold of [false, true]) {
      const test = characterTest(setOf(fold ? `(?i)${member}` : member))
      // No lines within, and figures and spaces of ASCII only, as RE2 has it.
      const pattern = new RegExp(`^${inside === '.' ? '[^\\n]' : inside}$`, fold ? 'iu' : 'u')
      const differing = codes.filter(code => {
        const isSpace = member.includes('\\s') && !/[\t\n\f\r -~]/.test(String.fromCodePoint(code))
        return !isSpace && test(code) !== pattern.test(String.fromCodePoint(code))
      })
      expect(differing, `${member}${fold ? ' folded' : ''}`).toEqual([])
    }
  }
})

it('equal sets are one, whatever pattern they stand in', () => {
  expect(setOf('(?i)[ab]')).toBe(setOf('(?i)[ab]'))
  expect(setOf('(?i)a')).toBe(setOf('(?i)a'))
  expect(setOf('(?i)a')).not.toBe(setOf('a'))
})
