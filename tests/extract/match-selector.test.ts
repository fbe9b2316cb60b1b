import {expect, test} from 'vitest'
import {compileSelector, selectElements} from '../../src/extract/match-selector.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

const page = parsePage(
  '<body><div id=a class="x y"><p>1</p><p data-k="Vw">2</p><span>3</span></div><div class=x><ul><li><p>4</p></ul></div></body>',
  512,
)

test.each([
  ['p', 3],
  ['#a p', 2],
  ['.x > p', 2],
  ['.x p', 3],
  ['div.x.y', 1],
  ['p + p', 1],
  ['p ~ span', 1],
  ['[data-k]', 1],
  ['[data-k="vw" i]', 1],
  ['[data-k^="V"]', 1],
  ['.x:not(#a) p', 1],
  ['p:first-child', 2],
  ['ul li, span', 2],
  ['div:is(.y, .z)', 1],
  ['body div ul li p', 1],
])('%s selects %i', (selector, count) => {
  expect(selectElements(page, selector)).toHaveLength(count)
})

test('refuses what it does not understand', () => {
  expect(() => compileSelector('p:hover')).toThrow('Expected a selector without `:hover`, got `p:hover`')
  expect(() => compileSelector('p >')).toThrow()
})
