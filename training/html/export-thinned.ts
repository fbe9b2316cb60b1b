/**
 * Writes thinned copies of article pages, so that the judge also learns short articles on small pages, which WCXB
 * has few of: of each page a run of the main content and some of the chrome are left, the rest is blanked out.
 *
 *   node training/html/export-thinned.ts HTML_FOLDER PREFIX
 *
 * Reads `PREFIX.targets.jsonl` (from labels.py); writes `PREFIX.thin.f32` and `PREFIX.thin.jsonl` (one page a line:
 * its id and its blocks' targets and numbers of words).
 */
import {createWriteStream, readFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import type {PageBlock} from '../../src/extract/page-blocks.ts'
import {pageFeatures} from './page-features.ts'

const [folder, prefix] = process.argv.slice(2)
if (!folder || !prefix) throw new Error('Expected HTML_FOLDER and PREFIX')

/** Mulberry32: a small generator with a seed, so that two runs write the same bytes. */
const randomFrom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

/** Content blocks left on a thinned page, and the chance of each run of other blocks to stay. */
const fewestContent = 3
const mostContent = 14
const chromeChance = [0.08, 0.5] as const

const chooseKept = (targets: readonly number[], random: () => number): boolean[] => {
  const content = targets.flatMap((target, i) => (target > 0.5 ? [i] : []))
  const size = fewestContent + Math.floor(random() * (mostContent - fewestContent + 1))
  const from = random() < 0.6 ? 0 : Math.floor(random() * Math.max(1, content.length - size))
  const left = new Set(content.slice(from, from + size))
  const chance = chromeChance[0] + random() * (chromeChance[1] - chromeChance[0])
  let keepsRun = false
  return targets.map((target, i) => {
    if (target > 0.5) return left.has(i)
    // A run of chrome is cut now and then, since one run may be a whole footer.
    if (i === 0 || (targets[i - 1] as number) > 0.5 || random() < 0.15) keepsRun = random() < chance
    return keepsRun
  })
}

const blankOut = (source: string, blocks: readonly PageBlock[], kept: readonly boolean[]): string => {
  let result = ''
  let position = 0
  blocks.forEach((block, i) => {
    if (kept[i]) return
    for (const segment of block.segments) {
      if (segment.source < position) continue
      result += source.slice(position, segment.source) + ' '.repeat(segment.sourceLength)
      position = segment.source + segment.sourceLength
    }
  })
  return result + source.slice(position)
}

const matrix = createWriteStream(`${prefix}.thin.f32`)
const pages = createWriteStream(`${prefix}.thin.jsonl`)
for (const line of readFileSync(`${prefix}.targets.jsonl`, 'utf8').split('\n')) {
  if (line === '') continue
  const {id, type, targets, words} = JSON.parse(line)
  if (type !== 'article' || !targets.some((target: number) => target > 0.5)) continue
  const source = gunzipSync(readFileSync(`${folder}/${id}.html.gz`)).toString('utf8')
  const whole = pageFeatures(source)
  const kept = chooseKept(targets, randomFrom(Number(id)))
  const left = kept.flatMap((keeps, i) => (keeps ? [i] : []))
  const thin = pageFeatures(blankOut(source, whole.blocks, kept))
  // Where a blanked text changed how its neighbours are cut, the targets would not fit.
  if (
    thin.blocks.length !== left.length ||
    thin.texts.some((text, i) => text !== whole.texts[left[i] as number])
  )
    continue
  matrix.write(Buffer.from(thin.rows.buffer))
  pages.write(`${JSON.stringify({id, targets: left.map(i => targets[i]), words: left.map(i => words[i])})}\n`)
}
matrix.end()
pages.end()
