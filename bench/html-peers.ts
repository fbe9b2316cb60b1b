/**
 * Copydesk beside other extractors, on the same pages in one run: quality, metadata, speed and memory.
 *
 *   npm run bench:html-peers -- [--data FOLDER] [--pages N] [--peers readability-jsdom,trafilatura]
 *
 * `sh bench/peers/install.sh` installs the peers into `.peers`; those that are not there are reported as absent.
 * Copydesk's quality is out of fold (`.cache/html/folds`, see bench/html.ts): of its whole pipeline, and of extraction
 * alone, which is what the peers do. Its speed is given four times: the library's `extract` and its `clean`, in one
 * process that reads all pages one after another, as each peer is; and the built program with one worker, with what a
 * run over a folder does besides, without detection and with all stages.
 */
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {gunzipSync} from 'node:zlib'

const {values} = parseArgs({
  options: {
    data: {type: 'string', default: '../shared/data/wcxb-dev'},
    pages: {type: 'string', default: '1497'},
    out: {type: 'string', default: '.cache/html/peers'},
    peers: {type: 'string'},
  },
})

const here = import.meta.dirname
const installed = resolve(here, '../.peers')
const python = `${installed}/python/bin/python`
const rust = `${installed}/rust/release/peer`
const out = resolve(values.out)

type Peer = {
  readonly name: string
  /** A file without which it cannot run. */
  readonly needs: string
  readonly command: readonly string[]
}

const byPython = (name: string, needs: string): Peer => ({
  name,
  needs: `${installed}/python/lib/${pythonFolder()}/site-packages/${needs}`,
  command: [python, resolve(here, 'peers/peer.py'), name],
})

const byNode = (name: string, needs: string): Peer => ({
  name,
  needs,
  command: [process.execPath, resolve(here, 'peers/peer.mjs'), name],
})

const pythonFolder = (): string =>
  existsSync(`${installed}/python/lib`) ? (readdirSync(`${installed}/python/lib`)[0] ?? '') : ''

const peers: readonly Peer[] = [
  byPython('trafilatura', 'trafilatura'),
  byPython('trafilatura-fast', 'trafilatura'),
  byPython('resiliparse', 'resiliparse'),
  {name: 'rs-trafilatura', needs: rust, command: [rust]},
  byNode('readability-linkedom', `${installed}/node/node_modules/linkedom`),
  byNode('readability-jsdom', resolve(here, '../node_modules/jsdom')),
  byNode('defuddle', `${installed}/node/node_modules/defuddle`),
]

const names = readdirSync(`${values.data}/html`).sort()
const wanted = Math.min(names.length, Number(values.pages))
const chosen = Array.from(
  {length: wanted},
  (_, i) => names[Math.floor((i * names.length) / wanted)] as string,
)
const ids = chosen.map(name => name.slice(0, 4))
const pages = `${out}/pages`
rmSync(out, {recursive: true, force: true})
mkdirSync(pages, {recursive: true})
for (const name of chosen)
  writeFileSync(`${pages}/${name.slice(0, -3)}`, gunzipSync(readFileSync(`${values.data}/html/${name}`)))
writeFileSync(`${out}/ids.txt`, ids.join('\n'))

type Usage = {readonly code: number; readonly cpuSeconds: number; readonly peakMegabytes: number}

const measure = (command: readonly string[]): Usage =>
  JSON.parse(execFileSync('python3', [resolve(here, 'peers/measure.py'), ...command], {encoding: 'utf8'}))

type Score = {
  readonly f1: number
  readonly without: number
  readonly metadata?: Readonly<Record<string, number>>
}

const score = (folder: string, ...rest: string[]): Score =>
  JSON.parse(
    execFileSync(
      'python3',
      [
        resolve(values.data, '../../score/score_articles.py'),
        folder,
        '--gold',
        resolve(values.data, 'ground-truth'),
        '--ids',
        `${out}/ids.txt`,
        ...rest,
      ],
      {encoding: 'utf8'},
    ),
  )

const round = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(3))

const speedOf = ({cpuSeconds, peakMegabytes}: Usage): readonly string[] => [
  (chosen.length / cpuSeconds).toFixed(1),
  peakMegabytes.toFixed(0),
]

const row = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`)

/** Six cells: what Copydesk's metadata are worth out of fold is printed by its training. */
const qualityOf = (folder: string, {metadata}: {metadata: boolean}): readonly string[] => {
  const all = score(folder)
  const articles = score(folder, '--types', 'article')
  const {title, author, publish_date: date} = (metadata && all.metadata) || {}
  return [articles.f1, articles.without, all.f1, title, author, date].map(round)
}

console.log(`${chosen.length} pages`)
console.log('| | articles F1 | without | all F1 | title | author | date | pages per CPU second | peak MB |')
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')

const program = (name: string, ...more: string[]): Usage =>
  measure([
    process.execPath,
    resolve(here, '../bin/copydesk.mjs'),
    'clean',
    pages,
    '--out',
    `${out}/${name}`,
    '--workers',
    '1',
    ...more,
  ])

const library = (work: 'extract' | 'clean'): Usage => {
  const folder = `${out}/library-${work}`
  mkdirSync(folder, {recursive: true})
  return measure([process.execPath, resolve(here, 'peers/peer.mjs'), `copydesk-${work}`, pages, folder])
}

const own = (): void => {
  execFileSync(process.execPath, [resolve(here, 'html.ts'), '--data', values.data, '--out', `${out}/own`], {
    stdio: 'ignore',
  })
  const extracted = qualityOf(`${out}/own/extracted`, {metadata: false})
  row('copydesk, `extract`', ...extracted, ...speedOf(library('extract')))
  const written = qualityOf(`${out}/own/written`, {metadata: false})
  row('copydesk, `clean` without detection', ...written, ...speedOf(library('clean')))
  const same = written.map(() => '')
  row('copydesk, the program without detection', ...same, ...speedOf(program('undetected', '--no-detect')))
  row('copydesk, the program', ...same, ...speedOf(program('cleaned')))
}

for (const name of ['copydesk', ...peers.map(peer => peer.name)]) {
  if (values.peers !== undefined && !values.peers.split(',').includes(name)) continue
  if (name === 'copydesk') {
    own()
    continue
  }
  const peer = peers.find(each => each.name === name) as Peer
  if (!existsSync(peer.needs)) {
    row(name, 'absent')
    continue
  }
  const folder = `${out}/${name}`
  mkdirSync(folder, {recursive: true})
  const usage = measure([...peer.command, pages, folder])
  row(name, ...qualityOf(folder, {metadata: true}), ...speedOf(usage))
}
