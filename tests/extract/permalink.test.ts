import {describe, expect, test} from 'vitest'
import {applyEdits} from '../../src/document/edit.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {parsePage} from '../../src/extract/parse-page.ts'
import {permalinkEdits} from '../../src/extract/permalink.ts'

const textsOf = (source: string): string[] =>
  segmentPage(parsePage(source, 512)).map(block => applyEdits(block.raw, permalinkEdits(block)))

describe('permalinkEdits', () => {
  test.each([
    ['<h2>Tides and locks<a class="headerlink" href="#tides">¶</a></h2>', 'Tides and locks'],
    ['<h2>Tides and locks <a href="#tides"> <span>§</span> </a>\n</h2>', 'Tides and locks'],
    ['<h2>\n <a href="#tides">#</a> Tides and <i>locks</i></h2>', 'Tides and locks'],
    ['<h2>Tides<a href="#tides">🔗</a></h2>', 'Tides'],
    ['<dl><dt><code>open(lock)</code><a href="#open">\uf0c1</a></dt></dl>', 'open(lock)'],
  ])('takes the sign out of %j', (source, text) => {
    expect(textsOf(source)).toEqual([text])
  })

  test.each([
    ['<h2>Tides in C#</h2>', 'Tides in C#'],
    ['<h2>The language C<a href="/c-sharp">#</a></h2>', 'The language C#'],
    ['<h2><a href="#tides">Tides ¶</a> and locks</h2>', 'Tides ¶ and locks'],
    ['<p>See <a href="#note">§</a> in the law of the sea</p>', 'See § in the law of the sea'],
    ['<p><a href="#top">#</a></p>', '#'],
    ['<p>Back <a href="#top">up</a></p>', 'Back up'],
  ])('leaves %j', (source, text) => {
    expect(textsOf(source)).toEqual([text])
  })
})
