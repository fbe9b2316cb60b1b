import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {decode, looksBinary} from '../../src/read/decode.ts'
import {budget, count, reportCount, timeLimit} from './budget.ts'
import {anyText, fixtures} from './texts.ts'

const runs = 300 * budget

afterAll(reportCount)

const labels = [
  'utf-8',
  'latin1',
  'windows-1251',
  'shift_jis',
  'gbk',
  'big5',
  'euc-kr',
  'iso-2022-jp',
  'utf-16le',
  'utf-16be',
  'iso-2022-kr',
  'x-user-defined',
  'utf-7',
  '',
]

const hint = fc.record(
  {mediaType: fc.constantFrom('text/plain', 'text/html'), charset: fc.constantFrom(...labels)},
  {requiredKeys: ['mediaType']},
)

/** Text in any encoding, cut, patched and put together. */
const anyBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({maxLength: 40}),
      anyText.map(text => new TextEncoder().encode(text)),
      anyText.map(text => Buffer.from(text, 'utf16le')),
      anyText.map(text => Buffer.from(text, 'latin1')),
      fc
        .constantFrom('\xef\xbb\xbf', '\xff\xfe', '\xfe\xff', '\x1b$B', '<meta charset=koi8-r>', '\n')
        .map(text => Buffer.from(text, 'latin1')),
    ),
    {maxLength: 6},
  )
  .map(parts => Buffer.concat(parts))

describe('decode, whatever the bytes', () => {
  it(
    'gives text, and never throws',
    () =>
      fc.assert(
        fc.property(anyBytes, hint, (bytes, about) => {
          count(bytes)
          expect(typeof looksBinary(bytes)).toBe('boolean')
          const {text, encoding, replacements, confidence} = decode(bytes, about)
          expect(text.isWellFormed()).toBe(true)
          expect(text.length).toBeLessThanOrEqual(bytes.length + 1)
          expect(encoding).toMatch(/^[a-z0-9_-]+$/)
          expect(replacements).toBeGreaterThanOrEqual(0)
          expect(replacements).toBeLessThanOrEqual(text.split('\ufffd').length - 1)
          expect(confidence).toBeGreaterThan(0)
          expect(confidence).toBeLessThanOrEqual(1)
        }),
        {numRuns: runs},
      ),
    timeLimit,
  )

  it(
    'reads UTF-8 as it is, whatever is declared in one byte a character',
    () =>
      fc.assert(
        fc.property(
          anyText,
          fc.constantFrom('latin1', 'windows-1251', 'koi8-r', 'utf-8'),
          (text, charset) => {
            count(text)
            const bytes = new TextEncoder().encode(`“${text}”`)
            fc.pre(!text.includes('\u001b'))
            const decoded = decode(bytes, {mediaType: 'text/plain', charset})
            expect(decoded.text).toBe(new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes))
            expect(decoded.encoding).toBe('utf-8')
            expect(decoded.replacements).toBe(0)
          },
        ),
        {numRuns: 3 * runs},
      ),
    timeLimit,
  )

  it('reads UTF-16 of every fixture, marked or not', () => {
    for (const {text} of fixtures) {
      const wide = Buffer.from(text, 'utf16le')
      expect(decode(wide, {mediaType: 'text/plain'})).toMatchObject({text, encoding: 'utf-16le'})
      expect(decode(Buffer.from(wide).swap16(), {mediaType: 'text/plain'})).toMatchObject({
        text,
        encoding: 'utf-16be',
      })
      const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), wide])
      expect(decode(marked, {mediaType: 'text/html', charset: 'utf-8'})).toMatchObject({
        text,
        encoding: 'utf-16le',
      })
    }
  })
})
