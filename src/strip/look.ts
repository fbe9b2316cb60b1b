import type {Removal} from '../document/block.ts'
import type {Metadata} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import {classifyLines} from './lines.ts'
import {findTitle} from './title.ts'

/** A witness that names lines which are not article: rules, repetition. */
export type Witness = (
  lines: readonly string[],
  page: {readonly host?: string; readonly url?: string},
) => {
  readonly removals: readonly (Removal | undefined)[]
  readonly metadata?: Partial<Metadata>
  readonly messages?: readonly Message[]
}

/** What one look at a page found. */
export type Verdict = {
  /** One for every line. */
  readonly removals: readonly (Removal | undefined)[]
  /** The line that is the title; it stands above every kept line. */
  readonly title?: number
  readonly metadata: Partial<Metadata>
  readonly messages: readonly Message[]
}

const hasWords = /[\p{L}\p{N}]/u

/**
 * One look at the lines of a page: the witnesses in their order, then the classifier. What it says depends on the
 * lines (and on `page`) alone.
 */
export const look = (
  lines: readonly string[],
  witnesses: readonly Witness[],
  page: {readonly host?: string; readonly url?: string},
): Verdict => {
  const removals: (Removal | undefined)[] = lines.map(line =>
    hasWords.test(line)
      ? undefined
      : {ruleId: 'strip/no-words', reason: 'The line has no words.', confidence: 1},
  )
  let metadata: Partial<Metadata> = {}
  const messages: Message[] = []
  for (const witness of witnesses) {
    const verdict = witness(lines, page)
    verdict.removals.forEach((removal, index) => {
      removals[index] ??= removal
    })
    metadata = {...verdict.metadata, ...metadata}
    messages.push(...(verdict.messages ?? []))
  }
  classifyLines(lines).forEach(({keep, confidence}, index) => {
    if (keep) return
    removals[index] ??= {
      ruleId: 'strip/lines',
      reason: 'The line classifier takes it for site text.',
      confidence,
    }
  })
  const title = findTitle(
    lines,
    removals.map(removal => removal === undefined),
  )
  if (title !== undefined) removals[title] = undefined
  return {removals, ...(title === undefined ? {} : {title}), metadata, messages}
}
