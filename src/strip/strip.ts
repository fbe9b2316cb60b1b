import {type Block, type Removal, textOf} from '../document/block.ts'
import type {Document, Metadata} from '../document/document.ts'
import {look, type Verdict, type Witness} from './look.ts'

/** What the stage is made for. */
export type StripOptions = {
  /** Rules and repetition, strongest first. */
  readonly witnesses: readonly Witness[]
}

/** No page needs more looks than this; each but the last took something away. */
const MOST_LOOKS = 12

const hostOf = (url: string | undefined): string | undefined => (url ? URL.parse(url)?.hostname : undefined)

const merge = (metadata: Metadata, found: Partial<Metadata>): Metadata => ({
  ...found,
  ...metadata,
  byline: metadata.byline.length > 0 ? metadata.byline : (found.byline ?? []),
  references: metadata.references.length > 0 ? metadata.references : (found.references ?? []),
  sources: {...found.sources, ...metadata.sources},
})

/**
 * Hides what is not article. The page is looked at again without what was hidden, exactly as its cleaned text would
 * be seen by a second run, until a look hides nothing more: cleaning cleaned text changes nothing.
 */
export const strip = (document: Document, {witnesses}: StripOptions): Document => {
  const texts = document.blocks.map(textOf)
  const removals: (Removal | undefined)[] = document.blocks.map(block => block.removed)
  const host = hostOf(document.metadata.url)
  const url = document.metadata.url
  let page: {host?: string; url?: string} = {...(host ? {host} : {}), ...(url ? {url} : {})}
  let left = document.blocks.map((_, index) => index).filter(index => !removals[index])
  let title = document.blocks.findIndex(block => block.role === 'title' && !block.removed)
  let first: Verdict | undefined
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const verdict = look(
      left.map(index => texts[index] as string),
      witnesses,
      page,
    )
    first ??= verdict
    verdict.removals.forEach((removal, index) => {
      const block = left[index] as number
      if (removal) removals[block] = removal
    })
    const kept = left.filter(index => !removals[index])
    if (verdict.title !== undefined && title < 0) title = left[verdict.title] as number
    if (kept.length === left.length) break
    left = kept
    page = {}
  }
  const blocks = document.blocks.map((block, index): Block => {
    const removed = removals[index]
    if (removed) return {...block, removed}
    return index === title ? {...block, role: 'title'} : block
  })
  const metadata = merge(document.metadata, first?.metadata ?? {})
  const rejected = left.length === 0 ? 'There is no article text in it.' : undefined
  return {
    ...document,
    blocks,
    metadata:
      title >= 0 && metadata.title === undefined ? {...metadata, title: texts[title] as string} : metadata,
    messages: [...document.messages, ...(first?.messages ?? [])],
    ...(rejected === undefined ? {} : {rejected}),
  }
}
