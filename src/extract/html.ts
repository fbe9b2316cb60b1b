import type {Block, Removal} from '../document/block.ts'
import type {Document, Metadata} from '../document/document.ts'
import type {Edit} from '../document/edit.ts'
import type {Message} from '../document/message.ts'
import type {Options} from '../document/options.ts'
import {applySiteConfig, type SiteVerdict} from './apply-site-config.ts'
import {builtInModel} from './block-model.ts'
import {inlineEdits} from './inline-edits.ts'
import {jsonLdObjects} from './json-ld.ts'
import {judgeByLength, judgeByModel, maximumJudged, type Verdicts} from './judge-page.ts'
import {selectElements} from './match-selector.ts'
import {pageMetadata} from './metadata.ts'
import {type PageBlock, segmentPage} from './page-blocks.ts'
import {hostOf, pageClaims} from './page-claims.ts'
import {capMessages, pageMessages} from './page-messages.ts'
import {profilePage} from './page-profile.ts'
import type {PageElement, PageTree} from './page-tree.ts'
import {parsePage} from './parse-page.ts'
import {comparable, saysWords} from './plain-words.ts'
import {askReadability} from './readability.ts'
import {refusePage} from './reject-page.ts'
import type {SiteConfig} from './site-config.ts'

/** A rule that removes elements, from a rule file. */
export type SelectorRule = {
  readonly ruleId: string
  /** CSS selector of the elements to remove. */
  readonly selector: string
  readonly reason: string
}

export type HtmlSettings = {
  readonly engine: Options['engine']
  /** Elements deeper than this are folded into their ancestor at this depth. */
  readonly depth: number
  /** Rules for the page, or how to find them once its address is known. */
  readonly selectors?: readonly SelectorRule[] | ((url: string | undefined) => readonly SelectorRule[])
  /** What is known of a host, from `openSiteConfigs`. */
  readonly siteConfig?: (host: string) => SiteConfig | undefined
  /** Another model than the built-in one, for measurements across folds. */
  readonly model?: URL
}

/**
 * Turns a page's source into blocks: all its text in document order, boilerplate marked as removed. Fills in what the
 * page's own metadata says; a page without an article gets `rejected`. Scripts never run, and nothing is fetched.
 */
export const extractHtml = async (document: Document, settings: HtmlSettings): Promise<Document> => {
  const {source} = document
  const tree = parsePage(source, settings.depth)
  const blocks = segmentPage(tree)
  const objects = jsonLdObjects(tree)
  const claims = pageClaims(tree, objects, document.metadata.url)
  const own = pageMetadata(tree, blocks, claims)
  const url = document.metadata.url ?? own.url
  const messages: Message[] = [
    ...document.messages,
    ...capMessages(tree, settings.depth),
    ...pageMessages(tree, objects),
  ]
  const site = await bySite(source, tree, blocks, settings, url)
  const {besideTitle, ...rest} = own
  const isOwnTitle = document.metadata.title === undefined && site?.verdict.metadata.title === undefined
  const metadata = mergeMetadata(document.metadata, {
    ...rest,
    ...(isOwnTitle && besideTitle ? {besideTitle} : {}),
    ...site?.verdict.metadata,
  })

  const profile =
    blocks.length > maximumJudged ? undefined : profilePage(tree, blocks, claims.account, metadata)
  const opinion =
    settings.engine === 'readability' ? await byReadability(source, tree, blocks, messages) : undefined
  const judged = !opinion && profile ? judgeByModel(profile, settings.model ?? builtInModel) : undefined
  if (judged && judged.expectedF1 < doubtfulF1 && blocks.length > 0) messages.push(doubt(judged.expectedF1))
  let verdicts = opinion ?? judged?.verdicts ?? judgeByLength(blocks)
  if (site) verdicts = site.apply(verdicts)
  verdicts = applySelectors(tree, blocks, verdicts, settings.selectors, url, messages)

  const rejected = profile && !site ? refusePage(profile, verdicts.map(isKept), metadata.title) : undefined
  return {
    ...document,
    blocks: markTitle(toBlocks(blocks, verdicts, inlineEdits(tree)), metadata.title),
    metadata,
    messages,
    ...(judged && !site
      ? {confidence: Math.round(judged.expectedF1 * confidenceParts) / confidenceParts}
      : {}),
    ...(rejected === undefined ? {} : {rejected}),
  }
}

/** Parts of a confidence that mean something. */
const confidenceParts = 100

/**
 * The expected F1 below which a reader is told that the choice is doubtful. Out of fold the pages below it, one in
 * sixteen, come to 0.43 where they expect 0.50. Readability does worse on them (see `models/html.md`), so it is not
 * asked unless the reader wants it.
 */
const doubtfulF1 = 0.6

const doubt = (expectedF1: number): Message => ({
  severity: 'info',
  ruleId: 'extract/doubt',
  reason: `What is article on this page is doubtful: the words kept are expected to be right by ${expectedF1.toFixed(2)} (F1).`,
})

/** What was known before the page was read, such as the address a record came with, goes first. */
const mergeMetadata = (known: Metadata, own: Metadata): Metadata => ({
  ...own,
  ...known,
  byline: known.byline.length > 0 ? known.byline : own.byline,
  references: known.references,
  sources: {...own.sources, ...known.sources},
})

const bySite = async (
  source: string,
  tree: PageTree,
  blocks: readonly PageBlock[],
  settings: HtmlSettings,
  url: string | undefined,
): Promise<{verdict: SiteVerdict; apply: (verdicts: Verdicts) => Verdicts} | undefined> => {
  const config = url ? settings.siteConfig?.(hostOf(url)) : undefined
  const verdict = config ? await applySiteConfig(source, tree, blocks, config) : undefined
  if (!config || !verdict) return undefined
  const removal: Removal = {
    ruleId: `extract/site-config/${config.name}`,
    reason: `The rules for ${config.name} leave it out.`,
    confidence: 1,
  }
  return {
    verdict,
    apply: verdicts =>
      verdicts.map((before, index) => {
        const kept = verdict.kept[index]
        if (kept === undefined) return before
        return kept ? undefined : removal
      }),
  }
}

const byReadability = async (
  source: string,
  tree: PageTree,
  blocks: readonly PageBlock[],
  messages: Message[],
): Promise<Verdicts | undefined> => {
  const opinion = await askReadability(source, tree, blocks)
  if (opinion.kind === 'judged') return opinion.kept.map(kept => (kept ? undefined : readabilityRemoval))
  messages.push({
    severity: 'warning',
    ruleId: 'extract/readability',
    reason: `Readability had no answer and Copydesk's own extractor was used: ${opinion.reason}.`,
  })
  return undefined
}

const readabilityRemoval: Removal = {
  ruleId: 'extract/readability',
  reason: 'Readability finds this outside the article.',
  confidence: 0.8,
}

const applySelectors = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  verdicts: Verdicts,
  selectors: HtmlSettings['selectors'],
  url: string | undefined,
  messages: Message[],
): Verdicts => {
  const rules = typeof selectors === 'function' ? selectors(url) : (selectors ?? [])
  if (rules.length === 0) return verdicts
  const removals = [...verdicts]
  for (const {ruleId, selector, reason} of rules) {
    for (const {index, last} of matching(tree, selector, ruleId, messages)) {
      blocks.forEach(({element}, block) => {
        if (index <= element.index && element.index <= last) removals[block] = {ruleId, reason, confidence: 1}
      })
    }
  }
  if (verdicts.some(removal => !removal) && removals.every(removal => removal)) {
    messages.push({
      severity: 'warning',
      ruleId: 'extract/selector',
      reason: 'The rules by `selector` would remove all that was kept of the page, and were not applied.',
    })
    return verdicts
  }
  return removals
}

const matching = (tree: PageTree, selector: string, ruleId: string, messages: Message[]): PageElement[] => {
  try {
    return selectElements(tree, selector)
  } catch (error) {
    messages.push({severity: 'error', ruleId, reason: `Mend the rule: ${(error as Error).message}.`})
    return []
  }
}

const isKept = (removal: Removal | undefined): boolean => removal === undefined

const toBlocks = (
  blocks: readonly PageBlock[],
  verdicts: Verdicts,
  editsOf: (block: PageBlock) => readonly Edit[],
): Block[] => {
  const all: Block[] = []
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index] as PageBlock
    const {kind, origin, raw, segments} = block
    const edits = editsOf(block)
    const removed = verdicts[index]
    all.push(removed ? {kind, origin, raw, segments, edits, removed} : {kind, origin, raw, segments, edits})
  }
  return all
}

/** Marks the block that says the title, a heading before other text; it is kept, and the writer puts it first. */
const markTitle = (blocks: readonly Block[], title: string | undefined): readonly Block[] => {
  const at = titleAt(blocks, title === undefined ? '' : comparable(title))
  const found = blocks[at]
  if (!found) return blocks
  const {removed: _, ...kept} = found
  return blocks.with(at, {...kept, role: 'title'})
}

/** The index of the block that says the words; -1 for none. */
const titleAt = (blocks: readonly Block[], wanted: string): number => {
  if (wanted === '') return -1
  let first = -1
  for (let at = 0; at < blocks.length; at += 1) {
    const {kind, raw, removed} = blocks[at] as Block
    const mayBe = kind === 'heading' || (first < 0 && !removed)
    if (!mayBe || raw.length < wanted.length || !saysWords(raw, wanted)) continue
    if (kind === 'heading') return at
    first = at
  }
  return first
}
