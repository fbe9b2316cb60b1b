import {authorsInLine, looksLikeName, startsLikeByline} from './authors.ts'
import type {PageBlock} from './page-blocks.ts'
import {pageDate} from './page-dates.ts'
import {ancestry, innerText, type PageElement, type PageTree} from './page-tree.ts'
import {comparable} from './title-candidates.ts'

/** What a reader sees: the elements, their blocks, and where the title stands. */
export type VisiblePage = {
  readonly tree: PageTree
  readonly blocks: readonly PageBlock[]
  /** Index of the block that says the title, or of the first; lines are looked for around it. */
  readonly titleAt: number
  /** Index of the element around that block; 0 when the page does not show its title. */
  readonly titleElement: number
}

export const visiblePage = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  title: string | undefined,
): VisiblePage => {
  const wanted = comparable(title ?? '')
  let at = blocks.findIndex(
    ({raw}) => raw.length >= wanted.length && raw.length < 400 && comparable(raw) === wanted,
  )
  if (at < 0) at = blocks.findIndex(block => block.element.name === 'h1')
  return {tree, blocks, titleAt: Math.max(0, at), titleElement: blocks[at]?.element.index ?? 0}
}

/** Parts of a page that speak of other articles or of readers. */
const elsewhere =
  /comment|related|recommend|sidebar|widget|footer|popular|trending|latest|recent|teaser|carousel|nav\b|navbar|navigation|menu|cookie|event|calendar|upcoming|review-|testimonial/i

/** What also holds the title is not elsewhere, whatever it is called. */
const isElsewhere = (element: PageElement, {titleElement}: VisiblePage): boolean => {
  for (const at of ancestry(element)) {
    if (at.depth <= 2 || (at.index <= titleElement && titleElement <= at.last)) return false
    if (at.name === 'footer' || at.name === 'nav') return true
    if (at.name === 'aside' && at.depth > 2) return true
    if (elsewhere.test(`${at.attributes.class ?? ''} ${at.attributes.id ?? ''}`)) return true
  }
  return false
}

/** Characters that a visible byline or date may have. */
const maximumLine = 160

/** Most elements carry nothing that could name an author or a date. */
const unnamed = ({name, attributes}: PageElement): boolean =>
  name !== 'a' &&
  name !== 'time' &&
  attributes.class === undefined &&
  attributes.id === undefined &&
  attributes.itemprop === undefined &&
  attributes['data-testid'] === undefined

const authorHint =
  /(?:^|[\s_-])(?:author|byline|by-line|writer|posted-by|contributor)s?(?:$|[\s_-])|author-?name|byline|fn\b/i

const authorStrength = (element: PageElement): number => {
  const {rel, itemprop} = element.attributes
  if (unnamed(element)) return 0
  const names = `${element.attributes.class ?? ''} ${element.attributes.id ?? ''} ${element.attributes['data-testid'] ?? ''}`
  if (/\bauthor\b/i.test(itemprop ?? '')) return 4
  if (element.name === 'a' && /\bauthor\b/i.test(rel ?? '')) return 4
  if (
    element.name === 'a' &&
    /\/(?:author|authors|writers?|contributors?|profile|people|person|staff|users?|members?|team)\/[^/]/i.test(
      element.attributes.href ?? '',
    )
  )
    return 2
  if (/author-?name|byline-?name|byline__name|authorname|author__name/i.test(names)) return 3
  if (
    authorHint.test(names) &&
    !/bio|box|avatar|image|photo|desc|about|card|social|title|job|role|date/i.test(names)
  )
    return 2
  return 0
}

/** The names in the page's visible byline, from the strongest mark-up that names an author. */
export const visibleAuthors = (page: VisiblePage): string[] => {
  let best: string[] = []
  let bestStrength = 0
  for (const element of page.tree.elements) {
    const strength = authorStrength(element)
    if (strength <= bestStrength || isElsewhere(element, page)) continue
    const named = nameInside(element)
    const text = innerText(named, maximumLine + 1)
    if (text.length > maximumLine) continue
    const names = authorsInLine(text)
    if (names.length === 0 || !names.every(looksLikeName)) continue
    best = names
    bestStrength = strength
  }
  if (bestStrength > 0) return best
  const line = bylineNearTitle(page)
  return line.length > 0 ? line : nameBelowTitle(page)
}

/** `itemprop="author"` may hold a whole card; the name is the element in it that says so. */
const nameInside = (element: PageElement): PageElement => {
  const pending = [...element.children]
  for (let steps = 0; pending.length > 0 && steps < 60; steps += 1) {
    const node = pending.shift()
    if (node?.kind !== 'element') continue
    if (/\bname\b/i.test(node.attributes.itemprop ?? '')) return node
    pending.push(...node.children)
  }
  return element
}

/** A short line near the title that begins like a byline, such as `By Ann Lee`. */
const bylineNearTitle = (page: VisiblePage): string[] => {
  let best: string[] = []
  let bestScore = farFromTitle
  for (const {text, score} of linesNearTitle(page)) {
    if (score >= bestScore || !startsLikeByline(text) || /[.!?]\s+\p{Lu}\p{Ll}+\s/u.test(text)) continue
    const names = authorsInLine(text).filter(looksLikeName)
    if (names.length === 0) continue
    best = names
    bestScore = score
  }
  return best
}

/** Blocks below the title in which a name standing alone is the author's. */
const belowTitle = 3

const nameBelowTitle = ({blocks, titleAt}: VisiblePage): string[] => {
  for (let i = titleAt + 1; i <= titleAt + belowTitle; i += 1) {
    const name = (blocks[i]?.raw ?? '').slice(0, maximumLine).replace(/\s+/g, ' ').trim()
    if (/^\p{Lu}\S* (?:\S+ ){0,2}\p{Lu}\S*$/u.test(name) && name.length <= 40 && looksLikeName(name))
      return [name]
  }
  return []
}

/** Blocks away from the title beyond which a line does not speak of the article; those before count for more. */
const farFromTitle = 60
const beforeTitle = 1.5

/** Short lines with their distance from the title, in blocks; lines among other articles stand farther. */
const linesNearTitle = function* (page: VisiblePage): Generator<{text: string; score: number}> {
  const {blocks, titleAt: at} = page
  const last = Math.min(blocks.length, at + farFromTitle)
  for (let i = Math.max(0, at - farFromTitle); i < last; i += 1) {
    const block = blocks[i]
    if (!block || block.raw.length > 4 * maximumLine) continue
    const text = block.raw.replace(/\s+/g, ' ').trim()
    if (text.length > maximumLine) continue
    const distance = i < at ? (at - i) * beforeTitle : i - at
    yield {
      text,
      score: distance + text.length / 16 + (isElsewhere(block.element, page) ? farFromTitle / 2 : 0),
    }
  }
}

const dateHint = /date|time|publish|posted|entry-meta|created|timestamp/i
const updateHint = /updat|modif|edited|revis|expire|event|start|end-/i

const dateStrength = (element: PageElement): number => {
  if (unnamed(element) && element.name !== 'relative-time' && element.name !== 'time-ago') return 0
  const {itemprop, datetime, pubdate} = element.attributes
  const names = `${element.attributes.class ?? ''} ${element.attributes.id ?? ''} ${element.attributes['data-testid'] ?? ''}`
  if (/datePublished/i.test(itemprop ?? '')) return 6
  if (/dateCreated/i.test(itemprop ?? '')) return 4
  if (/dateModified/i.test(itemprop ?? '')) return 1
  const updated = updateHint.test(names)
  if (element.name === 'time') {
    if (pubdate !== undefined || /publish|entry-date/i.test(names))
      return updated && !/publish/i.test(names) ? 2 : 5
    return updated ? 2 : datetime ? 4 : 3.5
  }
  if (element.name === 'relative-time' || element.name === 'time-ago') return 4
  if (!dateHint.test(names)) return 0
  return updated ? 1 : 3
}

/** The date that the page shows, from the strongest mark-up that holds one, else nearest to the title. */
export const visibleDate = (page: VisiblePage, {monthFirst}: {monthFirst: boolean}): string | undefined => {
  let best: string | undefined
  let bestStrength = 0
  for (const element of page.tree.elements) {
    const strength = dateStrength(element)
    if (strength <= bestStrength || isElsewhere(element, page)) continue
    const {datetime, content} = element.attributes
    const text = datetime ?? content ?? innerText(element, maximumLine + 1)
    if (text.length > maximumLine) continue
    const date = pageDate(text, {monthFirst}) ?? pageDate(innerText(element, maximumLine), {monthFirst})
    if (!date) continue
    best = date
    bestStrength = strength
  }
  return bestStrength >= sureDate ? best : (dateNearTitle(page, {monthFirst}) ?? best)
}

/** Mark-up that says when something was published; weaker mark-up is asked after the lines near the title. */
const sureDate = 3

const dateNearTitle = (page: VisiblePage, {monthFirst}: {monthFirst: boolean}): string | undefined =>
  datesNearTitle(page, {monthFirst})[0]?.date

type ShownDate = {readonly date: string; readonly score: number; readonly update: boolean}

/** The dates in the lines around the title, nearest first. */
const datesNearTitle = (page: VisiblePage, {monthFirst}: {monthFirst: boolean}): ShownDate[] => {
  const found: ShownDate[] = []
  for (const {text, score} of linesNearTitle(page)) {
    if (score >= farFromTitle || !/\d{4}|\d[./-]\d\d?[./-]\d\d/.test(text) || /©|copyright|\(c\)/i.test(text))
      continue
    const date = pageDate(text, {monthFirst})
    if (date) found.push({date, score, update: updateLabel.test(text)})
  }
  return found.sort((a, b) => a.score - b.score)
}

const updateLabel =
  /updat|modif|review|revis|edited|aktualisiert|mise? à jour|actualizad|atualizad|aggiornat|bijgewerkt|обновл/i

/** As near to the title as a date that belongs to it stands. */
const besideTitle = 20

/**
 * The date beside the title, where it is not the one that the page's metadata claims and that one is nowhere to be
 * seen: the metadata may carry the day a template or an older version was made, or another time zone's day.
 */
export const dateAgainst = (
  claimed: string,
  page: VisiblePage,
  {monthFirst}: {monthFirst: boolean},
): string | undefined => {
  const shown = datesNearTitle(page, {monthFirst})
  if (shown.some(({date}) => date.slice(0, 10) === claimed.slice(0, 10))) return undefined
  return shown.find(({update, score}) => !update && score < besideTitle)?.date
}
