import {createHash} from 'node:crypto'
import {deflateRawSync, inflateRawSync} from 'node:zlib'
import {findNearDuplicates, type Signed} from '../strip/near-duplicates.ts'
import {tellingProfile} from '../strip/repetition.ts'
import type {PageLines} from '../strip/site-lines.ts'
import {buildProfile, type Profile, pruneProfile} from '../strip/site-profile.ts'
import {formatProfile} from '../strip/site-profile-file.ts'
import {numberOf, type Store, textOf} from './store.ts'

/**
 * What the pages of a folder tell about one another: which lines recur on a site, and which texts are nearly the same.
 * The pages' lines and the texts' signatures are kept in the state, so that a run in which little changed comes to what
 * a full run comes to.
 */
export type Pages = {
  /** The input's lines are about to be collected anew. */
  readonly forget: (input: string) => void
  readonly put: (input: string, number: number, page: PageLines) => void
  /** All lines of the input are collected. */
  readonly finish: (input: string) => void
  /** Inputs came or went. */
  readonly setChanged: () => void
  /** Texts will change. */
  readonly setTextsChanged: () => void
  /**
   * The profiles of all sites, made anew if pages have changed. Inputs with a page of a site whose profile is another
   * now become due: `due` is called for each.
   */
  readonly profile: (due: (input: string) => void) => string
  /** Finds near-duplicates among all texts. */
  readonly compare: () => void
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array())

export const pagesOn = ({sql, change}: Store): Pages => {
  const setMeta = (key: string, value: string): void =>
    change('insert or replace into meta values (?, ?)', key, value)
  const isDone = (key: string): boolean =>
    textOf(sql('select value from meta where key = ?').get(key)?.value) === 'yes'

  const build = (): Profile => {
    const builder = buildProfile()
    for (const row of sql('select lines from pages order by input, number').iterate())
      builder.add(JSON.parse(decoder.decode(inflateRawSync(bytesOf(row.lines)))) as PageLines)
    return tellingProfile(pruneProfile(builder.finish()))
  }

  /** @returns the sites whose profile is not what it was. */
  const enterProfile = (profile: Profile): string[] => {
    const before = new Map<string, string>()
    for (const row of sql('select site, digest from profiles').all())
      before.set(textOf(row.site) ?? '', textOf(row.digest) ?? '')
    const changed: string[] = []
    for (const [site, lines] of profile) {
      const digest = digestOf(formatProfile(new Map([[site, lines]])))
      if (before.get(site) !== digest) {
        changed.push(site)
        change('insert or replace into profiles values (?, ?)', site, digest)
      }
      before.delete(site)
    }
    for (const site of before.keys()) {
      changed.push(site)
      change('delete from profiles where site = ?', site)
    }
    return changed
  }

  return {
    forget: input => {
      change('delete from pages where input = ?', input)
      setMeta('profiled', 'no')
    },
    put: (input, number, page) =>
      change(
        'insert or replace into pages values (?, ?, ?, ?)',
        input,
        number,
        page.site,
        deflateRawSync(encoder.encode(JSON.stringify(page)), {level: 1}),
      ),
    finish: input => change('update inputs set collected = 1 where path = ?', input),
    setChanged: () => {
      setMeta('profiled', 'no')
      setMeta('compared', 'no')
    },
    setTextsChanged: () => setMeta('compared', 'no'),
    profile: due => {
      const kept = sql("select value from texts where key = 'profile'").get()?.value
      if (isDone('profiled') && kept !== undefined) return decoder.decode(bytesOf(kept))
      const profile = build()
      const text = formatProfile(profile)
      for (const site of enterProfile(profile)) {
        const inputs = sql('select distinct input from pages where site = ?').all(site)
        for (const row of inputs) due(textOf(row.input) ?? '')
      }
      change("insert or replace into texts values ('profile', ?)", encoder.encode(text))
      setMeta('profiled', 'yes')
      return text
    },
    compare: () => {
      if (isDone('compared')) return
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
