import {classGroups} from './class-evidence.ts'
import {evidenceOf} from './look-evidence.ts'
import type {PageBlock} from './page-blocks.ts'
import {marks, type PageElement, type PageTree} from './page-tree.ts'
import {trait} from './tags.ts'
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
  /**
   * For each row, the indexes of the nearest elements of each class group, then of each landmark; -1 for none. An
   * element that adds nothing to what is around it shares its parent's row.
   */
  readonly nearest: Int32Array
  /** Where in `nearest` the row of an element begins; known of elements with blocks in them. */
  readonly nearestRow: Int32Array
  /** Bits of `unseen`, inherited. */
  readonly unseen: Uint8Array
  readonly count: number
}

/** Entries of a row of `nearest`. */
const rowLength = classGroups.length + landmarkTags.length

const styleHides = /display\s*:\s*none|visibility\s*:\s*hidden/i

/** Attributes that may hide an element. */
const hidingMarks = marks.hidden | marks['aria-hidden'] | marks.style | marks.role

const unseenBits = (element: PageElement): number => {
  const tag = element.tag.traits & trait.unshown ? unseen.tag : 0
  if ((element.marks & hidingMarks) === 0) return tag
  const says = (name: keyof typeof marks): string =>
    element.marks & marks[name] ? (element.attribute(name) ?? '') : ''
  let bits = tag
  if (element.marks & marks.hidden)
    bits |= /^[SB]:/.test(element.look.id) ? unseen.streamed : unseen.attribute
  if (says('aria-hidden') === 'true') bits |= unseen.aria
  if (styleHides.test(says('style'))) bits |= unseen.style
  if (/^(?:dialog|menu|navigation|search|tooltip|alert)/.test(says('role'))) bits |= unseen.role
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
  const sums = {
    words: new Float32Array(count),
    linkWords: new Float32Array(count),
    proseWords: new Float32Array(count),
    blocks: new Float32Array(count),
    proseBlocks: new Float32Array(count),
    score: new Float32Array(count),
    firstBlock: new Int32Array(count).fill(-1),
    lastBlock: new Int32Array(count).fill(-1),
  }
  for (let index = 0; index < blocks.length; index += 1)
    addBlock(sums, blocks[index] as PageBlock, index, facts[index] as TextFacts, linkShares[index] as number)
  sumUpwards(tree, sums)
  return {...sums, ...inheritEvidence(tree, sums.blocks), count}
}

/** What is counted of every element. */
type Sums = Omit<ElementProfile, 'nearest' | 'nearestRow' | 'unseen' | 'count'>

/** Asks each element with blocks in it what it is, and hands that down. */
const inheritEvidence = (tree: PageTree, blocks: Float32Array) => {
  const count = tree.elements.length
  const unseen = new Uint8Array(count)
  const nearestRow = new Int32Array(count)
  let nearest = new Int32Array(rowLength * 64).fill(-1, 0, rowLength)
  let end = rowLength
  for (let index = 1; index < count; index += 1) {
    if (blocks[index] === 0) continue
    const element = tree.elements[index] as PageElement
    const parent = element.parent?.index ?? 0
    unseen[index] = (unseen[parent] as number) | unseenBits(element)
    // The classes of <body> and <html> speak of the whole page.
    const mask = element.depth <= 2 ? 0 : evidenceOf(element.look).groups
    const landmark = landmarkIndex.get(element.name)
    const inherited = nearestRow[parent] as number
    if (mask === 0 && landmark === undefined) {
      nearestRow[index] = inherited
      continue
    }
    if (end + rowLength > nearest.length) {
      const larger = new Int32Array(nearest.length * 2)
      larger.set(nearest)
      nearest = larger
    }
    nearest.copyWithin(end, inherited, inherited + rowLength)
    for (let rest = mask; rest !== 0; rest &= rest - 1) nearest[end + 31 - Math.clz32(rest & -rest)] = index
    if (landmark !== undefined) nearest[end + classGroups.length + landmark] = index
    nearestRow[index] = end
    end += rowLength
  }
  return {nearest, nearestRow, unseen}
}

const addTo = (array: Float32Array, at: number, value: number) => {
  array[at] = (array[at] as number) + value
}

const addBlock = (profile: Sums, block: PageBlock, index: number, facts: TextFacts, linkShare: number) => {
  const own = block.element.index
  addTo(profile.words, own, facts.words)
  addTo(profile.linkWords, own, facts.words * linkShare)
  addTo(profile.blocks, own, 1)
  if (profile.firstBlock[own] === -1) profile.firstBlock[own] = index
  profile.lastBlock[own] = index
  if (!isProse(facts, linkShare)) return
  addTo(profile.proseWords, own, facts.words)
  addTo(profile.proseBlocks, own, 1)
  let ancestor = block.element.parent
  for (const share of scoreShares) {
    if (!ancestor || ancestor.depth < 2) break
    addTo(profile.score, ancestor.index, share * facts.words * (1 - linkShare))
    ancestor = ancestor.parent
  }
}

const sumUpwards = (tree: PageTree, profile: Sums) => {
  const {words, linkWords, proseWords, blocks, proseBlocks, firstBlock, lastBlock} = profile
  for (let index = tree.elements.length - 1; index > 0; index -= 1) {
    if (blocks[index] === 0) continue
    const parent = tree.elements[index]?.parent?.index ?? 0
    words[parent] = (words[parent] as number) + (words[index] as number)
    linkWords[parent] = (linkWords[parent] as number) + (linkWords[index] as number)
    proseWords[parent] = (proseWords[parent] as number) + (proseWords[index] as number)
    blocks[parent] = (blocks[parent] as number) + (blocks[index] as number)
    proseBlocks[parent] = (proseBlocks[parent] as number) + (proseBlocks[index] as number)
    const first = firstBlock[index] as number
    if (first < 0) continue
    const before = firstBlock[parent] as number
    firstBlock[parent] = before < 0 ? first : Math.min(before, first)
    lastBlock[parent] = Math.max(lastBlock[parent] as number, lastBlock[index] as number)
  }
}
