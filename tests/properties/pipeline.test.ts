import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {type CleanResult, clean} from '../../src/clean.ts'
import {outputMap, type SourceRun} from '../../src/document/source-map.ts'
import {paragraphBreak, paragraphsOf} from '../../src/write/text.ts'
import {spansOf} from '../document/spans-of.ts'
import {budget, count, reportCount, timeLimit} from './budget.ts'
import {anyText, mutated, paged, withReal} from './texts.ts'

const runs = 60 * budget

afterAll(reportCount)

const isPage = (name: string): boolean => /\.html?$/.test(name)

const dump = withReal(
  'dump',
  fc.oneof(
    {weight: 2, arbitrary: mutated(name => !isPage(name))},
    {weight: 1, arbitrary: fc.array(anyText, {minLength: 1, maxLength: 8}).map(texts => texts.join('\n\n'))},
    {weight: 1, arbitrary: fc.array(anyText, {minLength: 1, maxLength: 8}).map(texts => texts.join('\n'))},
    {weight: 1, arbitrary: paged},
  ),
)

const page = withReal('page', mutated(isPage))

const all = {title: true} as const

const cleanDump = (text: string): Promise<CleanResult> => {
  count(text)
  return clean(text, {mediaType: 'text/plain', detect: false})
}

const mapOf = (result: CleanResult): readonly SourceRun[] =>
  outputMap(result.document, paragraphsOf(result.document, all), paragraphBreak)

/** Runs in text order without a gap, exact ones the source's own characters. */
const expectFaithful = (result: CleanResult, source: string): void => {
  let position = 0
  for (const run of mapOf(result)) {
    expect(run.start).toBe(position)
    position = run.end
    if (!run.source) continue
    expect(run.source.start).toBeGreaterThanOrEqual(0)
    expect(run.source.end).toBeGreaterThanOrEqual(run.source.start)
    expect(run.source.end).toBeLessThanOrEqual(source.length)
    if (run.isExact)
      expect(result.text.slice(run.start, run.end)).toBe(source.slice(run.source.start, run.source.end))
  }
  expect(position).toBe(result.text.length)
}

describe('the whole pipeline on any dump', () => {
  it(
    'keeps or removes every character that is not blank, once',
    () =>
      fc.assert(
        fc.asyncProperty(dump, async text => {
          const {document} = await cleanDump(text)
          const seen = new Uint8Array(text.length)
          for (const {start, end} of document.blocks.flatMap(block => spansOf(block, text)))
            for (let index = start; index < end; index++) seen[index] = (seen[index] ?? 0) + 1
          for (let index = 0; index < text.length; index++) {
            const isBlank = /\s/.test(text.charAt(index))
            if (!isBlank)
              expect([index, text.charAt(index), seen[index]]).toEqual([index, text.charAt(index), 1])
            else expect(seen[index]).toBeLessThanOrEqual(1)
          }
        }),
        {numRuns: runs},
      ),
    timeLimit,
  )

  it(
    'says where every character came from',
    () =>
      fc.assert(
        fc.asyncProperty(dump, async text => {
          const result = await cleanDump(text)
          if (result.text !== '') expectFaithful(result, text)
        }),
        {numRuns: runs},
      ),
    timeLimit,
  )

  it(
    'writes valid text, and the same again when it is cleaned again',
    () =>
      fc.assert(
        fc.asyncProperty(dump, async text => {
          const once = await cleanDump(text)
          expect(once.text.isWellFormed()).toBe(true)
          expect(once.text.normalize('NFC')).toBe(once.text)
          expect(once.text).not.toMatch(/[^\S \n]|(?!\n)\p{Cc}| {2}| \n|\n |\n{3}/u)
          const twice = await cleanDump(once.text)
          expect(twice.text).toBe(once.text)
        }),
        {numRuns: runs},
      ),
    timeLimit,
  )
})

/** Paragraphs of words in one of the layouts of dumps; a sentence ends here and there. */
const laidOut = fc
  .record({
    paragraphs: fc.array(fc.array(fc.stringMatching(/^[a-zéöß]{1,9}[.,]?$/), {minLength: 1, maxLength: 90}), {
      minLength: 1,
      maxLength: 12,
    }),
    width: fc.oneof(fc.constant(undefined), fc.integer({min: 44, max: 100})),
    lineBreak: fc.constantFrom('\n', '\r\n', ' \n', '\n   '),
    between: fc.constantFrom('\n', '\n\n', '\n\n7\n\n'),
  })
  .map(({paragraphs, width, lineBreak, between}) => {
    const lines = (words: readonly string[]): string => {
      if (width === undefined) return words.join(' ')
      let column = 0
      return words
        .map(word => {
          const breaks = column > 0 && column + 1 + word.length > width
          const before = column === 0 ? '' : breaks ? lineBreak : ' '
          column = breaks || column === 0 ? word.length : column + 1 + word.length
          return before + word
        })
        .join('')
    }
    return paragraphs.map(lines).join(between)
  })

describe('the words of a dump', () => {
  it(
    'stay apart and whole, and in their order, however the lines are laid out',
    () =>
      fc.assert(
        fc.asyncProperty(laidOut, async text => {
          const result = await clean(text, {mediaType: 'text/plain', detect: false, title: false})
          count(text)
          const words = text.split(/\s+/)
          let at = 0
          for (const word of result.text.split(/\s+/).filter(each => each !== '')) {
            at = words.indexOf(word, at) + 1
            expect(at, word).toBeGreaterThan(0)
          }
        }),
        {numRuns: 6 * runs},
      ),
    timeLimit,
  )
})

describe('the whole pipeline on any page', () => {
  it(
    'says where every character came from, and writes valid text',
    () =>
      fc.assert(
        fc.asyncProperty(page, async html => {
          count(html)
          const result = await clean(html, {mediaType: 'text/html', detect: false})
          expect(result.text.isWellFormed()).toBe(true)
          expect(result.text.normalize('NFC')).toBe(result.text)
          if (result.text !== '') expectFaithful(result, html)
        }),
        {numRuns: Math.ceil(runs / 2)},
      ),
    timeLimit,
  )
})
