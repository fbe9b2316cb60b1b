import {type DateCandidate, type DateClaims, noRank, nowhere} from './date-candidates.ts'

/** Names of `dateFeatures`, in order. */
export const dateFeatureNames = [
  'published in JSON-LD',
  'created in JSON-LD',
  'modified in JSON-LD',
  'of another object',
  'rank of meta',
  'modified in meta',
  'in address',
  'strength',
  'marked as update',
  'in time',
  'element from title',
  'element elsewhere',
  'line from title',
  'line before title',
  'line length',
  'line elsewhere',
  'says update',
  'says published',
  'read the other way round',
  'times seen',
  'position',
  'candidates',
  'is earliest',
  'is latest',
  'days from claim',
  'days from latest',
  'page claims a day',
  'claim is shown',
  'claims modified',
  'is nearest line',
  'page is a forum',
  'first of the month',
] as const

const day = 86_400_000
const daysBetween = (left: string, right: string): number =>
  (Date.parse(left.slice(0, 10)) - Date.parse(right.slice(0, 10))) / day

/** What is known of each candidate beside the others: one row of numbers for each. */
export const dateFeatures = (all: readonly DateCandidate[], claims: DateClaims): number[][] => {
  const days = all.map(({date}) => date.slice(0, 10)).sort()
  const claim =
    all.find(({evidence}) => evidence.published) ?? all.find(({evidence}) => evidence.metaRank < noRank)
  const page: AllDates = {
    earliest: days[0] ?? '',
    latest: days[days.length - 1] ?? '',
    claim: claim?.date,
    isClaimShown:
      claim !== undefined && (claim.evidence.strength > 0 || claim.evidence.lineDistance < nowhere),
    claimsModified: all.some(({evidence}) => evidence.modified || evidence.metaModified),
    nearest: Math.min(...all.map(({evidence}) => evidence.lineDistance)),
    count: all.length,
    isForum: claims.isForum,
  }
  return all.map((candidate, index) => rowOf(candidate, index, page))
}

/** What is known of all candidates together. */
type AllDates = {
  readonly earliest: string
  readonly latest: string
  /** The day that the page's own data claims. */
  readonly claim: string | undefined
  readonly isClaimShown: boolean
  readonly claimsModified: boolean
  /** Blocks between the title and the nearest line with a date. */
  readonly nearest: number
  readonly count: number
  readonly isForum: boolean
}

const rowOf = ({date, evidence}: DateCandidate, index: number, page: AllDates): number[] => {
  const own = date.slice(0, 10)
  return [
    Number(evidence.published),
    Number(evidence.created),
    Number(evidence.modified),
    Number(evidence.other),
    evidence.metaRank,
    Number(evidence.metaModified),
    Number(evidence.address),
    evidence.strength,
    Number(evidence.markedUpdate),
    Number(evidence.inTime),
    evidence.elementDistance,
    Number(evidence.elementElsewhere),
    evidence.lineDistance,
    Number(evidence.lineBefore),
    evidence.lineLength,
    Number(evidence.lineElsewhere),
    Number(evidence.saysUpdate),
    Number(evidence.saysPublished),
    Number(evidence.swapped),
    evidence.count,
    index,
    page.count,
    Number(own === page.earliest),
    Number(own === page.latest),
    page.claim === undefined ? -1_000_000 : daysBetween(own, page.claim),
    daysBetween(page.latest, own),
    Number(page.claim !== undefined),
    Number(page.isClaimShown),
    Number(page.claimsModified),
    Number(evidence.lineDistance === page.nearest),
    Number(page.isForum),
    Number(own.endsWith('-01')),
  ]
}
