import {hint} from './look-evidence.ts'
import {pageDate} from './page-dates.ts'
import {innerText, marks, type PageElement} from './page-tree.ts'
import {isElsewhere, linesByTitle, maximumLine, type VisiblePage} from './visible-page.ts'

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

const noRank = 99
const nowhere = 200

const unseen: DateEvidence = {
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
  const marked = element.name.includes('time') && element.attribute('datetime') !== undefined
  if (!marked && (hints & hint.date) === 0) return 0
  if (marked) return isUpdate ? 2 : 4
  return isUpdate ? 1 : 3
}

/** `03/04/2025` is a day in March or in April. */
const ambiguous = /(?:^|[^\d])(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{4}(?!\d)/

/** Candidates looked at on one page; a list of comments has a date for each. */
const maximumCandidates = 40

type See = (
  value: string | undefined,
  source: DateCandidate['source'],
  sighting: Partial<DateEvidence>,
) => void

/** Every day that could be the one of publication: the page's own data, marked elements, lines around the title. */
export const dateCandidates = (page: VisiblePage, claims: DateClaims): DateCandidate[] => {
  const found = new Map<string, {date: string; source: DateCandidate['source']; evidence: DateEvidence}>()
  const see: See = (value, source, sighting) => {
    add(value, source, sighting, claims.monthFirst)
    if (value !== undefined && ambiguous.test(value))
      add(value, source, {...sighting, swapped: true}, !claims.monthFirst)
  }
  const add = (
    value: string | undefined,
    source: DateCandidate['source'],
    sighting: Partial<DateEvidence>,
    monthFirst: boolean,
  ) => {
    const date = value === undefined ? undefined : pageDate(value, {monthFirst})
    if (date === undefined) return
    const day = date.slice(0, 10)
    const before = found.get(day)
    if (before) {
      merge(before.evidence, sighting)
      if (date.length > before.date.length) before.date = date
    } else if (found.size < maximumCandidates)
      found.set(day, {date, source, evidence: {...unseen, ...sighting}})
  }
  see(claims.published, 'json-ld', {published: true})
  for (const {rank, value} of claims.metas) see(value, 'meta', {metaRank: rank})
  see(claims.created, 'json-ld', {created: true})
  see(claims.modified, 'json-ld', {modified: true})
  for (const value of claims.metaModified) see(value, 'meta', {metaModified: true})
  see(claims.address, 'url', {address: true})
  for (const value of claims.others) see(value, 'json-ld', {other: true})
  seeElements(page, see)
  seeLines(page, see)
  return Array.from(found.values())
}

const merge = (evidence: DateEvidence, sighting: Partial<DateEvidence>) => {
  evidence.count += 1
  evidence.published ||= sighting.published ?? false
  evidence.created ||= sighting.created ?? false
  evidence.modified ||= sighting.modified ?? false
  evidence.other ||= sighting.other ?? false
  evidence.metaRank = Math.min(evidence.metaRank, sighting.metaRank ?? noRank)
  evidence.metaModified ||= sighting.metaModified ?? false
  evidence.address ||= sighting.address ?? false
  evidence.strength = Math.max(evidence.strength, sighting.strength ?? 0)
  evidence.inTime ||= sighting.inTime ?? false
  evidence.markedUpdate ||= sighting.markedUpdate ?? false
  evidence.saysUpdate ||= sighting.saysUpdate ?? false
  evidence.saysPublished ||= sighting.saysPublished ?? false
  evidence.swapped &&= sighting.swapped ?? false
  if ((sighting.elementDistance ?? nowhere) < evidence.elementDistance) {
    evidence.elementDistance = sighting.elementDistance ?? nowhere
    evidence.elementElsewhere = sighting.elementElsewhere ?? false
  }
  if ((sighting.lineDistance ?? nowhere) < evidence.lineDistance) {
    evidence.lineDistance = sighting.lineDistance ?? nowhere
    evidence.lineBefore = sighting.lineBefore ?? false
    evidence.lineLength = sighting.lineLength ?? maximumLine
    evidence.lineElsewhere = sighting.lineElsewhere ?? false
  }
}

const seeElements = (page: VisiblePage, see: See) => {
  for (const element of page.tree.elements) {
    const strength = dateStrength(element, page.hints[element.index] as number)
    if (strength === 0) continue
    const datetime = element.attribute('datetime')
    const content = element.name === 'meta' ? element.attribute('content') : undefined
    const shown = innerText(element, maximumLine + 1)
    const text = datetime ?? content ?? shown
    if (text.length > maximumLine || !/\d/.test(text)) continue
    const at = page.blockOf(element)
    const sighting = {
      strength,
      markedUpdate: strength <= 2,
      inTime: element.name === 'time',
      elementDistance: Math.abs(at - page.titleAt),
      elementElsewhere: isElsewhere(element, page),
      saysUpdate: updateLabel.test(shown),
      saysPublished: publishedLabel.test(shown),
    }
    see(text, 'visible', sighting)
    if (text !== shown) see(shown, 'visible', sighting)
  }
}

/** Characters of a line far from the title that says little but a date. */
const maximumFarLine = 60

const dateLike = /\d{4}|\d[./-]\d\d?[./-]\d\d/

const seeLines = (page: VisiblePage, see: See) => {
  let before = ''
  for (const {text, index, block} of linesByTitle(page, {farLength: maximumFarLine, farSays: dateLike})) {
    const label = `${before} ${text}`
    before = text.length <= 30 && !/\d/.test(text) ? text : ''
    if (!dateLike.test(text) || /©|copyright|\(c\)/i.test(text)) continue
    // A line may give both days: `Published May 3, 2024 | Updated June 1, 2025`.
    const pieces = text.split(/\s*[|•·]\s*|(?=\b(?:last )?(?:updated|modified)\b)/i)
    for (const [at, piece] of pieces.entries()) {
      if (!/\d/.test(piece)) continue
      const says = at === 0 ? label : piece
      see(piece, 'visible', {
        lineDistance: Math.abs(index - page.titleAt),
        lineBefore: index < page.titleAt,
        lineLength: piece.length,
        lineElsewhere: isElsewhere(block.element, page),
        saysUpdate: updateLabel.test(says),
        saysPublished: publishedLabel.test(says),
      })
    }
  }
}

/** Names of `dateFeatures`, in order. */
export const dateFeatureNames = [
  'published in JSON-LD',
  'created in JSON-LD',
  'modified in JSON-LD',
  'of another object',
  'rank of meta',
  'modified in meta',
  'in address',
  'strength',
  'marked as update',
  'in time',
  'element from title',
  'element elsewhere',
  'line from title',
  'line before title',
  'line length',
  'line elsewhere',
  'says update',
  'says published',
  'read the other way round',
  'times seen',
  'position',
  'candidates',
  'is earliest',
  'is latest',
  'days from claim',
  'days from latest',
  'page claims a day',
  'claim is shown',
  'claims modified',
  'is nearest line',
  'page is a forum',
  'first of the month',
] as const

const day = 86_400_000
const daysBetween = (left: string, right: string): number =>
  (Date.parse(left.slice(0, 10)) - Date.parse(right.slice(0, 10))) / day

/** What is known of a candidate beside the others. */
export const dateFeatures = (
  candidate: DateCandidate,
  all: readonly DateCandidate[],
  claims: DateClaims,
): number[] => {
  const {date, evidence} = candidate
  const days = all.map(each => each.date.slice(0, 10)).sort()
  const own = date.slice(0, 10)
  const claim = all.find(each => each.evidence.published) ?? all.find(each => each.evidence.metaRank < noRank)
  const nearest = Math.min(...all.map(each => each.evidence.lineDistance))
  const isShown = ({strength, lineDistance}: DateEvidence) => strength > 0 || lineDistance < nowhere
  return [
    evidence.published,
    evidence.created,
    evidence.modified,
    evidence.other,
    evidence.metaRank,
    evidence.metaModified,
    evidence.address,
    evidence.strength,
    evidence.markedUpdate,
    evidence.inTime,
    evidence.elementDistance,
    evidence.elementElsewhere,
    evidence.lineDistance,
    evidence.lineBefore,
    evidence.lineLength,
    evidence.lineElsewhere,
    evidence.saysUpdate,
    evidence.saysPublished,
    evidence.swapped,
    evidence.count,
    all.indexOf(candidate),
    all.length,
    own === days[0],
    own === days[days.length - 1],
    claim ? daysBetween(own, claim.date) : -1_000_000,
    daysBetween(days[days.length - 1] ?? own, own),
    claim !== undefined,
    claim !== undefined && isShown(claim.evidence),
    all.some(each => each.evidence.modified || each.evidence.metaModified),
    evidence.lineDistance === nearest,
    claims.isForum,
    own.endsWith('-01'),
  ].map(Number)
}
