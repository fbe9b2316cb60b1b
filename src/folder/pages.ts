import {createHash} from 'node:crypto'
import {findNearDuplicates, type Signed} from '../strip/near-duplicates.ts'
import {verdictOn} from '../strip/repetition.ts'
import type {PageLines} from '../strip/site-lines.ts'
import {buildProfile, mergeProfiles, type Profile, pruneProfile} from '../strip/site-profile.ts'
import {formatProfile, parseProfile} from '../strip/site-profile-file.ts'
import {unpackPage} from './packed.ts'
import type {Skimmed} from './protocol.ts'
import {numberOf, type Store, textOf} from './store.ts'

/**
 * What the pages of a folder tell about one another: which lines recur on a site, and which texts are nearly the same.
 * The pages' lines and the texts' signatures are kept in the state, so that a run in which little changed comes to what
 * a full run comes to.
 */
export type Pages = {
  /** What the next document of an input tells about its site. */
  readonly put: (input: string, packed: Uint8Array) => void
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

/** A page's record, and what is known of its input. */
type Told = {
  readonly input: string
  readonly verdict: string
  /** It was not cleaned yet. */
  readonly isSkimmed: boolean
  readonly page: PageLines
  readonly json: string
}

export const pagesOn = ({sql, change}: Store): Pages => {
  const setMeta = (key: string, value: string): void =>
    change('insert or replace into meta values (?, ?)', key, value)
  const meta = (key: string): string | undefined =>
    textOf(sql('select value from meta where key = ?').get(key)?.value)

  function* allPages(): Generator<Told> {
    const query = `select input, lines, verdict, skimmed from pages join inputs on inputs.path = pages.input order by input, number`
    for (const {input, lines, verdict, skimmed} of sql(query).iterate())
      yield {
        input: textOf(input) ?? '',
        verdict: textOf(verdict) ?? unjudged,
        isSkimmed: skimmed !== null,
        ...unpackPage(bytesOf(lines)),
      }
  }

  function* pagesByInput(): Generator<Omit<Told, 'page' | 'json'> & {pages: PageLines[]}> {
    let current: (Omit<Told, 'page' | 'json'> & {pages: PageLines[]}) | undefined
    for (const {page, json: _, ...of} of allPages()) {
      if (current?.input === of.input) {
        current.pages.push(page)
        continue
      }
      if (current) yield current
      current = {...of, pages: [page]}
    }
    if (current) yield current
  }

  const kept = (): string | undefined => {
    const value = sql("select value from texts where key = 'profile'").get()?.value
    return value === undefined ? undefined : decoder.decode(bytesOf(value))
  }

  const setVerdict = (input: string, verdict: string): void =>
    change('update inputs set verdict = ? where path = ?', verdict, input)

  const markOf = (given: Profile): string => digestOf(formatProfile(given))

  return {
    put: (input, packed) => {
      setMeta('profiled', 'no')
      change(
        'insert or replace into pages values (?, (select records from inputs where path = ?), ?)',
        input,
        input,
        packed,
      )
    },
    putSkimmed: (input, {digest, page}) => {
      change('insert or replace into pages values (?, 0, ?)', input, page)
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
      const builder = buildProfile()
      for (const {page, json} of allPages()) builder.add(page, json)
      const shown = builder.finish(given.size > 0 ? 'all' : 'recurring')
      const profile = pruneProfile(mergeProfiles(given, shown))
      const before = known === undefined ? new Map() : parseProfile(known)
      const due = new Map<string, string>()
      const skimmed = new Map<string, string>()
      const confirmed: string[][] = []
      for (const {input, verdict, isSkimmed, pages} of pagesByInput()) {
        const by = (one: Profile): string => shortVerdict(pages.map(page => verdictOn(one, page)))
        const now = by(profile)
        if (isSkimmed) skimmed.set(input, now)
        else if (now !== (verdict === unjudged ? by(before) : verdict)) due.set(input, now)
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
