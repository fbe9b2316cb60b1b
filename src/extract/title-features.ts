import {comparable} from './plain-words.ts'
import {bareTitle, type TitleCandidate, type TitleWitnesses} from './title-candidates.ts'

/** Names of `titleFeatures`, in order. */
export const titleFeatureNames = [
  'position of h1',
  'number of h1',
  'position of h2',
  'open graph whole',
  'open graph beginning',
  'open graph end',
  'headline whole',
  'headline beginning',
  'headline end',
  'title whole',
  'title beginning',
  'title end',
  'is bare title',
  'is bare open graph',
  'page has open graph',
  'page has headline',
  'words',
  'characters',
  'share of address',
  'share in address',
  'words of address',
  'depth of address',
  'share in title',
  'share of title',
  'share in open graph',
  'share of open graph',
  'share in headline',
  'share of first h1',
  'share in first h1',
  'share in site',
  'is the site',
  'cut the site',
  'cut words',
  'h1 is open graph',
  'h1 is bare title',
  'words of h1',
  'share of h1 in bare title',
  'words of bare title',
  'words of title',
  'has separator',
  'has colon',
  'position',
  'candidates',
  'open graph is title',
  'open graph is bare title',
  'where in title',
  'has a year',
  'separators in title',
  'kind of separator',
  'glued words',
  'upper case',
] as const

const separators = /\s[|–—·•»:/\\-]\s/g
const separatorKinds = '|–—·•»:/\\-'

/** Stands for a heading's position when there is none. */
const noHeading = 9

/** A word, or one character of a script that writes no spaces. */
const word =
  /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\s\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g

const wordsOf = (text: string): string[] => text.match(word) ?? []

/** Share of the first text's words that the second has. */
const overlap = (left: string, right: string): number => {
  const words = wordsOf(left)
  const other = new Set(wordsOf(right))
  return words.length > 0 ? words.filter(word => other.has(word)).length / words.length : 0
}

/** What is known of the page's claims, whichever candidate is looked at. */
type Claims = {
  readonly element: string
  readonly rawElement: string
  readonly openGraph: string
  readonly headline: string
  readonly site: string
  readonly h1s: readonly string[]
  readonly h2s: readonly string[]
  readonly bare: string
  readonly bareOpenGraph: string
  readonly address: string
  readonly addressDepth: number
  readonly order: readonly string[]
}

const tidy = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()

/** A candidate and the words it says. */
type Spoken = TitleCandidate & {readonly says: string}

const claimsOf = (all: readonly Spoken[], witnesses: TitleWitnesses): Claims => {
  const headings = (level: number) => all.filter(each => each.level === level).map(({says}) => says)
  const path = (witnesses.address ?? '').toLowerCase().replace(/^https?:\/\/[^/]*|[?#].*$/g, '')
  const parts = path.split('/').filter(part => part !== '')
  const rawElement = tidy(witnesses.element)
  return {
    element: comparable(rawElement),
    rawElement,
    openGraph: comparable(tidy(witnesses.openGraph)),
    headline: comparable(tidy(witnesses.headline)),
    site: comparable(witnesses.site ?? ''),
    h1s: headings(1),
    h2s: headings(2),
    bare: comparable(bareTitle(rawElement)),
    bareOpenGraph: comparable(bareTitle(tidy(witnesses.openGraph))),
    address: comparable((parts[parts.length - 1] ?? '').replace(/\.\w{2,5}$/, '')),
    addressDepth: parts.length,
    order: Array.from(new Set(all.map(({says}) => says))),
  }
}

/** What is known of each candidate beside the others: one row of numbers for each. */
export const titleFeatures = (all: readonly TitleCandidate[], witnesses: TitleWitnesses): number[][] => {
  const spoken = all.map(candidate => ({...candidate, says: comparable(candidate.text)}))
  const claims = claimsOf(spoken, witnesses)
  return spoken.map(candidate => featuresOf(candidate, spoken, claims))
}

const featuresOf = ({text, cut, says: own}: Spoken, all: readonly Spoken[], claims: Claims): number[] => {
  const words = wordsOf(own)
  const equal = all.filter(({says}) => says === own)
  const has = (source: TitleCandidate['source'], part: number) =>
    equal.some(each => each.source === source && each.part === part && each.level === 0)
  const at = (headings: readonly string[]) => {
    const found = headings.indexOf(own)
    return found < 0 ? noHeading : found
  }
  const {element, openGraph, headline, site, h1s, bare, bareOpenGraph, address} = claims
  const h1 = h1s[0] ?? ''
  const separator = claims.rawElement.match(separators)
  return [
    at(h1s),
    h1s.length,
    at(claims.h2s),
    has('meta', 0),
    has('meta', 1),
    has('meta', 2),
    has('json-ld', 0),
    has('json-ld', 1),
    has('json-ld', 2),
    has('title', 0),
    has('title', 1),
    has('title', 2),
    own === bare,
    own === bareOpenGraph,
    openGraph !== '',
    headline !== '',
    words.length,
    text.length,
    overlap(address, own),
    overlap(own, address),
    wordsOf(address).length,
    claims.addressDepth,
    overlap(own, element),
    overlap(element, own),
    overlap(own, openGraph),
    overlap(openGraph, own),
    overlap(own, headline),
    h1 === '' ? -1 : overlap(h1, own),
    h1 === '' ? -1 : overlap(own, h1),
    overlap(own, site),
    own === site,
    equal.some(({cutSite}) => cutSite),
    cut,
    h1 !== '' && h1 === openGraph,
    h1 !== '' && h1 === bare,
    wordsOf(h1).length,
    h1 === '' ? -1 : overlap(h1, bare),
    wordsOf(bare).length,
    wordsOf(element).length,
    /\s[|–—·•»:/\\-]\s/.test(text),
    text.includes(': '),
    claims.order.indexOf(own),
    claims.order.length,
    openGraph === element,
    openGraph === bare,
    claims.rawElement.toLowerCase().indexOf(text.toLowerCase()),
    /20\d\d/.test(text),
    separator?.length ?? 0,
    separator ? separatorKinds.indexOf((separator[0] ?? '').trim()) : -1,
    /\p{Ll}\p{Lu}/u.test(text),
    text === text.toUpperCase(),
  ].map(Number)
}
