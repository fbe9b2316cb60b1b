/**
 * Speed on text dumps, one thread: bytes to cleaned text, without detectors, against reading the same files and
 * splitting them into lines.
 *
 *   npm run bench:dump-speed -- [FOLDER…]      (default: the benchmark's dumps)
 *
 * Prints megabytes (10⁶ bytes) per second of processor time, stage by stage; each figure is the best of three rounds.
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

for (const folder of folders) {
  const paths = readdirSync(folder).map(name => `${folder}/${name}`)
  const best = new Map<string, number>()
  let bytes = 0
  for (let round = 0; round < ROUNDS; round++) {
    // What a rule set remembers of the lines of one round would make the next one faster.
    const rules = loadRules()
    const byRule: Witness = (lines, page) => matchRules(rules, lines, page)
    const spent = new Map<string, number>()
    /** One stage over all documents: asking for the time of each would take longer than some stages do. */
    const timed = <From, To>(name: string, all: readonly From[], work: (one: From) => To): To[] => {
      const start = processorSeconds()
      const results = all.map(work)
      spent.set(name, processorSeconds() - start)
      return results
    }
    bytes = 0
    for (const path of paths) bytes += statSync(path).size
    timed('cat and split', paths, path => readFileSync(path, 'utf8').split('\n').length)
    const read = timed('read', paths, path => readPath(path)).filter(document => document !== undefined)
    const extracted = timed('extract', read, extractPlain)
    const normalised = timed('normalise', extracted, document => normalise(document, {fold: false}))
    const stripped = timed('strip', normalised, document => strip(document, {witnesses: [byRule]}))
    timed('strip without rules', normalised, document => strip(document, {witnesses: []}))
    timed('write', stripped, document => renderText(paragraphsOf(document, {title: true})))
    const stages = ['read', 'extract', 'normalise', 'strip', 'write']
    spent.set(
      'all stages',
      stages.reduce((sum, name) => sum + (spent.get(name) ?? 0), 0),
    )
    for (const [name, seconds] of spent) best.set(name, Math.min(best.get(name) ?? Infinity, seconds))
  }
  console.log(`${folder}: ${(bytes / 1e6).toFixed(1)} MB in ${paths.length} files`)
  for (const [name, seconds] of best) console.log(`  ${name}: ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`)
}
