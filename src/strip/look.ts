import type {Removal} from '../document/block.ts'
import type {Metadata} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import {unitAt} from '../document/unit-at.ts'
import type {LineClassifier, LineVerdict} from './classify-lines.ts'
import {type Frame, metadataOf, metadataRemovals} from './line-metadata.ts'
import {mergeMetadata} from './merge-metadata.ts'
import {findTitle} from './title.ts'

/** A witness that names lines which are not article: rules, repetition. */
export type Witness = (
  lines: readonly string[],
  page: PageFacts,
) => {
  readonly removals: readonly (Removal | undefined)[]
  readonly metadata?: Partial<Metadata>
  readonly messages?: readonly Message[]
}

/** What is known of a page besides its lines. */
export type PageFacts = {readonly host?: string; readonly url?: string}

/** What one look at a page found. */
export type Verdict = {
  /** One for every line. */
  readonly removals: readonly (Removal | undefined)[]
  /** The line that is the title; it stands above every kept line. */
  readonly title?: number
  readonly metadata: Partial<Metadata>
  readonly messages: readonly Message[]
  /** Mean likelihood, by length, that the kept lines are article. */
  readonly likely: number
}

const words = /[\p{L}\p{N}]/u
/** Most lines begin with a letter of ASCII, or a figure. */
const hasWords = (line: string): boolean => {
  const first = unitAt(line, 0)
  const lower = first | 0x20
  return (lower >= 0x61 && lower <= 0x7a) || (first >= 0x30 && first <= 0x39) || words.test(line)
}
/** Why a line without letters and figures goes. */
export const noWords: Removal = {ruleId: 'strip/no-words', reason: 'The line has no words.', confidence: 1}
/** What stands between two scenes. */
const ornament = /^(?:[*•·~=_–—-]\s?){3,12}$|^[⁂❦☙]$/u
/** A line of at least this many characters below the title is where the text begins. */
const TEXT_LENGTH = 80

const meanLikelihood = (lines: readonly string[], opinions: readonly LineVerdict[]): number => {
  let sum = 0
  let weight = 0
  opinions.forEach(({keep, confidence}, row) => {
    if (!keep) return
    sum += confidence * (lines[row] as string).length
    weight += (lines[row] as string).length
  })
  return weight === 0 ? 0 : sum / weight
}

const frameOf = (lines: readonly string[], kept: readonly boolean[], title: number): Frame => {
  const end = kept.lastIndexOf(true)
  const start = lines.findIndex((line, row) => row > title && kept[row] && line.length >= TEXT_LENGTH)
  return {title, start: start < 0 ? Math.max(0, kept.indexOf(true)) : start, end}
}

/**
 * One look at the lines of a page: the witnesses in their order, then the classifier. What it says depends on the
 * lines (and on `page`) alone.
 */
export const look = (
  lines: readonly string[],
  {witnesses, classify}: {readonly witnesses: readonly Witness[]; readonly classify: LineClassifier},
  page: PageFacts,
): Verdict => {
  const removals: (Removal | undefined)[] = lines.map(line => (hasWords(line) ? undefined : noWords))
  let metadata: Partial<Metadata> = {}
  const messages: Message[] = []
  for (const witness of witnesses) {
    const verdict = witness(lines, page)
    verdict.removals.forEach((removal, row) => {
      removals[row] ??= removal
    })
    metadata = mergeMetadata(metadata, verdict.metadata ?? {})
    messages.push(...(verdict.messages ?? []))
  }
  // What recurs is no title, however much it looks like one: a slogan heads every page of its site. Nor is an ornament.
  const isNoTitle = removals.map(removal => removal === noWords || removal?.ruleId === 'strip/repetition')
  const {lines: opinions, titles} = classify(lines)
  opinions.forEach(({keep, confidence}, row) => {
    if (keep) return
    removals[row] ??= {
      ruleId: 'strip/lines',
      reason: 'The line classifier takes it for site text.',
      confidence,
    }
  })
  const likeliest = findTitle(
    lines,
    removals.map(removal => removal === undefined),
    rows => {
      const likely = titles(rows.filter(row => !isNoTitle[row]))
      let next = 0
      return rows.map(row => (isNoTitle[row] ? 0 : (likely[next++] as number)))
    },
  )
  const title = likeliest === undefined || isNoTitle[likeliest] ? undefined : likeliest
  if (title !== undefined) removals[title] = undefined
  lines.forEach((line, row) => {
    const between = row > 0 && row + 1 < lines.length && !removals[row - 1] && !removals[row + 1]
    if (between && ornament.test(line)) removals[row] = undefined
  })
  const kept = removals.map(removal => removal === undefined)
  const frame = frameOf(lines, kept, title ?? -1)
  for (const [row, removal] of metadataRemovals(lines, kept, frame)) removals[row] ??= removal
  const found = metadataOf(lines, row => removals[row] !== undefined, frame)
  return {
    removals,
    ...(title === undefined ? {} : {title}),
    metadata: mergeMetadata(metadata, found),
    messages,
    likely: meanLikelihood(lines, opinions),
  }
}
