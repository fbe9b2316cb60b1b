import {describe, expect, it} from 'vitest'
import type {Block} from '../../src/document/block.ts'
import {sourceSpan, textOf} from '../../src/document/block.ts'
import type {Document} from '../../src/document/document.ts'
import type {Edit} from '../../src/document/edit.ts'
import {normalise} from '../../src/normalise/normalise.ts'

const documentOf = (...blocks: readonly (Partial<Block> & {raw: string})[]): Document => ({
  path: 'a.txt',
  source: blocks.map(block => block.raw).join('\n\n'),
  sourceInfo: {sha256: '', bytes: 0, mediaType: 'text/plain', encoding: 'utf-8', replacements: 0},
  blocks: blocks.map((block, index) => {
    const start = blocks.slice(0, index).reduce((sum, earlier) => sum + earlier.raw.length + 2, 0)
    return {kind: 'paragraph', origin: {start, end: start + block.raw.length}, edits: [], ...block}
  }),
  metadata: {byline: [], references: [], sources: {}},
  messages: [],
})

const first = (document: Document): Block => {
  const [block] = document.blocks
  if (!block) throw new Error('Expected a block')
  return block
}

const clean = (raw: string, options: {fold?: boolean; kind?: Block['kind']} = {}): string =>
  textOf(
    first(normalise(documentOf({raw, kind: options.kind ?? 'paragraph'}), {fold: options.fold ?? false})),
  )

const rules = (raw: string): string[] =>
  first(normalise(documentOf({raw}), {fold: false})).edits.map((edit: Edit) => edit.ruleId)

describe('normalise', () => {
  it("writes title and names from the page's metadata like its text", () => {
    const document = documentOf({raw: 'The investorâ€™s guide to the harbourâ€™s bonds.'})
    const metadata = {...document.metadata, title: 'An Investorâ€™s Guide', byline: ['Zoë\u00a0 Ek']}
    expect(normalise({...document, metadata}, {fold: false}).metadata).toMatchObject({
      title: 'An Investor’s Guide',
      byline: ['Zoë Ek'],
    })
  })

  it.each([
    ['  a\tb\u00a0 c \n', 'a b c'],
    ['hard\nwrapped\r\nlines', 'hard wrapped lines'],
    ['一行は\nここで', '一行はここで'],
    ['세계\n평화', '세계 평화'],
    ['e\u0301te\u0301', '\u00e9t\u00e9'],
    ['1\u2002000\u202f000', '1 000 000'],
  ])('puts spaces, lines and letters of %j right', (raw, expected) => {
    expect(clean(raw)).toBe(expected)
  })

  it.each([
    ['Tom &amp; Jerry', 'Tom & Jerry'],
    ['Tom &amp;amp;amp; Jerry', 'Tom & Jerry'],
    ['a&amp;nbsp;b', 'a b'],
    ['It&#8217;s &#x201c;so&#148;', 'It\u2019s \u201cso\u201d'],
    ['AT&T; R&D; &unknown; &#0; &#xd800;', 'AT&T; R&D; &unknown; &#0; &#xd800;'],
    ['&dollar;5 &there4; &Omega;', '$5 \u2234 \u03a9'],
    ['In HTML one writes &nbsp; for it.', 'In HTML one writes &nbsp; for it.'],
  ])('reads the references left over in %j', (raw, expected) => {
    expect(clean(raw)).toBe(expected)
  })

  it('leaves references and ligatures in code', () => {
    expect(clean('if (a &lt; b) \ufb01', {kind: 'code'})).toBe('if (a &lt; b) \ufb01')
  })

  it.each([
    ['zero\u200bwidth\ufeff and soft\u00adhyphen', 'zerowidth and softhyphen'],
    ['parl\u00e9\u0085 oui', 'parl\u00e9\u2026 oui'],
    ['a\u0007b\u0000c', 'abc'],
    ['it\u0092s', 'it\u2019s'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['Lat\u200cin', 'Latin'],
    ['👩\u200d🚀 a\u200db', '👩\u200d🚀 ab'],
    [
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    ],
    ['plain\u{e0068}\u{e0069}', 'plain'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['ภาษา\u200bไทย', 'ภาษา\u200bไทย'],
    ['שלום\u200f, world', 'שלום\u200f, world'],
    ['left\u200e', 'left'],
  ])('removes what does not show from %j, unless the script needs it', (raw, expected) => {
    expect(clean(raw)).toBe(expected)
  })

  it('flags what hides something', () => {
    const {messages} = normalise(documentOf({raw: 'see exe\u202etxt.pdf'}, {raw: 'hi\u{e0068}'}), {
      fold: false,
    })
    expect(messages.map(message => [message.ruleId, message.span])).toEqual([
      ['normalise/bidi-control', {start: 7, end: 8}],
      ['normalise/hidden-text', {start: 19, end: 21}],
    ])
  })

  it.each([
    ['\ufb01nal o\ufb03ce', 'final office'],
    ['ＡＢＣ，１２', 'ABC,12'],
    ['東京，１２', '東京，１２'],
    ['ｶﾞｷﾞ', 'ガギ'],
    ['x² ½ ™ №', 'x² ½ ™ №'],
    ['\u212bngstr\u00f6m', '\u00c5ngstr\u00f6m'],
  ])('undoes forms that are only another look in %j', (raw, expected) => {
    expect(clean(raw)).toBe(expected)
  })

  it('folds quotes, dashes and ellipses only when asked', () => {
    const raw = '\u201cIt\u2019s \u2013 well\u2026\u201d'
    expect(clean(raw)).toBe(raw)
    expect(clean(raw, {fold: true})).toBe('"It\'s - well..."')
  })

  it('names the rule of each edit', () => {
    expect(rules(' a\u00a0b\nc\ufb01')).toEqual([
      'normalise/space',
      'normalise/space',
      'normalise/line',
      'normalise/ligature',
    ])
  })

  it('composes with the edits of extraction', () => {
    const edits = [{start: 5, end: 6, replacement: '', ruleId: 'extract/join'}]
    const block = first(normalise(documentOf({raw: 'A lit\ntle  lie', edits}), {fold: false}))
    expect(textOf(block)).toBe('A little lie')
    expect(block.edits.map(edit => edit.ruleId)).toEqual(['extract/join', 'normalise/space'])
  })

  it('repairs a doubtful place where other text of the document shows what happened', () => {
    const doubtful = 'Bo – PÃ¥l'
    expect(clean(doubtful)).toBe(doubtful)
    expect(clean(doubtful, {fold: true})).toBe(doubtful)
    const {blocks, messages} = normalise(documentOf({raw: doubtful}, {raw: 'Det gÃ¥r bra, sÃ¥ han.'}), {
      fold: false,
    })
    expect(blocks.map(textOf)).toEqual(['Bo – Pål', 'Det går bra, så han.'])
    expect(messages.map(message => [message.ruleId, message.actual, message.expected])).toEqual([
      ['normalise/mojibake', 'Ã¥', ['å']],
      ['normalise/mojibake', 'Ã¥', ['å']],
    ])
  })

  it('says where the mojibake stands in the source, whatever was edited before it', () => {
    const {messages} = normalise(documentOf({raw: 'Tom &amp; ZoÃ« and more, as it was'}), {fold: false})
    expect(messages.map(message => message.span)).toEqual([{start: 12, end: 14}])
  })

  it.each([
    ['B R E A K I N G   N E W S', [], 'BREAKING NEWS'],
    ['G R E A T\u00a0\u00a0D A Y', [], 'GREAT DAY'],
    ['H A R B O U R', ['They met at the harbour.'], 'HARBOUR'],
    ['H A R B O U R', ['They met at the port.'], 'H A R B O U R'],
    ['A B C D E', ['Pick a letter.'], 'A B C D E'],
    ['I A M   O K', ['So am I.'], 'I A M O K'],
  ])('rejoins the letters of %j where it is sure', (raw, others, expected) => {
    const {blocks} = normalise(documentOf({raw}, ...others.map(other => ({raw: other}))), {fold: false})
    expect(textOf(blocks[0] as Block)).toBe(expected)
  })

  it.each([
    ['an exam-\nple of it', ['For example, this.'], 'an example of it'],
    ['a well-\nknown man', ['He is well known.'], 'a well-known man'],
    ['a co-\nop shop', ['The coop and the co-op.', 'A co-op.'], 'a co-op shop'],
    ['an ex\u00ad\nample', [], 'an example'],
  ])('takes the hyphen out of %j where the document has the word', (raw, others, expected) => {
    const edits = [...raw.matchAll(/(?<=-)\n/g)].map(({index}) => ({
      start: index,
      end: index + 1,
      replacement: '',
      ruleId: 'extract/join',
    }))
    const {blocks} = normalise(documentOf({raw, edits}, ...others.map(other => ({raw: other}))), {
      fold: false,
    })
    expect(textOf(blocks[0] as Block)).toBe(expected)
  })

  it('gives a drop cap back to its word, with its place in the source', () => {
    const document = documentOf({raw: 'T'}, {raw: 'he president said so.'}, {raw: 'In the end, he did.'})
    const {blocks} = normalise(document, {fold: false})
    expect(blocks.map(textOf)).toEqual(['The president said so.', 'In the end, he did.'])
    const [block] = blocks as [Block]
    expect(block.raw).toBe(document.source.slice(block.origin.start, block.origin.end))
    expect(sourceSpan(block, 0, 1)).toEqual({start: 0, end: 1})
    expect(sourceSpan(block, 1, 3)).toEqual({start: 3, end: 5})
    const apart = documentOf({raw: 'A'}, {raw: 'way we go, this way.'}, {raw: 'Up and away.'})
    expect(normalise(apart, {fold: false}).blocks).toHaveLength(3)
  })

  it('leaves clean text alone', () => {
    const document = documentOf({raw: 'The “quick” brown fox — naïve, 100 € — jumps.'})
    expect(normalise(document, {fold: false}).blocks).toEqual(document.blocks)
  })
})
