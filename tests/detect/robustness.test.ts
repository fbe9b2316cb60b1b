import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {detect} from '../../src/detect/detect.ts'
import {detectLanguage} from '../../src/detect/language.ts'
import {signature} from '../../src/strip/near-duplicates.ts'
import {collectLines} from '../../src/strip/site-lines.ts'
import {documentOf} from './document-of.ts'

/** Pieces that the detectors' patterns are made of, in any order. */
const pieces = fc.constantFrom(
  ...[
    'the',
    'morningthe',
    'HomeHealth',
    '.',
    '. ',
    '“',
    '”',
    '…',
    '[...]',
    '\n',
    ' ',
    'Zelensky',
    'Zelenskyy',
    '1',
    ',',
    '%',
    '$',
  ],
  ...[
    'zero.5',
    '21th',
    'a ',
    'an ',
    'apple',
    'govern- ment',
    'w0rld',
    'А',
    'сat',
    'подготовка',
    '市议会',
    'é',
    '𝒜',
    '\ud800',
    '-',
    '(',
    'of one million',
  ],
)
const texts = fc
  .array(fc.oneof(pieces, fc.string({unit: 'binary', maxLength: 4})), {maxLength: 80})
  .map(parts => parts.join(''))

describe('detectors', () => {
  test('hold to their text, whatever it is', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('eng', 'deu', 'rus', 'und'), (source, language) => {
        const document = documentOf(source)
        const result = detect(document, {language})
        expect(result).toEqual(detect(document, {language}))
        for (const {span, at, actual, expected, scores} of result.messages) {
          if (!span || !at || actual === undefined) throw new Error('Expected a span, a place and words')
          expect(span.start).toBeLessThan(span.end)
          expect(source.slice(span.start, span.end).startsWith(actual)).toBe(true)
          for (const each of expected ?? []) expect(each).not.toBe(actual)
          for (const score of scores ?? []) expect(score > 0 && score <= 1).toBe(true)
        }
      }),
      {numRuns: 500},
    )
  })

  test('language and lines of any text', () => {
    fc.assert(
      fc.property(texts, source => {
        const {language} = detectLanguage(documentOf(source)).metadata
        expect(language?.code).toMatch(/^[a-z]{3}$/)
        expect(collectLines(documentOf(source))).toEqual(collectLines(documentOf(source)))
      }),
    )
  })

  /** A pattern that backtracks takes minutes for these. */
  test.each([
    ['words', 'word '],
    ['capitals', 'Aa '],
    ['glued capitals', 'Aa'],
    ['letters', 'a'],
    ['stops', 'end.'],
    ['stops and capitals', 'end.The'],
    ['single letters', 'a B '],
    ['hyphens', 'a- b'],
    ['digits', '1 ,'],
    ['number words', 'twenty-'],
    ['Cyrillic and Latin', 'аa'],
    ['institutions', 'Agency of the '],
    ['Chinese', '市'],
    ['Cyrillic', 'а'],
    ['Cyrillic words', 'слово '],
    ['letters with accents', 'é'],
    ['capital letters', 'A'],
    ['spaces', ' '],
    ['apostrophes', "o'"],
    ['numbers', '12 '],
    ['ellipses', '…'],
    ['of', 'of the '],
    ['brackets', '('],
    ['Cyrillic in English', 'a слово '],
    ['dots', 'a.'],
    ['quotes', '“'],
    ['lines', 'The end of the line\n'],
  ])('take linear time over %s', (_, piece) => {
    const source = piece.repeat(Math.ceil(400_000 / piece.length))
    const started = performance.now()
    detect(documentOf(source), {language: 'eng'})
    detectLanguage(documentOf(source))
    collectLines(documentOf(source))
    signature(source)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
