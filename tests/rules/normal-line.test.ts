import fc from 'fast-check'
import {expect, test} from 'vitest'
import {normalLine} from '../../src/rules/normal-line.ts'

/** What `normalLine` says it does, step by step and for every line. */
const slowly = (line: string): string =>
  line
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\u2018\u2019\u02BC\u00B4`]/g, "'")
    .replace(/[\u201C-\u201F]/g, '"')

test('every character is made normal, alone and beside marks that combine with it', () => {
  const marks = ['', 'a', ' ', '\u0301', '\u0308', '\u0327', '\u0338', '\u3099', '\u11a8']
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit)
    for (const mark of marks) {
      const line = `x${character}${mark}`
      if (normalLine(line) !== slowly(line))
        expect.fail(`U+${unit.toString(16)} before ${JSON.stringify(mark)}`)
    }
  }
})

test('lines are made normal whatever they are made of', () => {
  const piece = fc.constantFrom(
    'a',
    'É',
    ' ',
    '  ',
    '\t',
    '\u00a0',
    '’',
    '“',
    '`',
    '\u200b',
    '…',
    '汉',
    '한',
    'e\u0301',
    'ß',
  )
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 12}), pieces => {
      const line = pieces.join('')
      expect(normalLine(line)).toBe(slowly(line))
    }),
  )
})
