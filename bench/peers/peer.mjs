// Extracts every page of a folder with a peer for Node, or Copydesk's library:
// peer.mjs readability-jsdom|readability-linkedom|defuddle|copydesk-extract|copydesk-clean PAGES OUT
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {resolve} from 'node:path'
import {pathToFileURL} from 'node:url'

const [name, pages, out] = process.argv.slice(2)
const require = createRequire(resolve(import.meta.dirname, '../../.peers/node/package.json'))
const peer = async path => import(pathToFileURL(require.resolve(path)).href)
const address = 'https://example.com/'

/** White space between blocks, as a reader of HTML text expects it; both peers give HTML. */
const textOf = element => {
  const blocks = 'p,div,li,h1,h2,h3,h4,h5,h6,tr,td,th,br,pre,blockquote,figcaption,dt,dd,section,article'
  for (const block of element.querySelectorAll(blocks)) block.after('\n')
  return element.textContent
}

const readabilityOf = async openDocument => {
  const {Readability} = await import('@mozilla/readability')
  return page => {
    const article = new Readability(openDocument(page)).parse()
    if (!article) return {text: ''}
    const {body} = openDocument(`<html><body>${article.content}</body></html>`)
    const byline = article.byline ? [article.byline] : []
    return {text: textOf(body), title: article.title, byline, published: article.publishedTime ?? undefined}
  }
}

const makers = {
  'copydesk-extract': async () => {
    const {extract} = await import('../../dist/index.js')
    return async bytes => {
      const {text, document} = await extract(bytes, {mediaType: 'text/html'})
      const {title, byline, published} = document.metadata
      return {text, title, byline, published}
    }
  },
  'copydesk-clean': async () => {
    const {clean} = await import('../../dist/index.js')
    return async bytes => {
      const {text, row} = await clean(bytes, {mediaType: 'text/html', detect: false})
      return {text, title: row.title, byline: row.byline, published: row.published}
    }
  },
  'readability-jsdom': async () => {
    const {JSDOM, VirtualConsole} = await import('jsdom')
    const virtualConsole = new VirtualConsole()
    return readabilityOf(page => new JSDOM(page, {url: address, virtualConsole}).window.document)
  },
  'readability-linkedom': async () => {
    const {parseHTML} = await peer('linkedom')
    return readabilityOf(page => parseHTML(page).document)
  },
  defuddle: async () => {
    const {parseHTML} = await peer('linkedom')
    const {Defuddle} = await import(
      pathToFileURL(resolve(import.meta.dirname, '../../.peers/node/node_modules/defuddle/dist/node.js')).href
    )
    return async page => {
      const article = await Defuddle(parseHTML(page).document, address, {useAsync: false})
      const {document} = parseHTML(`<html><body>${article.content}</body></html>`)
      const byline = article.author ? article.author.split(/,\s*/) : []
      return {
        text: textOf(document.body),
        title: article.title,
        byline,
        published: article.published || undefined,
      }
    }
  },
}

const extract = await makers[name]()
const rows = []
for (const file of readdirSync(pages).sort()) {
  let result = {text: ''}
  try {
    const bytes = readFileSync(`${pages}/${file}`)
    // Copydesk finds the encoding out; for the others it is known to be UTF-8.
    result = await extract(name.startsWith('copydesk') ? bytes : new TextDecoder().decode(bytes))
  } catch {
    // A peer that fails on a page has an empty text for it.
  }
  const {text, ...metadata} = result
  writeFileSync(`${out}/${file.slice(0, -5)}.txt`, text)
  rows.push(JSON.stringify({path: file, ...metadata}))
}
writeFileSync(`${out}/manifest.jsonl`, rows.join('\n'))
