import type {Metadata} from '../document/document.ts'
import {distinctNames, splitAuthors} from './authors.ts'
import {isObject, type JsonObject, namesOf, stringOf, titleElementText, typesOf} from './json-ld.ts'
import type {PageBlock} from './page-blocks.ts'
import {dateInAddress, pageDate} from './page-dates.ts'
import {pageTitle} from './page-title.ts'
import type {PageTree} from './page-tree.ts'
import {comparable, type TitleWitnesses} from './title-candidates.ts'
import {dateAgainst, visibleAuthors, visibleDate, visiblePage} from './visible-metadata.ts'

/** A value with the witness that gave it. */
type Candidate = readonly [source: string, value: string | undefined]

/** What the page says of its article, each value with its witness in `sources`. */
export const pageMetadata = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  objects: readonly JsonObject[],
): Metadata => {
  const sources: Record<string, string> = {}
  const metas = metaValues(tree)
  const article = mainObject(objects)
  const pick = (field: string, candidates: readonly Candidate[]): string | undefined => {
    const found = candidates.find(([, value]) => value !== undefined && value !== '')
    if (found) sources[field] = found[0]
    return found?.[1]
  }
  const first = (...names: string[]): string | undefined => names.map(name => metas.get(name)).find(Boolean)

  const url = pick('url', [
    ['link', absolute(linkHref(tree, 'canonical'))],
    ['meta', absolute(first('og:url', 'twitter:url', 'parsely-link'))],
    ['json-ld', absolute(stringOf(article?.mainEntityOfPage) ?? stringOf(article?.url))],
  ])
  const site = pick('site', [
    ['meta', first('og:site_name', 'application-name')],
    ['json-ld', namesOf(article?.publisher)[0]],
    ['url', url ? hostOf(url) : undefined],
  ])
  const title = pageTitle(tree, titleWitnesses(tree, objects))
  if (title) sources.title = title.source

  const page = visiblePage(tree, blocks, title?.title)
  const language = languageOf(tree, first('og:locale', 'content-language', 'language'))
  const monthFirst = /^en(?!-(?:gb|au|nz|ie|in|za))/i.test(language ?? 'en')
  const dated = (value: string | undefined) => (value ? pageDate(value, {monthFirst}) : undefined)
  const claimed = dated(stringOf(article?.datePublished)) ?? publishedIn(metas, dated)
  const published = pick('published', [
    ['visible', claimed ? dateAgainst(claimed, page, {monthFirst}) : undefined],
    ['json-ld', dated(stringOf(article?.datePublished))],
    ['meta', publishedIn(metas, dated)],
    ['visible', visibleDate(page, {monthFirst})],
    ['json-ld', dated(stringOf(article?.dateCreated) ?? stringOf(article?.uploadDate))],
    ['url', url ? dateInAddress(url) : undefined],
    ['meta', dated(first('article:modified_time', 'og:updated_time', 'last-modified', 'dcterms.modified'))],
    ['json-ld', dated(stringOf(article?.dateModified))],
  ])

  const bylines: readonly (readonly [string, readonly string[]])[] = [
    ['json-ld', article ? namesOf(article.author).flatMap(splitAuthors) : []],
    ['meta', authorsIn(metas)],
    ['visible', visibleAuthors(page)],
    ['json-ld', article ? namesOf(article.creator).flatMap(splitAuthors) : []],
  ]
  const publisher = comparable(site ?? '')
  const isPerson = (names: readonly string[]) =>
    names.length > 0 && !names.every(name => comparable(name) === publisher)
  const found = bylines.find(([, names]) => isPerson(names)) ?? bylines.find(([, names]) => names.length > 0)
  if (found) sources.byline = found[0]
  const rights = pick('rights', [
    ['meta', first('copyright', 'dc.rights', 'dcterms.rights', 'rights')],
    ['json-ld', stringOf(article?.copyrightNotice)],
  ])
  return {
    ...(title ? {title: title.title} : {}),
    byline: found ? distinctNames(found[1]) : [],
    ...(published ? {published} : {}),
    ...(site ? {site} : {}),
    ...(url ? {url} : {}),
    ...syndication(metas, linkHref(tree, 'canonical'), sources),
    ...(rights ? {rights} : {}),
    references: [],
    sources,
  }
}

/** What claims to know the page's title, and the name of its site. */
export const titleWitnesses = (tree: PageTree, objects: readonly JsonObject[]): TitleWitnesses => {
  const metas = metaValues(tree)
  const article = mainObject(objects)
  const first = (...names: string[]): string | undefined => names.map(name => metas.get(name)).find(Boolean)
  return {
    headline: stringOf(article?.headline) ?? first('parsely-title', 'sailthru.title'),
    openGraph: first('og:title', 'twitter:title', 'dc.title', 'citation_title'),
    element: titleElementText(tree),
    site: first('og:site_name', 'application-name') ?? namesOf(article?.publisher)[0],
  }
}

/** The object that speaks of this page's article: an article before a page, one with a date before one without. */
const mainObject = (objects: readonly JsonObject[]): JsonObject | undefined => {
  let best: JsonObject | undefined
  let bestScore = 0
  for (const object of objects) {
    const types = typesOf(object)
    let score = 0
    if (types.some(type => /(?:Article|Posting|Report|Recipe|HowTo)$/.test(type))) score = 4
    else if (
      types.some(type =>
        /^(?:WebPage|Product|QAPage|VideoObject|PodcastEpisode|Course|Event|Question)$/.test(type),
      )
    )
      score = 1
    if (score === 0) continue
    if (object.datePublished !== undefined) score += 1
    if (object.author !== undefined) score += 1
    if (score > bestScore) {
      best = object
      bestScore = score
    }
  }
  return best
}

/** The page's `<meta>` values by lower-cased name, property or itemprop; the first of each name. */
const metaValues = (tree: PageTree): Map<string, string> => {
  const values = new Map<string, string>()
  for (const element of tree.elements) {
    if (element.name !== 'meta') continue
    const {name, property, itemprop, content} = element.attributes
    const key = (property ?? name ?? itemprop ?? element.attributes['http-equiv'])?.toLowerCase().trim()
    if (key && content?.trim() && !values.has(key)) values.set(key, content.trim())
  }
  return values
}

const publishedNames = [
  'article:published_time',
  'og:published_time',
  'article:published',
  'og:article:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'citation_publication_date',
  'citation_date',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'dc.date',
  'dcterms.date',
  'pubdate',
  'publishdate',
  'publish_date',
  'publish-date',
  'publication_date',
  'published_at',
  'originalpublicationdate',
  'article_date_original',
  'date',
]

const publishedIn = (
  metas: ReadonlyMap<string, string>,
  dated: (value: string | undefined) => string | undefined,
): string | undefined => {
  for (const name of publishedNames) {
    const date = dated(metas.get(name))
    if (date) return date
  }
  return undefined
}

const authorNames = [
  'author',
  'article:author',
  'og:article:author',
  'parsely-author',
  'sailthru.author',
  'citation_author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'article:author_name',
  'twitter:data1',
]

const authorsIn = (metas: ReadonlyMap<string, string>): string[] => {
  for (const name of authorNames) {
    const value = metas.get(name)
    if (!value || /^https?:|^@/.test(value)) continue
    if (name === 'twitter:data1' && !/written|author|by/i.test(metas.get('twitter:label1') ?? '')) continue
    const names = splitAuthors(value)
    if (names.length > 0) return names
  }
  return []
}

const syndication = (
  metas: ReadonlyMap<string, string>,
  canonical: string | undefined,
  sources: Record<string, string>,
): {syndicatedFrom?: string} => {
  const original = absolute(metas.get('syndication-source') ?? metas.get('original-source'))
  const own = absolute(metas.get('og:url'))
  const other = absolute(canonical)
  const elsewhere = own && other && !sameSite(hostOf(own), hostOf(other)) ? other : undefined
  const from = original ?? elsewhere
  if (!from) return {}
  sources.syndicatedFrom = original ? 'meta' : 'link'
  return {syndicatedFrom: hostOf(from)}
}

const sameSite = (left: string, right: string): boolean => left.endsWith(right) || right.endsWith(left)

const linkHref = (tree: PageTree, rel: string): string | undefined =>
  tree.elements.find(
    ({name, attributes}) =>
      name === 'link' && (attributes.rel ?? '').toLowerCase().split(/\s+/).includes(rel),
  )?.attributes.href

const absolute = (address: string | undefined): string | undefined =>
  address && /^https?:\/\/[^\s/]+/i.test(address.trim()) ? address.trim() : undefined

export const hostOf = (address: string): string =>
  /^https?:\/\/(?:[^/@?#]*@)?(?:www\.)?([^/:?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? ''

const languageOf = (tree: PageTree, declared: string | undefined): string | undefined =>
  tree.elements.find(({name}) => name === 'html')?.attributes.lang || declared

export const isPaywalled = (objects: readonly JsonObject[]): boolean =>
  objects.some(object => {
    const part = Array.isArray(object.hasPart) ? object.hasPart[0] : object.hasPart
    return [object, isObject(part) ? part : {}].some(each =>
      /^false$/i.test(String(each.isAccessibleForFree ?? '')),
    )
  })
