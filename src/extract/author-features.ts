import type {AuthorCandidate, AuthorClaims} from './author-candidates.ts'
import {looksLikeName} from './authors.ts'
import {hint} from './look-evidence.ts'
import {comparable} from './plain-words.ts'

/** Words of desks and firms rather than people. */
const office =
  /\b(?:team|staff|editors?|editorial|desk|admin|inc|llc|ltd|company|magazine|news|blog|press|group|studio)\b/i

/** The hints that are features: the first bits, in their order. */
const hintNames = Object.entries(hint).flatMap(([name, bit]) => (bit <= hint.other ? [name] : []))

/** Names of `authorFeatures`, in order. */
export const authorFeatureNames: readonly string[] = [
  'in JSON-LD',
  'first in JSON-LD',
  'creator in JSON-LD',
  'rank of meta',
  ...['own', 'parent', 'grandparent'].flatMap(whose => hintNames.map(name => `${whose} ${name}`)),
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

/** What is known of each candidate beside the others: one row of numbers for each. */
export const authorFeatures = (all: readonly AuthorCandidate[], claims: AuthorClaims): number[][] => {
  const site = comparable(claims.site ?? '')
  return all.map((candidate, index) => rowOf(candidate, index, all, claims, site))
}

const rowOf = (
  {names, evidence}: AuthorCandidate,
  index: number,
  all: readonly AuthorCandidate[],
  claims: AuthorClaims,
  site: string,
): number[] => {
  const text = names.join(' ')
  const own = comparable(text)
  const row = [
    Number(evidence.jsonLd),
    Number(evidence.firstOfJsonLd),
    Number(evidence.creator),
    evidence.metaRank,
  ]
  addBits(row, evidence.own)
  addBits(row, evidence.parent)
  addBits(row, evidence.grandparent)
  row.push(
    Number(evidence.byline),
    Number(evidence.alone),
    Number(evidence.nearDate),
    evidence.distance,
    Number(evidence.before),
    Number(evidence.elsewhere),
    evidence.count,
    index,
    all.length,
    names.length,
    own.split(' ').length,
    text.length,
    Number(names.every(looksLikeName)),
    Number(text === text.toLowerCase()),
    Number(/\d/.test(text)),
    Number(/[_@.]/.test(text)),
    Number(own === site),
    Number(site !== '' && (own.includes(site) || site.includes(own))),
    Number(office.test(text)),
    Number(claims.jsonLd.length > 0),
    Number(claims.metas.length > 0),
    Number(claims.isForum),
    Number(isFirstOfItsHints(index, all)),
  )
  return row
}

const addBits = (row: number[], mask: number) => {
  for (let bit = 0; bit < hintNames.length; bit += 1) row.push((mask >> bit) & 1)
}

const isFirstOfItsHints = (index: number, all: readonly AuthorCandidate[]): boolean => {
  const {own, parent, jsonLd} = (all[index] as AuthorCandidate).evidence
  return (
    index ===
    all.findIndex(
      ({evidence}) => evidence.own === own && evidence.parent === parent && evidence.jsonLd === jsonLd,
    )
  )
}
