import {isObject, type JsonObject, typesOf} from './json-ld.ts'
import type {PageElement, PageTree} from './page-tree.ts'
import {squeezed} from './plain-words.ts'

/** Kinds of structured data that tell what a page is, as patterns over JSON-LD types. */
export const schemaGroups = [
  [
    'article',
    /^(?:News|Blog|Scholarly|Tech|Report|Opinion|Analysis|Review|Social)?\w*(?:Article|BlogPosting)$/,
  ],
  ['product', /^(?:Product|Offer|AggregateOffer|ProductGroup)/],
  ['forum', /^(?:DiscussionForumPosting|QAPage|Question|Answer|Comment)$/],
  ['list', /^(?:ItemList|CollectionPage|SearchResultsPage|OfferCatalog|Blog)$/],
  ['business', /^(?:LocalBusiness|Service|ProfessionalService|Store|Restaurant|MedicalBusiness|\w+Clinic)$/],
  ['howto', /^(?:Recipe|HowTo|FAQPage|Course|Event|JobPosting|SoftwareApplication|TechArticle)$/],
] as const satisfies readonly (readonly [string, RegExp])[]

/** Words of a page's address that tell what it is. */
export const addressGroups = [
  ['article', /\/(?:blog|news|article|articles|posts?|story|stories|magazine|20\d\d)\//],
  ['dated', /\/20\d\d\/\d\d?\/|\d{4}-\d\d-\d\d/],
  ['forum', /forum|thread|topic|discussion|community|questions|showthread|viewtopic|\/t\/|\/r\/|comments/],
  [
    'documentation',
    /docs?[./]|\/(?:documentation|reference|manual|guide|api|wiki|help|kb|learn|tutorials?)\b/,
  ],
  ['product', /\/(?:products?|shop|item|dp|p|buy|store)\//],
  ['list', /\/(?:collections?|category|categories|tags?|topics|search|browse|archive|catalog|c)\b/],
  ['service', /service|solution|pricing|about|treatment|programs?|careers|contact/],
  ['root', /^https?:\/\/[^/]+\/?$/],
] as const satisfies readonly (readonly [string, RegExp])[]

/** Names of `kindsOf`, in order. */
export const kindNames: readonly string[] = [
  ...schemaGroups.map(([name]) => `page schema ${name}`),
  ...addressGroups.map(([name]) => `page address ${name}`),
]

/** What the page's own data tells of its kind. */
export type PageAccount = {
  /** Bit mask over `schemaGroups`. */
  readonly schema: number
  /** Bit mask over `addressGroups`. */
  readonly address: number
  /** 0 none, 1 article, 2 website, 3 product, 4 other. */
  readonly openGraph: number
  /** JSON-LD `articleBody` or `text`, letters and digits only, lower case; empty when there is none. */
  readonly body: string
  /** The description, the same way. */
  readonly description: string
  /** Slashes and hyphens in the address's path: articles have long names. */
  readonly addressDepth: number
  readonly addressHyphens: number
}

/** The kinds that structured data and address speak of, as features: 0 or 1 for each. */
export const kindsOf = ({schema, address}: PageAccount): number[] => [
  ...schemaGroups.map((_, bit) => (schema >> bit) & 1),
  ...addressGroups.map((_, bit) => (address >> bit) & 1),
]

/** Characters of `articleBody` that are compared. */
const maximumBody = 60_000

/** `url` is the page's address, where that is known. */
export const pageAccount = (
  tree: PageTree,
  objects: readonly JsonObject[],
  url: string | undefined,
): PageAccount => {
  let schema = 0
  let body = ''
  for (const object of objects) {
    for (const type of typesOf(object)) {
      for (let i = 0; i < schemaGroups.length; i += 1) if (schemaGroups[i]?.[1].test(type)) schema |= 1 << i
    }
    for (const text of [object.articleBody, object.text]) {
      if (typeof text === 'string' && text.length > body.length) body = text
    }
    if (isObject(object.mainEntity) && typeof object.mainEntity.text === 'string')
      body ||= object.mainEntity.text
  }
  const {openGraph, description, address} = headFacts(tree, url)
  let groups = 0
  for (let i = 0; i < addressGroups.length; i += 1) if (addressGroups[i]?.[1].test(address)) groups |= 1 << i
  const path = address.replace(/^https?:\/\/[^/]*/, '').replace(/[?#].*$/, '')
  return {
    schema,
    address: groups,
    openGraph,
    body: squeezed(body.slice(0, maximumBody).replace(/<[^>]{0,200}>/g, ' ')),
    description: squeezed(description.slice(0, 500)),
    addressDepth: path.split('/').filter(part => part !== '').length,
    addressHyphens: path.split('-').length - 1,
  }
}

/** What the page's `<meta>` and `<link>` say. */
const headFacts = (tree: PageTree, url: string | undefined) => {
  let openGraph = 0
  let description = ''
  let first: {readonly address: string; readonly index: number} | undefined
  const claim = (address: string, {index}: PageElement) => {
    if (address !== '' && (first === undefined || index < first.index)) first = {address, index}
  }
  for (const link of tree.named.link)
    if (/\bcanonical\b/i.test(link.attribute('rel') ?? '')) claim(link.attribute('href') ?? '', link)
  for (const meta of tree.named.meta) {
    const {property, name, content = ''} = meta.attributes
    const key = (property ?? name ?? '').toLowerCase()
    if (key === 'og:type') openGraph = openGraphType(content)
    if (key === 'og:description' || key === 'description') description ||= content
    if (key === 'og:url') claim(content, meta)
  }
  return {openGraph, description, address: (url ?? first?.address ?? '').toLowerCase()}
}

const openGraphType = (type: string): number => {
  if (/article|blog/i.test(type)) return 1
  if (/website/i.test(type)) return 2
  return /product/i.test(type) ? 3 : 4
}
