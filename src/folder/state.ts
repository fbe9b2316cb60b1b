import {mkdirSync, rmSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {DatabaseSync as Database, SQLOutputValue, StatementSync} from 'node:sqlite'
import type {Place} from '../document/finding.ts'
import type {Status} from '../document/row.ts'
import type {Result} from './protocol.ts'
import type {Stamp} from './stamp.ts'

/** Changes with the tables below: a state of another layout is thrown away. */
const layout = 1

/** How much work a crash can cost: results are made safe at least this often. */
const commitMilliseconds = 300

const tables = `
create table meta(key text primary key, value text) without rowid;
create table inputs(
  path text primary key, size real, modified real, changed real, inode real, racy int,
  digest text, output text, due int, records int, suspect int
) without rowid;
create index due on inputs(path) where due = 1;
create table documents(
  input text, number int, id integer, status text, kept int, removed int, flags int, site text, digest text, retry int,
  output text, size real, modified real,
  primary key(input, number)
) without rowid;
create index outputs on documents(output);
create table results(id integer primary key, row blob, repairs blob, places blob, signature blob);
create table stale(output text primary key, path text) without rowid;
`

/** An input as an earlier run left it. */
export type KnownInput = {
  readonly path: string
  readonly stamp: Stamp
  /** It changed so shortly before it was read that its stamp may lie. */
  readonly racy: boolean
  readonly digest: string | undefined
  readonly output: string
  readonly due: boolean
  /** How many documents of it are recorded. */
  readonly records: number
  /** How many runs ended while it was in hand. */
  readonly suspect: number
}

/** A text that a run wrote. */
export type KnownOutput = {
  readonly input: string
  readonly output: string
  readonly digest: string
  readonly size: number
  readonly modified: number
}

/** A document as it is recorded, with what is needed to report it. */
export type Recorded = {
  readonly input: string
  readonly number: number
  readonly status: Status
  readonly output: string | undefined
  /** The manifest row as JSON, without what depends on other documents. */
  readonly row: string
  /** Lines of the work list. */
  readonly repairs: string
  readonly places: readonly (Place | undefined)[]
  readonly outdated?: 'missing' | 'differs'
  readonly signature?: Uint32Array
}

/** A text that an earlier run wrote for `path`. */
export type StaleOutput = {
  readonly output: string
  readonly path: string
  /** A document has it now. */
  readonly current: boolean
  /** Its input is still there. */
  readonly known: boolean
}

export type Totals = {
  readonly documents: number
  readonly statuses: Readonly<Record<Status, number>>
  readonly kept: number
  readonly removed: number
  readonly flags: number
  readonly withText: number
}

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
  /** The next inputs in path order. */
  readonly inputsAfter: (path: string | undefined, limit: number) => KnownInput[]
  readonly dueAfter: (path: string | undefined, limit: number) => KnownInput[]
  readonly countInputs: () => {inputs: number; due: number}
  /** Inputs with a document that was given up after two tries. */
  readonly quarantined: () => string[]
  /** The texts of the inputs in a range of paths, both ends included, in path order. */
  readonly outputsBetween: (from: string, to: string) => KnownOutput[]
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
  readonly setSuspect: (path: string, count: number) => void
  readonly record: (
    input: string,
    result: Result,
    more: {size: number; modified: number; retry: number},
  ) => void
  /** Input and outputs were looked at and are what they were: only the stamps are new. */
  readonly confirmOutput: (output: string, size: number, modified: number) => void
  readonly finish: (path: string, digest: string | undefined) => void
  readonly documents: (which: 'all' | 'notable', limit?: number) => Generator<Recorded>
  readonly totals: () => Totals
  /** Texts that were written once and may be nobody's now. */
  readonly putStale: (output: string, path: string) => void
  readonly staleAfter: (output: string, limit: number) => StaleOutput[]
  readonly dropStale: (output: string) => void
  /** Makes what was recorded safe from a crash of this process. */
  readonly commit: () => void
  readonly close: () => void
  readonly database: Database
}

const text = (value: SQLOutputValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
const number = (value: SQLOutputValue | undefined): number => Number(value ?? 0)

const inputOf = (row: Record<string, SQLOutputValue>): KnownInput => ({
  path: text(row.path) ?? '',
  stamp: {
    size: number(row.size),
    modified: number(row.modified),
    changed: number(row.changed),
    inode: number(row.inode),
  },
  racy: row.racy === 1,
  digest: text(row.digest),
  output: text(row.output) ?? '',
  due: row.due === 1,
  records: number(row.records),
  suspect: number(row.suspect),
})

const decoder = new TextDecoder()
const decoded = (value: SQLOutputValue | undefined): string =>
  value instanceof Uint8Array ? decoder.decode(value) : ''

type Bookkeeping = {
  readonly places: readonly (Place | undefined | null)[]
  readonly outdated?: 'missing' | 'differs'
}

const recordedOf = (row: Record<string, SQLOutputValue>): Recorded => {
  const {places, outdated} = JSON.parse(decoded(row.places)) as Bookkeeping
  const {signature} = row
  return {
    input: text(row.input) ?? '',
    number: number(row.number),
    status: row.status as Status,
    output: text(row.output),
    row: decoded(row.row),
    repairs: decoded(row.repairs),
    places: places.map(place => place ?? undefined),
    ...(outdated ? {outdated} : {}),
    ...(signature instanceof Uint8Array ? {signature: new Uint32Array(signature.slice().buffer)} : {}),
  }
}

const openDatabase = async (file: string): Promise<{database: Database; fresh: boolean}> => {
  const {DatabaseSync} = await import('node:sqlite')
  const database = new DatabaseSync(file)
  try {
    database.exec(
      "pragma encoding = 'UTF-16be'; pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32000",
    )
    const found = number(database.prepare('pragma user_version').get()?.user_version)
    if (found === layout) return {database, fresh: false}
    const inUse = database.prepare('select count(*) as count from sqlite_schema').get()
    if (number(inUse?.count) > 0) throw new Error(`Expected a state of layout ${layout}, got ${found}`)
    database.exec(`begin; ${tables} pragma user_version = ${layout}; commit`)
    return {database, fresh: true}
  } catch (error) {
    database.close()
    throw error
  }
}

export const stateFile = join('.copydesk', 'state.sqlite')

const removeState = (file: string): void => {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, {force: true})
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && /full|readonly|disk I\/O|unable to open/i.test(error.message)

/**
 * Opens the state below `folder`. One that is damaged, or of another layout, is thrown away: all it costs is time.
 *
 * @returns the state, and whether there was none that could be used.
 */
export const openState = async (folder: string | undefined): Promise<{state: State; fresh: boolean}> => {
  if (folder === undefined) return {state: stateOn((await openDatabase('')).database), fresh: true}
  const file = join(folder, stateFile)
  mkdirSync(dirname(file), {recursive: true})
  try {
    const {database, fresh} = await openDatabase(file)
    return {state: stateOn(database), fresh}
  } catch (error) {
    if (isFull(error)) throw error
    removeState(file)
    return {state: stateOn((await openDatabase(file)).database), fresh: true}
  }
}

const stateOn = (database: Database): State => {
  const statements = new Map<string, StatementSync>()
  const sql = (query: string): StatementSync => {
    const known = statements.get(query)
    if (known) return known
    const statement = database.prepare(query)
    statements.set(query, statement)
    return statement
  }
  let inTransaction = false
  const commit = (): void => {
    if (!inTransaction) return
    inTransaction = false
    database.exec('commit')
  }
  const change = (query: string, ...values: (string | number | null | Uint8Array)[]): void => {
    if (!inTransaction) {
      database.exec('begin')
      inTransaction = true
    }
    sql(query).run(...values)
  }
  const timer = setInterval(commit, commitMilliseconds)
  timer.unref()
  let lastId = number(database.prepare('select max(id) as id from results').get()?.id)

  const forgetDocuments = (path: string): void => {
    change(
      'insert or ignore into stale select output, input from documents where input = ? and output is not null',
      path,
    )
    change('delete from results where id in (select id from documents where input = ?)', path)
    change('delete from documents where input = ?', path)
    change('update inputs set records = 0, digest = null, due = 1 where path = ?', path)
  }

  return {
    database,
    meta: key => text(sql('select value from meta where key = ?').get(key)?.value),
    setMeta: (key, value) => change('insert or replace into meta values (?, ?)', key, value),
    inputsAfter: (path, limit) =>
      (path === undefined
        ? sql('select * from inputs order by path limit ?').all(limit)
        : sql('select * from inputs where path > ? order by path limit ?').all(path, limit)
      ).map(inputOf),
    dueAfter: (path, limit) =>
      sql('select * from inputs where due = 1 and path > ? order by path limit ?')
        .all(path ?? '', limit)
        .map(inputOf),
    countInputs: () => ({
      inputs: number(sql('select count(*) as count from inputs').get()?.count),
      due: number(sql('select count(*) as count from inputs where due = 1').get()?.count),
    }),
    quarantined: () =>
      sql('select distinct input from documents where retry = ? order by input')
        .all(retry.quarantined)
        .map(row => text(row.input) ?? ''),
    outputsBetween: (from, to) =>
      sql(
        'select input, output, digest, size, modified from documents where input >= ? and input <= ? and output is not null order by input, number',
      )
        .all(from, to)
        .map(row => ({
          input: text(row.input) ?? '',
          output: text(row.output) ?? '',
          digest: text(row.digest) ?? '',
          size: number(row.size),
          modified: number(row.modified),
        })),
    hasInput: path => sql('select 1 from inputs where path = ?').get(path) !== undefined,
    putInput: (path, {size, modified, changed, inode}, {racy, output}) =>
      change(
        `insert into inputs values (?, ?, ?, ?, ?, ?, null, ?, 1, 0, 0) on conflict(path) do update set size = excluded.size,
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
        const rows = sql('select distinct input from documents where retry = ?').all(why)
        for (const row of rows) forgetDocuments(text(row.input) ?? '')
        return
      }
      change('insert or ignore into stale select output, input from documents where output is not null')
      change('delete from results')
      change('delete from documents')
      change('update inputs set due = 1, digest = null, records = 0')
    },
    forgetDocuments,
    dropInput: path => {
      forgetDocuments(path)
      change('delete from inputs where path = ?', path)
    },
    setSuspect: (path, count) => change('update inputs set suspect = ? where path = ?', count, path),
    record: (input, result, more) => {
      const {row, repairs, places, outdated, signature, textDigest} = result
      const encoder = new TextEncoder()
      const id = ++lastId
      change(
        'insert into results values (?, ?, ?, ?, ?)',
        id,
        encoder.encode(JSON.stringify(row)),
        encoder.encode(repairs.map(repair => `${JSON.stringify(repair)}\n`).join('')),
        encoder.encode(JSON.stringify({places, ...(outdated ? {outdated} : {})})),
        signature ? new Uint8Array(Uint32Array.from(signature).buffer) : null,
      )
      const flags = row.messages.filter(message => message.severity !== 'info').length
      change(
        `insert into documents values (?, (select records from inputs where path = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        input,
        input,
        id,
        row.status,
        row.kept,
        row.removed,
        flags,
        row.site ?? null,
        textDigest ?? null,
        more.retry,
        row.output ?? null,
        more.size,
        more.modified,
      )
      change('update inputs set records = records + 1 where path = ?', input)
    },
    confirmOutput: (output, size, modified) =>
      change('update documents set size = ?, modified = ? where output = ?', size, modified, output),
    finish: (path, digest) =>
      change('update inputs set due = 0, suspect = 0, digest = ? where path = ?', digest ?? null, path),
    documents: function* (which, limit = -1) {
      const query = `select documents.*, row, repairs, places, signature from documents join results using (id)
        ${which === 'notable' ? "where status <> 'clean'" : ''} order by input, number limit ?`
      for (const row of database.prepare(query).iterate(limit)) yield recordedOf(row)
    },
    totals: () => {
      const statuses: Record<Status, number> = {clean: 0, repair: 0, reject: 0, error: 0}
      const all = {documents: 0, kept: 0, removed: 0, flags: 0, withText: 0}
      const query = `select status, count(*) as documents, sum(kept) as kept, sum(removed) as removed,
        sum(flags) as flags, count(output) as withText from documents group by status`
      for (const row of sql(query).all()) {
        statuses[row.status as Status] = number(row.documents)
        for (const key of ['documents', 'kept', 'removed', 'flags', 'withText'] as const)
          all[key] += number(row[key])
      }
      return {...all, statuses}
    },
    putStale: (output, path) => change('insert or ignore into stale values (?, ?)', output, path),
    staleAfter: (output, limit) =>
      sql(
        `select output, path, exists(select 1 from documents where documents.output = stale.output) as current,
         exists(select 1 from inputs where inputs.path = stale.path) as known from stale where output > ? order by output limit ?`,
      )
        .all(output, limit)
        .map(row => ({
          output: text(row.output) ?? '',
          path: text(row.path) ?? '',
          current: row.current === 1,
          known: row.known === 1,
        })),
    dropStale: output => change('delete from stale where output = ?', output),
    commit,
    close: () => {
      clearInterval(timer)
      try {
        commit()
      } finally {
        database.close()
      }
    },
  }
}
