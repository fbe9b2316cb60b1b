import {authorsInLine, distinctNames, looksLikeName, splitAuthors, startsLikeByline} from './authors.ts'
import {hint} from './look-evidence.ts'
import {pageDate} from './page-dates.ts'
import {innerText, type PageElement} from './page-tree.ts'
import {comparable} from './plain-words.ts'
import {isElsewhere, linesByTitle, maximumLine, type VisiblePage} from './visible-page.ts'

/** What the page's own data says of its authors: names by where they stand, the surest place first. */
export type AuthorClaims = {
  readonly jsonLd: readonly string[]
  readonly creator: readonly string[]
  /** One list for each `<meta>` name that has one, with the name's rank. */
  readonly metas: readonly {readonly rank: number; readonly names: readonly string[]}[]
  readonly site: string | undefined
  readonly isForum: boolean
}

/** Names that may be the article's authors, and all the evidence for them. */
export type AuthorCandidate = {
  readonly names: readonly string[]
  readonly source: 'json-ld' | 'meta' | 'visible'
  readonly evidence: AuthorEvidence
}

type AuthorEvidence = {
  jsonLd: boolean
  firstOfJsonLd: boolean
  creator: boolean
  metaRank: number
  own: number
  parent: number
  grandparent: number
  byline: boolean
  alone: boolean
  nearDate: boolean
  distance: number
  before: boolean
  elsewhere: boolean
  count: number
}

const telling =
  hint.author | hint.authorName | hint.authorWord | hint.userWord | hint.authorAddress | hint.userAddress

/** Candidates looked at on one page; a list of comments has an author for each. */
const maximumCandidates = 60

/** Blocks from the title within which a name that stands alone may be the author's. */
const aloneWithin = 12

type Sighting = Partial<AuthorEvidence>

/** Everything that could name the article's authors: its own data, marked elements, and lines around the title. */
export const authorCandidates = (page: VisiblePage, claims: AuthorClaims): AuthorCandidate[] => {
  const found = new Map<
    string,
    {names: readonly string[]; source: AuthorCandidate['source']; evidence: AuthorEvidence}
  >()
  const see = (all: readonly string[], source: AuthorCandidate['source'], sighting: Sighting) => {
    const names = distinctNames(all)
    const key = comparable(names.join(' '))
    if (key === '') return
    const before = found.get(key)
    if (before) {
      merge(before.evidence, sighting)
    } else if (found.size < maximumCandidates) {
      found.set(key, {names, source, evidence: {...unseen, ...sighting}})
    }
  }
  see(claims.jsonLd, 'json-ld', {jsonLd: true})
  if (claims.jsonLd.length > 1) see(claims.jsonLd.slice(0, 1), 'json-ld', {firstOfJsonLd: true})
  for (const {rank, names} of claims.metas) see(names, 'meta', {metaRank: rank})
  see(claims.creator, 'json-ld', {creator: true})
  seeElements(page, see)
  seeLines(page, see)
  return Array.from(found.values())
}

type See = (names: readonly string[], source: AuthorCandidate['source'], sighting: Sighting) => void

const noRank = 99
const nowhere = 200

const unseen: AuthorEvidence = {
  jsonLd: false,
  firstOfJsonLd: false,
  creator: false,
  metaRank: noRank,
  own: 0,
  parent: 0,
  grandparent: 0,
  byline: false,
  alone: false,
  nearDate: false,
  distance: nowhere,
  before: false,
  elsewhere: false,
  count: 1,
}

const merge = (evidence: AuthorEvidence, sighting: Sighting) => {
  evidence.count += 1
  evidence.jsonLd ||= sighting.jsonLd ?? false
  evidence.firstOfJsonLd ||= sighting.firstOfJsonLd ?? false
  evidence.creator ||= sighting.creator ?? false
  evidence.metaRank = Math.min(evidence.metaRank, sighting.metaRank ?? noRank)
  evidence.own |= sighting.own ?? 0
  evidence.parent |= sighting.parent ?? 0
  evidence.grandparent |= sighting.grandparent ?? 0
  evidence.byline ||= sighting.byline ?? false
  evidence.alone ||= sighting.alone ?? false
  evidence.nearDate ||= sighting.nearDate ?? false
  if ((sighting.distance ?? nowhere) < evidence.distance) {
    evidence.distance = sighting.distance ?? nowhere
    evidence.before = sighting.before ?? false
    evidence.elsewhere = sighting.elsewhere ?? false
  }
}

const hasOwnText = (element: PageElement): boolean => {
  for (let node = element.first; node; node = node.next) {
    if (node.kind === 'text' && /\S/.test(node.text)) return true
  }
  return false
}

const seeElements = (page: VisiblePage, see: See) => {
  for (const element of page.tree.elements) {
    const {parent} = element
    if (!parent || !element.first) continue
    const own = page.hints[element.index] as number
    const above = page.hints[parent.index] as number
    const far = parent.parent ? (page.hints[parent.parent.index] as number) : 0
    if (((own | above | far) & telling) === 0) continue
    if ((own & telling) === 0 && !hasOwnText(element)) continue
    const text = innerText(element, maximumLine + 1)
    if (text.length > maximumLine || text.length < 2) continue
    const names = authorsInLine(text)
    if (names.length === 0 || !names.every(looksLikeName)) continue
    const at = page.blockOf(element)
    see(names, 'visible', {
      own,
      parent: above,
      grandparent: far,
      distance: Math.abs(at - page.titleAt),
      before: at < page.titleAt,
      elsewhere: isElsewhere(element, page),
      byline: startsLikeByline(text),
    })
  }
}

/** Characters of a byline far from the title. */
const maximumFarLine = 60

const bylineWord = /\b(?:by|author|autor|writer|written|words|text|von|par|por|di|door)\b|автор/i

const seeLines = (page: VisiblePage, see: See) => {
  let dateAt = Number.NEGATIVE_INFINITY
  for (const {text, index, block} of linesByTitle(page, {farLength: maximumFarLine, farSays: bylineWord})) {
    const near = Math.abs(index - page.titleAt)
    const place = (): Sighting => ({
      distance: near,
      before: index < page.titleAt,
      elsewhere: isElsewhere(block.element, page),
      nearDate: index - dateAt <= 2,
    })
    // A short title in capitals looks like a name itself.
    const isByTitle = near > 0 && near <= aloneWithin
    if (/\d{4}/.test(text) && pageDate(text, {monthFirst: true})) dateAt = index
    for (const piece of text.split(/\s*[|•·]\s*/)) {
      if (startsLikeByline(piece)) {
        if (/[.!?]\s+\p{Lu}\p{Ll}+\s/u.test(piece)) continue
        see(authorsInLine(piece).filter(looksLikeName), 'visible', {...place(), byline: true})
      } else if (isByTitle && isAlone(piece)) see([piece], 'visible', {...place(), alone: true})
    }
  }
}

const isAlone = (text: string): boolean =>
  text.length <= 40 && /^\p{Lu}\S* (?:\S+ ){0,2}\p{Lu}\S*$/u.test(text) && looksLikeName(text)

/** Words of desks and firms rather than people. */
const office =
  /\b(?:team|staff|editors?|editorial|desk|admin|inc|llc|ltd|company|magazine|news|blog|press|group|studio)\b/i

const bits = Object.entries(hint).filter(([, bit]) => bit <= hint.other)

/** Names of `authorFeatures`, in order. */
export const authorFeatureNames: readonly string[] = [
  'in JSON-LD',
  'first in JSON-LD',
  'creator in JSON-LD',
  'rank of meta',
  ...['own', 'parent', 'grandparent'].flatMap(whose => bits.map(([name]) => `${whose} ${name}`)),
  'begins like a byline',
  'stands alone',
  'near a date',
  'blocks from title',
  'before title',
  'elsewhere',
  'times seen',
  'position',
  'candidates',
  'names',
  'words',
  'characters',
  'all look like names',
  'lower case',
  'digits',
  'marks',
  'is the site',
  'site in name',
  'office',
  'page has JSON-LD author',
  'page has meta author',
  'page is a forum',
  'first of its hints',
]

/** What is known of a candidate beside the others. */
export const authorFeatures = (
  candidate: AuthorCandidate,
  all: readonly AuthorCandidate[],
  claims: AuthorClaims,
): number[] => {
  const {names, evidence} = candidate
  const text = names.join(' ')
  const own = comparable(text)
  const site = comparable(claims.site ?? '')
  const sameHints = all.find(
    other =>
      other.evidence.own === evidence.own &&
      other.evidence.parent === evidence.parent &&
      other.evidence.jsonLd === evidence.jsonLd,
  )
  return [
    evidence.jsonLd,
    evidence.firstOfJsonLd,
    evidence.creator,
    evidence.metaRank,
    ...[evidence.own, evidence.parent, evidence.grandparent].flatMap(mask =>
      bits.map(([, bit]) => (mask & bit) !== 0),
    ),
    evidence.byline,
    evidence.alone,
    evidence.nearDate,
    evidence.distance,
    evidence.before,
    evidence.elsewhere,
    evidence.count,
    all.indexOf(candidate),
    all.length,
    names.length,
    own.split(' ').length,
    text.length,
    names.every(looksLikeName),
    text === text.toLowerCase(),
    /\d/.test(text),
    /[_@.]/.test(text),
    own === site,
    site !== '' && (own.includes(site) || site.includes(own)),
    office.test(text),
    claims.jsonLd.length > 0,
    claims.metas.length > 0,
    claims.isForum,
    sameHints === candidate,
  ].map(Number)
}

/** A name as bibliographies have it. */
const lastFirst = /^(\p{Lu}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]+)?), (\p{Lu}[\p{L}.'’ -]*)$/u

/** The names in the values of a `<meta>`, one value or several; a paper's `Last, First` is turned round. */
export const namesInMetas = (values: readonly string[], {isPaper}: {isPaper: boolean}): string[] =>
  values.flatMap(value => {
    if (/^https?:|^@/.test(value)) return []
    const turned = isPaper ? lastFirst.exec(value) : null
    return turned === null ? splitAuthors(value) : [`${turned[2]} ${turned[1]}`]
  })
