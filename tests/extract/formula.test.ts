import {describe, expect, test} from 'vitest'
import {applyEdits} from '../../src/document/edit.ts'
import {formulaEdits} from '../../src/extract/formula.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

const textsOf = (source: string): string[] => {
  const tree = parsePage(source, 512)
  const editsOf = formulaEdits(tree)
  return segmentPage(tree).map(block => applyEdits(block.raw, editsOf(block)).replace(/\s+/g, ' ').trim())
}

const presentation = '<mrow><msup><mi>c</mi><mn>2</mn></msup></mrow>'
const tex = '<annotation encoding="application/x-tex">c^2</annotation>'
const xml =
  '<annotation-xml encoding="MathML-Content"><apply><power/><ci>c</ci><cn>2</cn></apply></annotation-xml>'
const math = (...annotations: string[]): string =>
  `<math><semantics>${presentation}${annotations.join('')}</semantics></math>`
const glyphs =
  '<span class="base"><span class="mord">c</span><span class="vlist"><span>2</span></span></span>'

describe('formulaEdits', () => {
  test.each([
    [
      'of KaTeX',
      `<span class="katex"><span class="katex-mathml">${math(tex)}</span><span class="katex-html" aria-hidden="true">${glyphs}</span></span>`,
      'c^2',
    ],
    [
      'of MediaWiki',
      `<span class="mwe-math-element"><span style="display: none;">${math(tex)}</span><img alt="c^2"></span>`,
      'c^2',
    ],
    [
      'of MathJax 2',
      `<span class="MathJax"><nobr aria-hidden="true">${glyphs}</nobr><span class="MJX_Assistive_MathML">${math()}</span></span>`,
      'c2',
    ],
    [
      'of MathJax 3',
      `<mjx-container><mjx-math aria-hidden="true"><mjx-c>c</mjx-c></mjx-math><mjx-assistive-mml>${math()}</mjx-assistive-mml></mjx-container>`,
      'c2',
    ],
    ['with its meaning', math(xml), 'c2'],
    ['with no TeX in its annotation', math('<annotation encoding="application/x-tex"> </annotation>'), 'c2'],
    ['with its meaning and TeX', math(xml, tex), 'c^2'],
    ['as MathML', math(), 'c2'],
  ])('leaves a formula %s once', (_, formula, said) => {
    expect(textsOf(`<p>Where ${formula} is the square of the speed.</p>`)).toEqual([
      `Where ${said} is the square of the speed.`,
    ])
    expect(textsOf(`<div>${formula}</div><p>So it is.</p>`)).toEqual([said, 'So it is.'])
  })

  test.each([
    [`<span class="katex"><p>The speed is</p><p>${math(tex)}</p></span>`, ['The speed is', 'c^2']],
    [`<div class="katex"><b>The speed is</b> ${math(tex)}</div>`, ['The speed is c^2']],
    [`<p>Two: ${math(tex)} and ${math(tex)}</p>`, ['Two: c^2 and c^2']],
    ['<p class="katex">No formula at all</p>', ['No formula at all']],
  ])('takes nothing from around it: %j', (source, texts) => {
    expect(textsOf(source)).toEqual(texts)
  })

  test.each([
    [String.raw`{\displaystyle c^{2}}`, 'c^{2}'],
    [String.raw` {\textstyle \{c\} } `, String.raw`\{c\}`],
    [String.raw`{\displaystyle a}{b}`, String.raw`{\displaystyle a}{b}`],
    [String.raw`{\displaystyle a`, String.raw`{\displaystyle a`],
  ])('leaves of %j the formula itself', (source, said) => {
    const annotated = tex.replace('c^2', () => source)
    expect(textsOf(`<p>So ${math(annotated)} it is.</p>`)).toEqual([`So ${said} it is.`])
  })

  test('takes no longer for many formulas, one inside the other or in one element', () => {
    const count = 20_000
    expect(textsOf(`<p>${'<math>'.repeat(count)}x</p>`)).toEqual(['x'])
    const inOne = `<span class="katex">${'<math><mi>x</mi></math>'.repeat(count)}<p>End.</p></span>`
    expect(textsOf(inOne)).toEqual(['x'.repeat(count), 'End.'])
  })
})
