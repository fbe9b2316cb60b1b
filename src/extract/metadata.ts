import type {Metadata} from '../document/document.ts'
import {authorCandidates} from './author-candidates.ts'
import {authorFeatures} from './author-features.ts'
import {bylineSigns} from './byline-features.ts'
import {likeliest} from './choice-model.ts'
import {dateCandidates} from './date-candidates.ts'
import {dateFeatures} from './date-features.ts'
import {isObject, type JsonObject} from './json-ld.ts'
import type {PageBlock} from './page-blocks.ts'
import type {Claim, PageClaims} from './page-claims.ts'
import {pageTitle} from './page-title.ts'
import type {PageTree} from './page-tree.ts'
import {visiblePage} from './visible-page.ts'

/** What the page says of its article, each value with its witness in `sources`. */
export const pageMetadata = (tree: PageTree, blocks: readonly PageBlock[], claims: PageClaims): Metadata => {
  const sources: Record<string, string> = {}
  const pick = (field: string, candidates: readonly Claim[]): string | undefined => {
    const found = candidates.find(([, value]) => value !== undefined && value !== '')
    if (found) sources[field] = found[0]
    return found?.[1]
  }
  const url = pick('url', claims.url)
  const site = pick('site', claims.site)
  const {source: titleSource, ...titles} = pageTitle(tree, claims.title)
  if (titleSource) sources.title = titleSource

  const page = visiblePage(tree, blocks, claims.title)
  const dates = dateCandidates(page, claims.dates)
  const date = dates[likeliest('date', dateFeatures(dates, claims.dates)) ?? -1]
  if (date) sources.published = date.source

  const authors = authorCandidates(page, claims.authors)
  const rows = authorFeatures(authors, claims.authors)
  const best = likeliest('author', rows) ?? -1
  const named = authors[best]
  const signs = named && bylineSigns(named, page, claims, {hasDate: dates.length > 0})
  const isSigned = signs && likeliest('byline', [[...(rows[best] as number[]), ...signs]]) !== undefined
  const author = isSigned ? named : undefined
  if (author) sources.byline = author.source

  const rights = pick('rights', claims.rights)
  const syndicatedFrom = pick('syndicatedFrom', claims.syndication)
  return {
    ...titles,
    byline: author?.names ?? [],
    ...(date ? {published: date.date} : {}),
    ...(site ? {site} : {}),
    ...(url ? {url} : {}),
    ...(syndicatedFrom ? {syndicatedFrom} : {}),
    ...(rights ? {rights} : {}),
    references: [],
    sources,
  }
}

export const isPaywalled = (objects: readonly JsonObject[]): boolean =>
  objects.some(object => {
    const part = Array.isArray(object.hasPart) ? object.hasPart[0] : object.hasPart
    return [object, isObject(part) ? part : {}].some(each =>
      /^false$/i.test(String(each.isAccessibleForFree ?? '')),
    )
  })
