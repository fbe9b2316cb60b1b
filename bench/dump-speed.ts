/**
 * Speed on text dumps, one thread: bytes to cleaned text, without detectors, against reading the same files and
 * splitting them into lines.
 *
 *   npm run bench:dump-speed -- [FOLDER…]      (default: the benchmark's dumps)
 *
 * Prints megabytes (10⁶ bytes) per second of processor time, garbage collection included, of all stages together and
 * then stage by stage, as stopping the time takes some of it; each figure is the best of three rounds, after one
 * that is not measured, in which the program is loaded and compiled. As in a run over a folder each document goes
 * through all stages before the next is read, no more than one is held, and all have one rule set, which remembers
 * the lines of the last fifty documents or so: what it learnt of a folder is forgotten before the folder is read
 * again.
 */
import {readdirSync, readFileSync, statSync} from 'node:fs'
import type {Document} from '../src/document/document.ts'
import {extractPlain} from '../src/extract/plain.ts'
import {normalise} from '../src/normalise/normalise.ts'
import {readDocument} from '../src/read/read.ts'
import {loadRules} from '../src/rules/load-rules.ts'
import type {Witness} from '../src/strip/look.ts'
import {matchRules} from '../src/strip/rules.ts'
import {strip} from '../src/strip/strip.ts'
import {paragraphsOf, renderText} from '../src/write/text.ts'

const ROUNDS = 3
const given = process.argv.slice(2)
const folders =
  given.length > 0 ? given : ['innertext', 'soup', 'lynx'].map(kind => `../shared/data/dumps/${kind}`)

const processorSeconds = (): number => {
  const {user, system} = process.cpuUsage()
  return (user + system) / 1e6
}

const readPath = (path: string): Document | undefined => {
  const reading = readDocument('page.txt', readFileSync(path), 'text/plain')
  return 'document' in reading ? reading.document : undefined
}

const rules = loadRules()
const byRule: Witness = (lines, page) => matchRules(rules, lines, page)

/** Seconds spent on each stage, and on all of them. */
const measured = (paths: readonly string[]): Map<string, number> => {
  const spent = new Map<string, number>()
  const timed = <Result>(stage: string, work: () => Result): Result => {
    const start = processorSeconds()
    const result = work()
    spent.set(stage, (spent.get(stage) ?? 0) + processorSeconds() - start)
    return result
  }
  timed('cat and split', () => {
    for (const path of paths) readFileSync(path, 'utf8').split('\n')
  })
  timed('all stages', () => {
    for (const path of paths) {
      const read = readPath(path)
      if (!read) continue
      const normal = normalise(extractPlain(read), {fold: false})
      renderText(paragraphsOf(strip(normal, {witnesses: [byRule]}), {title: true}))
    }
  })
  for (const path of paths) {
    const read = timed('read', () => readPath(path))
    if (!read) continue
    const extracted = timed('extract', () => extractPlain(read))
    const normal = timed('normalise', () => normalise(extracted, {fold: false}))
    const stripped = timed('strip', () => strip(normal, {witnesses: [byRule]}))
    timed('write', () => renderText(paragraphsOf(stripped, {title: true})))
    timed('strip without rules', () => strip(normal, {witnesses: []}))
  }
  return spent
}

for (const folder of folders) {
  const paths = readdirSync(folder).map(name => `${folder}/${name}`)
  let bytes = 0
  for (const path of paths) bytes += statSync(path).size
  measured(paths)
  const best = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [stage, seconds] of measured(paths))
      best.set(stage, Math.min(best.get(stage) ?? Infinity, seconds))
  }
  console.log(`${folder}: ${(bytes / 1e6).toFixed(1)} MB in ${paths.length} files`)
  for (const [stage, seconds] of best) console.log(`  ${stage}: ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`)
}
