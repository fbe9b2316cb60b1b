import {describe, expect, it} from 'vitest'
import {type Block, sourceSpan, textOf} from '../../src/document/block.ts'
import {outputMap, sourceMap} from '../../src/document/source-map.ts'

//                        0         1         2         3
//                        0123456789012345678901234567890123456
const source = 'x<p>Tom &amp; <b>Je</b>rry<br>run'

/** `Tom & Jerry run`, as the page has it: a reference maps as a whole, a `<br>` as the blank it makes. */
const page: Block = {
  kind: 'paragraph',
  origin: {start: 4, end: 33},
  raw: 'Tom & Jerry\nrun',
  segments: [
    {raw: 0, rawLength: 4, source: 4, sourceLength: 4},
    {raw: 4, rawLength: 1, source: 8, sourceLength: 5},
    {raw: 5, rawLength: 1, source: 13, sourceLength: 1},
    {raw: 6, rawLength: 2, source: 17, sourceLength: 2},
    {raw: 8, rawLength: 3, source: 23, sourceLength: 3},
    {raw: 12, rawLength: 3, source: 30, sourceLength: 3},
  ],
  edits: [{start: 11, end: 12, replacement: ' ', ruleId: 'normalise/line'}],
}

const shown = (block: Block): (readonly [text: string, from: string | undefined, how: string])[] =>
  sourceMap(block).map(run => [
    textOf(block).slice(run.start, run.end),
    run.source && source.slice(run.source.start, run.source.end),
    run.ruleId ?? (run.isExact ? 'exact' : 'as a whole'),
  ])

describe('sourceMap', () => {
  it('is exact within text nodes, and maps references and breaks as a whole', () => {
    expect(shown(page)).toEqual([
      ['Tom ', 'Tom ', 'exact'],
      ['&', '&amp;', 'as a whole'],
      [' ', ' ', 'exact'],
      ['Je', 'Je', 'exact'],
      ['rry', 'rry', 'exact'],
      [' ', '<br>', 'normalise/line'],
      ['run', 'run', 'exact'],
    ])
  })

  it('shows what was taken out as an empty run', () => {
    const raw = 'soft\u00adhyphen'
    const edits = [{start: 4, end: 5, replacement: '', ruleId: 'normalise/soft-hyphen'}]
    const dump: Block = {kind: 'paragraph', origin: {start: 10, end: 21}, raw, edits}
    expect(sourceMap(dump)).toEqual([
      {start: 0, end: 4, source: {start: 10, end: 14}, isExact: true},
      {start: 4, end: 4, source: {start: 14, end: 15}, isExact: false, ruleId: 'normalise/soft-hyphen'},
      {start: 4, end: 10, source: {start: 15, end: 21}, isExact: true},
    ])
  })
})

describe('sourceSpan', () => {
  it.each([
    [0, 3, 'Tom'],
    [2, 5, 'm &amp;'],
    [6, 11, 'Je</b>rry'],
    [7, 9, 'e</b>r'],
    [12, 15, 'run'],
    [10, 13, 'y<br>r'],
  ])('of %i to %i is %j', (start, end, expected) => {
    const span = sourceSpan(page, start, end)
    expect(source.slice(span.start, span.end)).toBe(expected)
  })
})

describe('outputMap', () => {
  it('covers the text with its title, paragraphs and the breaks between them', () => {
    const paragraphs = [{text: 'A title'}, {text: textOf(page), block: 0}]
    const runs = outputMap({blocks: [page]}, paragraphs, '\n\n')
    const text = `${paragraphs.map(paragraph => paragraph.text).join('\n\n')}\n`
    expect(runs.map(run => text.slice(run.start, run.end)).join('')).toBe(text)
    expect(runs[0]).toEqual({start: 0, end: 7, isExact: false, ruleId: 'write/title'})
    expect(runs.at(-1)).toEqual({start: 24, end: 25, isExact: false, ruleId: 'write/paragraph'})
    for (const run of runs)
      if (run.isExact && run.source)
        expect(source.slice(run.source.start, run.source.end)).toBe(text.slice(run.start, run.end))
  })
})
