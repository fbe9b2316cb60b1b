// Decoding and normalising against ftfy: the same bytes, the same run, one thread each; and ftfy's own test cases.
//
//   node bench/char.ts
//
// The peer is looked for in .peers/ftfy; to have it:
//   python3 -m venv .peers/ftfy && .peers/ftfy/bin/pip install ftfy==6.3.1
import {execFileSync} from 'node:child_process'
import {existsSync, globSync, readFileSync, statSync} from 'node:fs'
import {textOf} from '../src/document/block.ts'
import type {Document} from '../src/document/document.ts'
import {applyEdits} from '../src/document/edit.ts'
import {foldEdits} from '../src/normalise/fold.ts'
import {invisibleEdits} from '../src/normalise/invisibles.ts'
import {mojibakeRepairs} from '../src/normalise/mojibake.ts'
import {noSupport, supportAfter} from '../src/normalise/mojibake-support.ts'
import {normalise} from '../src/normalise/normalise.ts'
import {decode} from '../src/read/decode.ts'

const python = '.peers/ftfy/bin/python'
const hasPeer = existsSync(python)
/** Each text is worked through so often; the best processor time counts, of all threads. */
const repeats = 5

type Timing = {readonly seconds: number; readonly bytes: number}
type Outcome = {readonly encoding: string; readonly text: string}

const peer = <T>(...args: readonly string[]): T =>
  JSON.parse(
    execFileSync(python, ['bench/char-ftfy.py', ...args], {encoding: 'utf8', maxBuffer: 2 ** 28}),
  ) as T

/** A dump whose every line is a block. */
const documentOf = (source: string): Document => {
  let position = 0
  const blocks = source.split('\n').map(raw => {
    const start = position
    position += raw.length + 1
    return {kind: 'paragraph', origin: {start, end: start + raw.length}, raw, edits: []} as const
  })
  return {
    path: '',
    source,
    sourceInfo: {sha256: '', bytes: 0, mediaType: 'text/plain', encoding: '', replacements: 0},
    blocks,
    metadata: {byline: [], references: [], sources: {}},
    messages: [],
  }
}

const cleanBytes = (bytes: Uint8Array): string =>
  normalise(documentOf(decode(bytes, {mediaType: 'text/plain'}).text), {fold: false})
    .blocks.map(textOf)
    .join('\n')

/** The same files over again, until they take long enough to be timed. */
const enough = (files: readonly string[]): readonly string[] => {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  return Array.from({length: Math.ceil(leastBytes / bytes)}, () => files).flat()
}

const leastBytes = 2e6

const time = (files: readonly string[]): Timing => {
  const inputs = enough(files).map(file => readFileSync(file))
  let seconds = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < repeats; repeat++) {
    const begun = process.cpuUsage()
    for (const bytes of inputs) cleanBytes(bytes)
    const {user, system} = process.cpuUsage(begun)
    seconds = Math.min(seconds, (user + system) / 1e6)
  }
  return {seconds, bytes: inputs.reduce((sum, {length}) => sum + length, 0)}
}

const megabytesPerSecond = ({seconds, bytes}: Timing): number => bytes / seconds / 1e6

const speed = (label: string, files: readonly string[]): void => {
  if (files.length === 0) {
    console.log(`${label}: absent`)
    return
  }
  const ours = megabytesPerSecond(time(files))
  const theirs = hasPeer ? megabytesPerSecond(peer<Timing>('time', '2', ...enough(files))) : undefined
  const ratio =
    theirs === undefined
      ? 'ftfy is absent'
      : `ftfy ${theirs.toFixed(2)} MB/s, ${(ours / theirs).toFixed(1)} times`
  console.log(`${label} (${files.length} files): ${ours.toFixed(1)} MB/s; ${ratio}`)
}

/** What ftfy calls fixing the encoding: all layers of mojibake, and the controls of 0x80..0x9F as windows-1252. */
const fixEncoding = (text: string): string => {
  let current = text
  let support = noSupport
  for (let layer = 0; layer < 12; layer++) {
    const repairs = mojibakeRepairs(current, support)
    support = supportAfter(support, repairs)
    const edits = repairs.length > 0 ? repairs : invisibleEdits(current).edits.filter(isLatin)
    if (edits.length === 0) break
    current = applyEdits(current, edits)
  }
  return current
}

const isLatin = ({ruleId}: {readonly ruleId: string}): boolean => ruleId === 'normalise/c1'

const fixText = (text: string): string =>
  normalise(documentOf(text), {fold: true}).blocks.map(textOf).join('\n')

/** Spaces, dashes and ellipses are our business and not ftfy's: those of its expected text are brought in line. */
const inLine = (text: string): string => applyEdits(text, foldEdits(text)).replaceAll(/\s+/g, ' ').trim()

type Case = {label: string; original: string; fixed: string; 'fixed-encoding'?: string}

const cases = (folder: string): void => {
  for (const name of ['in-the-wild', 'synthetic', 'language-names', 'negative', 'known-failures']) {
    const file = `${folder}/${name}.json`
    const all = JSON.parse(readFileSync(file, 'utf8')) as Case[]
    const theirs = hasPeer ? peer<Outcome[]>('cases', file) : undefined
    const counts = {ours: 0, oursWhole: 0, theirs: 0, theirsWhole: 0}
    for (const [index, one] of all.entries()) {
      const wanted = one['fixed-encoding'] ?? one.fixed
      const outcome = theirs?.[index]
      const isOurs = fixEncoding(one.original) === wanted
      const isTheirs = outcome?.encoding === wanted
      const isOursWhole = inLine(fixText(one.original)) === inLine(one.fixed)
      const isTheirsWhole = outcome !== undefined && inLine(outcome.text) === inLine(one.fixed)
      counts.ours += Number(isOurs)
      counts.theirs += Number(isTheirs)
      counts.oursWhole += Number(isOursWhole)
      counts.theirsWhole += Number(isTheirsWhole)
      if (theirs && isOurs !== isTheirs)
        console.log(`  encoding, only ${isOurs ? 'ours' : 'ftfy'}: ${one.label}`)
      if (theirs && isOursWhole !== isTheirsWhole)
        console.log(`  all steps, only ${isOursWhole ? 'ours' : 'ftfy'}: ${one.label}`)
    }
    const against = theirs ? `; ftfy ${counts.theirs} and ${counts.theirsWhole}` : '; ftfy is absent'
    console.log(`${name}: ${counts.ours} of ${all.length} (with all steps ${counts.oursWhole})${against}`)
  }
}

speed('fixtures of the repository', globSync('tests/fixtures/*/source.txt').sort())
speed('dumps of web pages', globSync('../shared/data/dumps/innertext/*.txt').sort())
const folder = '../shared/data/ftfy'
if (existsSync(folder)) cases(folder)
else console.log('the cases of ftfy: absent')
