import {readdirSync, readFileSync} from 'node:fs'
import {pathToFileURL} from 'node:url'
import {gunzipSync} from 'node:zlib'
import {novelPassages} from './novels.ts'

/** Where the training text and the development sets lie. */
export const shared = new URL('../../../shared/data/', import.meta.url)
/** The language that is trained: `english`, or an ISO 639-3 code; see `training/README.md`. */
export const language = process.env.COPYDESK_LANGUAGE ?? 'english'
/** The folder that holds `.cache/` and `models/`: the repository, or for a trial `COPYDESK_TRAINING`. */
const home = process.env.COPYDESK_TRAINING
  ? pathToFileURL(`${process.env.COPYDESK_TRAINING}/`)
  : new URL('../../', import.meta.url)
/** Where the texts and dictionaries lie; for English `training/english/fetch.sh` puts them there. */
export const cache = new URL(`.cache/${language}/`, home)
/** Where the model goes. */
export const models = new URL(`models/${language}/`, home)

/**
 * Sources whose text is in no count and no vector: the weights are fitted on them, so that they learn from text as
 * foreign to the statistics as a stranger's article will be. Chosen for breadth: news of two countries and three
 * decades, an encyclopaedia, two textbooks, a writing guide.
 */
const heldOut = new Set([
  'abc_au',
  'wsj_treebank',
  'agnews_test',
  'wikitext2',
  'openstax_writing-guide',
  'saylor_international-business',
])
/** Of the web pages and the historical documents, every n-th is held out too. */
const heldOutEvery: Readonly<Record<string, number>> = {
  wcxb_dev: 4,
  'openstax_life-liberty-and-pursuit-happiness': 2,
}
/** Of the novels, those that are not counted. */
const heldOutNovels = new Set(['Persuasion', 'SENSE AND SENSIBILITY'])

export type Text = {readonly source: string; readonly text: string; readonly held: boolean}

/** Of another language's documents, every n-th is held out. */
const heldOutEveryOther = 6

/** Another language's documents: `.cache/CODE/text.txt`, one a line. */
const otherTexts = (): Text[] =>
  linesOf(new URL('text.txt', cache))
    .filter(line => line.length > 0)
    .map((text, index) => ({source: 'text', text, held: index % heldOutEveryOther === 0}))

/** All training documents, in a fixed order. */
export const trainingTexts = (): Text[] => {
  if (language !== 'english') return otherTexts()
  const folder = new URL('train-text/', shared)
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.txt.gz'))
    .sort()
  const novels = novelPassages().map(({title, text}) => ({
    source: 'novels',
    text,
    held: heldOutNovels.has(title),
  }))
  const texts = names.flatMap(name => {
    const source = name.slice(0, -'.txt.gz'.length)
    const lines = gunzipSync(readFileSync(new URL(name, folder)))
      .toString('utf8')
      .split('\n')
    const every = heldOutEvery[source] ?? 0
    return lines
      .filter(line => line.length > 0)
      .map((text, index) => ({source, text, held: heldOut.has(source) || (every > 0 && index % every === 0)}))
  })
  return [...texts, ...novels]
}

/** The lines of a text file. */
export const linesOf = (url: URL): string[] => readFileSync(url, 'utf8').split('\n')

/** Repeatable pseudo-random numbers in 0..1 (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
