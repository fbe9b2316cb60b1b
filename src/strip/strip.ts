import {type Block, type Removal, textOf} from '../document/block.ts'
import type {Document, Metadata} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import {classifyLines, type LineClassifier} from './classify-lines.ts'
import {look, type PageFacts, type Witness} from './look.ts'
import {mergeMetadata} from './merge-metadata.ts'
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

const noText: Removal = {ruleId: 'strip/no-words', reason: 'The line has no words.', confidence: 1}

const factsOf = ({url}: Metadata): PageFacts => {
  const host = url ? URL.parse(url)?.hostname : undefined
  return {...(url ? {url} : {}), ...(host ? {host} : {})}
}

/**
 * Hides what is not article. The page is looked at again without what was hidden, exactly as its cleaned text would
 * be seen by a second run, until a look hides nothing more: cleaning cleaned text changes nothing.
 */
export const strip = (document: Document, {witnesses, classify = classifyLines}: StripOptions): Document => {
  const texts = document.blocks.map(textOf)
  const removals: (Removal | undefined)[] = document.blocks.map(
    (block, row) => block.removed ?? (texts[row] === '' ? noText : undefined),
  )
  const given = document.metadata.title
  let title = document.blocks.findIndex(block => block.role === 'title' && !block.removed)
  // A title from the page's metadata heads the cleaned text though no block says it.
  const heading = title < 0 && given !== undefined ? [given] : []
  const present = document.blocks.map((_, row) => row).filter(row => !removals[row])
  let left = title < 0 ? present : [title, ...present.filter(row => row !== title)]
  let metadata: Partial<Metadata> = document.metadata
  let messages: readonly Message[] = []
  let likely = 0
  let facts = factsOf(document.metadata)
  for (let looks = 0; looks < MOST_LOOKS && left.length > 0; looks++) {
    const verdict = look([...heading, ...left.map(row => texts[row] as string)], {witnesses, classify}, facts)
    const before = left.length
    const kept = left.filter((row, index) => {
      const removal = verdict.removals[index + heading.length]
      if (removal) removals[row] = removal
      return !removal
    })
    const found = verdict.title === undefined ? -1 : (left[verdict.title - heading.length] ?? -1)
    if (heading.length === 0) title = found >= 0 ? found : title >= 0 && removals[title] ? -1 : title
    if (looks === 0) likely = verdict.likely
    metadata = mergeMetadata(metadata, verdict.metadata)
    messages = verdict.messages
    left = kept
    facts = {}
    if (kept.length === before) break
  }
  const blocks = document.blocks.map((block, row): Block => {
    const removed = removals[row]
    if (removed) return {...block, removed}
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
