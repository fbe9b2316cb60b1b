import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {type Block, textOf} from '../../src/document/block.ts'
import {applyEdits, invertEdits} from '../../src/document/edit.ts'
import {sourceMap} from '../../src/document/source-map.ts'
import {normalise} from '../../src/normalise/normalise.ts'
import {budget, count, reportCount, timeLimit} from './budget.ts'
import {documentOf} from './documents.ts'
import {anyText, mutated, withReal} from './texts.ts'

const runs = 400 * budget

afterAll(reportCount)

const dumpBlocks = withReal(
  'dump',
  mutated(name => !/\.html?$/.test(name)),
).map(text => text.split(/\n\s*\n/))

const raws = fc.oneof(
  {weight: 3, arbitrary: fc.array(anyText, {minLength: 1, maxLength: 4})},
  {weight: 1, arbitrary: dumpBlocks},
)

const kinds = fc.constantFrom<Block['kind']>('paragraph', 'heading', 'code')

const options = fc.record({fold: fc.boolean()})

/** Edits of extraction: line breaks that vanish. */
const joins = (raw: string) =>
  [...raw.matchAll(/\n/g)]
    .filter((_, index) => index % 2 === 0)
    .map(({index}) => ({start: index, end: index + 1, replacement: '', ruleId: 'extract/join'}))

const check = (property: (blocks: readonly Block[], fold: boolean, kind: Block['kind']) => void): void => {
  fc.assert(
    fc.property(raws, kinds, options, fc.boolean(), (texts, kind, {fold}, isJoined) => {
      count(...texts)
      const document = documentOf(texts, isJoined ? {kind, edits: joins} : {kind})
      property(normalise(document, {fold}).blocks, fold, kind)
    }),
    {numRuns: runs},
  )
}

describe('normalise, whatever the text', () => {
  it(
    'gives sorted edits within the text that lead to it and back',
    () =>
      check(blocks => {
        for (const {raw, edits} of blocks) {
          const text = applyEdits(raw, edits)
          expect(applyEdits(text, invertEdits(raw, edits))).toBe(raw)
          for (const edit of edits) {
            expect(raw.slice(edit.start, edit.end)).not.toBe(edit.replacement)
            expect(edit.ruleId).toMatch(/^(?:normalise|extract)\/[a-z0-9-]+$/)
          }
        }
      }),
    timeLimit,
  )

  it(
    'gives one line of valid NFC without a blank at its ends or two in a row',
    () =>
      check(blocks => {
        for (const block of blocks) {
          const text = textOf(block)
          expect(text.isWellFormed()).toBe(true)
          expect(text.normalize('NFC')).toBe(text)
          expect(text).not.toMatch(/^\s|\s$|\s\s|[^\S ]|\p{Cc}/u)
        }
      }),
    timeLimit,
  )

  it(
    'changes nothing the second time',
    () =>
      check((blocks, fold, kind) => {
        const texts = blocks.map(textOf)
        const again = normalise(documentOf(texts, {kind}), {fold})
        expect(again.blocks.map(textOf)).toEqual(texts)
        expect(again.blocks.flatMap(block => block.edits)).toEqual([])
      }),
    timeLimit,
  )

  it(
    'accounts for every character once, in order',
    () =>
      check(blocks => {
        for (const block of blocks) {
          const text = textOf(block)
          let position = 0
          let source = block.origin.start
          for (const run of sourceMap(block)) {
            expect(run.start).toBe(position)
            expect(run.source?.start).toBe(source)
            position = run.end
            source = run.source?.end ?? -1
            if (run.isExact)
              expect(text.slice(run.start, run.end)).toBe(
                block.raw.slice((run.source?.start ?? 0) - block.origin.start, source - block.origin.start),
              )
          }
          expect(position).toBe(text.length)
          expect(source).toBe(block.origin.end)
        }
      }),
    timeLimit,
  )
})

/** Words that no rule changes or reads as part of something else. */
const word = fc.oneof(
  fc.stringMatching(/^[a-z]{2,9}$/),
  fc.constantFrom(
    'Größe',
    'l’été',
    'слово',
    'Київ',
    'λόγος',
    'كلمة',
    'מילה',
    'từ',
    '단어',
    'co-op',
    'R&D',
    '50%',
    'naïve,',
  ),
)

const blank = fc.stringMatching(/^[ \t\n\r\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]{1,4}$/)

const hidden = fc.constantFrom('', '', '\u00ad', '\u200b', '\ufeff', '\u2060', '\u0007')

describe('words', () => {
  it(
    'stay apart where there was white space, and whole where there was none',
    () =>
      fc.assert(
        fc.property(
          fc.array(fc.tuple(word, fc.nat(8), hidden, blank), {minLength: 1, maxLength: 30}),
          words => {
            const raw = words
              .map(([text, at, inside, after]) => {
                // At the end of a line, a soft hyphen joins it to the next.
                const place = at % text.length
                return text.slice(0, place) + inside + text.slice(place) + after
              })
              .join('')
            count(raw)
            const [block] = normalise(documentOf([raw]), {fold: false}).blocks
            expect(block && textOf(block).split(' ')).toEqual(words.map(([text]) => text))
          },
        ),
        {numRuns: 10 * runs},
      ),
    timeLimit,
  )
})
