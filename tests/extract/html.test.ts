import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Document} from '../../src/document/document.ts'
import {extractHtml, type HtmlSettings} from '../../src/extract/html.ts'
import {openSiteConfigs} from '../../src/extract/site-config.ts'
import {pageDocument, prose} from './html-helpers.ts'

const article = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>The Bridge at Low Water | Valley Post</title>${head}</head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article class="post"><h1>The Bridge at Low Water</h1><div class="entry-content">${body}</div></article></main>
<aside class="sidebar"><h3>Most read</h3><ul><li><a href="/a">A goat in the library</a></li><li><a href="/b">Ten ways to fold a map</a></li></ul></aside>
<footer class="site-footer"><p>© 2026 Valley Post. All rights reserved.</p></footer></body></html>`

const paragraphs = (count: number): string =>
  Array.from({length: count}, (_, i) => `<p>${prose(3, i * 3)}</p>`).join('\n')

const run = (source: string, settings: Partial<HtmlSettings> = {}): Promise<Document> =>
  extractHtml(pageDocument(source), {engine: 'copydesk', depth: 512, ...settings})

const kept = (document: Document): string[] =>
  document.blocks.filter(block => !block.removed).map(block => block.raw.replace(/\s+/g, ' ').trim())

describe('extractHtml', () => {
  test('says how sure it is, and on a doubtful page that it is doubtful', async () => {
    const sure = await run(article(paragraphs(8)))
    expect(sure.confidence).toBeGreaterThan(0.9)
    expect(sure.messages).toEqual([])
    const list = Array.from(
      {length: 30},
      (_, i) => `<div><a href="/${i}">Boat number ${i}</a><span>${i} crowns</span></div>`,
    )
    const doubtful = await run(`<body><div>${list.join('')}</div></body>`)
    expect(doubtful.confidence).toBeLessThan(sure.confidence ?? 0)
    expect((await run(article(paragraphs(8)), {engine: 'readability'})).confidence).toBeUndefined()
  })

  test('keeps the article and its title, and says why the rest went', async () => {
    const document = await run(article(paragraphs(6)))
    expect(kept(document)[0]).toBe('The Bridge at Low Water')
    expect(kept(document).filter(text => text.startsWith('The committee met'))).toHaveLength(6)
    expect(kept(document).join(' ')).not.toMatch(/Most read|goat|Home|rights reserved/)
    expect(document.blocks.find(block => block.role === 'title')?.raw).toBe('The Bridge at Low Water')
    for (const {removed} of document.blocks) {
      if (!removed) continue
      expect(removed.ruleId).toMatch(/^extract\//)
      expect(removed.confidence).toBeGreaterThan(0)
      expect(removed.reason).not.toBe('')
    }
  })

  test('Readability as an engine of its own', async () => {
    const document = await run(article(paragraphs(6)), {engine: 'readability'})
    expect(kept(document).filter(text => text.startsWith('The committee met'))).toHaveLength(6)
    expect(document.blocks.some(block => block.removed?.ruleId === 'extract/readability')).toBe(true)
    expect(kept(document).join(' ')).not.toMatch(/goat/)
  })

  test('sees an article that a script would unhide', async () => {
    const streamed = article('<template id="B:0"></template>').replace(
      '</main>',
      `</main><div hidden id="S:0"><article>${paragraphs(6)}</article></div>`,
    )
    expect(kept(await run(streamed)).filter(text => text.startsWith('The committee met'))).toHaveLength(6)
  })

  test('takes out what a rule selects, but never all that was kept', async () => {
    const selectors = [
      {ruleId: 'extract/selector/test', selector: '.entry-content p:first-child', reason: 'Test.'},
    ]
    const document = await run(article(paragraphs(6)), {selectors: () => selectors})
    expect(document.blocks.filter(block => block.removed?.ruleId === 'extract/selector/test')).toHaveLength(1)
    const everything = [{ruleId: 'extract/selector/all', selector: 'body *', reason: 'Test.'}]
    const spared = await run(article(paragraphs(6)), {selectors: everything})
    expect(kept(spared).length).toBeGreaterThan(5)
    expect(spared.messages.map(message => message.ruleId)).toContain('extract/selector')
    const broken = await run(article(paragraphs(6)), {
      selectors: [{ruleId: 'x/y', selector: 'p:hover', reason: ''}],
    })
    expect(broken.messages).toContainEqual(expect.objectContaining({ruleId: 'x/y', severity: 'error'}))
  })

  test('reads ftr-site-config as it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'site-config-'))
    writeFileSync(
      join(folder, 'valley.example.txt'),
      '# the paper\nbody: //div[@class="entry-content"]\ntitle: //h1\nauthor: //p[@class="who"]\ndate: //p[@class="when"]\nstrip: //p[@class="who"] | //p[@class="when"]\nstrip_id_or_class: pull\ntest_url: http://valley.example/1\n',
    )
    const source = article(
      `<p class="who">By Ada Fenn</p><p class="when">3 May 2025</p><p class="pullquote">Nobody asked us.</p>${paragraphs(2)}<p>Short.</p>`,
      '<link rel="canonical" href="https://www.valley.example/1">',
    )
    const document = await run(source, {siteConfig: openSiteConfigs(folder)})
    expect(kept(document).slice(1)).toEqual([prose(3, 0), prose(3, 3), 'Short.'])
    expect(document.metadata).toMatchObject({byline: ['Ada Fenn'], published: '2025-05-03'})
    expect(document.blocks.find(block => block.raw === 'Nobody asked us.')?.removed?.ruleId).toBe(
      'extract/site-config/valley.example',
    )
  })

  test('refuses pages without an article, with the reason', async () => {
    const shell = await run('<html><body><div id=root></div><script src=app.js></script></body></html>')
    expect(shell.rejected).toMatch(/scripts fill in/)
    const missing = await run(
      article('<p>We looked everywhere.</p>').replaceAll('The Bridge at Low Water', 'Page not found'),
    )
    expect(missing.rejected).toMatch(/error page/)
    const results = await run(
      article('<p>Nothing matched.</p>').replaceAll('The Bridge at Low Water', 'Search results for bridge'),
    )
    expect(results.rejected).toMatch(/search results/)
    const refresh = (content: string): string => `<meta http-equiv="refresh" content="${content}">`
    const moved = `<p>The page has moved to <a href="/b">another place</a>, where you should be taken.</p>`
    expect((await run(`${refresh('0; URL=/b')}${moved}`)).rejected).toMatch(/sends its reader on/)
    expect((await run(`${refresh('300')}${moved}`)).rejected).toBeUndefined()
    expect((await run(refresh('0; URL=/b') + article(paragraphs(6)))).rejected).toBeUndefined()
    expect((await run(article(paragraphs(6)))).rejected).toBeUndefined()
    const parts = ['open', 'close', 'lock', 'fill', 'empty', 'count'].map(
      name => `<h3><a href="#${name}">${name}</a></h3><p>Does what it says to a lock. Read more</p>`,
    )
    const list = await run(`<title>Locks</title><h1>Locks</h1>${parts.join('')}`)
    expect(list.rejected).toMatch(/lists other pages/)
    const manual = await run(`<title>Locks</title><h1>Locks</h1><pre>type Lock = {}</pre>${parts.join('')}`)
    expect(manual.rejected).toBeUndefined()
    const about404 = await run(
      article(paragraphs(6)).replaceAll('The Bridge at Low Water', '404 ways to say no'),
    )
    expect(about404.rejected).toBeUndefined()
  })

  test('tells of paywalls and sponsors', async () => {
    const walled = await run(
      article(
        paragraphs(3),
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
      ),
    )
    expect(walled.messages.map(message => message.ruleId)).toContain('extract/paywall')
    const paid = await run(article(paragraphs(3), '<meta property="article:section" content="Sponsored">'))
    expect(paid.messages.map(message => message.ruleId)).toContain('extract/sponsored')
  })

  test('ends a CDATA section where browsers do', async () => {
    const document = await run(article(paragraphs(6)).replace('<main>', '<![CDATA[ <i>x</i> <main>'))
    expect(kept(document).filter(text => text.startsWith('The committee met'))).toHaveLength(6)
  })
})
