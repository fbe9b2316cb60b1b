import {readdirSync, readFileSync} from 'node:fs'

/** What people say a page's article is. */
export type Gold = {
  readonly id: string
  /** The registered domain of the page's address, by which folds are made. */
  readonly domain: string
  readonly fold: number
  readonly type: string
  readonly title: string
  readonly text: string
}

export const FOLDS = 5

const secondLevel = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'gov',
  'go',
  'gob',
  'gouv',
  'ltd',
  'ne',
  'net',
  'or',
  'org',
])

/** The registered domain of a host, by the common second-level registries of country domains. */
export const registeredDomain = (host: string): string => {
  const parts = host.split('.')
  const country = (parts.at(-1) ?? '').length === 2
  const take = country && secondLevel.has(parts.at(-2) ?? '') ? 3 : 2
  return parts.slice(-take).join('.')
}

/** FNV-1a. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return value
}

type Truth = {
  readonly url: string
  readonly _internal?: {readonly page_type?: {readonly primary?: string}}
  readonly ground_truth: {readonly title: string | null; readonly main_content: string | null}
}

/** All pages of the benchmark, in order of their ids. */
export const readGold = (folder: string): Gold[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => {
      const truth = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Truth
      const domain = registeredDomain(URL.parse(truth.url)?.hostname ?? '')
      return {
        id: name.slice(0, -'.json'.length),
        domain,
        fold: hash(domain) % FOLDS,
        type: truth._internal?.page_type?.primary ?? 'article',
        title: truth.ground_truth.title ?? '',
        text: truth.ground_truth.main_content ?? '',
      }
    })
