import {innerText, type PageTree} from './page-tree.ts'
import {headingTags} from './tags.ts'

export const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Characters of a heading that could be a title. */
const maximumTitle = 300

/** Marks between a title and the name of its site. */
const separator = /\s+[|–—·•»«:/\\-]{1,2}\s+|\s*\|\s*|\s*»\s*/

/** Share of words in common from which a heading and the page's title mean the same. */
const sameTitle = 0.6

export type TitleWitnesses = {
  readonly headline: string | undefined
  readonly openGraph: string | undefined
  readonly element: string | undefined
  readonly site: string | undefined
}

/**
 * The article's title: the heading that the page's own metadata confirms; else the metadata's, without the name of
 * the site. Returns the witness too.
 */
export const pageTitle = (
  tree: PageTree,
  witnesses: TitleWitnesses,
): {readonly title: string; readonly source: string} | undefined => {
  const {headline, openGraph, element, site} = witnesses
  const claims = [openGraph, headline, element].filter(
    claim => claim !== undefined && claim !== '',
  ) as string[]
  const headings = headingTexts(tree)
  const siteName = comparable(site ?? '')
  let best: {title: string; score: number} | undefined
  for (const {text, level, position} of headings) {
    const own = comparable(text)
    if (own === '' || own === siteName) continue
    const confirmed = Math.max(0, ...claims.map(claim => likeness(own, comparable(claim))))
    if (confirmed < sameTitle) continue
    const score = confirmed + (level === 1 ? 0.5 : 0) + Math.min(0.4, own.length / 250) - position * 0.01
    if (!best || score > best.score) best = {title: text, score}
  }
  if (best) return {title: best.title, source: 'heading'}
  const claim: readonly (readonly [string, string | undefined])[] = [
    ['meta', openGraph],
    ['json-ld', headline],
    ['title', element],
  ]
  const found = claim.find(([, value]) => value !== undefined && value !== '')
  if (found) return {title: withoutSite(found[1] as string, siteName), source: found[0]}
  const only = headings.find(({level}) => level === 1)
  return only ? {title: only.text, source: 'heading'} : undefined
}

/** Headings looked at; the title stands among the first. */
const maximumHeadings = 40

const headingTexts = (tree: PageTree) => {
  const found: {text: string; level: number; position: number}[] = []
  for (const element of tree.elements) {
    if (!headingTags.has(element.name)) continue
    const text = innerText(element, maximumTitle + 1)
    if (text === '' || text.length > maximumTitle) continue
    found.push({text, level: Number(element.name[1]), position: found.length})
    if (found.length >= maximumHeadings) break
  }
  return found
}

/** 1 when a claim says the heading and nothing else; less when it says more (a site's name) or other words. */
const likeness = (heading: string, claim: string): number => {
  if (heading === claim) return 1
  if (claim.includes(heading)) return heading.includes(' ') || claim.startsWith(heading) ? 0.9 : 0.6
  const left = new Set(heading.split(' '))
  const right = new Set(claim.split(' '))
  let shared = 0
  for (const word of left) if (right.has(word)) shared += 1
  return (0.9 * shared) / Math.max(1, left.size + right.size - shared)
}

/** The longest part of a title, unless the rest is long too: `Title | Site` gives `Title`. */
const withoutSite = (title: string, siteName: string): string => {
  const parts = title.split(separator).map(part => part.trim())
  if (parts.length < 2) return title.trim()
  const known = parts.filter(part => comparable(part) !== siteName)
  if (siteName !== '' && known.length < parts.length && known.length > 0) {
    const at = title.indexOf(known[0] as string)
    const last = known[known.length - 1] as string
    return title.slice(at, title.lastIndexOf(last) + last.length).trim()
  }
  const tail = parts[parts.length - 1] as string
  const cut = title.lastIndexOf(tail)
  const head = title.slice(0, cut).replace(/[\s|–—·•»«:/\\-]+$/, '')
  return head.split(/\s+/).length >= 2 && tail.split(/\s+/).length <= 5 ? head.trim() : title.trim()
}
