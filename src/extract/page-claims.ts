import {type AuthorClaims, namesInMetas} from './author-candidates.ts'
import {splitAuthors} from './authors.ts'
import type {DateClaims} from './date-candidates.ts'
import {type JsonObject, namesOf, stringOf, titleElementText, typesOf} from './json-ld.ts'
import {dateInAddress} from './page-dates.ts'
import {type PageAccount, pageAccount} from './page-facts.ts'
import type {PageTree} from './page-tree.ts'
import type {TitleWitnesses} from './title-candidates.ts'

/** What the page's own data claims of its article, before anything is chosen. */
export type PageClaims = {
  readonly title: TitleWitnesses
  readonly dates: DateClaims
  readonly authors: AuthorClaims
  /** Each with its witness. */
  readonly url: readonly Claim[]
  readonly site: readonly Claim[]
  readonly rights: readonly Claim[]
  readonly syndication: readonly Claim[]
  /** What the page is, by the same data. */
  readonly account: PageAccount
}

/** A value with the witness that gave it. */
export type Claim = readonly [source: string, value: string | undefined]

/** `known` is the page's address, where that was known before the page was read. */
export const pageClaims = (tree: PageTree, objects: readonly JsonObject[], known?: string): PageClaims => {
  const metas = metaValues(tree)
  const article = mainObject(objects)
  const first = (...names: string[]): string | undefined =>
    names.map(name => metas.get(name)?.[0]).find(Boolean)
  const canonical = linkHref(tree, 'canonical')
  const url: readonly Claim[] = [
    ['link', absolute(canonical)],
    ['meta', absolute(first('og:url', 'twitter:url', 'parsely-link'))],
    ['json-ld', absolute(stringOf(article?.mainEntityOfPage) ?? stringOf(article?.url))],
  ]
  const address = firstOf(url)
  const site: readonly Claim[] = [
    ['meta', first('og:site_name', 'application-name')],
    ['json-ld', namesOf(article?.publisher)[0]],
    ['url', address ? hostOf(address) : undefined],
  ]
  const isForum =
    objects.some(object => typesOf(object).some(type => forumType.test(type))) ||
    forumAddress.test(address ?? '')
  const language = languageOf(tree, first('og:locale', 'content-language', 'language'))
  return {
    title: {
      headline: stringOf(article?.headline) ?? first('parsely-title', 'sailthru.title'),
      openGraph: first('og:title', 'twitter:title', 'dc.title', 'citation_title'),
      element: titleElementText(tree),
      others: [
        first('twitter:title'),
        first('dc.title', 'citation_title', 'title', 'sailthru.title', 'parsely-title'),
        stringOf(article?.name),
        stringOf(namedBy(objects, thing)?.name),
        stringOf(namedBy(objects, /Page$/)?.name),
      ],
      kind: first('og:type'),
      site: site[0]?.[1] ?? site[1]?.[1],
      address,
    },
    dates: {
      published: stringOf(article?.datePublished),
      created: stringOf(article?.dateCreated) ?? stringOf(article?.uploadDate),
      modified: stringOf(article?.dateModified),
      others: objects.flatMap(object => (object === article ? [] : (stringOf(object.datePublished) ?? []))),
      metas: datesIn(metas),
      metaModified: modifiedNames.flatMap(name => metas.get(name) ?? []),
      address: address === undefined ? undefined : dateInAddress(address),
      isForum,
      // `03/04/2025` is in March where the page is American English, or says nothing of its language.
      monthFirst: /^en(?!-(?:gb|au|nz|ie|in|za))/i.test(language ?? 'en'),
    },
    authors: {
      jsonLd: article ? namesOf(article.author).flatMap(splitAuthors) : [],
      creator: article ? namesOf(article.creator).flatMap(splitAuthors) : [],
      metas: authorNames.flatMap((name, rank) => {
        if (name === 'twitter:data1' && !/written|author|by/i.test(first('twitter:label1') ?? '')) return []
        const names = namesInMetas(metas.get(name) ?? [], {isPaper: /^citation|^dc/.test(name)})
        return names.length > 0 ? [{rank, names}] : []
      }),
      site: firstOf(site),
      isForum,
    },
    url,
    site,
    rights: [
      ['meta', first('copyright', 'dc.rights', 'dcterms.rights', 'rights')],
      ['json-ld', stringOf(article?.copyrightNotice)],
    ],
    syndication: syndicationOf(first, canonical),
    account: pageAccount(tree, objects, known ?? address),
  }
}

const firstOf = (claims: readonly Claim[]): string | undefined =>
  claims.find(([, value]) => value !== undefined && value !== '')?.[1]

const forumType = /^(?:DiscussionForumPosting|QAPage|Question|Answer)$/
const forumAddress = /forum|thread|topic|showthread|viewtopic|\/t\/|\/questions\/|\/comments\//i

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

/** What a page may be about that has a name. */
const thing = /^(?:Product|SoftwareApplication|Course|Event|Question|DiscussionForumPosting|VideoObject)$/

/** The first object of one of these kinds. */
const namedBy = (objects: readonly JsonObject[], kinds: RegExp): JsonObject | undefined =>
  objects.find(object => typesOf(object).some(type => kinds.test(type)))

/** The page's `<meta>` values by each lower-cased name, property or itemprop, in the order of the page. */
const metaValues = (tree: PageTree): Map<string, string[]> => {
  const values = new Map<string, string[]>()
  for (const element of tree.named.meta) {
    const {name, property, itemprop, content} = element.attributes
    const keys = (property ?? name ?? itemprop ?? element.attributes['http-equiv'])?.toLowerCase().trim()
    const value = content?.trim()
    if (!keys || !value) continue
    // RDFa has several in one, and writes Dublin Core's with a colon.
    for (const said of keys.split(/\s+/)) {
      const key = said.replace(/^(dc|dcterms):/, '$1.')
      const before = values.get(key)
      if (before) before.push(value)
      else values.set(key, [value])
    }
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

/** Other names for the day of publication: `w-published-date`, `ms.date`, `article.published`. */
const publishedName =
  /(?:publish(?:ed)?|publication|posted|issued|created|release)[-_.:]?(?:date|time|at|on)?$|[-_.:]date$/
const otherDay = /modif|updat|expir|event|start|end|review/

const datesIn = (metas: ReadonlyMap<string, readonly string[]>): {rank: number; value: string}[] => {
  const known = publishedNames.flatMap((name, rank) => (metas.get(name) ?? []).map(value => ({rank, value})))
  const listed = new Set(publishedNames)
  for (const [name, values] of metas) {
    if (listed.has(name) || otherDay.test(name) || !publishedName.test(name)) continue
    known.push(...values.map(value => ({rank: publishedNames.length, value})))
  }
  return known
}

const modifiedNames = ['article:modified_time', 'og:updated_time', 'last-modified', 'dcterms.modified']

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

/** The site that the page says its article is from: named as the source, or by an address on another site. */
const syndicationOf = (
  first: (...names: string[]) => string | undefined,
  canonical: string | undefined,
): readonly Claim[] => {
  const original = absolute(first('syndication-source', 'original-source'))
  const own = absolute(first('og:url'))
  const other = absolute(canonical)
  const elsewhere = own && other && !sameSite(hostOf(own), hostOf(other)) ? other : undefined
  return [
    ['meta', original ? hostOf(original) : undefined],
    ['link', elsewhere ? hostOf(elsewhere) : undefined],
  ]
}

const sameSite = (left: string, right: string): boolean => left.endsWith(right) || right.endsWith(left)

const linkHref = (tree: PageTree, rel: string): string | undefined =>
  tree.named.link
    .find(link => (link.attribute('rel') ?? '').toLowerCase().split(/\s+/).includes(rel))
    ?.attribute('href')

const absolute = (address: string | undefined): string | undefined =>
  address && /^https?:\/\/[^\s/]+/i.test(address.trim()) ? address.trim() : undefined

export const hostOf = (address: string): string =>
  /^https?:\/\/(?:[^/@?#]*@)?(?:www\.)?([^/:?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? ''

const languageOf = (tree: PageTree, declared: string | undefined): string | undefined =>
  tree.named.html[0]?.attribute('lang') || declared
