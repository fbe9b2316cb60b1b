import {lineSays} from './line-evidence.ts'
import {hint} from './look-evidence.ts'
import type {PageBlock} from './page-blocks.ts'
import {pageDate} from './page-dates.ts'
import {innerText, marks, type PageElement} from './page-tree.ts'
import {trait} from './tags.ts'
import {isElsewhere, isNearTitle, maximumLine, type VisiblePage} from './visible-page.ts'

/** What the page's own data says of its dates: values as they stand, by what they are. */
export type DateClaims = {
  readonly published: string | undefined
  readonly created: string | undefined
  readonly modified: string | undefined
  /** `datePublished` of the page's other objects. */
  readonly others: readonly string[]
  /** `<meta>` values, with the rank of their names. */
  readonly metas: readonly {readonly rank: number; readonly value: string}[]
  readonly metaModified: readonly string[]
  readonly address: string | undefined
  readonly isForum: boolean
  readonly monthFirst: boolean
}

/** A day that may be the one the article was published, and all the evidence for it. */
export type DateCandidate = {
  /** `YYYY-MM-DD`, with time and zone where the page gives them. */
  readonly date: string
  readonly source: 'json-ld' | 'meta' | 'visible' | 'url'
  readonly evidence: DateEvidence
}

type DateEvidence = {
  published: boolean
  created: boolean
  modified: boolean
  other: boolean
  metaRank: number
  metaModified: boolean
  address: boolean
  /** How surely mark-up says that it is the day of publication, 0..6. */
  strength: number
  markedUpdate: boolean
  inTime: boolean
  elementDistance: number
  elementElsewhere: boolean
  lineDistance: number
  lineBefore: boolean
  lineLength: number
  lineElsewhere: boolean
  saysUpdate: boolean
  saysPublished: boolean
  /** Read the other way round than the page's language has it. */
  swapped: boolean
  count: number
}

/** Stand for the rank of no `<meta>` and the distance of no element or line. */
export const noRank = 99
export const nowhere = 200

const unseen: Readonly<DateEvidence> = {
  published: false,
  created: false,
  modified: false,
  other: false,
  metaRank: noRank,
  metaModified: false,
  address: false,
  strength: 0,
  markedUpdate: false,
  inTime: false,
  elementDistance: nowhere,
  elementElsewhere: false,
  lineDistance: nowhere,
  lineBefore: false,
  lineLength: maximumLine,
  lineElsewhere: false,
  saysUpdate: false,
  saysPublished: false,
  swapped: false,
  count: 1,
}

const updateLabel =
  /updat|modif|review|revis|edited|refresh|aktualisiert|mise? à jour|actualizad|atualizad|aggiornat|bijgewerkt|обновл/i
const publishedLabel =
  /publi|posted|written|created|first|veröffentlicht|erschienen|geschrieben|gepubliceerd|pubblicato|опубликован/i

/** How surely an element's mark-up says that its text is the day of publication, 0..6. */
const dateStrength = (element: PageElement, hints: number): number => {
  if (element.marks & marks.itemprop) {
    const itemprop = element.attribute('itemprop') ?? ''
    if (/datePublished/i.test(itemprop)) return 6
    if (/dateCreated/i.test(itemprop)) return 4
    if (/dateModified/i.test(itemprop)) return 1
  }
  const isUpdate = (hints & hint.update) !== 0
  if (element.name === 'time') {
    const isPublished = (hints & hint.published) !== 0
    if (isPublished || element.attribute('pubdate') !== undefined) return isUpdate && !isPublished ? 2 : 5
    return isUpdate ? 2 : element.attribute('datetime') ? 4 : 3.5
  }
  const marked = element.tag.traits & trait.time && element.attribute('datetime') !== undefined
  if (!marked && (hints & hint.date) === 0) return 0
  if (marked) return isUpdate ? 2 : 4
  return isUpdate ? 1 : 3
}

/** `03/04/2025` is a day in March or in April. */
const ambiguous = /(?:^|[^\d])(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{4}(?!\d)/

/** Candidates looked at on one page; a list of comments has a date for each. */
const maximumCandidates = 40

/** Candidates by their day. */
type Found = Map<string, {date: string; source: DateCandidate['source']; evidence: DateEvidence}>

/** Every day that could be the one of publication: the page's own data, marked elements, lines around the title. */
export const dateCandidates = (page: VisiblePage, claims: DateClaims): DateCandidate[] => {
  const sightings = new DateSightings(claims)
  sightings.see(claims.published, 'json-ld', {...unseen, published: true})
  for (const {rank, value} of claims.metas) sightings.see(value, 'meta', {...unseen, metaRank: rank})
  sightings.see(claims.created, 'json-ld', {...unseen, created: true})
  sightings.see(claims.modified, 'json-ld', {...unseen, modified: true})
  for (const value of claims.metaModified) sightings.see(value, 'meta', {...unseen, metaModified: true})
  sightings.see(claims.address, 'url', {...unseen, address: true})
  for (const value of claims.others) sightings.see(value, 'json-ld', {...unseen, other: true})
  seeElements(page, sightings)
  seeLines(page, sightings)
  return sightings.candidates
}

/** Gathers the days that are seen, and what was seen of each. */
class DateSightings {
  readonly #monthFirst: boolean
  /** Most values stand on a page several times. */
  readonly #known = new Map<string, string | undefined>()
  readonly #found: Found = new Map()

  constructor({monthFirst}: DateClaims) {
    this.#monthFirst = monthFirst
  }

  get candidates(): DateCandidate[] {
    return Array.from(this.#found.values())
  }

  see(value: string | undefined, source: DateCandidate['source'], evidence: DateEvidence): void {
    if (value === undefined) return
    if (!this.#known.has(value)) this.#known.set(value, pageDate(value, {monthFirst: this.#monthFirst}))
    this.#add(this.#known.get(value), source, evidence)
    if (ambiguous.test(value))
      this.#add(pageDate(value, {monthFirst: !this.#monthFirst}), source, {...evidence, swapped: true})
  }

  #add(date: string | undefined, source: DateCandidate['source'], evidence: DateEvidence): void {
    if (date === undefined) return
    const day = date.slice(0, 10)
    const before = this.#found.get(day)
    if (before) {
      merge(before.evidence, evidence)
      if (date.length > before.date.length) before.date = date
    } else if (this.#found.size < maximumCandidates) this.#found.set(day, {date, source, evidence})
  }
}

const merge = (evidence: DateEvidence, other: DateEvidence) => {
  evidence.count += 1
  evidence.published ||= other.published
  evidence.created ||= other.created
  evidence.modified ||= other.modified
  evidence.other ||= other.other
  evidence.metaRank = Math.min(evidence.metaRank, other.metaRank)
  evidence.metaModified ||= other.metaModified
  evidence.address ||= other.address
  evidence.strength = Math.max(evidence.strength, other.strength)
  evidence.inTime ||= other.inTime
  evidence.markedUpdate ||= other.markedUpdate
  evidence.saysUpdate ||= other.saysUpdate
  evidence.saysPublished ||= other.saysPublished
  evidence.swapped &&= other.swapped
  if (other.elementDistance < evidence.elementDistance) {
    evidence.elementDistance = other.elementDistance
    evidence.elementElsewhere = other.elementElsewhere
  }
  if (other.lineDistance < evidence.lineDistance) {
    evidence.lineDistance = other.lineDistance
    evidence.lineBefore = other.lineBefore
    evidence.lineLength = other.lineLength
    evidence.lineElsewhere = other.lineElsewhere
  }
}

const seeElements = (page: VisiblePage, sightings: DateSightings) => {
  const {bits, ofDates} = page.hints
  for (const element of ofDates) {
    const strength = dateStrength(element, bits[element.index] as number)
    if (strength === 0) continue
    const datetime = element.attribute('datetime')
    const content = element.name === 'meta' ? element.attribute('content') : undefined
    const shown = innerText(element, maximumLine + 1)
    const text = datetime ?? content ?? shown
    if (text.length > maximumLine || !/\d/.test(text)) continue
    const at = page.firstBlock[element.index] as number
    const evidence: DateEvidence = {
      ...unseen,
      strength,
      markedUpdate: strength <= 2,
      inTime: element.name === 'time',
      elementDistance: Math.abs(at - page.titleAt),
      elementElsewhere: isElsewhere(element, page),
      saysUpdate: updateLabel.test(shown),
      saysPublished: publishedLabel.test(shown),
    }
    sightings.see(text, 'visible', {...evidence})
    if (text !== shown) sightings.see(shown, 'visible', evidence)
  }
}

const seeLines = (page: VisiblePage, sightings: DateSightings) => {
  const lines = page.lines.filter(index => isNearTitle(index, page) || hasDate(page, index))
  for (let at = 0; at < lines.length; at += 1) {
    const index = lines[at] as number
    if (hasDate(page, index) && ((page.says[index] as number) & lineSays.copyright) === 0)
      seeLine(page, sightings, index, lines[at - 1])
  }
}

const hasDate = ({says}: VisiblePage, index: number): boolean =>
  ((says[index] as number) & lineSays.date) !== 0

/** What a short line without figures says of the one behind it. */
const labelIn = ({blocks, says}: VisiblePage, index: number | undefined): string => {
  if (index === undefined || (says[index] as number) & lineSays.digit) return ''
  const {text} = blocks[index] as PageBlock
  return text.length <= 30 ? text : ''
}

/** Sees the dates of a line; `before` is the line before it. */
const seeLine = (page: VisiblePage, sightings: DateSightings, index: number, before: number | undefined) => {
  const {text, element} = page.blocks[index] as PageBlock
  const label = `${labelIn(page, before)} ${text}`
  const lineElsewhere = isElsewhere(element, page)
  // A line may give both days: `Published May 3, 2024 | Updated June 1, 2025`.
  const pieces = text.split(/\s*[|•·]\s*|(?=\b(?:last )?(?:updated|modified)\b)/i)
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] as string
    if (!/\d/.test(piece)) continue
    const says = at === 0 ? label : piece
    sightings.see(piece, 'visible', {
      ...unseen,
      lineDistance: Math.abs(index - page.titleAt),
      lineBefore: index < page.titleAt,
      lineLength: piece.length,
      lineElsewhere,
      saysUpdate: updateLabel.test(says),
      saysPublished: publishedLabel.test(says),
    })
  }
}
