import {describe, expect, test} from 'vitest'
import {applyEdits} from '../../src/document/edit.ts'
import {inlineEdits} from '../../src/extract/inline-edits.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

const textsOf = (source: string): string[] => {
  const tree = parsePage(source, 512)
  const editsOf = inlineEdits(tree)
  return segmentPage(tree).map(block => applyEdits(block.raw, editsOf(block)).trim())
}

const editLink =
  '<span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="/edit">edit</a> | <a href="/source">edit source</a><span>]</span></span>'
const math =
  '<math><semantics><mi>c</mi><annotation encoding="application/x-tex">c</annotation></semantics></math>'

describe('inlineEdits', () => {
  test.each([
    [`<h2><span class="mw-headline">Salt and tides</span>${editLink}</h2>`, 'Salt and tides'],
    [`<h2>Salt <i>and</i> tides ${editLink}\n</h2>`, 'Salt and tides'],
    [`<h2>The speed ${math}${editLink}</h2>`, 'The speed c'],
    [`<h2>The speed ${math}<a href="#speed">¶</a></h2>`, 'The speed c'],
  ])('reads %j', (source, text) => {
    expect(textsOf(source)).toEqual([text])
  })

  test.each([
    ['<p>Nobody knows <a href="/why">[why]</a></p>', 'Nobody knows [why]'],
    ['<h2>Salt [edit]</h2>', 'Salt [edit]'],
    [`<h2>Salt ${editLink} and tides</h2>`, 'Salt [edit | edit source] and tides'],
    [`<p>${editLink}</p>`, '[edit | edit source]'],
  ])('leaves %j', (source, text) => {
    expect(textsOf(source)).toEqual([text])
  })
})
