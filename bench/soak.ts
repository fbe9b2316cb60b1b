/**
 * A night in small: twenty thousand documents made from our seeds, one in twenty of them hostile. Reports how long it
 * takes, how memory grows, whether every input has its row, and how long a second run takes over nothing new.
 *
 * npm run bench:soak [-- COUNT]
 */
import {spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {gzipSync} from 'node:zlib'

const count = Number(process.argv[2] ?? 20_000)
const hostileShare = 20
const seeds = resolve('seeds')
const program = resolve('bin/copydesk.mjs')

const names = readdirSync(seeds).filter(name => /\.(txt|html)$/.test(name))
const sources = names.map(name => ({name, text: readFileSync(join(seeds, name), 'utf8')}))
const sentences = sources
  .filter(({name}) => name.endsWith('.txt'))
  .flatMap(({text}) => text.split(/(?<=[.!?])\s+/).filter(sentence => sentence.length > 40))

const hostile: readonly ((number: number) => [name: string, content: string | Uint8Array])[] = [
  number => [`${number}.txt.gz`, gzipSync('cut off'.repeat(number)).subarray(0, 18)],
  number => [`${number}.txt`, Buffer.from(Array.from({length: 2000}, (_, index) => (index * number) % 256))],
  number => [`${number}.txt`, ''],
  number => [`${number}.html`, `<body>${'<div>'.repeat(3000)}${number}`],
  number => [
    `${number}.txt`,
    Buffer.from(`Ein Text in anderer Kodierung, Nummer ${number}: äöü ß.`, 'utf16le'),
  ],
  number => [`${number}.jsonl`, `{"id": 1, "text": "cut\n{"id"`],
  number => [`${number}.png`, `${number}`],
]

/** A document like one of the seeds, with sentences of others between its own, so that no two are alike. */
const sound = (number: number): [name: string, content: string | Uint8Array] => {
  const source = sources[number % sources.length]
  if (!source) throw new Error('Expected seeds, found none')
  const own = Array.from({length: 6}, (_, index) => sentences[(number * 31 + index * 17) % sentences.length])
  const paragraph = `Report number ${number}. ${own.join(' ')}`
  const html = source.name.endsWith('.html')
  const text = html
    ? source.text.replace('</p>', `</p><p>${paragraph}</p>`)
    : source.text.replace('\n\n', `\n\n${paragraph}\n\n`)
  if (number % 11 === 0) return [`${number}-${source.name}.gz`, gzipSync(text)]
  return [`${number}-${source.name}`, text]
}

const folder = mkdtempSync(join(tmpdir(), 'copydesk-soak-'))
for (let number = 0; number < count; number++) {
  const place = join(folder, 'in', `site-${number % 97}`)
  if (number < 97) mkdirSync(place, {recursive: true})
  const make =
    number % hostileShare === 7 ? hostile[((number / hostileShare) % hostile.length) | 0] : undefined
  const [name, content] = (make ?? sound)(number)
  writeFileSync(join(place, name), content)
}

// A file that was written a moment ago is looked at again by the next run; those of a night are older.
await new Promise(resolve => setTimeout(resolve, 3000))

type Run = {code: number | null; seconds: number; samples: {at: number; megabytes: number}[]; stderr: string}

const residentMegabytes = (pid: number | undefined): number | undefined => {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return found === undefined ? undefined : Number(found) / 1024
  } catch {
    return undefined
  }
}

const run = (): Promise<Run> =>
  new Promise((done, failed) => {
    const began = performance.now()
    const samples: Run['samples'] = []
    let stderr = ''
    const child = spawn(process.execPath, [program, 'clean', 'in', '--out', 'out', '--quiet'], {cwd: folder})
    const timer = setInterval(() => {
      const megabytes = residentMegabytes(child.pid)
      if (megabytes !== undefined) samples.push({at: (performance.now() - began) / 1000, megabytes})
    }, 500)
    child.stderr.on('data', text => {
      stderr += text
    })
    child.on('error', failed)
    child.on('close', code => {
      clearInterval(timer)
      done({code, seconds: (performance.now() - began) / 1000, samples, stderr})
    })
  })

/** Megabytes a minute, by least squares, over the second half: the first fills caches and loads models. */
const slope = (samples: Run['samples']): number => {
  const half = samples.slice(samples.length >> 1)
  const mean = (of: (sample: Run['samples'][number]) => number): number =>
    half.reduce((sum, sample) => sum + of(sample), 0) / half.length
  const at = mean(sample => sample.at)
  const megabytes = mean(sample => sample.megabytes)
  const above = half.reduce((sum, sample) => sum + (sample.at - at) * (sample.megabytes - megabytes), 0)
  const below = half.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0)
  return (above / below) * 60
}

const first = await run()
const peak = Math.max(...first.samples.map(sample => sample.megabytes))
const rows = readFileSync(join(folder, 'out', 'manifest.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
const inputs = new Set(rows.map(row => (JSON.parse(row) as {path: string}).path.split('#')[0]))
const second = await run()
const summary = JSON.parse(readFileSync(join(folder, 'out', 'run.json'), 'utf8')) as {
  skipped: number
  inputs: number
}
console.log(`documents             ${count}, one in ${hostileShare} hostile`)
console.log(
  `first run             ${first.seconds.toFixed(1)} s, exit code ${first.code}, ${(count / first.seconds).toFixed(0)} documents/s`,
)
console.log(
  `memory                peak ${peak.toFixed(0)} MB, slope ${slope(first.samples).toFixed(1)} MB/min over the second half`,
)
console.log(`inputs with a row     ${inputs.size} of ${count}`)
console.log(
  `second run            ${second.seconds.toFixed(2)} s, ${summary.skipped} of ${summary.inputs} inputs not read`,
)
if (first.stderr !== '') console.log(first.stderr.split('\n').slice(0, 5).join('\n'))
if (process.env.SOAK_KEEP === undefined) rmSync(folder, {recursive: true})
else console.log(folder)
process.exitCode = inputs.size === count && summary.skipped >= count - 1 ? 0 : 1
