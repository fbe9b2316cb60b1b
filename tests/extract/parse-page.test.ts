import fc from 'fast-check'
import {Parser} from 'htmlparser2'
import {describe, expect, it} from 'vitest'
import type {PageElement, PageNode} from '../../src/extract/page-tree.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

/** A tree as text: one line an element or text, by depth. */
type Lines = string[]

const written = (root: PageElement): Lines => {
  const lines: Lines = []
  const pending: {node: PageNode; depth: number}[] = [{node: root, depth: 0}]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const {node, depth} = next
    if (node.kind === 'text') {
      lines.push(`${depth} ${JSON.stringify(node.text)}`)
      continue
    }
    const attributes = Object.entries(node.attributes)
    lines.push(`${depth} <${node.name}> ${JSON.stringify(attributes)}`)
    for (const child of node.children.reverse()) pending.push({node: child, depth: depth + 1})
  }
  return lines
}

/** What htmlparser2 makes of the same source, by the same rules for scripts, styles and joined texts. */
const writtenByPeer = (source: string): Lines => {
  const lines: Lines = ['0 <#root> []']
  let depth = 1
  let silent = 0
  let text: string | undefined
  const endText = () => {
    if (text !== undefined) lines.push(`${depth} ${JSON.stringify(text)}`)
    text = undefined
  }
  const parser = new Parser({
    onopentag: (name, attributes) => {
      endText()
      lines.push(`${depth} <${name}> ${JSON.stringify(Object.entries(attributes))}`)
      depth += 1
      if (name === 'style' || (name === 'script' && !/ld\+json/i.test(attributes.type ?? ''))) silent += 1
    },
    onclosetag: name => {
      endText()
      depth -= 1
      if ((name === 'style' || name === 'script') && silent > 0) silent -= 1
    },
    ontext: part => {
      if (silent === 0) text = (text ?? '') + part.replaceAll('<!(CDATA[', '<![CDATA[')
    },
  })
  parser.end(source.replaceAll('<![CDATA[', '<!(CDATA['))
  return lines
}

const fragments = (
  'p div span a b i ul li table tr td th tbody form button select option textarea title script style svg path math mi ' +
  'foreignObject clipPath image img br hr h1 h2 body head dl dt dd ruby rt rp iframe x-y'
)
  .split(' ')
  .flatMap(name => [`<${name}>`, `</${name}>`, `<${name} class="a b" id=x&amp;y>`, `<${name}/>`])
  .concat(
    [
      'text',
      ' ',
      '\n',
      'a < b',
      '&',
      '&amp;',
      '&ampx',
      '&#65;',
      '&#x41',
      '&notin;',
      '&nosuch;',
      '&NotEqualTilde;',
    ],
    [
      '<!-- c -->',
      '<!-->',
      '<!--->',
      '<!-- a --!>',
      '<!x>',
      '<!doctype html>',
      '<?php ?>',
      '</ x>',
      '</>',
      '<![CDATA[a]]>',
    ],
    [
      "<a href='x\"y' B=c>",
      '<p a=b/>',
      '<p a = "b" a=c>',
      '<p / x>',
      '<p =x>',
      '<P CLASS=A>',
      '</P  >',
      '<p a"b>',
      '-->',
    ],
    [
      '<script type="application/ld+json">{"a": "</b>"}</script>',
      '<title>a &lt; b</TITLE >',
      '<xmp>&amp;</xmp>',
    ],
  )

describe('parsing a page', () => {
  it('makes the tree that htmlparser2 makes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), {maxLength: 24}), parts => {
        // In a tag that the end of the page cuts off, the two differ in what was open; and after `<` in a title or
        // textarea the peer does not decode.
        const source = `${parts.join('')}<hr>`
        expect(written(parsePage(source, 512).root)).toEqual(writtenByPeer(source))
      }),
      {numRuns: 2000},
    )
  })

  it('gives every element and text its place in the source', () => {
    const source = '<ul ><li>one &amp; two</li  >three<li>four<p>five</ul>six'
    const {elements} = parsePage(source, 512)
    const places = elements.map(({name, start, end}) => `${name} ${source.slice(start, end)}`)
    expect(places.slice(1)).toEqual([
      'ul <ul ><li>one &amp; two</li  >three<li>four<p>five</ul>',
      'li <li>one &amp; two</li  >',
      'li <li>four<p>five',
      'p <p>five',
    ])
    const texts = elements.flatMap(element => element.children).filter(node => node.kind === 'text')
    expect(texts.map(({text, start, length}) => [text, source.slice(start, start + length)])).toEqual([
      ['six', 'six'],
      ['three', 'three'],
      ['one & two', 'one '],
      ['four', 'four'],
      ['five', 'five'],
    ])
  })

  it('reads the same attribute alone and among all', () => {
    const [, element] = parsePage(
      `<a CLASS="x" href='/a?b=1&amp;c' class=y data-testid=t hidden>`,
      512,
    ).elements
    for (const name of ['class', 'href', 'hidden', 'data-testid', 'id'])
      expect(element?.attribute(name)).toBe(element?.attributes[name])
    expect(element?.attributes).toEqual({class: 'x', href: '/a?b=1&c', 'data-testid': 't', hidden: ''})
  })
})
