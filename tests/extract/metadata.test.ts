import {describe, expect, test} from 'vitest'
import type {Metadata} from '../../src/document/document.ts'
import {splitAuthors} from '../../src/extract/authors.ts'
import {jsonLdObjects} from '../../src/extract/json-ld.ts'
import {pageMetadata} from '../../src/extract/metadata.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {pageClaims} from '../../src/extract/page-claims.ts'
import {pageDate} from '../../src/extract/page-dates.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

const metadataOf = (source: string): Metadata => {
  const tree = parsePage(source, 512)
  return pageMetadata(tree, segmentPage(tree), pageClaims(tree, jsonLdObjects(tree)))
}

test.each([
  ['2025-03-04T10:00:00.123Z', '2025-03-04T10:00:00Z'],
  ['20250304', '2025-03-04'],
  ['June 6th,2021', '2021-06-06'],
  ['3 de marzo de 2024', '2024-03-03'],
  ['2024年3月4日', '2024-03-04'],
  ['03/04/2025', '2025-03-04'],
  ['founded 1887-01-02', undefined],
])('the date in %s', (text, date) => {
  expect(pageDate(text, {monthFirst: true})).toBe(date)
})

test.each([
  ['By Ann Lee, PhD and Bo Ek', ['Ann Lee, PhD', 'Bo Ek']],
  ['Written by: Ann Lee; Bo Ek & Cy Orr', ['Ann Lee', 'Bo Ek', 'Cy Orr']],
  ['Von Jürgen Groß', ['Jürgen Groß']],
  ['Center for Drug Evaluation and Research', ['Center for Drug Evaluation and Research']],
  ['Bo Ek (https://example.org/bo/)', ['Bo Ek']],
  ['Ann Lee <ann@example.org> and Bo Ek [mailto:bo@example.org]', ['Ann Lee', 'Bo Ek']],
  ['ann@example.org (Ann Lee)', ['Ann Lee']],
  ['Cy Orr (Bergen)', ['Cy Orr (Bergen)']],
  ['Ann Lee (avec Bo Ek et Cy Orr)', ['Ann Lee', 'Bo Ek', 'Cy Orr']],
  ['admin', []],
  ['https://example.org/ann', []],
])('the names in %s', (byline, names) => {
  expect(splitAuthors(byline)).toEqual(names)
})

describe('pageMetadata', () => {
  test('reads JSON-LD in a graph, with references and line breaks in its strings', () => {
    const metadata = metadataOf(
      `<title>Salt & Water - The Post</title><script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"S"},{"@type":["Article","NewsArticle"],
"headline":"Salt &amp; Water","datePublished":"2025-02-03T08:00:00+01:00","author":[{"@type":"Person","name":"Ann
Lee"},{"name":"Bo Ek"}],"publisher":{"name":"The Post"},}]}</script><h1>Salt & Water</h1>`,
    )
    expect(metadata).toMatchObject({
      title: 'Salt & Water',
      byline: ['Ann Lee', 'Bo Ek'],
      published: '2025-02-03T08:00:00+01:00',
      site: 'The Post',
      sources: {byline: 'json-ld', published: 'json-ld', title: 'heading'},
    })
  })

  test('takes no other name for an author, neither of a shop nor of a manual', () => {
    const boots = Array.from(
      {length: 12},
      (_, i) => `<li><a href="/p/${i}">Harbour Boot ${i}</a> €${40 + i}</li>`,
    )
    expect(
      metadataOf(
        `<title>Rain boots | Puddle</title><link rel="canonical" href="https://puddle.example/collections/boots">
<nav><a href="/new">New In</a></nav><h1>Rain boots</h1><p>Limited Edition</p><p>Gender Age</p><button>Sort By</button>
<ul>${boots.join('')}</ul><p>Boots for every age and gender, and a limited edition for small feet.</p>`,
      ).byline,
    ).toEqual([])
    expect(
      metadataOf(
        `<title>Declare models — Tern 2.1</title><link rel="canonical" href="https://tern.example/docs/2.1/models.html">
<h1>Declare models</h1><p>Session Objects</p><p>${'A model is a class whose objects are kept in a session, each a row. '.repeat(4)}</p>
<p>Updating Objects</p><p>${'The session knows which objects were changed, and writes them when it is asked to. '.repeat(3)}</p>`,
      ).byline,
    ).toEqual([])
  })

  test('reads several names in one `property`', () => {
    const metadata = metadataOf(
      '<meta property="x:title dc:title" content="Salt and Water"><meta property="dc:creator twitter:creator" content="Ann Lee"><p>Text.</p>',
    )
    expect(metadata).toMatchObject({title: 'Salt and Water', byline: ['Ann Lee']})
  })

  test('reads what a reader sees', () => {
    const metadata = metadataOf(
      '<body><div><h1>Salt and Water</h1><p class="c1">By Ann Lee</p><p>May 3, 2021</p><p>Long text.</p></div></body>',
    )
    expect(metadata).toMatchObject({
      byline: ['Ann Lee'],
      published: '2021-05-03',
      sources: {byline: 'visible'},
    })
  })

  test('tells the day of publication from that of an update', () => {
    const shown = '<h1>Salt and Water</h1><p>Published May 3, 2021</p><p>Updated June 1, 2024</p><p>Text.</p>'
    expect(metadataOf(shown).published).toBe('2021-05-03')
  })

  test('reads a day at the end of the page, far from the title', () => {
    const text = Array.from(
      {length: 90},
      (_, i) => `<p>Paragraph ${i} of a long text about the sea.</p>`,
    ).join('')
    expect(metadataOf(`<h1>Salt and Water</h1>${text}<div>Posted on 15/12/2025 by Ann</div>`).published).toBe(
      '2025-12-15',
    )
  })

  test('gives all authors of a paper, and turns their names round', () => {
    const meta = ['Lee, Ann', 'Ek, Bo'].map(name => `<meta name="citation_author" content="${name}">`)
    expect(metadataOf(`${meta.join('')}<h1>Salt and Water</h1><p>Text.</p>`).byline).toEqual([
      'Ann Lee',
      'Bo Ek',
    ])
  })

  test('takes the name of the site off a title in a script without spaces', () => {
    expect(
      metadataOf('<title>老桥边的修伞人_河口在线</title><h1>老桥边的修伞人</h1><p>梅雨一到。</p>').title,
    ).toBe('老桥边的修伞人')
  })

  test('names the place a text was first published', () => {
    const metadata = metadataOf(
      '<meta property="og:url" content="https://copy.example/1"><link rel="canonical" href="https://first.example/1">',
    )
    expect(metadata).toMatchObject({syndicatedFrom: 'first.example', url: 'https://first.example/1'})
  })
})
