import type {PageElement, PageTree} from './page-tree.ts'
import {comparable} from './plain-words.ts'
import {
  type ClaimName,
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

/** A word, or one character of a script that writes no spaces. */
const word =
  /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\s\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g

/** A text's words, with how many there are and which. */
type Words = {readonly says: string; readonly all: readonly string[]; readonly set: ReadonlySet<string>}

const wordsOf = (says: string): Words => {
  const all = says.match(word) ?? []
  return {says, all, set: new Set(all)}
}

/** Share of the first text's words that the second has; -1 where there is no first, or no second. */
const overlap = (left: Words, right: Words): number => {
  if (left.set.size === 0 || right.set.size === 0) return -1
  let shared = 0
  for (const each of left.set) if (right.set.has(each)) shared += 1
  return shared / left.set.size
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
    size: tree.elements.length,
    numbers: [
      spoken.says !== '' && spoken.says === reading.says,
      overlap(spoken, reading),
      overlap(reading, spoken),
      spoken.all.length - reading.all.length,
      overlap(address, spoken),
      overlap(spoken, address),
      overlap(address, reading),
      overlap(reading, address),
      places.length,
      isFrontPage(witnesses),
      kindRank(witnesses.kind ?? ''),
      tree.elements.length,
    ].map(Number),
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
  return all.map((candidate, index) => {
    const {says, text, claimed, votes} = candidate
    const own = wordsOf(says)
    const squeezed = says.replaceAll(' ', '')
    const heading = candidate.heading ?? page.heading
    const partOf = (name: ClaimName) =>
      tidy(witnesses[name] ?? '') === '' ? noClaim : (claimed[name]?.part ?? part.none)
    return [
      candidate.position < 0 ? noHeading : candidate.position,
      heading ? heading.index / page.size : -1,
      heading ? heading.depth : -1,
      heading ? childElements(heading) : -1,
      partOf('headline'),
      partOf('openGraph'),
      partOf('element'),
      says === page.bareOpenGraph,
      says === page.bareElement,
      says === page.longestOpenGraph,
      says === page.longestElement,
      says === page.longestAtColons,
      claimed.element?.cutSite ?? false,
      page.rawElement.indexOf(text.toLowerCase()),
      votes,
      votes - page.mostVotes,
      says === page.reading.says,
      overlap(own, page.reading),
      overlap(page.reading, own),
      overlap(own, page.h1),
      overlap(page.h1, own),
      overlap(own, page.element),
      overlap(page.element, own),
      overlap(own, page.openGraph),
      overlap(page.openGraph, own),
      overlap(own, page.address),
      overlap(page.address, own),
      page.names.some(name => squeezed.includes(name)),
      text.length,
      own.all.length,
      (text.match(/(?:^|\s)\p{Lu}/gu)?.length ?? 0) / Math.max(1, own.all.length),
      /\s[|–—·•»:/\\-]\s/.test(text),
      index,
      all.length,
    ]
      .map(Number)
      .concat(page.numbers)
  })
}

const childElements = (heading: PageElement): number =>
  heading.children.filter(({kind}) => kind === 'element').length
