/**
 * Speed on text dumps, one thread: bytes to cleaned text, without detectors, against reading the same files and
 * splitting them into lines.
 *
 *   npm run bench:dump-speed -- [FOLDER…]      (default: the benchmark's dumps)
 *
 * Prints megabytes (10⁶ bytes) per second of processor time, stage by stage; each figure is the best of three rounds.
 */
import {readdirSync, readFileSync} from 'node:fs'
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
const rules = loadRules()
const byRule: Witness = (lines, page) => matchRules(rules, lines, page)

const processorSeconds = (): number => {
  const {user, system} = process.cpuUsage()
  return (user + system) / 1e6
}

const read = (bytes: Uint8Array): Document | undefined => {
  const reading = readDocument('page.txt', bytes, 'text/plain')
  return 'document' in reading ? reading.document : undefined
}

for (const folder of folders) {
  const paths = readdirSync(folder).map(name => `${folder}/${name}`)
  const best = new Map<string, number>()
  let bytes = 0
  for (let round = 0; round < ROUNDS; round++) {
    const spent = new Map<string, number>()
    const timed = <T>(name: string, work: () => T): T => {
      const start = processorSeconds()
      const result = work()
      spent.set(name, (spent.get(name) ?? 0) + processorSeconds() - start)
      return result
    }
    bytes = 0
    for (const path of paths) {
      bytes += readFileSync(path).length
      timed('cat and split', () => readFileSync(path, 'utf8').split('\n').length)
      const document = timed('read', () => read(readFileSync(path)))
      if (!document) continue
      const extracted = timed('extract', () => extractPlain(document))
      const normalised = timed('normalise', () => normalise(extracted, {fold: false}))
      const stripped = timed('strip', () => strip(normalised, {witnesses: [byRule]}))
      timed('strip without rules', () => strip(normalised, {witnesses: []}))
      timed('write', () => renderText(paragraphsOf(stripped, {title: true})))
    }
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
