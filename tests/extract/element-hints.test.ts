import {expect, test} from 'vitest'
import {elementHints} from '../../src/extract/element-hints.ts'
import {hint} from '../../src/extract/look-evidence.ts'
import {innerText, type PageElement, type PageTree} from '../../src/extract/page-tree.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

const textsOf = (elements: readonly PageElement[]): string[] => elements.map(each => innerText(each, 100))

const hintsOf = (tree: PageTree, name: string): number => {
  const element = tree.elements.find(each => each.name === name)
  return elementHints(tree).bits[element?.index ?? 0] ?? 0
}

test.each([
  ['<a rel="nofollow author" href="/x">Ann</a>', hint.author],
  ['<a href="/authors/ann-lee">Ann</a>', hint.authorAddress],
  ['<a href="/view?topic=1&amp;u=7">Ann</a>', hint.userAddress],
  ['<a href="/about">Ann</a>', 0],
])('the hints of %s', (source, hints) => {
  expect(hintsOf(parsePage(source, 512), 'a')).toBe(hints)
})

test('class, itemprop and test id of an element add up; a relation counts on links only', () => {
  const source = '<b class="x-date" itemprop="author" data-testid="avatar">Ann</b><i rel="author">Bo</i>'
  const tree = parsePage(source, 512)
  expect(hintsOf(tree, 'b')).toBe(hint.author | hint.date | hint.other)
  expect(hintsOf(tree, 'i')).toBe(0)
})

test('elements that may name an author: marked ones, and those up to two below with text of their own', () => {
  const below = '<p><b>Ann</b></p><p><b><i>Bo</i></b></p><p> <u>Cy</u></p>Dee'
  const tree = parsePage(`<section class="byline">${below}</section><p>Other</p>`, 512)
  expect(textsOf(elementHints(tree).ofAuthors)).toEqual(['Ann Bo CyDee', 'Ann', 'Cy'])
})

test('elements that may name a day', () => {
  const source =
    '<time>a</time><relative-time>b</relative-time><i class="published">c</i><i itemprop="x">d</i><i>e</i>'
  expect(textsOf(elementHints(parsePage(source, 512)).ofDates)).toEqual(['a', 'b', 'c', 'd'])
})

test.each([
  ['<div>  a\n b<p>c</p>d<br>e</div>f', 100, 'a b cd e'],
  ['<div>a<script>b</script><button>c</button><b><i></i>d</b></div>', 100, 'ad'],
  ['<div>abc<b>def</b>ghi</div>', 5, 'abcd'],
  ['<div></div>x', 100, ''],
])('the text in %s', (source, limit, text) => {
  const element = parsePage(source, 512).elements.find(({name}) => name === 'div')
  expect(element && innerText(element, limit)).toBe(text)
})
