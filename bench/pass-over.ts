/**
 * How long the built program takes to pass over inputs that have not changed, beside `find` with sizes and times over
 * the same inputs and texts.
 *
 *   npm run bench:pass-over [-- COUNT]      (default: a million inputs, a thousand to a folder)
 *
 * One folder is cleaned in earnest; the others are copies of it, and so is what the state knows of them.
 */
import {spawnSync} from 'node:child_process'
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {openStore} from '../src/folder/store.ts'

const perFolder = 1000
const folders = Math.ceil(Number(process.argv[2] ?? 1_000_000) / perFolder)
const count = folders * perFolder
const rounds = 3

const program = fileURLToPath(new URL('../bin/copydesk.mjs', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'copydesk-pass-over-'))
const nameOf = (folder: number): string => `site-${String(folder).padStart(5, '0')}`
const original = nameOf(0)

/** Runs a command of the shell and says what it took, its threads included. */
const timed = (what: string, command: string): void => {
  const {stderr, status} = spawnSync('bash', ['-c', `TIMEFORMAT='%R %U %S'; time ${command} >/dev/null`], {
    cwd: scratch,
    encoding: 'utf8',
  })
  const line = stderr.trim().split('\n').at(-1) ?? ''
  const [real = 0, user = 0, system = 0] = line.split(' ').map(Number)
  if (status !== 0) throw new Error(`Expected \`${command}\` to end well, got ${status}: ${stderr}`)
  console.log(
    `${what.padEnd(44)} ${real.toFixed(2)} s, ${(user + system).toFixed(2)} s of processor time (${system.toFixed(2)} in the system)`,
  )
}

const cleanCommand = `${process.execPath} ${program} clean in --out out --workers 1 -q`

/** Copies the first folder, its texts and what is known of them. */
const multiply = async (): Promise<void> => {
  const {store} = await openStore(join(scratch, 'out'))
  const inputs = store.sql('select * from inputs').all()
  const documents = store.sql('select * from documents join results using (id)').all()
  const pages = store.sql('select * from pages').all()
  const names = readdirSync(join(scratch, 'in', original))
  const put = (table: string, row: Record<string, unknown>): void =>
    store.change(
      `insert into ${table}(${Object.keys(row).join(', ')}) values (${Object.keys(row).fill('?').join(', ')})`,
      ...(Object.values(row) as (string | number | null | Uint8Array)[]),
    )
  let id = documents.length + 1
  for (let folder = 1; folder < folders; folder++) {
    const name = nameOf(folder)
    const moved = (value: unknown): string => String(value).replaceAll(original, name)
    const inFolder = (top: string): string => join(scratch, top, name)
    for (const top of ['in', 'out']) {
      mkdirSync(inFolder(top))
      for (const each of names) copyFileSync(join(scratch, top, original, each), join(inFolder(top), each))
    }
    for (const row of inputs) {
      const path = moved(row.path)
      const {size, mtimeMs, ctimeMs, ino} = lstatSync(join(scratch, 'in', path))
      const stamp = {size, modified: mtimeMs, changed: ctimeMs, inode: ino}
      put('inputs', {...row, ...stamp, path, output: moved(row.output), racy: 0})
    }
    for (const {row, repairs, places, signature, ...document} of documents) {
      const input = moved(document.input)
      const output = moved(document.output)
      const {size, mtimeMs} = lstatSync(join(scratch, 'out', output))
      const told = Buffer.from(moved(Buffer.from(row as Uint8Array)))
      put('results', {id, row: told, repairs, places, signature})
      put('documents', {...document, id, input, output, size, modified: mtimeMs})
      id++
    }
    for (const row of pages) put('pages', {...row, input: moved(row.input)})
  }
  store.change('update inputs set racy = 0')
  store.change("update meta set value = 'old' where key = 'lists'")
  store.close()
}

try {
  mkdirSync(join(scratch, 'in', original), {recursive: true})
  for (let page = 0; page < perFolder; page++)
    writeFileSync(
      join(scratch, 'in', original, `page-${page}.txt`),
      `The harbour office counted ${page} boats on the morning of the storm, and every one of them came home.\n`,
    )
  timed('cleaning the first folder', cleanCommand)
  await multiply()
  timed('the first run over all, which writes the lists', cleanCommand)
  for (let round = 0; round < rounds; round++) {
    timed('find, with sizes and times', "find in out/site-* -printf '%s %T@ %p\\n'")
    timed('a run with nothing to do', cleanCommand)
    const {skipped, written} = JSON.parse(readFileSync(join(scratch, 'out', 'run.json'), 'utf8'))
    if (skipped !== count || written !== 0)
      throw new Error(
        `Expected ${count} inputs to be passed over, got ${skipped}, and ${written} texts written`,
      )
  }
} finally {
  rmSync(scratch, {recursive: true, force: true})
}
