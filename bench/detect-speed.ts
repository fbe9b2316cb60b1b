/**
 * Speed of the detection stages on English text, and of the whole pipeline with them, one thread, no folder pass.
 *
 *   npm run bench:detect-speed -- [FOLDER…]      (default: the development set's clean news, then swapped news)
 *
 * Prints megabytes (10⁶ bytes) per second of processor time, all threads of the process counted. `cold` is the first
 * round over the first folder, with the loading of models and the compiling of hot functions; `warm` is the best of the
 * rounds after it.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {completeOptions} from '../src/complete-options.ts'
import {detect} from '../src/detect/detect.ts'
import {detectLanguage} from '../src/detect/language.ts'
import {detectSynonymSwaps} from '../src/detect/synonym-swap.ts'
import type {Document} from '../src/document/document.ts'
import {withFingerprints} from '../src/document/fingerprint.ts'
import {openPipeline} from '../src/pipeline.ts'
import {readDocument} from '../src/read/read.ts'
import {manifestRow, repairRows} from '../src/write/row.ts'
import {paragraphsOf, renderText} from '../src/write/text.ts'

const warmRounds = 4
const sets = '../shared/data/garble-dev'
const groups =
  process.argv.length > 2
    ? process.argv.slice(2).map(folder => [folder])
    : [
        ['bbc2005', 'masakhane_eng', 'ucsc', 'reuters1987'].map(name => `${sets}/clean/${name}`),
        ['thesaurus_05', 'thesaurus_15'].map(name => `${sets}/garbled/${name}`),
      ]

const processorSeconds = (): number => {
  const {user, system} = process.cpuUsage()
  return (user + system) / 1e6
}

const bare = await openPipeline({options: completeOptions({detect: false})})
const full = await openPipeline({options: completeOptions({detect: true})})

const read = (path: string, bytes: Uint8Array): Document => {
  const reading = readDocument(path, bytes, 'text/plain')
  if (!('document' in reading)) throw new Error(`${path}: ${reading.problem}`)
  return reading.document
}

const stages: readonly (readonly [string, (document: Document) => Document])[] = [
  ['language', detectLanguage],
  ['detectors', document => detect(document, {language: document.metadata.language?.code ?? 'und'})],
  ['synonym swaps', detectSynonymSwaps],
  ['fingerprints', withFingerprints],
]

for (const folders of groups) {
  const paths = folders.flatMap(folder => readdirSync(folder).map(name => `${folder}/${name}`))
  const files = paths.map(path => ({path, bytes: new Uint8Array(readFileSync(path))}))
  const megabytes = files.reduce((sum, {bytes}) => sum + bytes.length, 0) / 1e6
  const inputs: Document[] = []
  for (const {path, bytes} of files) inputs.push(await bare.clean(read(path, bytes)))
  const rounds: Map<string, number>[] = []
  for (let round = 0; round <= warmRounds; round += 1) {
    const spent = new Map<string, number>()
    let documents = inputs
    let total = 0
    for (const [name, stage] of stages) {
      const start = processorSeconds()
      documents = documents.map(stage)
      spent.set(name, processorSeconds() - start)
      total += spent.get(name) ?? 0
    }
    spent.set('detection', total)
    const start = processorSeconds()
    for (const {path, bytes} of files) {
      const document = await full.clean(read(path, bytes))
      const paragraphs = paragraphsOf(document, {title: true})
      renderText(paragraphs)
      JSON.stringify([manifestRow(document, undefined, full.tool), repairRows(document, path, paragraphs)])
    }
    spent.set('whole pipeline', processorSeconds() - start)
    rounds.push(spent)
  }
  console.log(`${folders.join(' ')}: ${megabytes.toFixed(1)} MB in ${files.length} files`)
  const [cold, ...warm] = rounds
  for (const [name, seconds] of cold ?? []) {
    const best = Math.min(...warm.map(spent => spent.get(name) ?? Infinity))
    console.log(
      `  ${name}: warm ${(megabytes / best).toFixed(2)} MB/s, cold ${(megabytes / seconds).toFixed(2)} MB/s`,
    )
  }
}
