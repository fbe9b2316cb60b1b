/**
 * Repetition over a folder, on sites put together from pages whose article is known.
 *
 *     npm run bench:repetition [-- DUMPS GOLD]     (default: ../shared/data/dumps/innertext and wcxb-dev/ground-truth)
 *
 * No collection with many pages of one site and their articles marked is at hand. So a site takes the lines around one
 * page's article (its chrome) and the articles of others. Long lines of chrome, teasers mostly, are another page's half
 * of the time; each line of chrome is missing now and then. Three articles of each site quote one statement, and half of
 * them have one heading in common, in their middle. Counted are the words of the template's chrome that are removed
 * (recall) and the words of articles that are (damage), where the site is known and where all pages lie in one folder.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Document} from '../src/document/document.ts'
import {repetitionWitness} from '../src/strip/repetition.ts'
import {collectLines, isProse} from '../src/strip/site-lines.ts'
import {buildProfile, pruneProfile} from '../src/strip/site-profile.ts'

const shared = new URL('../../shared/data/', import.meta.url).pathname
const [dumps = join(shared, 'dumps/innertext'), gold = join(shared, 'wcxb-dev/ground-truth')] =
  process.argv.slice(2)

const SITES = 40
/** Lines of chrome that a page lacks, and long ones that are another page's. */
const MISSING = 0.1
const TEASER = 0.5

type Kind = 'chrome' | 'article' | 'statement' | 'heading' | 'teaser'
type Line = {readonly text: string; readonly kind: Kind}

let state = 7
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 4_294_967_296
}

const fold = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

type Page = {readonly head: string[]; readonly article: string[]; readonly tail: string[]}

const readPage = (file: string): Page | undefined => {
  const truth = JSON.parse(readFileSync(join(gold, file.replace('.txt', '.json')), 'utf8')) as {
    ground_truth: {main_content?: string}
  }
  const article = fold(truth.ground_truth.main_content ?? '')
  const lines = readFileSync(join(dumps, file), 'utf8')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const inside = lines.map(line => line.length > 40 && article.includes(fold(line)))
  const first = inside.indexOf(true)
  const last = inside.lastIndexOf(true)
  if (first < 8 || last - first < 8 || lines.length - last < 8) return undefined
  return {head: lines.slice(0, first), article: lines.slice(first, last + 1), tail: lines.slice(last + 1)}
}

const pages = readdirSync(dumps)
  .sort()
  .flatMap(file => readPage(file) ?? [])
const pageAt = (index: number): Page => {
  const page = pages[index % pages.length]
  if (!page) throw new Error(`Expected pages with chrome before and after their article in \`${dumps}\``)
  return page
}

const chromeOf = (lines: readonly string[], number: number): Line[] =>
  lines.flatMap((text): Line[] => {
    if (random() < MISSING) return []
    if ((isProse(text) || text.length > 45) && random() < TEASER) {
      const others = pageAt(number * 31 + lines.length).tail
      return [{text: others[Math.floor(random() * others.length)] ?? text, kind: 'teaser'}]
    }
    return [{text, kind: 'chrome'}]
  })

/** The pages of one made-up site. */
const makeSite = (site: number, count: number): Line[][] => {
  const template = pageAt(site)
  const statement = `“We of place number ${'abcdefgh'[site % 8]}${'klmnopqr'[site >> 3]} regret what happened and will answer all questions next week,” the office said.`
  return Array.from({length: count}, (_, number) => {
    const {article} = pageAt(SITES + site * 7 + number * 13)
    const body = article.map((text): Line => ({text, kind: 'article'}))
    const middle = body.length >> 1
    const extra: Line[] = [
      ...(number % 2 ? [{text: 'What we know so far', kind: 'heading'} as const] : []),
      ...(number < 3 ? [{text: statement, kind: 'statement'} as const] : []),
    ]
    return [
      ...chromeOf(template.head, number),
      ...body.slice(0, middle),
      ...extra,
      ...body.slice(middle),
      ...chromeOf(template.tail, number),
    ]
  })
}

const documentOf = (lines: readonly Line[], path: string, host: string | undefined): Document => ({
  path,
  source: '',
  sourceInfo: {sha256: '', bytes: 0, mediaType: 'text/plain', encoding: 'utf-8', replacements: 0},
  blocks: lines.map(({text}) => ({kind: 'paragraph', origin: {start: 0, end: 0}, raw: text, edits: []})),
  metadata: {byline: [], references: [], sources: {}, ...(host ? {url: `https://${host}/`} : {})},
  messages: [],
})

const measure = (count: number, known: boolean): void => {
  state = 7
  const all = Array.from({length: SITES}, (_, site) => makeSite(site, count)).flatMap((sitePages, site) =>
    sitePages.map((lines, number) => ({
      lines,
      document: documentOf(lines, `${site}-${number}.txt`, known ? `site${site}.example` : undefined),
    })),
  )
  const builder = buildProfile()
  for (const {document} of all) builder.add(collectLines(document))
  const profile = pruneProfile(builder.finish())
  const words: Record<Kind, {all: number; removed: number}> = {
    chrome: {all: 0, removed: 0},
    article: {all: 0, removed: 0},
    statement: {all: 0, removed: 0},
    heading: {all: 0, removed: 0},
    teaser: {all: 0, removed: 0},
  }
  for (const {lines, document} of all) {
    const removals =
      repetitionWitness(profile, document)?.(
        lines.map(({text}) => text),
        {},
      ).removals ?? []
    lines.forEach(({text, kind}, index) => {
      const count = text.split(/\s+/).length
      words[kind].all += count
      if (removals[index]) words[kind].removed += count
    })
  }
  const share = (kind: Kind): string => (words[kind].removed / Math.max(1, words[kind].all)).toFixed(4)
  console.log(
    `${known ? 'sites known' : 'one folder '}, ${count} pages each: chrome removed ${share('chrome')} (teasers ${share('teaser')}); articles ${share('article')}, shared statements ${share('statement')}, shared headings ${share('heading')}`,
  )
}

console.log(`${pages.length} pages, ${SITES} sites`)
for (const known of [true, false]) for (const count of [3, 5, 10, 30]) measure(count, known)
