import {innerText, type PageTree} from './page-tree.ts'
import {headingTags} from './tags.ts'

export const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What claims to know the title. */
export type TitleWitnesses = {
  readonly headline: string | undefined
  readonly openGraph: string | undefined
  readonly element: string | undefined
  readonly site: string | undefined
}

export type TitleCandidate = {
  readonly text: string
  /** Where it was found; `heading` before the page's own metadata. */
  readonly source: 'heading' | 'meta' | 'json-ld' | 'title'
  /** 1 to 6 for headings, else 0. */
  readonly level: number
  /** Position among the headings of its level. */
  readonly position: number
  /** 0 the whole claim, 1 its beginning, 2 its end. */
  readonly part: number
  /** Words that were cut off. */
  readonly cut: number
  /** The cut part is the name of the site. */
  readonly cutSite: boolean
}

/** Characters of a title; longer headings are paragraphs. */
const maximumTitle = 300

/** Headings of one level that are looked at. */
const maximumHeadings = 4

/** Marks between a title and the name of its site. */
const separator = /\s+[|–—·•»«:/\\-]{1,2}\s+|\s*[|»]\s*|\s+::\s+|:\s+/g

/** Everything that could be the page's title: its first headings, and each claim, whole and cut at its separators. */
export const titleCandidates = (tree: PageTree, witnesses: TitleWitnesses): TitleCandidate[] => {
  const found: TitleCandidate[] = []
  const counts: Record<string, number> = {}
  for (const element of tree.elements) {
    if (!headingTags.has(element.name) || element.name > 'h2') continue
    const position = counts[element.name] ?? 0
    if (position >= maximumHeadings) continue
    const text = innerText(element, maximumTitle + 1)
    if (comparable(text) === '' || text.length > maximumTitle) continue
    counts[element.name] = position + 1
    found.push({
      text,
      source: 'heading',
      level: Number(element.name[1]),
      position,
      part: 0,
      cut: 0,
      cutSite: false,
    })
  }
  const claims = [
    ['meta', witnesses.openGraph],
    ['json-ld', witnesses.headline],
    ['title', witnesses.element],
  ] as const
  for (const [source, claim] of claims)
    if (claim) found.push(...partsOf(claim, source, comparable(witnesses.site ?? '')))
  return found
}

const partsOf = (claim: string, source: TitleCandidate['source'], site: string): TitleCandidate[] => {
  const text = claim.replace(/\s+/g, ' ').trim().slice(0, maximumTitle)
  const base = {source, level: 0, position: 0}
  const parts: TitleCandidate[] = [{...base, text, part: 0, cut: 0, cutSite: false}]
  for (const match of text.matchAll(separator)) {
    const head = text.slice(0, match.index).trim()
    const tail = text.slice(match.index + match[0].length).trim()
    if (comparable(head) === '' || comparable(tail) === '') continue
    parts.push({...base, text: head, part: 1, cut: wordCount(tail), cutSite: comparable(tail) === site})
    parts.push({...base, text: tail, part: 2, cut: wordCount(head), cutSite: comparable(head) === site})
  }
  return parts
}

const wordCount = (text: string): number => comparable(text).split(' ').length

/** Names of `titleFeatures`, in order. */
export const titleFeatureNames = [
  'h1',
  'first h1',
  'only h1',
  'h2',
  'first h2',
  'meta',
  'json-ld',
  'title',
  'whole claim',
  'beginning',
  'end',
  'cut words',
  'cut a few words',
  'cut the site',
  'is the site',
  'one word',
  'few words',
  'many words',
  'equal claims',
  'equals a heading',
  'equals the first h1',
  'share in title',
  'share of title',
  'share in open graph',
  'share in headline',
  'starts the title',
  'h1 with half in title',
  'h1 with little in title',
  'short h1 in title',
  'whole without separator',
  'ends in a year',
  'no headings',
] as const

/** What is known of a candidate beside the others, as numbers between 0 and 1 or so. */
export const titleFeatures = (
  candidate: TitleCandidate,
  all: readonly TitleCandidate[],
  witnesses: TitleWitnesses,
): number[] => {
  const own = comparable(candidate.text)
  const words = own.split(' ')
  const headings = all.filter(({level}) => level > 0)
  const firsts = all.filter(({level}) => level === 1)
  const equal = all.filter(({text}) => comparable(text) === own)
  const h1 = candidate.level === 1
  const whole = candidate.level === 0 && candidate.part === 0
  const inTitle = overlap(words, witnesses.element)
  const flags: (number | boolean)[] = [
    h1,
    h1 && candidate.position === 0,
    h1 && firsts.length === 1,
    candidate.level === 2,
    candidate.level === 2 && candidate.position === 0,
    candidate.source === 'meta',
    candidate.source === 'json-ld',
    candidate.source === 'title',
    whole,
    candidate.part === 1,
    candidate.part === 2,
    Math.min(candidate.cut, 10) / 10,
    candidate.cut > 0 && candidate.cut <= 3,
    candidate.cutSite,
    own === comparable(witnesses.site ?? ''),
    words.length === 1,
    words.length >= 2 && words.length <= 3,
    words.length > 16,
    Math.min(4, new Set(equal.filter(({level}) => level === 0).map(({source}) => source)).size) / 3,
    equal.some(each => each !== candidate && each.level > 0),
    firsts[0] !== undefined && comparable(firsts[0].text) === own,
    inTitle,
    overlap((witnesses.element ? comparable(witnesses.element) : '').split(' '), candidate.text),
    overlap(words, witnesses.openGraph),
    overlap(words, witnesses.headline),
    comparable(witnesses.element ?? '').startsWith(own),
    h1 && inTitle >= 0.5 && words.length >= 4,
    h1 && inTitle < 0.3,
    h1 && words.length <= 3 && inTitle > 0.9,
    whole && !all.some(({source, part}) => source === candidate.source && part > 0),
    /\b20\d\d$/.test(own),
  ]
  return [...flags.map(Number), headings.length === 0 ? 1 : 0]
}

/** Share of `words` that are in `text`. */
const overlap = (words: readonly string[], text: string | undefined): number => {
  if (!text || words.length === 0) return 0
  const there = new Set(comparable(text).split(' '))
  return words.filter(word => there.has(word)).length / words.length
}
