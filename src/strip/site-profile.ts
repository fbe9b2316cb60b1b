import {hashStart, hashUnit, mixHash} from '../compute/hash.ts'
import {unitAt} from '../document/unit-at.ts'
import {isProse, type PageLines, pairKey} from './site-lines.ts'

/** How often a line stands on a site's pages. */
export type LineCount = {
  /** Pages it stands on. */
  readonly pages: number
  /** Of these, those where it stands in the first, and in the last quarter of the page's characters. */
  readonly head: number
  readonly tail: number
  /** The line's beginning, of one of the pages. */
  readonly sample: string
}

/** Which lines recur on a site. Keys are hashes: no article can be read back. */
export type SiteProfile = {
  /** Different pages counted; copies of one article count once. */
  readonly pages: number
  readonly lines: ReadonlyMap<string, LineCount>
  /** Pages on which one line follows another, not both of them prose; by `pairKey`. */
  readonly pairs: ReadonlyMap<string, number>
}

/** The profiles of a folder's sites, by name of the site. */
export type Profile = ReadonlyMap<string, SiteProfile>

/** More pages of one site tell nothing new. */
const MOST_PAGES = 500
/** Of pages whose site is unknown, more are needed: they may be of many sites. */
const MOST_FOLDER_PAGES = 4_000
/** Pages counted in all. With more, each site is judged by half as many, or a quarter. */
const MOST_PAGES_IN_ALL = 20_000
/** What is kept of a site between runs. */
const MOST_LINES = 4_000
const MOST_PAIRS = 8_000
/** A folder of unknown sites may hold the lines of many: five times as much is kept. */
const FOLDER_FACTOR = 5
/** Two pages that share so many of their longest lines of prose are one article. */
const COPY_SHARE = 0.8

/** With all lines, which a profile needs that is merged with another, or only with those that recur. */
export type WhichLines = 'all' | 'recurring'

/** How many pages are counted: of a site, of a folder of unknown sites, and in all. */
export type PageLimits = {readonly perSite: number; readonly perFolder: number; readonly inAll: number}

const mostPages: PageLimits = {perSite: MOST_PAGES, perFolder: MOST_FOLDER_PAGES, inAll: MOST_PAGES_IN_ALL}

const limitOf = (site: string, {perSite, perFolder}: PageLimits, share: number): number =>
  Math.max(1, Math.floor((site.startsWith('folder:') ? perFolder : perSite) * share))

/** What share of its limit each site gets, from `share` down, so that all together are not too many. */
const shareOf = (counts: Iterable<readonly [string, number]>, limits: PageLimits, share = 1): number => {
  let held = 0
  for (const [site, count] of counts) held += Math.min(count, limitOf(site, limits, share))
  return held > limits.inAll && share > 1 / limits.perFolder ? shareOf(counts, limits, share / 2) : share
}

/** How many pages of a site are counted, those with the smallest hashes: given how many different ones there are of each. */
export const pagesCounted = (
  counts: ReadonlyMap<string, number>,
  limits: PageLimits = mostPages,
): ((site: string) => number) => {
  const share = shareOf(counts, limits)
  return site => limitOf(site, limits, share)
}

/** Gathers the pages of a folder. The profile depends on which pages were added, never on their order. */
export type ProfileBuilder = {
  readonly add: (page: PageLines) => void
  readonly finish: () => Profile
}

/**
 * Opens a builder. Memory is bounded: of each site, the pages with the smallest hashes are held, a sample that is the
 * same in any order and any division of the work.
 */
export const buildProfile = (limits: PageLimits = mostPages): ProfileBuilder => {
  // Pages are held as JSON: a fifth of the memory.
  const sites = new Map<string, Map<string, string>>()
  let held = 0
  let share = 1
  const settle = (): void => {
    share = shareOf(
      [...sites].map(([site, pages]) => [site, pages.size] as const),
      limits,
      share,
    )
    held = 0
    for (const [site, pages] of sites) {
      const limit = limitOf(site, limits, share)
      if (pages.size > limit)
        for (const page of [...pages.keys()].sort(byText).slice(limit)) pages.delete(page)
      held += pages.size
    }
  }
  return {
    add: page => {
      const json = JSON.stringify(page)
      const pages = sites.get(page.site) ?? new Map<string, string>()
      sites.set(page.site, pages)
      const there = pages.get(page.page)
      // Of two pages that differ in numbers and case only, the same one is held in any order.
      if (there === undefined || json < there) pages.set(page.page, json)
      if (there === undefined) held += 1
      // Settling costs a pass over everything: do it when there is twice too much.
      if (held > limits.inAll * 2) settle()
    },
    finish: () => {
      settle()
      const profile = new Map<string, SiteProfile>()
      for (const site of [...sites.keys()].sort(byText)) {
        const pages = [...(sites.get(site) ?? [])].sort((left, right) => byText(left[0], right[0]))
        const parsed = function* (): Generator<PageLines> {
          for (const [, json] of pages) yield JSON.parse(json)
        }
        profile.set(site, countPages(parsed, {count: pages.length, which: 'all'}))
      }
      return profile
    },
  }
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Places of a sieve for each page: with a hundred lines a page, one line in ten is taken for one that recurs. */
const SIEVE_PLACES = 1_024

/** Which lines may stand on several pages: one bit a line, and one more where it was set before. */
class Sieve {
  readonly #places: number
  readonly #once: Uint8Array
  readonly #again: Uint8Array

  constructor(pages: number) {
    this.#places = 2 ** Math.ceil(Math.log2(pages * SIEVE_PLACES + 1))
    this.#once = new Uint8Array(this.#places >> 3)
    this.#again = new Uint8Array(this.#places >> 3)
  }

  add(key: string): void {
    const place = this.#placeOf(key)
    const bits = hasBit(this.#once, place) ? this.#again : this.#once
    bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7))
  }

  mayRecur(key: string): boolean {
    return hasBit(this.#again, this.#placeOf(key))
  }

  #placeOf(key: string): number {
    let hash = hashStart
    for (let index = 0; index < key.length; index++) hash = hashUnit(hash, unitAt(key, index))
    return mixHash(hash) & (this.#places - 1)
  }
}

const hasBit = (bits: Uint8Array, place: number): boolean =>
  ((bits[place >> 3] as number) & (1 << (place & 7))) !== 0

/** Finds pages whose article stands on an earlier one already, under whatever chrome. */
const openCopies = (): {isCopy: (page: PageLines) => boolean} => {
  const standsOn = new Map<string, number[]>()
  let kept = 0
  return {
    isCopy: page => {
      const common = new Map<number, number>()
      for (const key of page.longest) {
        for (const other of standsOn.get(key) ?? []) common.set(other, (common.get(other) ?? 0) + 1)
      }
      const needed = Math.max(1, Math.ceil(page.longest.length * COPY_SHARE))
      for (const count of common.values()) if (count >= needed) return true
      for (const key of page.longest) standsOn.set(key, [...(standsOn.get(key) ?? []), kept])
      kept++
      return false
    },
  }
}

/** A count in the making, with the last page that was counted in each way: a page counts once. */
type Counting = {
  pages: number
  head: number
  tail: number
  sample: string
  lastPage: number
  lastHead: number
  lastTail: number
}

const countLines = (
  pages: Iterable<PageLines>,
  isWanted: (key: string) => boolean,
): Map<string, Counting> => {
  const lines = new Map<string, Counting>()
  let at = -1
  for (const page of pages) {
    at++
    for (const {key, sample, place} of page.lines) {
      let count = lines.get(key)
      if (!count) {
        if (!isWanted(key)) continue
        count = {pages: 0, head: 0, tail: 0, sample, lastPage: -1, lastHead: -1, lastTail: -1}
        lines.set(key, count)
      }
      if (count.lastPage !== at) count.pages++
      count.lastPage = at
      if (place < 0.25 && count.lastHead !== at) {
        count.head++
        count.lastHead = at
      }
      if (place > 0.75 && count.lastTail !== at) {
        count.tail++
        count.lastTail = at
      }
      if (sample < count.sample) count.sample = sample
    }
  }
  return lines
}

/** Pages with each two lines one after the other, where `counts` says so of both; before the first and after the last is ''. */
const countPairs = (
  pages: Iterable<PageLines>,
  counts: (key: string) => boolean,
): ReadonlyMap<string, number> => {
  const pairs = new Map<string, number>()
  for (const page of pages) {
    const together = new Set<string>()
    let before = {key: '', prose: false, counts: true}
    const put = (key: string): void => {
      together.add(pairKey(before.key, key))
    }
    for (const {key, sample} of page.lines) {
      const line = {key, prose: isProse(sample), counts: counts(key)}
      if (before.counts && line.counts && !(before.prose && line.prose)) put(key)
      before = line
    }
    if (before.counts) put('')
    for (const key of together) pairs.set(key, (pairs.get(key) ?? 0) + 1)
  }
  return pairs
}

/**
 * The profile of a site. `all` gives its `count` different pages by their hashes, anew for each of three passes, so that
 * one page at a time is in memory, and counts of those lines only that may recur.
 */
export const countPages = (
  all: () => Iterable<PageLines>,
  {count, which}: {readonly count: number; readonly which: WhichLines},
): SiteProfile => {
  const {isCopy} = openCopies()
  const sieve = new Sieve(count)
  const copies: boolean[] = []
  for (const page of all()) {
    const copy = isCopy(page)
    copies.push(copy)
    if (!copy) for (const {key} of page.lines) sieve.add(key)
  }
  const pages = function* (): Generator<PageLines> {
    let at = 0
    for (const page of all()) if (!copies[at++]) yield page
  }
  const counted = countLines(pages(), which === 'all' ? () => true : key => sieve.mayRecur(key))
  // A pair that stands on two pages is of lines that stand on two pages; most lines stand on one.
  const isWanted = (key: string): boolean => which === 'all' || (counted.get(key)?.pages ?? 0) > 1
  const pairs = countPairs(pages(), isWanted)
  const lines = new Map<string, LineCount>()
  for (const [key, {pages: standsOn, head, tail, sample}] of counted)
    if (isWanted(key)) lines.set(key, {pages: standsOn, head, tail, sample})
  return {pages: copies.filter(copy => !copy).length, lines, pairs}
}

const addCounts = (left: LineCount | undefined, right: LineCount): LineCount =>
  left
    ? {
        pages: left.pages + right.pages,
        head: left.head + right.head,
        tail: left.tail + right.tail,
        sample: byText(left.sample, right.sample) <= 0 ? left.sample : right.sample,
      }
    : right

const mergeSites = (left: SiteProfile | undefined, right: SiteProfile): SiteProfile => {
  if (!left) return right
  const lines = new Map(left.lines)
  for (const [key, count] of right.lines) lines.set(key, addCounts(lines.get(key), count))
  const pairs = new Map(left.pairs)
  for (const [key, count] of right.pairs) pairs.set(key, (pairs.get(key) ?? 0) + count)
  return {pages: left.pages + right.pages, lines, pairs}
}

/** Both together: what two nights, or two folders, saw. Associative and commutative. */
export const mergeProfiles = (left: Profile, right: Profile): Profile => {
  const merged = new Map(left)
  for (const [site, profile] of right) merged.set(site, mergeSites(merged.get(site), profile))
  return merged
}

/** What recurs, and of that the most frequent: what is worth keeping until the next run. */
export const pruneProfile = (profile: Profile): Profile => {
  const pruned = new Map<string, SiteProfile>()
  for (const [site, {pages, lines, pairs}] of profile) {
    const recurring = [...lines].filter(([, count]) => count.pages > 1)
    recurring.sort((left, right) => right[1].pages - left[1].pages || byText(left[0], right[0]))
    const together = [...pairs].filter(([, count]) => count > 1)
    together.sort((left, right) => right[1] - left[1] || byText(left[0], right[0]))
    if (recurring.length === 0) continue
    const factor = site.startsWith('folder:') ? FOLDER_FACTOR : 1
    pruned.set(site, {
      pages,
      lines: new Map(recurring.slice(0, MOST_LINES * factor)),
      pairs: new Map(together.slice(0, MOST_PAIRS * factor)),
    })
  }
  return pruned
}
