import type {Metadata} from '../document/document.ts'
import {unitAt} from '../document/unit-at.ts'
import {isSpace} from '../document/white-space.ts'
import {type ElementProfile, isProse, profileElements} from './element-profile.ts'
import type {JsonObject} from './json-ld.ts'
import type {PageBlock} from './page-blocks.ts'
import {type PageFacts, pageFacts} from './page-facts.ts'
import type {PageElement, PageTree} from './page-tree.ts'
import {comparable} from './plain-words.ts'
import {type TextFacts, textFacts} from './text-facts.ts'

/** All that the model's features are read from. */
export type PageProfile = {
  readonly tree: PageTree
  readonly blocks: readonly PageBlock[]
  readonly facts: readonly TextFacts[]
  readonly elements: ElementProfile
  readonly page: PageFacts
  /** Share of each block's characters inside links, 0..1. */
  readonly linkShares: Float32Array
  /** Words of the page before each block; one more entry than blocks. */
  readonly wordsBefore: Float32Array
  readonly prose: Uint8Array
  /** The rank of each block's tag. */
  readonly tags: Int8Array
  /** How many blocks of the page have the same text. */
  readonly sameText: Float32Array
  /** Position among the blocks with the same text, from 0. */
  readonly earlierSame: Float32Array
  /** Which blocks share element names and classes over three levels, as an id, and what those have in common. */
  readonly shapes: Int32Array
  readonly shapeCount: Float32Array
  readonly shapeWords: Float32Array
  readonly shapeLinkShare: Float32Array
  /** The element with the most prose directly below it. */
  readonly candidate: PageElement
  /** Runs of blocks, first and last, in which prose outweighs the rest; from strict to lenient. */
  readonly runs: readonly (readonly [number, number])[]
  /** Index of the block that says the title, or -1. */
  readonly titleAt: number
  /** Share of each block's words that are in the title, and of the title's in the block. */
  readonly inTitle: Float32Array
  readonly ofTitle: Float32Array
  /** Index of the last heading before each block, or -1. */
  readonly headingBefore: Int32Array
}

export const profilePage = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  objects: readonly JsonObject[],
  metadata: Metadata,
): PageProfile => {
  const facts = blocks.map(block => textFacts(block.text))
  const linkShares = linkedShares(tree, blocks)
  const elements = profileElements(tree, blocks, facts, linkShares)
  const prose = new Uint8Array(blocks.length)
  const tags = new Int8Array(blocks.length)
  const wordsBefore = new Float32Array(blocks.length + 1)
  facts.forEach((each, i) => {
    prose[i] = isProse(each, linkShares[i] as number) ? 1 : 0
    tags[i] = (blocks[i] as PageBlock).element.tag.rank
    wordsBefore[i + 1] = (wordsBefore[i] as number) + each.words
  })
  return {
    tree,
    blocks,
    facts,
    elements,
    page: pageFacts(tree, objects, metadata),
    linkShares,
    wordsBefore,
    prose,
    tags,
    ...repeats(facts),
    ...shapesOf(tree, blocks, facts, linkShares),
    candidate: bestCandidate(tree, elements),
    runs: runCosts.map(cost => densestRun(facts, linkShares, cost)),
    ...titleEvidence(blocks, facts, metadata.title),
    headingBefore: lastHeadings(blocks),
  }
}

/** Whether an element is inside a link is asked of its ancestors once, from the top down. */
const linkedShares = (tree: PageTree, blocks: readonly PageBlock[]): Float32Array => {
  const linked = new Uint8Array(tree.elements.length)
  for (let i = 1; i < linked.length; i += 1) {
    const element = tree.elements[i] as PageElement
    linked[i] = element.name === 'a' || linked[element.parent?.index ?? 0] === 1 ? 1 : 0
  }
  const shares = new Float32Array(blocks.length)
  blocks.forEach(({raw, holders}, i) => {
    if (!holders.some(({element}) => linked[element.index])) return
    let all = 0
    let inside = 0
    for (const {element, start, end} of holders) {
      const size = trimmedLength(raw, start, end)
      all += size
      if (linked[element.index]) inside += size
    }
    if (all > 0) shares[i] = inside / all
  })
  return shares
}

/** Characters between the offsets without the white space around them. */
const trimmedLength = (text: string, start: number, end: number): number => {
  let from = start
  let to = end
  while (from < to && isSpace(unitAt(text, from))) from += 1
  while (from < to && isSpace(unitAt(text, to - 1))) to -= 1
  return to - from
}

const repeats = (facts: readonly TextFacts[]) => {
  const counts = new Map<string, number>()
  const earlierSame = new Float32Array(facts.length)
  const sameText = new Float32Array(facts.length)
  facts.forEach(({text}, i) => {
    const before = counts.get(text) ?? 0
    counts.set(text, before + 1)
    earlierSame[i] = before
  })
  facts.forEach(({text}, i) => {
    sameText[i] = counts.get(text) ?? 1
  })
  return {earlierSame, sameText}
}

const shapesOf = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  facts: readonly TextFacts[],
  linkShares: Float32Array,
) => {
  const ids = new Map<string, number>()
  const names = new Map<string, Map<string, number>>()
  let nameCount = 0
  const known = new Int32Array(tree.elements.length)
  const nameOf = (element: PageElement | undefined): number => {
    if (!element) return 0
    const before = known[element.index] as number
    if (before > 0) return before
    const {className} = element.look
    const ofClass = names.get(className) ?? new Map<string, number>()
    if (ofClass.size === 0) names.set(className, ofClass)
    let id = ofClass.get(element.name)
    if (id === undefined) {
      nameCount += 1
      id = nameCount
      ofClass.set(element.name, id)
    }
    known[element.index] = id
    return id
  }
  const shapes = new Int32Array(blocks.length)
  const shapeOf = new Int32Array(tree.elements.length).fill(-1)
  const count: number[] = []
  const words: number[] = []
  const links: number[] = []
  blocks.forEach(({element}, i) => {
    let shape = shapeOf[element.index] as number
    if (shape < 0) {
      const {parent} = element
      const path = `${nameOf(element)} ${nameOf(parent)} ${nameOf(parent?.parent)}`
      shape = ids.get(path) ?? ids.size
      ids.set(path, shape)
      shapeOf[element.index] = shape
    }
    shapes[i] = shape
    count[shape] = (count[shape] ?? 0) + 1
    words[shape] = Math.fround((words[shape] ?? 0) + (facts[i]?.words ?? 0))
    links[shape] = Math.fround((links[shape] ?? 0) + (linkShares[i] as number))
  })
  const shapeCount = new Float32Array(blocks.length)
  const shapeWords = new Float32Array(blocks.length)
  const shapeLinkShare = new Float32Array(blocks.length)
  shapes.forEach((shape, i) => {
    const all = count[shape] as number
    shapeCount[i] = all
    shapeWords[i] = (words[shape] as number) / all
    shapeLinkShare[i] = (links[shape] as number) / all
  })
  return {shapes, shapeCount, shapeWords, shapeLinkShare}
}

const bestCandidate = (tree: PageTree, elements: ElementProfile): PageElement => {
  let best = 0
  let bestScore = 0
  for (let i = 1; i < elements.count; i += 1) {
    const words = elements.words[i] as number
    if (words === 0) continue
    const score = (elements.score[i] as number) * (1 - (elements.linkWords[i] as number) / words)
    if (score > bestScore) {
      best = i
      bestScore = score
    }
  }
  return tree.elements[best] as PageElement
}

/** What each block costs a run, in unlinked words: a run goes on over a block with fewer only if more prose follows. */
const runCosts = [18, 8, 3]

/** The run of blocks with the largest sum of unlinked words, less a cost for each block (Kadane's algorithm). */
const densestRun = (
  facts: readonly TextFacts[],
  linkShares: Float32Array,
  cost: number,
): readonly [number, number] => {
  let best = 0
  let from = 0
  let to = -1
  let sum = 0
  let start = 0
  facts.forEach(({words}, i) => {
    if (sum <= 0) {
      sum = 0
      start = i
    }
    sum += Math.min(words, 150) * (1 - 2 * (linkShares[i] as number)) - cost
    if (sum > best) {
      best = sum
      from = start
      to = i
    }
  })
  return [from, to]
}

/** Words of a title looked at. */
const titleWords = 40

const titleEvidence = (
  blocks: readonly PageBlock[],
  facts: readonly TextFacts[],
  title: string | undefined,
) => {
  const wanted = new Set(wordsIn(title ?? '').slice(0, titleWords))
  const inTitle = new Float32Array(blocks.length)
  const ofTitle = new Float32Array(blocks.length)
  let titleAt = -1
  let best = 0.5
  for (let i = 0; i < blocks.length && wanted.size > 0; i += 1) {
    const {text, words} = facts[i] as TextFacts
    if (words > titleWords) continue
    const own = wordsIn(text)
    const shared = own.filter(word => wanted.has(word))
    if (shared.length === 0) continue
    inTitle[i] = shared.length / own.length
    ofTitle[i] = new Set(shared).size / wanted.size
    const heading = blocks[i]?.kind === 'heading'
    const score = (inTitle[i] as number) * (ofTitle[i] as number) + (heading ? 0.25 : 0)
    if (score > best) {
      best = score
      titleAt = i
    }
  }
  if (titleAt < 0) titleAt = blocks.findIndex(block => block.element.name === 'h1')
  return {inTitle, ofTitle, titleAt}
}

/** Its words in lower case: runs of letters and digits. */
const wordsIn = (text: string): string[] => {
  const words = comparable(text)
  return words === '' ? [] : words.split(' ')
}

const lastHeadings = (blocks: readonly PageBlock[]): Int32Array => {
  const headings = new Int32Array(blocks.length)
  let last = -1
  blocks.forEach(({kind}, i) => {
    headings[i] = last
    if (kind === 'heading') last = i
  })
  return headings
}
