import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {type PageBlock, segmentPage} from '../../src/extract/page-blocks.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

const blocksOf = (source: string, depth = 512): PageBlock[] => segmentPage(parsePage(source, depth))
const textsOf = (source: string): string[] =>
  blocksOf(source).map(block => block.raw.replace(/\s+/g, ' ').trim())

describe('segmentPage', () => {
  test('breaks lines where a browser does', () => {
    expect(
      textsOf('<p>One <b>bold</b> line<br>and two</p>tail<div>three<ul><li>four<li>five</ul></div>'),
    ).toEqual(['One bold line', 'and two', 'tail', 'three', 'four', 'five'])
  })

  test('joins the cells of a data row, and cuts the cells of a layout row', () => {
    expect(textsOf('<table><tr><th>Year<th>Sum</tr><tr><td>2020<td><p>5</p></tr></table>')).toEqual([
      'Year | Sum',
      '2020 | 5',
    ])
    expect(textsOf('<table><tr><td><p>a</p><p>b</p><td>c</tr></table>')).toEqual(['a', 'b', 'c'])
    expect(textsOf('<table><tr><td>out<table><tr><td>in<td>side</table><td>c</tr></table>')).toEqual([
      'out',
      'in | side',
      'c',
    ])
  })

  test('keeps each line of code', () => {
    const blocks = blocksOf('<pre><code>if <i>a</i>:\n  go &amp; stop\n\nend</code></pre>')
    expect(blocks.map(block => [block.kind, block.raw])).toEqual([
      ['code', 'if a:'],
      ['code', '  go & stop'],
      ['code', 'end'],
    ])
  })

  test('keeps apart what a style sheet lays out apart, and words whole', () => {
    expect(textsOf('<div><a>Home</a><a>About</a></div>')).toEqual(['Home', 'About'])
    expect(textsOf('<h1><span>Ti</span><span>tle</span></h1>')).toEqual(['Title'])
    expect(textsOf('<p><b>T</b>he <em>e</em>nd</p>')).toEqual(['The end'])
  })

  test('leaves programs and styles out, and keeps text that a script would show', () => {
    expect(
      textsOf('<script>var a="<p>no</p>"</script><style>p{}</style><div hidden id="S:0"><p>yes</p></div>'),
    ).toEqual(['yes'])
  })

  test('maps every character to the source', () => {
    const source = '<p>caf&eacute; &amp; <b>bar</b>\n&#x4e2d;text</p><pre>x &lt; y\nz</pre>'
    for (const block of blocksOf(source)) {
      let end = 0
      for (const segment of block.segments) {
        expect(segment.raw).toBe(end)
        end = segment.raw + segment.rawLength
        const there = source.slice(segment.source, segment.source + segment.sourceLength)
        const here = block.raw.slice(segment.raw, end)
        if (there.startsWith('&')) expect(there.endsWith(';')).toBe(true)
        else expect(there).toBe(here)
      }
      expect(end).toBe(block.raw.length)
    }
  })

  test('every text of any page comes out once, in order, and no two touch', () => {
    const tag = fc.constantFrom(
      'p',
      'div',
      'li',
      'ul',
      'b',
      'a',
      'span',
      'table',
      'tr',
      'td',
      'h2',
      'pre',
      'x-y',
      'br',
    )
    const token = fc.oneof(
      tag.map(name => `<${name}>`),
      tag.map(name => `</${name}>`),
      fc.constantFrom('#', ' ', '\n'),
    )
    fc.assert(
      fc.property(fc.array(token, {maxLength: 60}), tokens => {
        let words = 0
        const source = tokens.map(each => (each === '#' ? `w${words++}.` : each)).join('')
        const found = blocksOf(source).flatMap(block => block.raw.match(/w\d+\./g) ?? [])
        expect(found).toEqual(Array.from({length: words}, (_, i) => `w${i}.`))
        const ends = blocksOf(source).map(block => block.origin)
        for (let i = 1; i < ends.length; i += 1) {
          expect(ends[i]?.start).toBeGreaterThanOrEqual(ends[i - 1]?.end ?? 0)
        }
      }),
      {numRuns: 300},
    )
  })
})
