import type {Removal} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import type {Witness} from './look.ts'
import {
  hasWord,
  isLookedAt,
  isProse,
  lineKey,
  type PageLines,
  pairKey,
  SAMPLE_LENGTH,
  siteOf,
} from './site-lines.ts'
import type {Profile, SiteProfile} from './site-profile.ts'

/** Fewer pages of a site show no pattern. */
const FEWEST_PAGES = 4

/**
 * What a line must show to be taken for chrome. Chrome comes in runs, a sentence that two articles share does not: what
 * counts is on how many pages the line stands beside the same other line, which is no prose, or at the same edge.
 */
type Bar = {
  /** Pages it stands on. */
  readonly pages: number
  /** Of the site's pages. */
  readonly share: number
  /** Pages it stands on beside the same neighbour. */
  readonly together: number
  /** Of the pages it stands on. */
  readonly beside: number
}

/** A label: on a fifth of the pages and beside the same one now and then; or beside it on many; or nearly everywhere. */
const LABEL: readonly Bar[] = [
  {pages: 3, share: 0.2, together: 2, beside: 0.3},
  {pages: 6, share: 0, together: 6, beside: 0},
  {pages: 8, share: 0.6, together: 0, beside: 0},
]
/** Prose: articles of one site share statements, corrections and descriptions of people, but not on a third of the pages. */
const PROSE: readonly Bar[] = [
  {pages: 3, share: 0.5, together: 3, beside: 0.6},
  {pages: 4, share: 0.3, together: 2, beside: 0.5},
  {pages: 6, share: 0.5, together: 0, beside: 0},
]
/** Where the site is unknown, the pages may be of many sites, so that a share says little and company more. */
const LABEL_OF_MANY: readonly Bar[] = [
  {pages: 5, share: 0, together: 5, beside: 0},
  {pages: 8, share: 0.6, together: 0, beside: 0},
]
const PROSE_OF_MANY: readonly Bar[] = [
  {pages: 8, share: 0, together: 8, beside: 0.7},
  {pages: 6, share: 0.5, together: 0, beside: 0},
]

/** Of a page's prose, repetition takes no more than this: it would be the article, on a site that prints it again and again. */
const MOST_PROSE = 0.5

/** The profile of a document's site, if there is one of enough pages. */
export const profileFor = (
  profile: Profile,
  document: Document,
): {site: string; profile: SiteProfile} | undefined => {
  const site = siteOf(document)
  const found = profile.get(site)
  return found && found.pages >= FEWEST_PAGES ? {site, profile: found} : undefined
}

/** Whether the profile has something to say of the pages of a site. */
export const knowsSite = (profile: Profile, site: string): boolean =>
  (profile.get(site)?.pages ?? 0) >= FEWEST_PAGES

/** What a line shows on the pages of its site. */
export type Recurrence = {
  readonly pages: number
  /** Of the site's pages, 0..1. */
  readonly share: number
  /** Of the pages with the line, those with the neighbour it most often stands beside, 0..1. */
  readonly beside: number
}

/** A line that has words, as the profile knows it. */
type Worded = {readonly key: string; readonly prose: boolean; readonly length: number}

/** For each line, how sure it is that it is chrome; undefined for what does not recur. */
const recurring = (
  profile: SiteProfile,
  lines: readonly Worded[],
  oneSite: boolean,
): (number | undefined)[] => {
  if (profile.pages < FEWEST_PAGES) return lines.map(() => undefined)
  let allProse = 0
  let takenProse = 0
  const found = lines.map(({key, prose, length}, index) => {
    if (prose) allProse += length
    const count = profile.lines.get(key)
    if (!count) return undefined
    const recurrence: Recurrence = {
      pages: count.pages,
      share: count.pages / profile.pages,
      beside: besideOf(profile, key, lines[index - 1], lines[index + 1]) / count.pages,
    }
    if (!isChrome(recurrence, prose, oneSite)) return undefined
    if (prose) takenProse += length
    return confidenceOf(recurrence)
  })
  if (takenProse <= allProse * MOST_PROSE) return found
  return found.map((confidence, index) => (lines[index]?.prose ? undefined : confidence))
}

/** A line's length as far as a sample shows it, so that a page's record gets the same answer as the page. */
const shownLength = (line: string): number => Math.min(line.length, SAMPLE_LENGTH)

/**
 * One removal for each line that recurs on its site as chrome does; pure, so that the same lines get the same answer
 * in any run with the same profile. The reason gives no counts: they change with every page of the site, the answer
 * does not.
 */
export const repeatedLines = (
  profile: SiteProfile,
  lines: readonly string[],
  {oneSite}: {readonly oneSite: boolean} = {oneSite: true},
): (Removal | undefined)[] => {
  const removals: (Removal | undefined)[] = lines.map(() => undefined)
  const places = lines.flatMap((line, at) => (hasWord(line) ? [at] : []))
  const worded = places
    .filter((_, index) => isLookedAt(index, places.length))
    .map(at => {
      const line = lines[at] ?? ''
      return {at, key: lineKey(line), prose: isProse(line), length: shownLength(line)}
    })
  recurring(profile, worded, oneSite).forEach((confidence, index) => {
    const at = worded[index]?.at
    if (confidence === undefined || at === undefined) return
    removals[at] = {
      ruleId: 'strip/repetition',
      reason: 'The line recurs on the pages of its site.',
      confidence,
    }
  })
  return removals
}

/** The same by the profile of a document's site; undefined where nothing is known of it. */
export const repeatedOn = (
  profile: Profile,
  document: Document,
): ((lines: readonly string[]) => readonly (Removal | undefined)[]) | undefined => {
  const known = profileFor(profile, document)
  return known && (lines => repeatedLines(known.profile, lines, {oneSite: isOneSite(known.site)}))
}

/**
 * What the profile says of a page, from the page's record: the same for as long as cleaning the page gives the same, and
 * empty while nothing on it recurs.
 */
export const verdictOn = (profile: Profile, page: PageLines): string => {
  const known = profile.get(page.site)
  if (!known) return ''
  const lines = page.lines.map(({key, sample}) => ({key, prose: isProse(sample), length: sample.length}))
  const found = recurring(known, lines, isOneSite(page.site))
  return found
    .flatMap((confidence, index) => (confidence === undefined ? [] : [`${index}:${confidence}`]))
    .join(' ')
}

const isOneSite = (site: string): boolean => !site.startsWith('folder:')

type Neighbour = {readonly key: string; readonly prose: boolean} | undefined

/** Pages on which the line has the neighbour it has here: the more frequent of the two. */
const besideOf = (profile: SiteProfile, key: string, before: Neighbour, after: Neighbour): number => {
  const above = before?.prose ? 0 : (profile.pairs.get(pairKey(before?.key ?? '', key)) ?? 0)
  const below = after?.prose ? 0 : (profile.pairs.get(pairKey(key, after?.key ?? '')) ?? 0)
  const most = Math.max(above, below)
  // Once is chance, and not kept in a profile's file.
  return most > 1 ? most : 0
}

const isChrome = ({pages, share, beside}: Recurrence, prose: boolean, oneSite: boolean): boolean => {
  const bars = oneSite ? (prose ? PROSE : LABEL) : prose ? PROSE_OF_MANY : LABEL_OF_MANY
  return bars.some(
    bar => pages >= bar.pages && share >= bar.share && beside >= bar.beside && beside * pages >= bar.together,
  )
}

/** Half of it from how much of the site shows the line, half from how fixed its company is; in steps of 0.05. */
const confidenceOf = ({share, beside}: Recurrence): number =>
  Math.round((0.7 + 0.15 * Math.min(1, share) + 0.14 * Math.min(1, beside)) * 20) / 20

/**
 * Repetition as a witness for the pages of one document's site; undefined where nothing is known of it. It speaks on the
 * first look only, at the whole page: what stands together after others went was never counted.
 */
export const repetitionWitness = (profile: Profile, document: Document): Witness | undefined => {
  const repeated = repeatedOn(profile, document)
  if (!repeated) return undefined
  let spoken = false
  return lines => {
    if (spoken) return {removals: []}
    spoken = true
    return {removals: repeated(lines)}
  }
}

/** A line that recurs, for people and for rule files. */
export type LineStatistic = {
  readonly site: string
  readonly key: string
  readonly sample: string
  readonly pages: number
  /** Of the site's pages, 0..1. */
  readonly share: number
  /** Where it mostly stands: `head` or `tail` in nine of ten of its pages. */
  readonly where?: 'head' | 'tail'
  readonly prose: boolean
}

/** Nine of ten pages. */
const MOSTLY = 0.9

/** What recurs on each site on at least three pages, most frequent first: what rules can be made of. */
export const lineStatistics = (profile: Profile): LineStatistic[] =>
  [...profile].flatMap(([site, {pages, lines}]) =>
    [...lines]
      .filter(([, count]) => count.pages >= 3)
      .sort((left, right) => right[1].pages - left[1].pages || (left[0] < right[0] ? -1 : 1))
      .map(([key, count]): LineStatistic => {
        const head = count.head >= count.pages * MOSTLY
        const tail = count.tail >= count.pages * MOSTLY
        return {
          site,
          key,
          sample: count.sample,
          pages: count.pages,
          share: Math.round((1000 * count.pages) / pages) / 1000,
          ...(head === tail ? {} : {where: head ? 'head' : 'tail'}),
          prose: isProse(count.sample),
        }
      }),
  )
