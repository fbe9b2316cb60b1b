import type {Place} from '../document/finding.ts'
import type {ManifestRow, Status} from '../document/row.ts'
import type {Result} from './protocol.ts'
import type {KnownInput, KnownOutput, Recorded, StaleOutput, Totals} from './records.ts'
import type {Stamp} from './stamp.ts'
import {numberOf, type Row, type Store, textOf, type Value} from './store.ts'
import type {Stretch} from './stretch.ts'

/** Why a document's row is not the last word: the system failed, or it was given up after two tries. */
export const retry = {none: 0, nextRun: 1, quarantined: 2} as const

/**
 * What earlier runs and this one know: inputs with their stamps, documents with their rows. An SQLite file below the
 * output folder (WAL: a crash costs the last moment's work and never the file), or, without a folder, a private
 * temporary one. Text is kept as UTF-16 so that its order is that of JavaScript strings.
 */
export type State = {
  readonly meta: (key: string) => string | undefined
  readonly setMeta: (key: string, value: string) => void
  /** The inputs from this path on, in path order, up to before another. */
  readonly inputsFrom: (path: string, limit: number, before?: string) => KnownInput[]
  readonly dueAfter: (path: string | undefined, limit: number) => KnownInput[]
  readonly countDue: () => number
  /** Inputs with a document that was given up after two tries. */
  readonly quarantined: () => string[]
  /** The texts of the inputs in a range of paths, both ends included, in path order. */
  readonly outputsBetween: (from: string, to: string) => KnownOutput[]
  /** What a survey found unchanged; forgotten when the state of one of its inputs changes. */
  readonly putStretch: (stretch: Stretch) => void
  /** The stretches that begin at this path or after it, in path order. */
  readonly stretchesFrom: (path: string, limit: number) => Stretch[]
  readonly hasInput: (path: string) => boolean
  /** Enters an input, or its new stamp, as due; what is known of its documents stays. */
  readonly putInput: (path: string, stamp: Stamp, more: {racy: boolean; output: string}) => void
  readonly renameOutput: (path: string, output: string) => void
  readonly setDue: (path: string) => void
  /** Forgets the documents of these inputs, so that they are made anew. */
  readonly setAllDue: (which: 'all' | 'quarantined' | 'transient') => void
  /** The input's documents are about to be made anew. */
  readonly forgetDocuments: (path: string) => void
  readonly dropInput: (path: string) => void
  /** The input was in hand when a run died; of one that is not due it says nothing. */
  readonly setSuspect: (path: string, count: number) => void
  readonly record: (
    input: string,
    result: Result,
    more: {size: number; modified: number; retry: number},
  ) => void
  /** Input and outputs were looked at and are what they were: only the stamps are new. */
  readonly confirmOutput: (output: string, size: number, modified: number) => void
  readonly finish: (path: string, digest: string | undefined) => void
  /** The input is new or has changed, and nobody has looked at what became of it. */
  readonly setFresh: (path: string) => void
  /** The rows of the fresh inputs. */
  readonly freshRows: () => Generator<ManifestRow>
  /** They have been looked at. */
  readonly settleFresh: () => void
  readonly documents: (which: 'all' | 'notable', limit?: number) => Generator<Recorded>
  readonly totals: () => Totals
  /** Texts that were written once and may be nobody's now. */
  readonly putStale: (output: string, path: string) => void
  readonly staleAfter: (output: string, limit: number) => StaleOutput[]
  readonly dropStale: (output: string) => void
  /** Makes what was recorded safe from a crash of this process. */
  readonly commit: () => void
  readonly close: () => void
}

/** The least path that is greater than this one, which holds no NUL. */
export const pathAfter = (path: string): string => `${path}\0`

const inputColumns = 'path, size, modified, changed, inode, racy, digest, output, due, records, suspect'

const inputOf = (row: readonly Value[]): KnownInput => {
  const [path, size, modified, changed, inode, racy, digest, output, due, records, suspect, skimmed] = row
  return {
    path: textOf(path) ?? '',
    stamp: {
      size: numberOf(size),
      modified: numberOf(modified),
      changed: numberOf(changed),
      inode: numberOf(inode),
    },
    racy: racy === 1,
    digest: textOf(digest),
    output: textOf(output) ?? '',
    due: due === 1,
    records: numberOf(records),
    suspect: numberOf(suspect),
    skimmed: textOf(skimmed),
  }
}

const decoder = new TextDecoder()
const decoded = (value: Value): string => (value instanceof Uint8Array ? decoder.decode(value) : '')

const numbersOf = (value: Value): Float64Array =>
  new Float64Array(value instanceof Uint8Array ? value.slice().buffer : [])

type Bookkeeping = {
  readonly places: readonly (Place | undefined | null)[]
  readonly outdated?: 'missing' | 'differs'
}

const recordedOf = (row: Row): Recorded => {
  const {places, outdated} = JSON.parse(decoded(row.places)) as Bookkeeping
  const first = textOf(row.first)
  return {
    input: textOf(row.input) ?? '',
    number: numberOf(row.number),
    status: row.status as Status,
    output: textOf(row.output),
    row: decoded(row.row),
    repairs: decoded(row.repairs),
    places: places.map(place => place ?? undefined),
    ...(outdated ? {outdated} : {}),
    ...(first === undefined ? {} : {duplicateOf: {path: first, similarity: numberOf(row.similarity)}}),
  }
}

export const stateOn = ({sql, rows, change, commit, close}: Store): State => {
  let lastId = numberOf(sql('select max(id) as id from results').get()?.id)

  const forgetDocuments = (path: string): void => {
    change(
      'insert or ignore into stale select output, input from documents where input = ? and output is not null',
      path,
    )
    change('delete from results where id in (select id from documents where input = ?)', path)
    change('delete from documents where input = ?', path)
    change('delete from pages where input = ?', path)
    change(
      "update inputs set records = 0, digest = null, due = 1, verdict = '?', skimmed = null where path = ?",
      path,
    )
    change("insert or replace into meta values ('profiled', 'no')")
  }

  return {
    meta: key => textOf(sql('select value from meta where key = ?').get(key)?.value),
    setMeta: (key, value) => change('insert or replace into meta values (?, ?)', key, value),
    inputsFrom: (path, limit, before) =>
      (before === undefined
        ? rows(`select ${inputColumns} from inputs where path >= ? order by path limit ?`, path, limit)
        : rows(
            `select ${inputColumns} from inputs where path >= ? and path < ? order by path limit ?`,
            path,
            before,
            limit,
          )
      ).map(inputOf),
    dueAfter: (path, limit) =>
      rows(
        `select ${inputColumns}, skimmed from inputs where due = 1 and path > ? order by path limit ?`,
        path ?? '',
        limit,
      ).map(inputOf),
    countDue: () => numberOf(sql('select count(*) as count from inputs where due = 1').get()?.count),
    quarantined: () =>
      sql('select distinct input from documents where retry = ? and retry > 0 order by input')
        .all(retry.quarantined)
        .map(row => textOf(row.input) ?? ''),
    outputsBetween: (from, to) =>
      rows(
        'select input, output, digest, size, modified from documents where input >= ? and input <= ? and output is not null order by input, number',
        from,
        to,
      ).map(([input, output, digest, size, modified]) => ({
        input: textOf(input) ?? '',
        output: textOf(output) ?? '',
        digest: textOf(digest) ?? '',
        size: numberOf(size),
        modified: numberOf(modified),
      })),
    putStretch: ({first, last, paths, stamps, outputs}) =>
      change(
        'insert or replace into stretches values (?, ?, ?, ?, ?, ?)',
        first,
        last,
        Buffer.from(paths),
        new Uint8Array(stamps.buffer),
        Buffer.from(outputs.names),
        new Uint8Array(outputs.stamps.buffer),
      ),
    stretchesFrom: (path, limit) =>
      rows('select * from stretches where first >= ? order by first limit ?', path, limit).map(
        ([first, last, paths, stamps, names, outputStamps]) => ({
          first: textOf(first) ?? '',
          last: textOf(last) ?? '',
          paths: decoded(paths),
          stamps: numbersOf(stamps),
          outputs: {names: decoded(names), stamps: numbersOf(outputStamps)},
        }),
      ),
    hasInput: path => sql('select 1 from inputs where path = ?').get(path) !== undefined,
    putInput: (path, {size, modified, changed, inode}, {racy, output}) =>
      change(
        `insert into inputs values (?, ?, ?, ?, ?, ?, null, ?, 1, 0, 0, '?', 0, null) on conflict(path) do update set size = excluded.size,
         modified = excluded.modified, changed = excluded.changed, inode = excluded.inode, racy = excluded.racy, due = 1`,
        path,
        size,
        modified,
        changed,
        inode,
        racy ? 1 : 0,
        output,
      ),
    renameOutput: (path, output) =>
      change('update inputs set output = ?, digest = null, due = 1 where path = ?', output, path),
    setDue: path => change('update inputs set due = 1 where path = ?', path),
    setAllDue: which => {
      if (which !== 'all') {
        const why = which === 'quarantined' ? retry.quarantined : retry.nextRun
        const rows = sql('select distinct input from documents where retry = ? and retry > 0').all(why)
        for (const row of rows) forgetDocuments(textOf(row.input) ?? '')
        return
      }
      change('delete from stretches')
      change('insert or ignore into stale select output, input from documents where output is not null')
      change('delete from results')
      change('delete from documents')
      change('delete from pages')
      change("update inputs set due = 1, digest = null, records = 0, verdict = '?', skimmed = null")
      change("insert or replace into meta values ('profiled', 'no')")
    },
    forgetDocuments,
    dropInput: path => {
      forgetDocuments(path)
      change('delete from pages where input = ?', path)
      change('delete from inputs where path = ?', path)
    },
    setSuspect: (path, count) =>
      change('update inputs set suspect = ? where path = ? and due = 1', count, path),
    record: (input, result, more) => {
      const {path, row, repairs, places, signature, textDigest} = result
      const id = ++lastId
      change(
        'insert into results values (?, ?, ?, ?, ?)',
        id,
        Buffer.from(row),
        Buffer.from(repairs),
        Buffer.from(places),
        signature ? new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength) : null,
      )
      change(
        `insert into documents values (?, (select records from inputs where path = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        input,
        input,
        path === input ? null : path,
        id,
        result.status,
        result.kept,
        result.removed,
        result.flags,
        result.site ?? null,
        textDigest ?? null,
        more.retry,
        result.output ?? null,
        more.size,
        more.modified,
      )
      change('update inputs set records = records + 1 where path = ?', input)
    },
    confirmOutput: (output, size, modified) =>
      change('update documents set size = ?, modified = ? where output = ?', size, modified, output),
    finish: (path, digest) =>
      change(
        'update inputs set due = 0, suspect = 0, digest = ?, skimmed = null where path = ?',
        digest ?? null,
        path,
      ),
    setFresh: path => change('update inputs set fresh = 1 where path = ?', path),
    freshRows: function* () {
      // The few inputs first: left to itself, SQLite may read all documents.
      const query = `select row from inputs cross join documents on documents.input = inputs.path join results using (id)
        where inputs.fresh = 1 order by input, number`
      for (const {row} of sql(query).iterate()) yield JSON.parse(decoded(row)) as ManifestRow
    },
    settleFresh: () => change('update inputs set fresh = 0 where fresh = 1'),
    documents: function* (which, limit = -1) {
      const query = `select documents.*, row, repairs, places, duplicates.path as first, similarity from documents
        join results using (id) left join duplicates using (input, number)
        ${which === 'notable' ? "where status <> 'clean'" : ''} order by input, number limit ?`
      for (const row of sql(query).iterate(limit)) yield recordedOf(row)
    },
    totals: () => {
      const statuses: Record<Status, number> = {clean: 0, repair: 0, reject: 0, error: 0}
      const all = {documents: 0, kept: 0, removed: 0, flags: 0, withText: 0}
      for (const row of sql('select * from totals').all()) {
        statuses[row.status as Status] = numberOf(row.documents)
        for (const key of ['documents', 'kept', 'removed', 'flags', 'withText'] as const)
          all[key] += numberOf(row[key])
      }
      const duplicates = numberOf(sql('select count(*) as count from duplicates').get()?.count)
      return {...all, statuses, duplicates}
    },
    putStale: (output, path) => change('insert or ignore into stale values (?, ?)', output, path),
    staleAfter: (output, limit) =>
      sql(
        `select output, path, exists(select 1 from documents where documents.output = stale.output) as current,
         exists(select 1 from inputs where inputs.path = stale.path) as known from stale where output > ? order by output limit ?`,
      )
        .all(output, limit)
        .map(row => ({
          output: textOf(row.output) ?? '',
          path: textOf(row.path) ?? '',
          current: row.current === 1,
          known: row.known === 1,
        })),
    dropStale: output => change('delete from stale where output = ?', output),
    commit,
    close,
  }
}
