import {createHash} from 'node:crypto'
import {findNearDuplicates, type Signed} from '../strip/near-duplicates.ts'
import {knowsSite, verdictOn} from '../strip/repetition.ts'
import type {PageLines} from '../strip/site-lines.ts'
import {
  countPages,
  mergeProfiles,
  type Profile,
  pagesCounted,
  pruneProfile,
  type SiteProfile,
  type WhichLines,
} from '../strip/site-profile.ts'
import {formatProfile, parseProfile} from '../strip/site-profile-file.ts'
import {unpackPage} from './packed.ts'
import type {PackedPage, Skimmed} from './protocol.ts'
import {numberOf, type Store, textOf} from './store.ts'

/**
 * What the pages of a folder tell about one another: which lines recur on a site, and which texts are nearly the same.
 * The pages' lines and the texts' signatures are kept in the state, so that a run in which little changed comes to what
 * a full run comes to.
 */
export type Pages = {
  /** What the next document of an input tells about its site. */
  readonly put: (input: string, page: PackedPage) => void
  /** What a text tells about its site that is to be cleaned later, and the digest of its bytes. */
  readonly putSkimmed: (input: string, skimmed: Skimmed) => void
  /** Inputs came or went. */
  readonly setChanged: () => void
  /** Texts will change. */
  readonly setTextsChanged: () => void
  /** The profile that the folder was left with: documents are cleaned by it until a new one is made. */
  readonly kept: () => string | undefined
  /**
   * The profile of all sites, made anew if pages have changed, with what `given` profiles add; and the inputs that were
   * cleaned by another verdict on their pages, with the verdict of now: only these have to be cleaned again. The verdicts
   * on those that were only skimmed stand apart: they count when the inputs are cleaned by them.
   */
  readonly judge: (given: Profile) => {
    readonly profile: string
    readonly due: ReadonlyMap<string, string>
    readonly skimmed: ReadonlyMap<string, string>
    /** It is the one that the folder was left with. */
    readonly isKept: boolean
  }
  /** The input was cleaned by this verdict. */
  readonly setVerdict: (input: string, verdict: string) => void
  /** The profile is that of the folder now. */
  readonly keep: (profile: string, given: Profile) => void
  /** Finds near-duplicates among all texts. */
  readonly compare: () => void
}

/** The verdict on an input that was cleaned by the kept profile. */
const unjudged = '?'
/** No verdict: the input changed after it was judged. */
export const misjudged = '!'

/** The verdict on all documents of one input, in short; empty while nothing recurs. */
const shortVerdict = (verdicts: readonly string[]): string =>
  verdicts.every(verdict => verdict === '') ? '' : digestOf(JSON.stringify(verdicts))

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array())

/** An input that was cleaned or skimmed, with the places and sites of its pages. */
type Told = {
  readonly input: string
  readonly verdict: string
  /** It was not cleaned yet. */
  readonly isSkimmed: boolean
  readonly pages: readonly {readonly number: number; readonly site: string}[]
}

export const pagesOn = ({sql, rows, change}: Store): Pages => {
  const setMeta = (key: string, value: string): void =>
    change('insert or replace into meta values (?, ?)', key, value)
  const meta = (key: string): string | undefined =>
    textOf(sql('select value from meta where key = ?').get(key)?.value)

  function* inputs(): Generator<Told> {
    const query = `select input, number, site, verdict, skimmed from pages join inputs on inputs.path = pages.input
      order by input, number`
    let current: (Told & {pages: {number: number; site: string}[]}) | undefined
    for (const row of sql(query).iterate()) {
      const input = textOf(row.input) ?? ''
      const page = {number: numberOf(row.number), site: textOf(row.site) ?? ''}
      if (current?.input === input) {
        current.pages.push(page)
        continue
      }
      if (current) yield current
      current = {
        input,
        verdict: textOf(row.verdict) ?? unjudged,
        isSkimmed: row.skimmed !== null,
        pages: [page],
      }
    }
    if (current) yield current
  }

  /** The pages of a site by their hashes, up to a limit. Of two that differ in numbers and case only, it is the same one in any order. */
  function* pagesOf(site: string, limit: number): Generator<PageLines> {
    let count = 0
    let held: PackedPage | undefined
    for (const row of sql('select page, lines from pages where site = ? order by page').iterate(site)) {
      const packed = {site, page: textOf(row.page) ?? '', lines: decoder.decode(bytesOf(row.lines))}
      if (held?.page === packed.page) {
        if (packed.lines < held.lines) held = packed
        continue
      }
      if (held) yield unpackPage(held)
      if (count++ === limit) return
      held = packed
    }
    if (held) yield unpackPage(held)
  }

  /** What recurs on each site, one site in memory at a time. */
  const profileOf = (which: WhichLines): Profile => {
    const query = 'select site, count(distinct page) from pages group by site order by site'
    const counts = new Map(rows(query).map(([site, count = null]) => [textOf(site) ?? '', numberOf(count)]))
    const counted = pagesCounted(counts)
    const profile = new Map<string, SiteProfile>()
    for (const [site, there] of counts) {
      // On one page nothing recurs.
      if (there < 2 && which === 'recurring') continue
      const count = Math.min(there, counted(site))
      profile.set(
        site,
        countPages(() => pagesOf(site, count), {count, which}),
      )
    }
    return profile
  }

  /** The verdict of a profile on the pages of an input; only those are read of whose site it knows something. */
  const verdictBy = (profile: Profile, {input, pages}: Told): string =>
    shortVerdict(
      pages.map(({number, site}) => {
        if (!knowsSite(profile, site)) return ''
        const row = sql('select page, lines from pages where input = ? and number = ?').get(input, number)
        const packed = {site, page: textOf(row?.page) ?? '', lines: decoder.decode(bytesOf(row?.lines))}
        return verdictOn(profile, unpackPage(packed))
      }),
    )

  const kept = (): string | undefined => {
    const value = sql("select value from texts where key = 'profile'").get()?.value
    return value === undefined ? undefined : decoder.decode(bytesOf(value))
  }

  const setVerdict = (input: string, verdict: string): void =>
    change('update inputs set verdict = ? where path = ?', verdict, input)

  const markOf = (given: Profile): string => digestOf(formatProfile(given))

  return {
    put: (input, {site, page, lines}) => {
      setMeta('profiled', 'no')
      change(
        'insert or replace into pages values (?, (select records from inputs where path = ?), ?, ?, ?)',
        input,
        input,
        site,
        page,
        encoder.encode(lines),
      )
    },
    putSkimmed: (input, {digest, page: {site, page, lines}}) => {
      change('insert or replace into pages values (?, 0, ?, ?, ?)', input, site, page, encoder.encode(lines))
      change('update inputs set skimmed = ? where path = ?', digest, input)
    },
    setChanged: () => {
      setMeta('profiled', 'no')
      setMeta('compared', 'no')
    },
    setTextsChanged: () => setMeta('compared', 'no'),
    kept,
    judge: given => {
      const known = kept()
      if (known !== undefined && meta('profiled') === markOf(given))
        return {profile: known, due: new Map(), skimmed: new Map(), isKept: true}
      const shown = profileOf(given.size > 0 ? 'all' : 'recurring')
      const profile = pruneProfile(mergeProfiles(given, shown))
      const before = known === undefined ? new Map() : parseProfile(known)
      const due = new Map<string, string>()
      const skimmed = new Map<string, string>()
      const confirmed: string[][] = []
      for (const told of inputs()) {
        const {input, verdict} = told
        const now = verdictBy(profile, told)
        if (told.isSkimmed) skimmed.set(input, now)
        else if (now !== (verdict === unjudged ? verdictBy(before, told) : verdict)) due.set(input, now)
        else if (verdict === unjudged) confirmed.push([input, now])
      }
      for (const [input = '', verdict = ''] of confirmed) setVerdict(input, verdict)
      return {profile: formatProfile(profile), due, skimmed, isKept: false}
    },
    setVerdict,
    keep: (profile, given) => {
      change("insert or replace into texts values ('profile', ?)", encoder.encode(profile))
      setMeta('profiled', markOf(given))
    },
    compare: () => {
      if (meta('compared') === 'yes') return
      const texts: Signed[] = []
      const places = new Map<string, {input: string; number: number}>()
      const query = `select input, number, coalesce(path, input) as path, signature from documents join results using (id)
        where signature is not null`
      for (const row of sql(query).iterate()) {
        const path = textOf(row.path) ?? ''
        texts.push({path, signature: new Uint32Array(bytesOf(row.signature).slice().buffer)})
        places.set(path, {input: textOf(row.input) ?? '', number: numberOf(row.number)})
      }
      change('delete from duplicates')
      for (const [path, first] of findNearDuplicates(texts)) {
        const place = places.get(path)
        if (place)
          change(
            'insert into duplicates values (?, ?, ?, ?)',
            place.input,
            place.number,
            first.path,
            first.similarity,
          )
      }
      setMeta('compared', 'yes')
    },
  }
}
