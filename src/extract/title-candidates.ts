import {innerText, type PageElement, type PageTree} from './page-tree.ts'
import {comparable} from './plain-words.ts'

/** What claims to know the title. */
export type TitleWitnesses = {
  readonly headline: string | undefined
  readonly openGraph: string | undefined
  readonly element: string | undefined
  /** What else names the page: other `<meta>` titles, names of the page and the product in JSON-LD. */
  readonly others: readonly (string | undefined)[]
  readonly site: string | undefined
  /** The page's address: its last part is often made of the title. */
  readonly address: string | undefined
  /** `og:type`. */
  readonly kind: string | undefined
}

/** What of a claim a candidate is. */
export const part = {none: 0, middle: 1, end: 2, beginning: 3, whole: 4} as const

/** A candidate as one of the page's claims has it. */
export type ClaimedPart = {
  readonly part: number
  /** The rest is the name of the site. */
  readonly cutSite: boolean
}

/** The claims that are looked at one by one, the one that is believed first standing first. */
export const claimNames = ['headline', 'openGraph', 'element'] as const
export type ClaimName = (typeof claimNames)[number]

/** One thing that could be the title, however often and in whatever spelling the page says it. */
export type TitleCandidate = {
  /** Its words, for comparing. */
  readonly says: string
  /** As it stands on the page, or else in the claim that has it first. */
  readonly text: string
  /** Where that is. */
  readonly source: 'heading' | 'meta' | 'json-ld' | 'title'
  /** Position among the first headings of the first level; -1 where no heading says it. */
  readonly position: number
  readonly heading: PageElement | undefined
  readonly claimed: Readonly<Partial<Record<ClaimName, ClaimedPart>>>
  /** How many of the witnesses say it, whole or in part. */
  readonly votes: number
}

/** Characters of a title; longer headings are paragraphs. */
const maximumTitle = 300

/** Headings that are looked at. */
const maximumHeadings = 4

/** Marks between a title and the name of its site or its section. */
const separator =
  /\s+[|–—·•»«›‹~:/\\-]{1,2}\s+|\s*[|»｜]\s*|:\s+|\.\s+|(?<=[\u3040-\u9fff\uac00-\ud7af」』】）])[-–—_](?=[\u3040-\u9fff\uac00-\ud7af])/g

/** Those of them that are as often a sentence's own. */
const isSoft = (mark: string): boolean => /^[:.]\s/.test(mark)

const sourceOf = {openGraph: 'meta', headline: 'json-ld', element: 'title'} as const

type Draft = {-readonly [key in keyof TitleCandidate]: TitleCandidate[key]} & {
  claimed: Partial<Record<ClaimName, ClaimedPart>>
}

/** Everything that could be the page's title: its first headings, and each claim, whole and cut at its separators. */
export const titleCandidates = (tree: PageTree, witnesses: TitleWitnesses): TitleCandidate[] => {
  const found = new Map<string, Draft>()
  const see = (says: string, text: string, source: TitleCandidate['source']): Draft => {
    const known = found.get(says)
    if (known) return known
    const draft = {says, text, source, position: -1, heading: undefined, claimed: {}, votes: 0}
    found.set(says, draft)
    return draft
  }
  let headings = 0
  for (const element of tree.named.h1) {
    const text = innerText(element, maximumTitle + 1)
    const says = comparable(text)
    if (says === '' || text.length > maximumTitle) continue
    const draft = see(says, text, 'heading')
    if (draft.position < 0) {
      draft.position = headings
      draft.heading = element
      draft.votes += 1
    }
    headings += 1
    if (headings === maximumHeadings) break
  }
  const names = siteNames(witnesses)
  const cut = claimCutter(names)
  for (const name of claimNames) {
    for (const {says, text, claimed} of cut(witnesses[name])) {
      const draft = see(says, text, sourceOf[name])
      const before = draft.claimed[name]
      if (!before) draft.votes += 1
      if (!before || (claimed.cutSite && before.part !== part.whole)) draft.claimed[name] = claimed
    }
  }
  for (const other of witnesses.others) {
    for (const says of new Set(cut(other).map(piece => piece.says))) {
      const draft = found.get(says)
      if (draft) draft.votes += 1
    }
  }
  const drafts = Array.from(found.values())
  if (isFrontPage(witnesses)) return drafts
  // Off the front page, the name of the site is a logo.
  const titles = drafts.filter(({says}) => !names.includes(says.replaceAll(' ', '')))
  return titles.length > 0 ? titles : drafts
}

export const isFrontPage = ({address}: TitleWitnesses): boolean =>
  address !== undefined && /^https?:\/\/[^/]+\/?(?:[?#]|$)/.test(address)

/** A claim or a part of it. */
type Piece = {readonly says: string; readonly text: string; readonly claimed: ClaimedPart}

/** Cuts claims at their separators; most pages make the same claim several times, which is cut once. */
const claimCutter = (names: readonly string[]): ((claim: string | undefined) => readonly Piece[]) => {
  const known = new Map<string, readonly Piece[]>()
  return claim => {
    if (claim === undefined) return []
    const pieces = known.get(claim) ?? piecesOf(tidy(claim), names)
    known.set(claim, pieces)
    return pieces
  }
}

const piecesOf = (text: string, names: readonly string[]): Piece[] => {
  const says = comparable(text)
  if (says === '') return []
  const found: Piece[] = [{says, text, claimed: {part: part.whole, cutSite: false}}]
  const add = (kept: string, cut: string, which: number) => {
    const [own, rest] = [comparable(kept), comparable(cut)]
    if (own !== '' && rest !== '')
      found.push({says: own, text: kept, claimed: {part: which, cutSite: isSite(rest, names)}})
  }
  const marks = Array.from(text.matchAll(separator))
  for (const {index, 0: mark} of marks) {
    const [head, tail] = [text.slice(0, index).trim(), text.slice(index + mark.length).trim()]
    add(head, tail, part.beginning)
    add(tail, head, part.end)
  }
  const hard = marks.filter(([mark]) => !isSoft(mark))
  const [first, last] = [hard[0], hard[hard.length - 1]]
  if (first && last && first !== last) {
    const between = text.slice(first.index + first[0].length, last.index).trim()
    add(between, text.slice(0, first.index), part.middle)
  }
  return found
}

/** A claim in one line, no longer than a title. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, maximumTitle)

/** The longest of the parts between separators, as words for comparing. */
export const longestPart = (claim: string, cuts: 'all' | 'hard'): string => {
  let longest = ''
  let from = 0
  const see = (to: number) => {
    const piece = claim.slice(from, to).trim()
    if (piece.length > longest.length) longest = piece
  }
  for (const {index, 0: mark} of claim.matchAll(separator)) {
    if (cuts === 'hard' && isSoft(mark)) continue
    see(index)
    from = index + mark.length
  }
  see(claim.length)
  return comparable(longest)
}

/** Letters that a name of a site has at least before its beginning is taken for it. */
const fewestSiteLetters = 4

/** The names of the site without spaces: as the page gives it, and as its address does. */
export const siteNames = ({site, address}: TitleWitnesses): string[] => {
  const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(address ?? '')?.[1]?.toLowerCase() ?? ''
  const labels = host.split('.').slice(0, -1)
  const longest = labels.reduce((best, label) => (label.length > best.length ? label : best), '')
  return [site ?? '', longest].map(name => comparable(name).replaceAll(' ', '')).filter(name => name !== '')
}

/** Whether words are one of the site's names, or begin with it, or are the beginning of it. */
const isSite = (says: string, names: readonly string[]): boolean => {
  const own = says.replaceAll(' ', '')
  return names.some(
    name =>
      own === name ||
      (name.length >= fewestSiteLetters && own.startsWith(name)) ||
      (own.length > fewestSiteLetters && name.startsWith(own)),
  )
}

/** Marks that names of sites are cut off at, those that a title seldom has itself first. */
const cuts = [' | ', ' • ', ' » ', ' - ', ' – ', ' — ']

/** A name of a site behind a title has no more words and fewer characters than this, the title more than that. */
const longestName = {words: 5, characters: 35}
const shortestTitle = 10

/** A name of a site before a title has no more words and fewer characters than this. */
const longestFirstName = {words: 2, characters: 20}

const isName = (text: string, longest: {readonly words: number; readonly characters: number}): boolean =>
  text.length < longest.characters && text.split(/\s+/).length <= longest.words

/** A claim without the name of its site: cut where one side is that name, or as short as such names are. */
export const withoutSite = (claim: string, site: string | undefined): string => {
  const name = (site ?? '').toLowerCase()
  for (const mark of cuts) {
    for (let at = claim.indexOf(mark); at >= 0; at = claim.indexOf(mark, at + 1)) {
      const before = claim.slice(0, at).trim()
      const behind = claim.slice(at + mark.length).trim()
      if (name !== '' && before !== '' && behind.toLowerCase().startsWith(name)) return before
      if (name !== '' && behind !== '' && before.toLowerCase() === name) return behind
      if (before.length > shortestTitle && isName(behind, longestName)) return before
      if (behind.length > before.length && isName(before, longestFirstName)) return behind
    }
  }
  return claim
}
