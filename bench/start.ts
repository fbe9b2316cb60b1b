// What a hook waits for: bare Node, `check` on one text of 10 KB, and `check` on 300 files.
// Bars: one text no more than 300 ms beyond bare Node, one file of a commit 0.5 s, 300 files 5 s.
import {spawnSync} from 'node:child_process'
import {existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, loadavg, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {gunzipSync} from 'node:zlib'

const rounds = 15
const textLength = 10_000
const files = 300

const program = resolve('bin/copydesk.mjs')
const shared = resolve('../shared/data/garble-dev/originals')

const documents = existsSync(shared)
  ? globSync(`${shared}/**/*.{txt,txt.gz}`)
      .sort()
      .map(path =>
        (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString('utf8'),
      )
  : globSync('tests/fixtures/*/source.txt').map(path => readFileSync(path, 'utf8'))

const folder = mkdtempSync(join(tmpdir(), 'copydesk-start-'))
let text = ''
for (const document of documents) if (text.length < textLength) text += `${document.trim()}\n\n`
writeFileSync(join(folder, 'one.txt'), text.slice(0, textLength))
mkdirSync(join(folder, 'many'))
for (let index = 0; index < files; index++)
  writeFileSync(join(folder, 'many', `${index}.txt`), documents[index % documents.length] ?? '')

/** Seconds from start to end. */
const time = (words: readonly string[]): number => {
  const began = performance.now()
  const {status, stderr} = spawnSync(process.execPath, words, {cwd: folder, encoding: 'utf8'})
  if (status !== 0 && status !== 1) throw new Error(`Expected exit code 0 or 1, got ${status}: ${stderr}`)
  return (performance.now() - began) / 1000
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

const say = (what: string, seconds: readonly number[]): void => {
  const shown = [median(seconds), Math.min(...seconds)].map(value => value.toFixed(3))
  process.stdout.write(`${what.padEnd(34)} median ${shown[0]} s, least ${shown[1]} s\n`)
}

const bare: number[] = []
const one: number[] = []
// In turn, so that other work on the machine slows both down.
for (let round = 0; round < rounds; round++) {
  bare.push(time(['-e', '0']))
  one.push(time([program, 'check', 'one.txt']))
}
const many = [1, 2, 3].map(() => time([program, 'check', 'many']))

process.stdout.write(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}\n`)
say('bare node', bare)
say('check, one text of 10 KB', one)
say(
  '  beyond bare node',
  one.map((seconds, index) => seconds - (bare[index] ?? 0)),
)
say(`check, ${files} files`, many)
rmSync(folder, {recursive: true})
