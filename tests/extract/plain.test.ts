import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {textOf} from '../../src/document/block.ts'
import type {Document} from '../../src/document/document.ts'
import {extractPlain} from '../../src/extract/plain.ts'
import {spansOf} from '../document/spans-of.ts'

const documentOf = (source: string): Document => ({
  path: 'page.txt',
  source,
  sourceInfo: {sha256: '', bytes: source.length, mediaType: 'text/plain', encoding: 'utf-8', replacements: 0},
  blocks: [],
  metadata: {byline: [], references: [], sources: {}},
  messages: [],
})

const paragraphs = (source: string): string[] =>
  extractPlain(documentOf(source)).blocks.map(block => textOf(block).replace(/\s+/g, ' '))

describe('extractPlain', () => {
  test('takes a line for a paragraph where lines are long', () => {
    const source = `The ferry left at nine.\n${'It was late, and the wind had turned. '.repeat(6)}\nNobody minded.\n`
    expect(paragraphs(source)).toHaveLength(3)
  })

  test('joins lines wrapped at a column, but neither list items nor short lines', () => {
    const source = [
      '   The harbour master keeps a ledger of every boat that has ever tied',
      '   up at the northern pier, and she reads from it to anybody who asks',
      '   for a story of the old well-',
      '   kept fleet.',
      '',
      '     * nets are mended on Mondays by the whole crew of the boat, even',
      '       when it rains',
      '     * ropes on Tuesdays',
      '     * and the sails are looked after on Wednesdays if there is wind or',
      '       sun enough',
      '',
      'Roses are red',
      'Violets are blue',
    ].join('\n')
    expect(paragraphs(source)).toEqual([
      'The harbour master keeps a ledger of every boat that has ever tied up at the northern pier, and she reads from it to anybody who asks for a story of the old well-kept fleet.',
      'nets are mended on Mondays by the whole crew of the boat, even when it rains',
      'ropes on Tuesdays',
      'and the sails are looked after on Wednesdays if there is wind or sun enough',
      'Roses are red',
      'Violets are blue',
    ])
  })

  test('joins a word that a soft hyphen breaks at a line’s end, in any layout', () => {
    const line =
      'The harbour master keeps a ledger of every boat that has ever tied up at the pier, and the break\u00ad'
    expect(paragraphs(`${line}\nwater.\n${line}\n\nwater.\n${line}\nWater.`)).toEqual([
      `${line}water.`,
      line,
      'water.',
      line,
      'Water.',
    ])
  })

  test('joins the pieces of a sentence broken at inline elements, without a space before punctuation', () => {
    const source = [
      'Home',
      'Boats',
      'The keeper told the',
      'Harbour Gazette',
      ', a weekly, that the light (',
      'built in 1881',
      ') would be lit again.',
      'Next year the tower will be painted in red and white by',
      'volunteers',
      '.',
      'Contact',
    ].join('\n')
    expect(paragraphs(source)).toEqual([
      'Home',
      'Boats',
      'The keeper told the Harbour Gazette, a weekly, that the light (built in 1881) would be lit again.',
      'Next year the tower will be painted in red and white by volunteers.',
      'Contact',
    ])
  })

  test('joins scripts without spaces without a space', () => {
    const lines = [
      '港口的灯塔管理员说这座灯塔将在明年重新点亮',
      '并且会由志愿者粉刷成红白两色供游客参观拍照',
      '大家都很期待这一天',
    ]
    const source = `${[...lines, ...lines, ...lines].join('\n')}\n`
    expect(paragraphs(source).join('')).toBe(lines.join('').repeat(3))
    expect(paragraphs(source).length).toBeLessThan(9)
  })

  test('blocks and white space are the whole source, whatever the source', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '\n',
        '\r\n',
        '\n\n',
        ' ',
        '   * ',
        ', ',
        '\t',
        '\u2028',
        'word ',
        'the\n',
        '(BUTTON) ',
        '```\n',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 60}), pieces => {
        const source = pieces.join('')
        let position = 0
        const {blocks} = extractPlain(documentOf(source))
        for (const block of blocks) expect(block.raw.trim()).toBe(block.raw)
        const spans = blocks.flatMap(block => spansOf(block, source)).sort((a, b) => a.start - b.start)
        for (const {start, end} of spans) {
          expect(source.slice(position, start).trim()).toBe('')
          expect(start).toBeGreaterThanOrEqual(position)
          position = end
        }
        expect(source.slice(position).trim()).toBe('')
      }),
    )
  })

  test('a cleaned text has one block a paragraph', () => {
    const word = fc.constantFrom(
      'the',
      'harbour',
      ', ',
      '* item',
      'of',
      '1. one',
      '(BUTTON)',
      'light.',
      '灯塔',
    )
    const paragraph = fc.array(word, {minLength: 1, maxLength: 30}).map(words => words.join(' '))
    fc.assert(
      fc.property(fc.array(paragraph, {minLength: 1, maxLength: 20}), texts => {
        expect(paragraphs(texts.join('\n\n'))).toEqual(texts.map(text => text.trim().replace(/\s+/g, ' ')))
      }),
    )
  })
})
