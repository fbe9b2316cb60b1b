import {rmSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {DatabaseSync as Database, SQLOutputValue, StatementSync} from 'node:sqlite'
import {makeFolder} from '../write/make-folder.ts'

/** Changes with the tables below: a state of another layout is thrown away. */
const layout = 7

/** How much work a crash can cost: results are made safe at least this often. */
const commitMilliseconds = 300

/** What a survey looks at. */
const surveyed = 'size, modified, changed, inode, racy, digest, output, due'

/** Forgets the stretch that an input lies in, whenever what is known of the input changes. */
const stretchTrigger = (event: string, number: number): string => {
  const path = `${event.startsWith('delete') ? 'old' : 'new'}.${event.endsWith('inputs') ? 'path' : 'input'}`
  return `create trigger changes${number} after ${event} begin
    delete from stretches where first = (select max(first) from stretches where first <= ${path}) and last >= ${path};
  end;
  `
}

const tables = `
create table meta(key text primary key, value text) without rowid;
create table inputs(
  path text primary key, size real, modified real, changed real, inode real, racy int,
  digest text, output text, due int, records int, suspect int, verdict text, fresh int, skimmed text
) without rowid;
create index due on inputs(path) where due = 1;
create index fresh on inputs(path) where fresh = 1;
create table documents(
  input text, number int, path text, id integer, status text, kept int, removed int, flags int, site text, digest text, retry int,
  output text, size real, modified real,
  primary key(input, number)
) without rowid;
create index outputs on documents(output);
create index retried on documents(retry) where retry > 0;
create index notable on documents(input, number) where status <> 'clean';
create table results(id integer primary key, row blob, repairs blob, places blob, signature blob);
create table pages(
  input text, number int, site text, page text, lines blob, primary key(input, number)
) without rowid;
create index sites on pages(site, page);
create table texts(key text primary key, value blob) without rowid;
create table duplicates(
  input text, number int, path text, similarity real, primary key(input, number)
) without rowid;
create table stale(output text primary key, path text) without rowid;
create table totals(
  status text primary key, documents int, kept int, removed int, flags int, withText int
) without rowid;
create trigger counted after insert on documents begin
  insert into totals values (new.status, 1, new.kept, new.removed, new.flags, new.output is not null)
  on conflict(status) do update set documents = documents + 1, kept = kept + new.kept, removed = removed + new.removed,
  flags = flags + new.flags, withText = withText + (new.output is not null);
end;
create trigger discounted after delete on documents begin
  update totals set documents = documents - 1, kept = kept - old.kept, removed = removed - old.removed,
  flags = flags - old.flags, withText = withText - (old.output is not null) where status = old.status;
end;
create table stretches(
  first text primary key, last text, paths blob, stamps blob, outputs blob, outputStamps blob
) without rowid;
${['insert on inputs', 'delete on inputs', `update of ${surveyed} on inputs`, 'insert on documents', 'delete on documents', 'update on documents'].map(stretchTrigger).join('')}
`

export type Value = SQLOutputValue | undefined
export type Row = Record<string, SQLOutputValue>

export const textOf = (value: Value): string | undefined => (typeof value === 'string' ? value : undefined)
export const numberOf = (value: Value): number => Number(value ?? 0)

/** The tables, and the one transaction that gathers changes until they are made safe. */
export type Store = {
  readonly sql: (query: string) => StatementSync
  /** All rows that a query gives, as lists of values: for millions of rows, at two thirds of the time of objects. */
  readonly rows: (query: string, ...values: (string | number)[]) => readonly (readonly SQLOutputValue[])[]
  readonly change: (query: string, ...values: (string | number | null | Uint8Array)[]) => void
  /** Makes the changes safe from a crash of this process. */
  readonly commit: () => void
  readonly close: () => void
}

const openDatabase = async (file: string): Promise<{database: Database; fresh: boolean}> => {
  const {DatabaseSync} = await import('node:sqlite')
  const database = new DatabaseSync(file)
  try {
    database.exec(
      "pragma encoding = 'UTF-16be'; pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -2000",
    )
    const found = numberOf(database.prepare('pragma user_version').get()?.user_version)
    if (found === layout) return {database, fresh: false}
    const inUse = database.prepare('select count(*) as count from sqlite_schema').get()
    if (numberOf(inUse?.count) > 0) throw new Error(`Expected a state of layout ${layout}, got ${found}`)
    database.exec(`begin; ${tables} pragma user_version = ${layout}; commit`)
    return {database, fresh: true}
  } catch (error) {
    database.close()
    throw error
  }
}

const storeOn = (database: Database): Store => {
  const statements = new Map<string, StatementSync>()
  const sql = (query: string): StatementSync => {
    const known = statements.get(query)
    if (known) return known
    const statement = database.prepare(query)
    statements.set(query, statement)
    return statement
  }
  const lists = new Map<string, StatementSync>()
  const rows = (query: string, ...values: (string | number)[]): SQLOutputValue[][] => {
    let statement = lists.get(query)
    if (!statement) {
      statement = database.prepare(query)
      statement.setReturnArrays(true)
      lists.set(query, statement)
    }
    // The types know rows as objects only.
    return statement.all(...values) as unknown as SQLOutputValue[][]
  }
  let inTransaction = false
  const commit = (): void => {
    if (!inTransaction) return
    inTransaction = false
    database.exec('commit')
  }
  let problem: unknown
  const timer = setInterval(() => {
    try {
      commit()
    } catch (error) {
      // Nobody hears a timer: the next change says it.
      problem = error
    }
  }, commitMilliseconds)
  timer.unref()
  return {
    sql,
    rows,
    change: (query, ...values) => {
      if (problem !== undefined) throw problem
      if (!inTransaction) {
        database.exec('begin')
        inTransaction = true
      }
      sql(query).run(...values)
    },
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

export const stateFile = join('.copydesk', 'state.sqlite')

export const removeStore = (folder: string): void => {
  const file = join(folder, stateFile)
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, {force: true})
}

/** Result codes of SQLite: https://sqlite.org/rescode.html */
const codes = {readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notDatabase: 26} as const

const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined

/** The disk takes no more. */
export const isStoreFull = (error: unknown): boolean => {
  const code = codeOf(error)
  return (
    code !== undefined &&
    [codes.readOnly, codes.ioError, codes.full, codes.cannotOpen].some(each => each === code)
  )
}

/** Somebody damaged the file. */
export const isStoreDamaged = (error: unknown): boolean => {
  const code = codeOf(error)
  return code === codes.corrupt || code === codes.notDatabase
}

/**
 * Opens the state below `folder`. One that is damaged, or of another layout, is thrown away: all it costs is time.
 *
 * @returns the store, and whether there was none that could be used.
 */
export const openStore = async (folder: string | undefined): Promise<{store: Store; fresh: boolean}> => {
  if (folder === undefined) return {store: storeOn((await openDatabase('')).database), fresh: true}
  const file = join(folder, stateFile)
  makeFolder(dirname(file))
  try {
    const {database, fresh} = await openDatabase(file)
    return {store: storeOn(database), fresh}
  } catch (error) {
    if (isStoreFull(error)) throw error
    removeStore(folder)
    return {store: storeOn((await openDatabase(file)).database), fresh: true}
  }
}
