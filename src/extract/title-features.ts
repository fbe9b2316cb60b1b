import type {PageElement, PageTree} from './page-tree.ts'
import {comparable} from './plain-words.ts'
import {
  claimNames,
  isFrontPage,
  longestPart,
  part,
  siteNames,
  type TitleCandidate,
  type TitleWitnesses,
  tidy,
  withoutSite,
} from './title-candidates.ts'

/** Names of `titleFeatures`, in order. */
export const titleFeatureNames = [
  'position of h1',
  'heading: where on the page',
  'heading: depth',
  'heading: parts',
  'part of headline',
  'part of open graph',
  'part of title',
  'open graph without site',
  'title without site',
  'longest part of open graph',
  'longest part of title',
  'longest part of title, at colons too',
  'title has site beside it',
  'where in title',
  'votes',
  'fewer votes than the most',
  'is the reading',
  'share in reading',
  'share of reading',
  'share in h1',
  'share of h1',
  'share in title',
  'share of title',
  'share in open graph',
  'share of open graph',
  'share in address',
  'share of address',
  'has the name of the site',
  'characters',
  'words',
  'words with capitals',
  'has separator',
  'position',
  'candidates',
  'h1 is the reading',
  'share of h1 in reading',
  'share of reading in h1',
  'words of h1 more than of reading',
  'share of address in h1',
  'share of h1 in address',
  'share of address in reading',
  'share of reading in address',
  'depth of address',
  'front page',
  'kind of page',
  'elements of page',
] as const

/** Stands for a heading's position when there is none. */
const noHeading = 9

/** Scripts that write no spaces. */
const spaceless = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

/** A word, or one character of such a script. */
const word =
  /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\s\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g

/** A text's words, with how many there are and which. */
type Words = {readonly says: string; readonly all: readonly string[]; readonly set: ReadonlySet<string>}

const wordsOf = (says: string): Words => {
  const all = says === '' ? [] : spaceless.test(says) ? (says.match(word) ?? []) : says.split(' ')
  return {says, all, set: new Set(all)}
}

/** Adds the share of the first text's words that the second has, and the reverse; -1 where one of them has none. */
const addOverlap = (row: number[], left: Words, right: Words): void => {
  if (left.set.size === 0 || right.set.size === 0) {
    row.push(-1, -1)
    return
  }
  let shared = 0
  for (const each of left.set) if (right.set.has(each)) shared += 1
  row.push(shared / left.set.size, shared / right.set.size)
}

/** Stands for the part of a claim that the page does not make. */
const noClaim = -1

/** Letters of a site's name that may be looked for inside a title. */
const fewestSiteLetters = 4

/**
 * What is known of the page, whichever candidate is looked at. Its `reading` is what the metadata says first, without
 * the name of the site: the title that most programs take.
 */
const pageOf = (all: readonly TitleCandidate[], witnesses: TitleWitnesses, tree: PageTree) => {
  const claims = claimNames.map(name => tidy(witnesses[name] ?? ''))
  const [, openGraph = '', element = ''] = claims
  const bare = claims.map(claim => comparable(withoutSite(claim, witnesses.site)))
  const path = (witnesses.address ?? '').toLowerCase().replace(/^https?:\/\/[^/]*|[?#].*$/g, '')
  const places = path.split('/').filter(place => place !== '')
  const h1 = all.find(({position}) => position === 0)
  const reading = wordsOf(bare.find(says => says !== '') ?? '')
  const spoken = wordsOf(h1?.says ?? '')
  const address = wordsOf(comparable((places[places.length - 1] ?? '').replace(/\.\w{2,5}$/, '')))
  const numbers: number[] = [Number(spoken.says !== '' && spoken.says === reading.says)]
  addOverlap(numbers, spoken, reading)
  numbers.push(spoken.all.length - reading.all.length)
  addOverlap(numbers, address, spoken)
  addOverlap(numbers, address, reading)
  numbers.push(
    places.length,
    Number(isFrontPage(witnesses)),
    kindRank(witnesses.kind ?? ''),
    tree.elements.length,
  )
  return {
    heading: h1?.heading,
    h1: spoken,
    reading,
    address,
    openGraph: wordsOf(comparable(openGraph)),
    element: wordsOf(comparable(element)),
    rawElement: element.toLowerCase(),
    bareOpenGraph: bare[1],
    bareElement: bare[2],
    longestOpenGraph: longestPart(openGraph, 'hard'),
    longestElement: longestPart(element, 'hard'),
    longestAtColons: longestPart(element, 'all'),
    names: siteNames(witnesses).filter(name => name.length >= fewestSiteLetters),
    mostVotes: Math.max(0, ...all.map(({votes}) => votes)),
    claims,
    count: all.length,
    size: tree.elements.length,
    numbers,
  }
}

const kindRank = (kind: string): number => {
  if (/article|blog/i.test(kind)) return 1
  if (/website/i.test(kind)) return 2
  if (/product/i.test(kind)) return 3
  return kind === '' ? 0 : 4
}

/** What is known of each candidate beside the others: one row of numbers for each. */
export const titleFeatures = (
  all: readonly TitleCandidate[],
  witnesses: TitleWitnesses,
  tree: PageTree,
): number[][] => {
  const page = pageOf(all, witnesses, tree)
  return all.map((candidate, index) => rowOf(candidate, index, page))
}

const rowOf = (candidate: TitleCandidate, index: number, page: ReturnType<typeof pageOf>): number[] => {
  const {says, text, claimed, votes} = candidate
  const own = wordsOf(says)
  const heading = candidate.heading ?? page.heading
  const row = [
    candidate.position < 0 ? noHeading : candidate.position,
    heading ? heading.index / page.size : -1,
    heading ? heading.depth : -1,
    heading ? childElements(heading) : -1,
  ]
  claimNames.forEach((name, claim) => {
    row.push(page.claims[claim] === '' ? noClaim : (claimed[name]?.part ?? part.none))
  })
  row.push(
    Number(says === page.bareOpenGraph),
    Number(says === page.bareElement),
    Number(says === page.longestOpenGraph),
    Number(says === page.longestElement),
    Number(says === page.longestAtColons),
    Number(claimed.element?.cutSite ?? false),
    page.rawElement.indexOf(text.toLowerCase()),
    votes,
    votes - page.mostVotes,
    Number(says === page.reading.says),
  )
  addOverlap(row, own, page.reading)
  addOverlap(row, own, page.h1)
  addOverlap(row, own, page.element)
  addOverlap(row, own, page.openGraph)
  addOverlap(row, own, page.address)
  const squeezed = says.replaceAll(' ', '')
  row.push(
    Number(page.names.some(name => squeezed.includes(name))),
    text.length,
    own.all.length,
    (text.match(/(?:^|\s)\p{Lu}/gu)?.length ?? 0) / Math.max(1, own.all.length),
    Number(/\s[|–—·•»:/\\-]\s/.test(text)),
    index,
    page.count,
    ...page.numbers,
  )
  return row
}

const childElements = (heading: PageElement): number =>
  heading.children.filter(({kind}) => kind === 'element').length
