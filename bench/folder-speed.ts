/**
 * Speed of the built program over a folder of single news files with one worker, all threads counted, against reading
 * the same files and splitting them into lines.
 *
 *   npm run bench:speed -- [FOLDER] [ROUNDS]      (default: 3 MB of the development set's clean news, best of 3)
 *
 * Prints megabytes (10⁶ bytes) per second of processor time, user and system, with and without detection, and what a
 * run over two files takes, which is the start.
 */
import {spawnSync} from 'node:child_process'
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const program = fileURLToPath(new URL('../bin/copydesk.mjs', import.meta.url))
const news = ['bbc2005', 'masakhane_eng', 'ucsc', 'reuters1987'].map(
  set => `../shared/data/garble-dev/clean/${set}`,
)
const wantedBytes = 3_000_000

const scratch = mkdtempSync(join(tmpdir(), 'copydesk-speed-'))
const [given, rounds = '3'] = process.argv.slice(2)

/** Files of all sets in turn, until there are enough. */
const gather = (): string => {
  const folder = join(scratch, 'news')
  mkdirSync(folder)
  const lists = news.map(set => readdirSync(set).map(name => ({set, name})))
  let bytes = 0
  for (let at = 0; bytes < wantedBytes; at++) {
    const files = lists.flatMap(list => list[at] ?? [])
    if (files.length === 0) break
    for (const {set, name} of files) {
      copyFileSync(join(set, name), join(folder, name))
      bytes += statSync(join(set, name)).size
    }
  }
  return folder
}

/** What a process took until its end, its threads included, is told by itself. */
const tellUsage = `data:text/javascript,${encodeURIComponent(
  "import {writeSync} from 'node:fs'; import {isMainThread} from 'node:worker_threads';" +
    "if (isMainThread) process.on('exit', () => { const {user, system} = process.cpuUsage(); writeSync(1, String((user + system) / 1e6)) })",
)}`

let runs = 0

/**
 * Seconds of processor time that one run takes. Each writes to a folder of its own, and none is removed before the end:
 * for some seconds ext4 goes out of its way not to give the places of removed files to new ones.
 */
const run = (folder: string, options: readonly string[]): number => {
  const args = [
    '--import',
    tellUsage,
    program,
    'clean',
    folder,
    '--out',
    join(scratch, `out-${++runs}`),
    '--workers',
    '1',
    '-q',
    ...options,
  ]
  const {stdout, status} = spawnSync(process.execPath, args, {encoding: 'utf8'})
  if (status !== 0) throw new Error(`Expected exit code 0, got ${status}`)
  return Number(stdout)
}

const best = (measure: () => number): number =>
  Math.min(...Array.from({length: Number(rounds)}, () => measure()))

try {
  const folder = given ?? gather()
  const names = readdirSync(folder)
  const megabytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6
  const two = join(scratch, 'two')
  mkdirSync(two)
  for (const name of names.slice(0, 2)) copyFileSync(join(folder, name), join(two, name))
  console.log(`${megabytes.toFixed(1)} MB in ${names.length} files`)
  const split = best(() => {
    const before = process.cpuUsage()
    for (const name of names) readFileSync(join(folder, name), 'utf8').split('\n')
    const {user, system} = process.cpuUsage(before)
    return (user + system) / 1e6
  })
  console.log(`  cat and split: ${(megabytes / split).toFixed(1)} MB/s`)
  for (const option of ['--detect', '--no-detect']) {
    const seconds = best(() => run(folder, [option]))
    const start = best(() => run(two, [option]))
    console.log(
      `  ${option}: ${(megabytes / seconds).toFixed(2)} MB/s (${seconds.toFixed(2)} s, of which ${start.toFixed(2)} s to start)`,
    )
  }
} finally {
  rmSync(scratch, {recursive: true, force: true})
}
