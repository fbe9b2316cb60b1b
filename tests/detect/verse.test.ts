import {describe, expect, it} from 'vitest'
import {verseBlocks} from '../../src/detect/verse.ts'
import type {Block} from '../../src/document/block.ts'

const blocksOf = (lines: readonly string[]): Block[] =>
  lines.map(raw => ({kind: 'paragraph', origin: {start: 0, end: raw.length}, raw, edits: []}))
const found = (lines: readonly string[]): string[] => [...verseBlocks(blocksOf(lines))].map(({raw}) => raw)

const verse = [
  'The lamp is lit, the door ajar,',
  'the kettle has a tune to hum',
  'and all who said they live too far',
  'have put their coats on. Here they come.',
]
const prose =
  'The council met on Tuesday and agreed, after four hours, to repair the roof of the old swimming hall.'

describe('lines of verse', () => {
  it('are told from the paragraphs around them', () => {
    expect(found([prose, ...verse, prose])).toEqual(verse)
    expect(found([prose, prose])).toEqual([])
  })

  it('are not to be found in a dialogue or in three headings', () => {
    expect(found(['“You came.”', '“I said I would.”', '“You did?”', 'He nodded.', '“Well then.”'])).toEqual(
      [],
    )
    expect(found(['Sport', 'Weather', 'Letters', prose])).toEqual([])
  })

  it('go on past what was removed', () => {
    const blocks = blocksOf(['one two', 'three four', 'five six', 'seven eight'])
    const removed = {ruleId: 'strip/x', reason: 'x', confidence: 1}
    const cut = blocks.map((block, index) => (index === 1 ? {...block, removed} : block))
    expect(verseBlocks(cut).size).toBe(0)
  })
})
