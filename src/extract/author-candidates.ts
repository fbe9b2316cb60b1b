import {authorsInLine, distinctNames, looksLikeName, splitAuthors, startsLikeByline} from './authors.ts'
import {lineSays} from './line-evidence.ts'
import type {PageBlock} from './page-blocks.ts'
import {pageDate} from './page-dates.ts'
import {innerText} from './page-tree.ts'
import {comparable} from './plain-words.ts'
import {isElsewhere, isNearTitle, maximumLine, type VisiblePage} from './visible-page.ts'

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

/** Candidates looked at on one page; a list of comments has an author for each. */
const maximumCandidates = 60

/** Blocks from the title within which a name that stands alone may be the author's. */
const aloneWithin = 12

const noRank = 99
const nowhere = 200

const unseen: Readonly<AuthorEvidence> = {
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

/** Candidates by their words. */
type Found = Map<string, AuthorCandidate>

/** Everything that could name the article's authors: its own data, marked elements, and lines around the title. */
export const authorCandidates = (page: VisiblePage, claims: AuthorClaims): AuthorCandidate[] => {
  const found: Found = new Map()
  see(found, claims.jsonLd, 'json-ld', {...unseen, jsonLd: true})
  if (claims.jsonLd.length > 1)
    see(found, claims.jsonLd.slice(0, 1), 'json-ld', {...unseen, firstOfJsonLd: true})
  for (const {rank, names} of claims.metas) see(found, names, 'meta', {...unseen, metaRank: rank})
  see(found, claims.creator, 'json-ld', {...unseen, creator: true})
  seeElements(page, found)
  seeLines(page, found)
  return Array.from(found.values())
}

const see = (
  found: Found,
  all: readonly string[],
  source: AuthorCandidate['source'],
  evidence: AuthorEvidence,
) => {
  const names = distinctNames(all)
  const key = comparable(names.join(' '))
  if (key === '') return
  const before = found.get(key)
  if (before) merge(before.evidence, evidence)
  else if (found.size < maximumCandidates) found.set(key, {names, source, evidence})
}

const merge = (evidence: AuthorEvidence, other: AuthorEvidence) => {
  evidence.count += 1
  evidence.jsonLd ||= other.jsonLd
  evidence.firstOfJsonLd ||= other.firstOfJsonLd
  evidence.creator ||= other.creator
  evidence.metaRank = Math.min(evidence.metaRank, other.metaRank)
  evidence.own |= other.own
  evidence.parent |= other.parent
  evidence.grandparent |= other.grandparent
  evidence.byline ||= other.byline
  evidence.alone ||= other.alone
  evidence.nearDate ||= other.nearDate
  if (other.distance < evidence.distance) {
    evidence.distance = other.distance
    evidence.before = other.before
    evidence.elsewhere = other.elsewhere
  }
}

const seeElements = (page: VisiblePage, found: Found) => {
  const {bits, ofAuthors} = page.hints
  /** Most names stand in several elements, one inside the other. */
  const known = new Map<string, readonly string[]>()
  for (const element of ofAuthors) {
    if (!element.first) continue
    const text = innerText(element, maximumLine + 1)
    if (text.length > maximumLine || text.length < 2) continue
    let names = known.get(text)
    if (names === undefined) {
      names = onlyNames(text)
      known.set(text, names)
    }
    if (names.length === 0) continue
    const {parent} = element
    const at = page.firstBlock[element.index] as number
    see(found, names, 'visible', {
      ...unseen,
      own: bits[element.index] as number,
      parent: parent ? (bits[parent.index] as number) : 0,
      grandparent: parent?.parent ? (bits[parent.parent.index] as number) : 0,
      distance: Math.abs(at - page.titleAt),
      before: at < page.titleAt,
      elsewhere: isElsewhere(element, page),
      byline: startsLikeByline(text),
    })
  }
}

/** The names in a visible text, where all of them look like names. */
const onlyNames = (text: string): readonly string[] => {
  const names = authorsInLine(text)
  return names.every(looksLikeName) ? names : []
}

const seeLines = (page: VisiblePage, found: Found) => {
  let dateAt = Number.NEGATIVE_INFINITY
  for (const index of page.lines.filter(each => mayTell(page, each))) {
    if (isDated(page, index)) dateAt = index
    seeLine(page, found, index, dateAt)
  }
}

const mayTell = (page: VisiblePage, index: number): boolean =>
  ((page.says[index] as number) & (lineSays.byline | lineSays.year)) !== 0 || isByTitle(page, index)

/** Near enough to the title for a name that stands alone. */
const isByTitle = ({titleAt}: VisiblePage, index: number): boolean =>
  index !== titleAt && Math.abs(index - titleAt) <= aloneWithin

const isDated = (page: VisiblePage, index: number): boolean => {
  const says = page.says[index] as number
  if ((says & lineSays.year) === 0) return false
  if ((says & lineSays.bylineWord) === 0 && !isNearTitle(index, page)) return false
  return pageDate((page.blocks[index] as PageBlock).text, {monthFirst: true}) !== undefined
}

/** Sees who is named in the line `index`, where `dateAt` is the last line up to it with a date. */
const seeLine = (page: VisiblePage, found: Found, index: number, dateAt: number) => {
  const {text} = page.blocks[index] as PageBlock
  for (const piece of text.split(/\s*[|•·]\s*/)) {
    if (startsLikeByline(piece)) {
      if (/[.!?]\s+\p{Lu}\p{Ll}+\s/u.test(piece)) continue
      const names = authorsInLine(piece).filter(looksLikeName)
      see(found, names, 'visible', {...lineSighting(page, index, dateAt), byline: true})
      // A short title in capitals looks like a name itself.
    } else if (isByTitle(page, index) && isAlone(piece))
      see(found, [piece], 'visible', {...lineSighting(page, index, dateAt), alone: true})
  }
}

const lineSighting = (page: VisiblePage, index: number, dateAt: number): AuthorEvidence => ({
  ...unseen,
  distance: Math.abs(index - page.titleAt),
  before: index < page.titleAt,
  elsewhere: isElsewhere((page.blocks[index] as PageBlock).element, page),
  nearDate: index - dateAt <= 2,
})

const isAlone = (text: string): boolean =>
  text.length <= 40 && /^\p{Lu}\S* (?:\S+ ){0,2}\p{Lu}\S*$/u.test(text) && looksLikeName(text)

/** A name as bibliographies have it. */
const lastFirst = /^(\p{Lu}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]+)?), (\p{Lu}[\p{L}.'’ -]*)$/u

/** The names in the values of a `<meta>`, one value or several; a paper's `Last, First` is turned round. */
export const namesInMetas = (values: readonly string[], {isPaper}: {isPaper: boolean}): string[] =>
  values.flatMap(value => {
    if (/^https?:|^@/.test(value)) return []
    const turned = isPaper ? lastFirst.exec(value) : null
    return turned === null ? splitAuthors(value) : [`${turned[2]} ${turned[1]}`]
  })
