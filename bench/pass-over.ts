/**
 * How long it takes to pass over inputs that have not changed, beside `find`: the walk is held against the state, and
 * every text that was written is looked at.
 *
 * npm run bench:pass-over [-- COUNT]
 */
import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {outputStamp} from '../src/folder/stamp.ts'
import {stateOn} from '../src/folder/state.ts'
import {openStore} from '../src/folder/store.ts'
import {survey} from '../src/folder/survey.ts'
import {findInputs} from '../src/read/walk.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'copydesk-pass-over-'))
const folders = Math.ceil(count / 1000)

const report = (what: string, seconds: number, processor: number): void =>
  console.log(`${what.padEnd(44)} ${seconds.toFixed(2)} s, ${processor.toFixed(2)} s of the processor`)

const timed = (what: string, work: () => void): void => {
  const began = performance.now()
  const before = process.cpuUsage()
  work()
  const {user, system} = process.cpuUsage(before)
  report(what, (performance.now() - began) / 1000, (user + system) / 1e6)
}

for (const top of ['in', 'out']) {
  for (let number = 0; number < folders; number++) {
    const place = join(folder, top, `site-${number}`)
    mkdirSync(place, {recursive: true})
    for (let page = 0; page < Math.min(1000, count); page++)
      writeFileSync(join(place, `page-${page}.txt`), 'text')
  }
}

const {store} = await openStore(folder)
const state = stateOn(store)
const later = Date.now() + 60_000
const pass = (output: string | undefined): void => {
  const {inputs} = findInputs([join(folder, 'in')])
  const {inputs: found} = survey(state, inputs, {output, now: later, refused: () => undefined})
  const {due} = state.countInputs()
  if (found !== folders * Math.min(1000, count) || (output !== undefined && due > 0))
    throw new Error(`Expected ${count} unchanged inputs, got ${due} of ${found} to clean`)
}

timed('the first survey, entering every input', () => pass(undefined))
store.change("update inputs set due = 0, digest = 'known', records = 1, output = path")
store.change(
  "insert into documents(input, number, id, status, kept, removed, flags, retry, output) select path, 0, 0, 'clean', 1, 0, 0, 0, path from inputs",
)
for (let last: string | undefined; ; ) {
  const page = state.inputsAfter(last, 10_000)
  last = page.at(-1)?.path
  if (last === undefined) break
  for (const {path} of page) {
    const stamp = outputStamp(join(folder, 'out', path))
    if (stamp) state.confirmOutput(path, stamp.size, stamp.modified)
  }
}
state.commit()
const find = (): void => {
  const command = `TIMEFORMAT='%R %U %S'; time find in out -printf '%s %T@ %p\\n' >/dev/null`
  const {stderr} = spawnSync('bash', ['-c', command], {cwd: folder, encoding: 'utf8'})
  const [real = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number)
  report('find over inputs and texts, sizes and times', real, user + system)
}
for (let time = 0; time < 3; time++) {
  find()
  timed('the survey over inputs and texts', () => pass(join(folder, 'out')))
}
console.log(`memory ${Math.round(process.memoryUsage.rss() / 1024 / 1024)} MB`)
state.close()
rmSync(folder, {recursive: true})
