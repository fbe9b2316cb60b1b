import type {Block, Removal} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import type {Options} from '../document/options.ts'
import {blockProbabilities, builtInModel, loadBlockModel} from './block-model.ts'
import {chooseBlocks} from './choose-blocks.ts'
import {jsonLdObjects} from './json-ld.ts'
import {pageMetadata} from './metadata.ts'
import {type PageBlock, segmentPage} from './page-blocks.ts'
import {type PageProfile, profilePage} from './page-profile.ts'
import {type PageTree, parsePage} from './page-tree.ts'
import {askReadability} from './readability.ts'

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
  readonly selectors?: readonly SelectorRule[]
  /** Another model than the built-in one, for measurements across folds. */
  readonly model?: URL
}

/**
 * Turns a page's source into blocks: all its text in document order, boilerplate marked as removed. Fills in what the
 * page's own metadata says. Scripts never run, and nothing is fetched.
 */
export const extractHtml = async (document: Document, settings: HtmlSettings): Promise<Document> => {
  const tree = parsePage(document.source, settings.depth)
  const pageBlocks = segmentPage(tree)
  const objects = jsonLdObjects(tree)
  const metadata = pageMetadata(tree, pageBlocks, objects)
  const messages: Message[] = [...document.messages, ...capMessages(tree, settings.depth)]
  const judge = (): Verdicts => {
    if (pageBlocks.length > maximumJudged) return byLength(pageBlocks)
    return byModel(profilePage(tree, pageBlocks, objects, metadata), settings.model ?? builtInModel)
  }
  const opinion =
    settings.engine === 'readability'
      ? await byReadability(document.source, tree, pageBlocks, messages)
      : undefined
  const removals = opinion ?? judge()
  const blocks = pageBlocks.map((block, index) => toBlock(block, removals[index]))
  return {
    ...document,
    blocks: markTitle(blocks, metadata.title),
    metadata: {...metadata, references: [...document.metadata.references]},
    messages,
  }
}

/** Why each block is removed, if it is. */
type Verdicts = readonly (Removal | undefined)[]

/**
 * Blocks of a page that the model judges. Real pages have up to a few thousand; on a page with more, every block that
 * is as long as a sentence is taken for content.
 */
const maximumJudged = 40_000
const sentenceCharacters = 80

const byLength = (blocks: readonly PageBlock[]): Verdicts =>
  blocks.map(({raw}) => (raw.length >= sentenceCharacters ? undefined : shortBlock))

const shortBlock: Removal = {
  ruleId: 'extract/short',
  reason: 'The page has too many blocks to judge each, and this one is shorter than a sentence.',
  confidence: 0.5,
}

const byModel = (page: PageProfile, model: URL): Verdicts => {
  const {blocks} = page
  if (blocks.length === 0) return []
  const probabilities = blockProbabilities(loadBlockModel(model), page)
  const {kept} = chooseBlocks(
    probabilities,
    page.facts.map(({words}) => words),
  )
  return blocks.map((_, index) =>
    kept[index] ? undefined : modelRemoval(1 - (probabilities[index] as number)),
  )
}

const modelRemoval = (confidence: number): Removal => ({
  ruleId: 'extract/html',
  reason: 'The trained judge of blocks finds no main content in it.',
  confidence: Math.round(confidence * 1000) / 1000,
})

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

const toBlock = (block: PageBlock, removed: Removal | undefined): Block => ({
  kind: block.kind,
  origin: block.origin,
  raw: block.raw,
  segments: block.segments,
  edits: [],
  ...(removed ? {removed} : {}),
})

const capMessages = (tree: PageTree, depth: number): Message[] => {
  const messages: Message[] = []
  if (tree.depthCapped) {
    messages.push({
      severity: 'warning',
      ruleId: 'extract/depth',
      reason: `The page nests elements deeper than ${depth}; what is deeper was read as part of its ancestor.`,
    })
  }
  if (tree.elementsCapped) {
    messages.push({
      severity: 'warning',
      ruleId: 'extract/elements',
      reason: 'The page has too many elements; from the limit on it was read as text without structure.',
    })
  }
  return messages
}

/** Marks the heading that says the title; it is kept, and the writer puts it first. */
const markTitle = (blocks: readonly Block[], title: string | undefined): Block[] => {
  const wanted = title === undefined ? '' : comparable(title)
  const at =
    wanted === ''
      ? -1
      : blocks.findIndex(block => block.kind === 'heading' && comparable(block.raw) === wanted)
  return blocks.map((block, index) => {
    if (index !== at) return block
    const {removed: _, ...kept} = block
    return {...kept, role: 'title' as const}
  })
}

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
