import {describe, expect, test} from 'vitest'
import {jsonLdObjects} from '../../src/extract/json-ld.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {pageClaims} from '../../src/extract/page-claims.ts'
import {pageTitle} from '../../src/extract/page-title.ts'
import {parsePage} from '../../src/extract/parse-page.ts'
import {part, titleCandidates, withoutSite} from '../../src/extract/title-candidates.ts'
import {titleFeatureNames, titleFeatures} from '../../src/extract/title-features.ts'
import {visiblePage} from '../../src/extract/visible-page.ts'

const seen = (source: string) => {
  const tree = parsePage(source, 512)
  const {title} = pageClaims(tree, jsonLdObjects(tree))
  return {tree, title, candidates: titleCandidates(tree, title)}
}

const head = (parts: {title?: string; openGraph?: string; site?: string; address?: string}) =>
  [
    parts.title && `<title>${parts.title}</title>`,
    parts.openGraph && `<meta property="og:title" content="${parts.openGraph}">`,
    parts.site && `<meta property="og:site_name" content="${parts.site}">`,
    parts.address && `<link rel="canonical" href="${parts.address}">`,
  ].join('')

describe('titleCandidates', () => {
  test('sees one title behind different spellings, and counts who says it', () => {
    const {candidates} = seen(
      `${head({title: 'Salt &amp; Water - The Post', openGraph: 'SALT & WATER'})}<h1>Salt &amp; Water</h1>`,
    )
    const [first] = candidates
    expect(first).toMatchObject({text: 'Salt & Water', source: 'heading', position: 0, votes: 3})
    expect(first?.claimed).toMatchObject({
      openGraph: {part: part.whole},
      element: {part: part.beginning, cutSite: false},
    })
  })

  test('takes the name of the site for a logo, but not on the front page', () => {
    const page = (address: string) =>
      seen(
        `${head({title: 'Bridges of the north | Delta', site: 'Delta', address})}<h1>Delta</h1>`,
      ).candidates.map(({text}) => text)
    expect(page('https://delta.example/bridges')).toEqual([
      'Bridges of the north | Delta',
      'Bridges of the north',
    ])
    expect(page('https://delta.example/')).toContain('Delta')
  })

  test('leaves out what a heading holds for programs', () => {
    const {candidates} = seen(
      '<h1><style>.a{color:red}</style>Salt and Water <button>Copy link</button></h1>',
    )
    expect(candidates.map(({text}) => text)).toEqual(['Salt and Water'])
  })

  test('knows the name of the site by the address of the page', () => {
    const {candidates} = seen(
      head({title: 'Salt and Water · Harbour Post', address: 'https://www.harbourpost.example/salt'}),
    )
    expect(candidates.find(({says}) => says === 'salt and water')?.claimed.element?.cutSite).toBe(true)
  })

  test('is empty where a page says nothing', () => {
    expect(seen('<p>Text.</p>').candidates).toEqual([])
    expect(seen('<title> | </title><h1>…</h1>').candidates).toEqual([])
  })
})

test.each([
  ['A long walk along the river | The Daily Post', undefined, 'A long walk along the river'],
  [
    'The Daily Post | A long walk along the river and back',
    'The Daily Post',
    'A long walk along the river and back',
  ],
  [
    'Post - A long walk along the river and back again at night',
    undefined,
    'A long walk along the river and back again at night',
  ],
  ['Walks - rivers', undefined, 'rivers'],
  ['Rivers - walks', undefined, 'Rivers - walks'],
  [
    'A long walk - along all of the rivers that the north has to offer',
    undefined,
    'A long walk - along all of the rivers that the north has to offer',
  ],
  ['A walk–the river', undefined, 'A walk–the river'],
])('%s without the name of %s', (claim, site, title) => {
  expect(withoutSite(claim, site)).toBe(title)
})

test('a claim as long as a book costs no more than one of a line', () => {
  const claim = 'a - b | c: '.repeat(100_000)
  const source = `<title>${claim}</title><meta property="og:title" content="${claim}"><h1>${claim}</h1><p>Text.</p>`
  const {tree, title, candidates} = seen(source)
  expect(candidates.length).toBeLessThan(400)
  expect(visiblePage(tree, segmentPage(tree), title).titleAt).toBe(0)
})

test('a row has a number for every feature', () => {
  const {tree, title, candidates} = seen(
    `${head({title: 'Salt and Water | Post', openGraph: 'Salt and Water'})}<h1>On salt and water</h1>`,
  )
  const rows = titleFeatures(candidates, title, tree)
  expect(rows).toHaveLength(candidates.length)
  for (const row of rows) {
    expect(row).toHaveLength(titleFeatureNames.length)
    expect(row.every(Number.isFinite)).toBe(true)
  }
})

test('the title that most of the page agrees on is taken, as the page spells it', () => {
  const {tree, title} = seen(
    `${head({title: 'Why the old bridge fell - The Post', openGraph: 'Why The Old Bridge Fell', site: 'The Post', address: 'https://post.example/news/why-the-old-bridge-fell'})}<h1>The Post</h1><h1>Why the old bridge fell</h1><p>Text.</p>`,
  )
  expect(pageTitle(tree, title)).toEqual({title: 'Why the old bridge fell', source: 'heading'})
})

test("a title ends before the mark of its heading's link to itself", () => {
  const {tree, title} = seen(
    `${head({title: 'Salt and Water — Manual'})}<h1>Salt and Water<a href="#salt">¶</a></h1><p>Text.</p>`,
  )
  expect(pageTitle(tree, title).title).toBe('Salt and Water')
})
