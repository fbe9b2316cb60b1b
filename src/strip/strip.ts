import {type Block, type Removal, textOf} from '../document/block.ts'
import type {Document, Metadata} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import {classifyLines, type LineClassifier} from './classify-lines.ts'
import {look, noWords, type PageFacts, type Witness} from './look.ts'
import {mergeMetadata} from './merge-metadata.ts'
import {isProse} from './prose.ts'
import {rejectionOf} from './rejection.ts'

/** What the stage is made for. */
export type StripOptions = {
  /** Rules and repetition, strongest first. */
  readonly witnesses: readonly Witness[]
  /** The witness that is asked last; the built-in one unless weights are being compared. */
  readonly classify?: LineClassifier
}

/** No page needs more looks than this; each but the last took something away. */
const MOST_LOOKS = 12

const factsOf = ({url}: Metadata): PageFacts => {
  const host = url ? URL.parse(url)?.hostname : undefined
  return {...(url ? {url} : {}), ...(host ? {host} : {})}
}

/** What is known of a page after some looks. */
type Progress = {
  /** One for every block. */
  readonly removals: readonly (Removal | undefined)[]
  /** The blocks that are left, in the order of the output: the title first. */
  readonly left: readonly number[]
  /** The block that is the title, or -1. */
  readonly title: number
  readonly metadata: Partial<Metadata>
  readonly messages: readonly Message[]
  /** Mean likelihood, by length, that what the first look kept is article. */
  readonly likely: number
  /** Another look without an address and without asking the classifier would find just this. */
  readonly isSettled: boolean
}

type Page = {
  readonly texts: readonly string[]
  /** A title from the page's metadata, which heads the cleaned text though no block says it. */
  readonly heading: readonly string[]
  readonly facts: PageFacts
}

/** The classifier where all lines are known to be article, and it is only asked for the title. */
const keepingAll =
  (classify: LineClassifier): LineClassifier =>
  lines => {
    const {lines: verdicts, titles} = classify(lines, 'title')
    return {lines: verdicts.map(verdict => ({...verdict, keep: true})), titles}
  }

/** Keeps all lines; the title is the one that was found before. */
const remembering =
  (title: number): LineClassifier =>
  lines => ({
    lines: lines.map(() => ({keep: true, confidence: 1})),
    titles: rows => rows.map(row => (row === title ? 1 : 0)),
  })

/**
 * Looks at the page again and again without what was hidden, exactly as its cleaned text would be seen by a second run,
 * until a look hides nothing more. Only the first look asks the classifier, which judges whole pages:
 * what it kept of one is not asked about again.
 */
const lookUntilSettled = (
  {texts, heading, facts: known}: Page,
  start: Progress,
  {witnesses, classify}: {readonly witnesses: readonly Witness[]; readonly classify?: LineClassifier},
): Progress => {
  const removals = [...start.removals]
  let {left, title, metadata, messages, likely, isSettled} = start
  let facts = known
  for (let looks = 0; looks < MOST_LOOKS && left.length > 0; looks++) {
    const asked = looks === 0 ? classify : undefined
    const known = heading.length > 0 ? 0 : left.indexOf(title)
    const lines = [...heading, ...left.map(row => texts[row] as string)]
    const verdict = look(lines, {witnesses, classify: asked ?? remembering(known)}, facts)
    const before: readonly number[] = left
    const titleBefore = title
    left = before.filter((row, index) => {
      const removal = verdict.removals[index + heading.length]
      if (removal) removals[row] = removal
      return !removal
    })
    const found = verdict.title === undefined ? -1 : (before[verdict.title - heading.length] ?? -1)
    if (heading.length === 0) title = found >= 0 ? found : title >= 0 && removals[title] ? -1 : title
    if (looks === 0) likely = verdict.likely
    metadata = mergeMetadata(metadata, verdict.metadata)
    messages = verdict.messages
    const hidNothing = left.length === before.length
    isSettled = hidNothing && title === titleBefore && asked === undefined && facts.url === undefined
    facts = {}
    if (hidNothing) break
  }
  return {removals, left, title, metadata, messages, likely, isSettled}
}

/**
 * Of a text with the layout of a cleaned one the classifier takes no more of the prose than this: what rules left of
 * such a page is article for the most part, and a heuristic that finds otherwise is wrong. On the benchmark's pages it
 * takes a tenth of it where it is right.
 */
const MOST_PROSE = 0.2

const proseIn = (texts: readonly string[], rows: readonly number[]): number => {
  let length = 0
  for (const row of rows) if (isProse(texts[row] as string)) length += (texts[row] as string).length
  return length
}

const paragraphs = /^\S[^\n]*(?:\n\n\S[^\n]*)*\n$/

/** Whether a text has the layout of a cleaned one. */
const hasCleanLayout = ({source}: Document): boolean => paragraphs.test(source)

const isPage = ({sourceInfo}: Document): boolean => sourceInfo.mediaType === 'text/html'

/**
 * What of a page is article where extraction or an earlier run has told it before. Of a page with markup the judge of
 * blocks has, and only rules and repetition are asked after it. A text with the layout of a cleaned one that rules find
 * nothing in is a cleaned text, and stays as it is; one that they do find something in is a dump with that layout.
 */
const settleCleaned = (
  document: Document,
  page: Page,
  start: Progress,
  options: {readonly witnesses: readonly Witness[]; readonly classify: LineClassifier},
): Progress => {
  const {witnesses, classify} = options
  // Extraction knows better which line of a page is the title, and the classifier is half of the work of this stage.
  const isTitled = isPage(document) && (start.title >= 0 || page.heading.length > 0)
  const asked = isTitled ? undefined : keepingAll(classify)
  const first = lookUntilSettled(page, start, {witnesses, ...(asked ? {classify: asked} : {})})
  // A second run knows no address.
  const certain = first.isSettled ? first : lookUntilSettled({...page, facts: {}}, first, {witnesses})
  const settled = {...certain, messages: first.messages, likely: 1}
  if (isPage(document) || certain.left.length === start.left.length) return settled
  const all = lookUntilSettled({...page, facts: {}}, certain, options)
  const prose = proseIn(page.texts, certain.left)
  if (prose - proseIn(page.texts, all.left) > prose * MOST_PROSE)
    return {...settled, messages: [...first.messages, refusal]}
  return {...all, messages: first.messages, likely: 1}
}

/**
 * What of a dump is article. Where no line was found to be the title, the lines that are left are asked for one as a
 * second run would ask them: a title found only then may show that a line beside it is none of the article.
 */
const settleDump = (
  page: Page,
  start: Progress,
  {witnesses, classify}: {readonly witnesses: readonly Witness[]; readonly classify: LineClassifier},
): Progress => {
  const first = lookUntilSettled(page, start, {witnesses, classify})
  if (first.title >= 0 || page.heading.length > 0) return first
  const again = lookUntilSettled({...page, facts: {}}, first, {witnesses, classify: keepingAll(classify)})
  return {...again, messages: first.messages, likely: first.likely}
}

/**
 * Hides what is not article. What is left is what a second run would keep: cleaning cleaned text changes nothing.
 */
export const strip = (document: Document, {witnesses, classify = classifyLines}: StripOptions): Document => {
  // Nobody looks at what is hidden already, most of a page.
  const texts = document.blocks.map(block => (block.removed ? '' : textOf(block)))
  const removals: readonly (Removal | undefined)[] = document.blocks.map(
    (block, row) => block.removed ?? (texts[row] === '' ? noWords : undefined),
  )
  const given = document.metadata.title
  const marked = document.blocks.findIndex(block => block.role === 'title' && !block.removed)
  const present = document.blocks.map((_, row) => row).filter(row => !removals[row])
  const page: Page = {
    texts,
    heading: marked < 0 && given !== undefined ? [given] : [],
    facts: factsOf(document.metadata),
  }
  const start: Progress = {
    removals,
    left: marked < 0 ? present : [marked, ...present.filter(row => row !== marked)],
    title: marked,
    metadata: document.metadata,
    messages: [],
    likely: 0,
    isSettled: false,
  }
  const settled =
    isPage(document) || hasCleanLayout(document)
      ? settleCleaned(document, page, start, {witnesses, classify})
      : settleDump(page, start, {witnesses, classify})
  const {title, left, metadata, messages, likely} = settled
  const blocks = document.blocks.map((block, row): Block => {
    const removed = settled.removals[row]
    if (removed) return block.removed === removed ? block : {...block, removed}
    return row === title ? {...block, role: 'title'} : block
  })
  const rejected = rejectionOf({
    lines: present.map(row => texts[row] as string),
    kept: left.filter(row => row !== title).map(row => texts[row] as string),
    likely,
  })
  const titled = title >= 0 && given === undefined
  return {
    ...document,
    blocks,
    metadata: {...document.metadata, ...metadata, ...(titled ? {title: texts[title] as string} : {})},
    messages: [...document.messages, ...messages],
    ...(document.rejected === undefined && rejected !== undefined ? {rejected} : {}),
  }
}

const refusal: Message = {
  severity: 'info',
  ruleId: 'strip/refused',
  reason:
    'The line classifier would have taken most of the prose of a page that was clean already, and was not followed; look at the page if it holds more than an article.',
}
