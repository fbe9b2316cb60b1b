import {innerText, type PageTree} from './page-tree.ts'
import {comparable} from './plain-words.ts'

/** What claims to know the title. */
export type TitleWitnesses = {
  readonly headline: string | undefined
  readonly openGraph: string | undefined
  readonly element: string | undefined
  readonly site: string | undefined
  /** The page's address: its last part is often made of the title. */
  readonly address: string | undefined
}

export type TitleCandidate = {
  readonly text: string
  /** Where it was found; `heading` before the page's own metadata. */
  readonly source: 'heading' | 'meta' | 'json-ld' | 'title'
  /** 1 to 6 for headings, else 0. */
  readonly level: number
  /** Position among the headings of its level. */
  readonly position: number
  /** 0 the whole claim, 1 its beginning, 2 its end, 3 what is left without the name of the site. */
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
const separator =
  /\s+[|–—·•»«:/\\-]{1,2}\s+|\s*[|»｜]\s*|\s+::\s+|:\s+|(?<=[\u3040-\u9fff\uac00-\ud7af」』】）])[-–—_](?=[\u3040-\u9fff\uac00-\ud7af])/g

/** Everything that could be the page's title: its first headings, and each claim, whole and cut at its separators. */
export const titleCandidates = (tree: PageTree, witnesses: TitleWitnesses): TitleCandidate[] => {
  const found: TitleCandidate[] = []
  const counts: Record<string, number> = {}
  const headings = [...tree.named.h1, ...tree.named.h2].sort((a, b) => a.index - b.index)
  for (const element of headings) {
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
  const bare = bareTitle(text)
  if (bare !== text)
    parts.push({...base, text: bare, part: 3, cut: wordCount(text) - wordCount(bare), cutSite: false})
  return parts
}

const spaced = /\s[|–—\\/>»-]\s/g

/** Fewer words than this before the last separator are the name of a section, and the title stands behind it. */
const fewestTitleWords = 3

/** A claim without what is mostly the site's name: what stands before its last separator, or behind its first. */
export const bareTitle = (claim: string): string => {
  const found = Array.from(claim.matchAll(spaced))
  const [first, last] = [found[0], found[found.length - 1]]
  if (!first || !last) return claim
  const before = claim.slice(0, last.index).trim()
  if (before.split(/\s+/).length >= fewestTitleWords) return before
  return claim.slice(first.index + first[0].length).trim()
}

const wordCount = (text: string): number => comparable(text).split(' ').length
