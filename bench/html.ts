/**
 * How well and how fast pages are read, on WCXB's development pages.
 *
 *   npm run bench:html -- [--data FOLDER] [--pages N] [--engine readability] [--speed]
 *
 * Every page goes through the whole pipeline with the judge of blocks that was trained without its domain
 * (`.cache/html/folds`, made by `npm run train:html`), and is scored by the data's own scorer: `extracted` as
 * extraction alone leaves it, `written` as the whole pipeline does; rejected pages count as empty texts. `--speed`
 * cleans 500 pages, unpacked as other extractors get them, by the built program in one process with one worker: with
 * detection and without.
 */
import {execFileSync} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {gunzipSync} from 'node:zlib'
import type {Document} from '../src/document/document.ts'
import {defaultOptions} from '../src/document/options.ts'
import {openPipeline} from '../src/pipeline.ts'
import {readDocument} from '../src/read/read.ts'
import {paragraphsOf, renderText} from '../src/write/text.ts'

const {values} = parseArgs({
  options: {
    data: {type: 'string', default: '../shared/data/wcxb-dev'},
    pages: {type: 'string'},
    engine: {type: 'string', default: 'copydesk'},
    out: {type: 'string', default: '.cache/html/out'},
    folds: {type: 'string', default: '.cache/html/folds'},
    speed: {type: 'boolean', default: false},
  },
})
const scorer = resolve(values.data, '../../score/score_articles.py')
const gold = resolve(values.data, 'ground-truth')
const engine = values.engine === 'readability' ? 'readability' : 'copydesk'

const score = (out: string, ...rest: string[]): Record<string, unknown> =>
  JSON.parse(execFileSync('python3', [scorer, out, '--gold', gold, ...rest], {encoding: 'utf8'}))

const documentOf = (id: string, bytes: Uint8Array): Document => {
  const reading = readDocument(`${id}.html`, bytes, 'text/html')
  if ('document' in reading) return reading.document
  throw new Error(`Expected page ${id} to be read, got: ${reading.problem}`)
}

const quality = async () => {
  const folds = JSON.parse(readFileSync(`${values.folds}/folds.json`, 'utf8')) as Record<string, number>
  const options = {...defaultOptions, title: false, detect: false, engine} as const
  const pipelines = await Promise.all(
    [0, 1, 2, 3, 4].map(fold =>
      openPipeline({options, htmlModel: new URL(`file://${resolve(values.folds, `fold-${fold}.bin`)}`)}),
    ),
  )
  rmSync(values.out, {recursive: true, force: true})
  for (const kind of ['written', 'extracted']) mkdirSync(`${values.out}/${kind}`, {recursive: true})
  const rows: string[] = []
  const rejected: Record<string, string[]> = {}
  const names = readdirSync(`${values.data}/html`)
    .sort()
    .slice(0, Number(values.pages ?? Infinity))
  for (const name of names) {
    const id = name.slice(0, 4)
    const pipeline = pipelines[folds[id] ?? 0]
    if (!pipeline) throw new Error(`Expected a fold for page ${id}`)
    const page = documentOf(id, gunzipSync(readFileSync(`${values.data}/html/${name}`)))
    const document = await pipeline.clean(page)
    const write = (kind: string, of: Document) => {
      if (of.rejected !== undefined) return
      writeFileSync(`${values.out}/${kind}/${id}.txt`, renderText(paragraphsOf(of, {title: false})))
    }
    write('extracted', await pipeline.extract(page))
    write('written', document)
    if (document.rejected !== undefined) {
      rejected[document.rejected] ??= []
      rejected[document.rejected]?.push(id)
    }
    const {title, byline, published} = document.metadata
    rows.push(JSON.stringify({path: `${id}.html`, title, byline, published}))
  }
  for (const kind of ['written', 'extracted'])
    writeFileSync(`${values.out}/${kind}/manifest.jsonl`, rows.join('\n'))
  writeFileSync(`${values.out}/ids.txt`, names.map(name => name.slice(0, 4)).join('\n'))
  console.log(`engine ${engine}, out of fold, --no-title`)
  for (const kind of ['written', 'extracted']) {
    // The judge of blocks is out of fold, the chooser of metadata is not: what that is worth, its training prints.
    const {metadata: _, ...scores} = score(`${values.out}/${kind}`, '--ids', `${values.out}/ids.txt`)
    console.log(kind.padEnd(9), JSON.stringify(scores))
  }
  for (const [reason, ids] of Object.entries(rejected))
    console.log(`rejected ${ids.length}: ${reason} ${ids.join(' ')}`)
}

/** Pages of the measured run. */
const timedPages = 500

/** Cleans 500 pages by the built program, and says what that cost. */
const speed = (folder: string, pages: number, flags: readonly string[]) => {
  const report = `${folder}.usage.json`
  const cleaned = `${folder}.cleaned`
  rmSync(cleaned, {recursive: true, force: true})
  execFileSync(
    process.execPath,
    [
      '--import',
      resolve(import.meta.dirname, 'report-usage.mjs'),
      resolve(import.meta.dirname, '../bin/copydesk.mjs'),
      'clean',
      folder,
      '--out',
      cleaned,
      '--workers',
      '1',
      ...flags,
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: {...process.env, COPYDESK_USAGE: report},
      cwd: dirname(folder),
    },
  )
  const usage = JSON.parse(readFileSync(report, 'utf8')) as {cpuSeconds: number; peakMegabytes: number}
  console.log(
    `speed ${flags.join(' ')}: ${pages} pages, ${usage.cpuSeconds.toFixed(1)} CPU s, ` +
      `${(pages / usage.cpuSeconds).toFixed(1)} pages per CPU second, peak ${usage.peakMegabytes.toFixed(0)} MB`,
  )
}

/** With all stages, and without detection: other extractors do not look for garbled words. */
const speeds = () => {
  const folder = resolve(values.out, 'timed')
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder, {recursive: true})
  const names = readdirSync(`${values.data}/html`).sort()
  const step = Math.max(1, Math.floor(names.length / timedPages))
  const chosen = names.filter((_, index) => index % step === 0).slice(0, timedPages)
  for (const name of chosen)
    writeFileSync(`${folder}/${name.slice(0, -3)}`, gunzipSync(readFileSync(`${values.data}/html/${name}`)))
  for (const flags of [[], ['--no-detect']]) speed(folder, chosen.length, flags)
}

if (values.speed) speeds()
else await quality()
