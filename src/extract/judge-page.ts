import type {Removal} from '../document/block.ts'
import {blockProbabilities, loadBlockModel} from './block-model.ts'
import {chooseBlocks} from './choose-blocks.ts'
import {unseen} from './element-profile.ts'
import type {PageBlock} from './page-blocks.ts'
import type {PageProfile} from './page-profile.ts'
import {trait} from './tags.ts'

/** Why each block is removed, if it is. */
export type Verdicts = readonly (Removal | undefined)[]

/**
 * Blocks of a page that the model judges. Real pages have up to a few thousand; on a page with more, every block that
 * is as long as a sentence is taken for content.
 */
export const maximumJudged = 40_000
const sentenceCharacters = 80

export const judgeByLength = (blocks: readonly PageBlock[]): Verdicts =>
  blocks.map(({raw}) => (raw.length >= sentenceCharacters ? undefined : shortBlock))

const shortBlock: Removal = {
  ruleId: 'extract/short',
  reason: 'The page has too many blocks to judge each, and this one is shorter than a sentence.',
  confidence: 0.5,
}

/** What the model says of a page, and the word F1 it expects to reach with that, 0..1. */
export const judgeByModel = (
  page: PageProfile,
  model: URL,
): {readonly verdicts: Verdicts; readonly expectedF1: number} => {
  const probabilities = blockProbabilities(loadBlockModel(model), page)
  const {threshold, expectedF1} = chooseBlocks(probabilities, page.facts)
  const verdicts: (Removal | undefined)[] = []
  for (let block = 0; block < probabilities.length; block += 1) {
    const probability = probabilities[block] as number
    const isKept = probability > threshold && !isMarkup(page, block)
    verdicts.push(isKept ? undefined : modelRemoval(page, block, 1 - probability))
  }
  return {verdicts, expectedF1}
}

/** Mark-up that stands as text where browsers do not show it: `<noscript>&lt;img …&gt;</noscript>`. */
const isMarkup = ({blocks}: PageProfile, block: number): boolean => {
  const {text, raw, holders} = blocks[block] as PageBlock
  if (!text.startsWith('<') || !text.endsWith('>')) return false
  return holders.every(
    ({element, start, end}) =>
      (element.tag.traits & trait.unshown) !== 0 || raw.slice(start, end).trim() === '',
  )
}

/** Digits of a confidence that mean something. */
const confidenceDigits = 1000

const modelRemoval = (page: PageProfile, block: number, probability: number): Removal => {
  const confidence = Math.round(probability * confidenceDigits) / confidenceDigits
  const bits = page.elements.unseen[page.blocks[block]?.element.index ?? 0] ?? 0
  if (bits & (unseen.attribute | unseen.style | unseen.tag) || isMarkup(page, block)) {
    return {ruleId: 'extract/hidden', reason: 'The page hides it, and it reads like no article.', confidence}
  }
  if ((page.earlierSame[block] ?? 0) > 0) {
    return {ruleId: 'extract/repeated', reason: 'It repeats what the page has said before.', confidence}
  }
  return {
    ruleId: 'extract/html',
    reason: 'The trained judge of blocks finds no main content in it.',
    confidence,
  }
}
