import type {Removal} from '../document/block.ts'
import type {Metadata} from '../document/document.ts'
import {isoDate} from '../document/iso-date.ts'
import {namedBeside, peopleOf, personName} from './byline.ts'

/** The date line stands no further than this many lines below the title. */
const BELOW_TITLE = 6
/** A name without a byline word stands no further than this from the title. */
const BESIDE_TITLE = 8
/** Letters a date line may have besides its date: "Published", a weekday, a time zone. */
const DATE_COMPANY = 40
const DATE_LINE = 80

const month = /\p{L}{3,}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./년年-]/u
const blurb = new RegExp(
  String.raw`^(${personName})\sis\s(?:an?|the)\s(?:\S+\s){0,8}?(?:reporter|correspondent|journalist|writer|editor|columnist|author)\b`,
  'u',
)
const syndication = /^The post .{1,300} (?:first )?appeared first on (.{2,80}?)\.?$/u
const copyright = /^(?:©|\(c\)|copyright\b)|©\s?\d{4}|\ball rights reserved\b/iu
const RIGHTS_LENGTH = 160
const newsletterCall =
  /^(?:join|sign ?up|subscribe|get|register|receive|abonnieren sie|melden sie|jetzt|inscrivez|abonnez|recevez|suscr[ií]bete|recibe|apúntate|iscriviti|ricevi|inscreva|receba|assine|schrijf|meld)\b.{0,80}\b(?:e-?newsletters?|newsletters?|nieuwsbrief|bolet[ií]n|mailing list|inbox)\b.{0,60}$/iu
const CALL_LENGTH = 140
const references =
  /^(?:references?|sources?|reference (?:materials?|list)|bibliography|works cited|further reading|quellen|literatur|références|bibliographie|referencias|fuentes|fonti|referências|fontes|bronnen|źródła|источники|джерела|参考(?:文献|资料)?|參考(?:文獻|資料)?)\s?:?$/iu
const address = /^\W{0,3}\d{0,3}[\])}.:]{0,2}\s?(https?:\/\/\S+|www\.\S+)$/

const plain = /^[a-z0-9]+(?: [a-z0-9]+)*$/

const normal = (text: string): string => {
  const lower = text.toLowerCase()
  return plain.test(lower) ? lower : lower.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** Whether a line may come to end in a text made normal: its last word is in it. Quicker than making the line normal. */
const mayEndIn = (line: string, text: string): boolean =>
  line.toLowerCase().includes(text.slice(text.lastIndexOf(' ') + 1))

/** The day a line names, if naming it is all the line does. */
export const dateOfLine = (line: string): string | undefined => {
  if (line.length > DATE_LINE || !/\d/.test(line) || !month.test(line)) return undefined
  const day = isoDate(line)
  if (day === undefined) return undefined
  const letters = line.match(/\p{L}/gu)?.length ?? 0
  return letters <= DATE_COMPANY && !/[.!?]["”’]?$/.test(line.replace(/\.m\.$/, '')) ? day : undefined
}

/** Where the article stands among the lines. */
export type Frame = {
  /** Row of the title, or -1. */
  readonly title: number
  /** Row of the first kept prose. */
  readonly start: number
  /** Row of the last kept line. */
  readonly end: number
}

/** `wanted` is the title as compared, or nothing. */
const headRemoval = (line: string, wanted: string | undefined): Removal | undefined => {
  if (dateOfLine(line) !== undefined) {
    return {
      ruleId: 'strip/date-line',
      reason: 'The line above the article only gives its date.',
      confidence: 0.95,
    }
  }
  if (peopleOf(line).length > 0) {
    return {
      ruleId: 'strip/byline',
      reason: 'The line above the article only names its authors.',
      confidence: 0.95,
    }
  }
  if (wanted === undefined || !mayEndIn(line, wanted)) return undefined
  const text = normal(line)
  const repeats = text === wanted || (text.endsWith(wanted) && text.length <= wanted.length + 60)
  return repeats
    ? {ruleId: 'strip/repeated-title', reason: 'The line says the title again.', confidence: 0.95}
    : undefined
}

const tailRules: readonly {
  readonly id: string
  readonly reason: string
  readonly says: RegExp
  readonly most: number
}[] = [
  {
    id: 'strip/copyright',
    reason: 'The line below the article only says whose it is.',
    says: /^(?:(?:©|\(c\)|copyright\b).{0,120}\d{4}.{0,60}|.{0,60}©\s?\d{4}.{0,60})$/iu,
    most: RIGHTS_LENGTH,
  },
  {
    id: 'strip/author-blurb',
    reason: 'The line below the article introduces its author.',
    says: blurb,
    most: 300,
  },
  {
    id: 'strip/feed-footer',
    reason: 'A feed plugin wrote where the article came from.',
    says: syndication,
    most: 400,
  },
]

/** What stands below the last line of the article, read from the end upwards. */
const tailRemovals = (lines: readonly string[], kept: readonly boolean[]): Map<number, Removal> => {
  const removals = new Map<number, Removal>()
  for (let row = lines.length - 1; row > 0; row--) {
    if (!kept[row]) continue
    const line = lines[row] as string
    const rule = tailRules.find(({says, most}) => line.length <= most && says.test(line))
    if (!rule) break
    removals.set(row, {ruleId: rule.id, reason: rule.reason, confidence: 0.95})
  }
  return removals
}

/** The rows of a list of bare addresses under a heading that calls them references. */
const referenceRows = (lines: readonly string[]): {rows: readonly number[]; addresses: readonly string[]} => {
  const rows: number[] = []
  const addresses: string[] = []
  lines.forEach((line, row) => {
    if (line.length > 40 || !references.test(line)) return
    const found: string[] = []
    for (let next = row + 1; next < lines.length; next++) {
      const url = address.exec(lines[next] as string)?.[1]
      if (url === undefined) break
      found.push(url)
    }
    if (found.length === 0) return
    for (let next = row; next <= row + found.length; next++) rows.push(next)
    addresses.push(...found)
  })
  return {rows, addresses}
}

/**
 * Lines whose only content is metadata: dates and bylines between title and text,
 * repeated titles, reference lists, copyright lines and author blurbs below the text; and calls to subscribe.
 */
export const metadataRemovals = (
  lines: readonly string[],
  kept: readonly boolean[],
  frame: Frame,
): Map<number, Removal> => {
  const removals = tailRemovals(lines, kept)
  lines.forEach((line, row) => {
    if (row === frame.title || line.length > CALL_LENGTH || !newsletterCall.test(line)) return
    removals.set(row, {
      ruleId: 'strip/newsletter-call',
      reason: 'The line asks the reader to subscribe to a newsletter.',
      confidence: 0.9,
    })
  })
  const title = frame.title < 0 ? undefined : normal(lines[frame.title] as string)
  for (let row = 0; row < frame.start; row++) {
    const removal = row === frame.title ? undefined : headRemoval(lines[row] as string, title)
    if (removal) removals.set(row, removal)
  }
  for (const row of referenceRows(lines).rows) {
    removals.set(row, {
      ruleId: 'strip/references',
      reason: 'The line belongs to the list of references, which is kept as metadata.',
      confidence: 0.95,
    })
  }
  return removals
}

/** What the removed lines say about the article. */
export const metadataOf = (
  lines: readonly string[],
  removed: (row: number) => boolean,
  frame: Frame,
): Partial<Metadata> => {
  const fields: {published?: string; syndicatedFrom?: string; rights?: string; site?: string} = {}
  let people: readonly string[] = []
  // Below the title first: the date above it is often today's.
  const rows = lines.map((_, row) => row)
  const head = [
    ...rows.slice(Math.max(0, frame.title), frame.start),
    ...rows.slice(0, Math.max(0, frame.title)).reverse(),
  ]
  for (const row of head) {
    if (!removed(row) || (frame.title >= 0 && row > frame.title + BELOW_TITLE)) continue
    const line = lines[row] as string
    const day = fields.published === undefined ? dateOfLine(line) : undefined
    if (day !== undefined) fields.published = day
    if (people.length === 0) people = peopleOf(line)
  }
  if (people.length === 0 && frame.title >= 0) {
    const isDate = (row: number): boolean =>
      row >= 0 && row < lines.length && dateOfLine(lines[row] as string) !== undefined
    people = namedBeside(
      lines,
      head.filter(row => removed(row) && Math.abs(row - frame.title) <= BESIDE_TITLE),
      isDate,
    )
  }
  lines.forEach((line, row) => {
    if (!removed(row) || line.length > 400) return
    const origin = syndication.exec(line)?.[1]
    if (origin !== undefined) fields.syndicatedFrom ??= origin
    if (row < frame.start) return
    if (line.length <= RIGHTS_LENGTH && copyright.test(line)) {
      fields.rights ??= line
      const holder = normal(line.replace(/\b(?:all rights reserved|copyright|\d{4})\b/giu, ' '))
      const site = lines
        .slice(0, frame.start)
        .find(other => mayEndIn(other, holder) && normal(other) === holder)
      if (site !== undefined && holder !== '') fields.site ??= site
    }
    const author = people.length === 0 ? blurb.exec(line)?.[1] : undefined
    if (author !== undefined) people = [author]
  })
  const {addresses} = referenceRows(lines)
  const metadata = {
    ...fields,
    ...(people.length > 0 ? {byline: people} : {}),
    ...(addresses.length > 0 ? {references: addresses} : {}),
  }
  const sources = Object.fromEntries(Object.keys(metadata).map(key => [key, 'line']))
  return {...metadata, sources}
}
