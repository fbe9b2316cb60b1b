import type {Metadata} from '../document/document.ts'
import {jsonLdObjects, namesOf, stringOf, titleElementText, typesOf} from './json-ld.ts'
import type {PageTree} from './page-tree.ts'

/** What the page's own metadata says, each value with its witness. */
export const pageMetadata = (tree: PageTree): Metadata => {
  const sources: Record<string, string> = {}
  const objects = jsonLdObjects(tree)
  const article = objects.find(object =>
    typesOf(object).some(type => /Article|Posting|Report|Review$/.test(type)),
  )
  const metas = metaValues(tree)
  const pick = (field: string, candidates: readonly (readonly [string, string | undefined])[]) => {
    const found = candidates.find(([, value]) => value !== undefined && value !== '')
    if (found) sources[field] = found[0]
    return found?.[1]
  }
  const title = pick('title', [
    ['json-ld', stringOf(article?.headline)],
    ['meta', metas.get('og:title')],
    ['title', titleElementText(tree)],
  ])
  const published = pick('published', [
    ['json-ld', stringOf(article?.datePublished)?.slice(0, 10)],
    ['meta', metas.get('article:published_time')?.slice(0, 10)],
  ])
  const site = pick('site', [['meta', metas.get('og:site_name')]])
  const byline = namesOf(article?.author)
  return {
    ...(title ? {title} : {}),
    ...(published ? {published} : {}),
    ...(site ? {site} : {}),
    byline,
    references: [],
    sources,
  }
}

/** The page's `<meta>` values by lower-cased name, property or itemprop; the first of each name. */
const metaValues = (tree: PageTree): Map<string, string> => {
  const values = new Map<string, string>()
  for (const element of tree.elements) {
    if (element.name !== 'meta') continue
    const {name, property, itemprop, content} = element.attributes
    const key = (property ?? name ?? itemprop)?.toLowerCase()
    if (key && content?.trim() && !values.has(key)) values.set(key, content.trim())
  }
  return values
}
