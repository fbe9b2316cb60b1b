import {classEvidence, classGroups} from './class-evidence.ts'
import type {PageBlock} from './page-blocks.ts'
import type {PageElement, PageTree} from './page-tree.ts'
import {unshownTags} from './tags.ts'
import type {TextFacts} from './text-facts.ts'

/** Elements whose nearness to a block is evidence. */
export const landmarkTags = [
  'nav',
  'header',
  'footer',
  'aside',
  'article',
  'main',
  'section',
  'form',
  'figure',
  'blockquote',
  'table',
  'ul',
  'ol',
  'dl',
  'li',
  'a',
  'p',
  'button',
  'details',
  'pre',
] as const

/** Why an element may be unseen, as bits. */
export const unseen = {attribute: 1, aria: 2, style: 4, tag: 8, streamed: 16, role: 32} as const

/** Beyond this many steps up, an ancestor counts as not there. */
export const farAway = 30

/** What is known of every element, in arrays by the element's index. */
export type ElementProfile = {
  readonly words: Float32Array
  readonly linkWords: Float32Array
  /** Words in blocks that read like prose. */
  readonly proseWords: Float32Array
  readonly blocks: Float32Array
  readonly proseBlocks: Float32Array
  /** How much prose stands directly in or just below the element, as Readability counts it. */
  readonly score: Float32Array
  /** Index of the first and last block inside. */
  readonly firstBlock: Int32Array
  readonly lastBlock: Int32Array
  /** Index of the nearest element, itself included, of each class group (-1 for none): `group * count + element`. */
  readonly nearestGroup: Int32Array
  /** The same for `landmarkTags`. */
  readonly nearestLandmark: Int32Array
  /** Bits of `unseen`, inherited. */
  readonly unseen: Uint8Array
  readonly count: number
}

const styleHides = /display\s*:\s*none|visibility\s*:\s*hidden/i

const unseenBits = (element: PageElement): number => {
  const {attributes, name} = element
  let bits = unshownTags.has(name) ? unseen.tag : 0
  if ('hidden' in attributes) bits |= /^[SB]:/.test(attributes.id ?? '') ? unseen.streamed : unseen.attribute
  if (attributes['aria-hidden'] === 'true') bits |= unseen.aria
  if (attributes.style !== undefined && styleHides.test(attributes.style)) bits |= unseen.style
  if (/^(?:dialog|menu|navigation|search|tooltip|alert)/.test(attributes.role ?? '')) bits |= unseen.role
  return bits
}

const landmarkIndex: ReadonlyMap<string, number> = new Map(landmarkTags.map((name, index) => [name, index]))

/** Words from which a block of running text counts as prose, and the share of linked words up to which it does. */
const proseWords = 12
const proseLinkShare = 0.4

export const isProse = (facts: TextFacts, linkShare: number): boolean =>
  linkShare < proseLinkShare &&
  (facts.words >= 2 * proseWords || (facts.words >= proseWords && facts.sentenceEnds > 0))

/** How far up a block's prose counts, and for how much: its container in full, each further ancestor for less. */
const scoreShares = [1, 0.5, 0.25, 0.125, 0.0625]

export const profileElements = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  facts: readonly TextFacts[],
  linkShares: Float32Array,
): ElementProfile => {
  const count = tree.elements.length
  const profile: ElementProfile = {
    words: new Float32Array(count),
    linkWords: new Float32Array(count),
    proseWords: new Float32Array(count),
    blocks: new Float32Array(count),
    proseBlocks: new Float32Array(count),
    score: new Float32Array(count),
    firstBlock: new Int32Array(count).fill(-1),
    lastBlock: new Int32Array(count).fill(-1),
    nearestGroup: new Int32Array(count * classGroups.length).fill(-1),
    nearestLandmark: new Int32Array(count * landmarkTags.length).fill(-1),
    unseen: new Uint8Array(count),
    count,
  }
  inheritEvidence(tree, profile)
  blocks.forEach((block, index) => {
    addBlock(profile, block, index, facts[index] as TextFacts, linkShares[index] as number)
  })
  sumUpwards(tree, profile)
  return profile
}

const inheritEvidence = (tree: PageTree, profile: ElementProfile) => {
  const {count, nearestGroup, nearestLandmark} = profile
  const known = new Map<string, number>()
  for (let index = 1; index < count; index += 1) {
    const element = tree.elements[index] as PageElement
    const parent = element.parent?.index ?? 0
    // The classes of <body> and <html> speak of the whole page.
    const mask = element.depth > 2 ? classEvidence(element.attributes, known) : 0
    for (let group = 0; group < classGroups.length; group += 1) {
      const at = group * count
      nearestGroup[at + index] = mask & (1 << group) ? index : (nearestGroup[at + parent] as number)
    }
    for (let at = 0; at < landmarkTags.length * count; at += count) {
      nearestLandmark[at + index] = nearestLandmark[at + parent] as number
    }
    const landmark = landmarkIndex.get(element.name)
    if (landmark !== undefined) nearestLandmark[landmark * count + index] = index
    profile.unseen[index] = (profile.unseen[parent] as number) | unseenBits(element)
  }
}

const addBlock = (
  profile: ElementProfile,
  block: PageBlock,
  index: number,
  facts: TextFacts,
  linkShare: number,
) => {
  const own = block.element.index
  const add = (array: Float32Array, at: number, value: number) => {
    array[at] = (array[at] as number) + value
  }
  add(profile.words, own, facts.words)
  add(profile.linkWords, own, facts.words * linkShare)
  add(profile.blocks, own, 1)
  if (profile.firstBlock[own] === -1) profile.firstBlock[own] = index
  profile.lastBlock[own] = index
  if (!isProse(facts, linkShare)) return
  add(profile.proseWords, own, facts.words)
  add(profile.proseBlocks, own, 1)
  let ancestor = block.element.parent
  for (const share of scoreShares) {
    if (!ancestor || ancestor.depth < 2) break
    add(profile.score, ancestor.index, share * facts.words * (1 - linkShare))
    ancestor = ancestor.parent
  }
}

const sumUpwards = (tree: PageTree, profile: ElementProfile) => {
  const sums = [profile.words, profile.linkWords, profile.proseWords, profile.blocks, profile.proseBlocks]
  const {firstBlock, lastBlock} = profile
  for (let index = profile.count - 1; index > 0; index -= 1) {
    const parent = tree.elements[index]?.parent?.index ?? 0
    for (const sum of sums) sum[parent] = (sum[parent] as number) + (sum[index] as number)
    const first = firstBlock[index] as number
    if (first < 0) continue
    const before = firstBlock[parent] as number
    firstBlock[parent] = before < 0 ? first : Math.min(before, first)
    lastBlock[parent] = Math.max(lastBlock[parent] as number, lastBlock[index] as number)
  }
}
