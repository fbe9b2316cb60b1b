import type {Metadata} from '../document/document.ts'
import {unitAt} from '../document/unit-at.ts'
import {isSpace} from '../document/white-space.ts'
import {type ElementProfile, isProse, profileElements} from './element-profile.ts'
import type {Holder, PageBlock} from './page-blocks.ts'
import type {PageAccount} from './page-facts.ts'
import type {PageElement, PageTree} from './page-tree.ts'
import {findWords, wantedWords, wordsIn} from './plain-words.ts'
import {tagNamed} from './tag-names.ts'
import {type TextFacts, textFacts} from './text-facts.ts'

/** All that the model's features are read from. */
export type PageProfile = {
  readonly tree: PageTree
  readonly blocks: readonly PageBlock[]
  readonly facts: readonly TextFacts[]
  readonly elements: ElementProfile
  /** What the page's data tells of its kind, and whether a day and an author were found. */
  readonly page: PageAccount & {readonly hasDate: boolean; readonly hasByline: boolean}
  /** Share of each block's characters inside links, 0..1. */
  readonly linkShares: Float32Array
  /** Words of the page before each block; one more entry than blocks. */
  readonly wordsBefore: Float32Array
  readonly prose: Uint8Array
  /** Blocks of prose before each block; one more entry than blocks. */
  readonly proseBefore: Float32Array
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
  account: PageAccount,
  metadata: Metadata,
): PageProfile => {
  const {facts, sameText, earlierSame} = factsOf(blocks)
  const linkShares = linkedShares(tree, blocks)
  const elements = profileElements(tree, blocks, facts, linkShares)
  const prose = new Uint8Array(blocks.length)
  const tags = new Int8Array(blocks.length)
  const wordsBefore = new Float32Array(blocks.length + 1)
  const proseBefore = new Float32Array(blocks.length + 1)
  for (let i = 0; i < facts.length; i += 1) {
    const each = facts[i] as TextFacts
    prose[i] = isProse(each, linkShares[i] as number) ? 1 : 0
    tags[i] = (blocks[i] as PageBlock).element.tag.rank
    wordsBefore[i + 1] = (wordsBefore[i] as number) + each.words
    proseBefore[i + 1] = (proseBefore[i] as number) + (prose[i] as number)
  }
  return {
    tree,
    blocks,
    facts,
    elements,
    page: {...account, hasDate: metadata.published !== undefined, hasByline: metadata.byline.length > 0},
    linkShares,
    wordsBefore,
    prose,
    proseBefore,
    tags,
    sameText,
    earlierSame,
    ...shapesOf(tree, blocks, facts, linkShares),
    candidate: bestCandidate(tree, elements),
    runs: runCosts.map(cost => densestRun(facts, linkShares, cost)),
    ...titleEvidence(blocks, facts, metadata.title),
    headingBefore: lastHeadings(blocks),
  }
}

const linkTag = tagNamed('a')

/** Whether an element is inside a link is asked of its ancestors once, from the top down. */
const linkedShares = (tree: PageTree, blocks: readonly PageBlock[]): Float32Array => {
  const linked = new Uint8Array(tree.elements.length)
  for (let i = 1; i < linked.length; i += 1) {
    const element = tree.elements[i] as PageElement
    linked[i] = element.tag === linkTag || linked[element.parent?.index ?? 0] === 1 ? 1 : 0
  }
  const shares = new Float32Array(blocks.length)
  for (let i = 0; i < blocks.length; i += 1) shares[i] = linkedShare(blocks[i] as PageBlock, linked)
  return shares
}

const linkedShare = ({raw, holders}: PageBlock, linked: Uint8Array): number => {
  let all = 0
  let inside = 0
  for (let at = 0; at < holders.length; at += 1) {
    const {element, start, end} = holders[at] as Holder
    const size = trimmedLength(raw, start, end)
    all += size
    if (linked[element.index]) inside += size
  }
  return all > 0 ? inside / all : 0
}

/** Characters between the offsets without the white space around them. */
const trimmedLength = (text: string, start: number, end: number): number => {
  let from = start
  let to = end
  while (from < to && isSpace(unitAt(text, from))) from += 1
  while (from < to && isSpace(unitAt(text, to - 1))) to -= 1
  return to - from
}

/** A text that several blocks have is read once. */
const factsOf = (blocks: readonly PageBlock[]) => {
  const firstOf = new Map<string, number>()
  const facts: TextFacts[] = []
  const first = new Int32Array(blocks.length)
  const count = new Float32Array(blocks.length)
  const earlierSame = new Float32Array(blocks.length)
  const sameText = new Float32Array(blocks.length)
  for (let i = 0; i < blocks.length; i += 1) {
    const {text} = blocks[i] as PageBlock
    let at = firstOf.get(text)
    if (at === undefined) {
      at = i
      firstOf.set(text, i)
    }
    first[i] = at
    facts.push(at === i ? textFacts(text) : (facts[at] as TextFacts))
    earlierSame[i] = count[at] as number
    count[at] = (count[at] as number) + 1
  }
  for (let i = 0; i < blocks.length; i += 1) sameText[i] = count[first[i] as number] as number
  return {facts, earlierSame, sameText}
}

/** Numbers for names and classes, the same for the same. */
class ShapeNames {
  readonly #ids = new Map<string, Map<string, number>>()
  readonly #known: Int32Array
  #count = 0

  constructor(elements: number) {
    this.#known = new Int32Array(elements)
  }

  /** From 1 on; 0 for no element. */
  of(element: PageElement | undefined): number {
    if (!element) return 0
    const before = this.#known[element.index] as number
    if (before > 0) return before
    const {className} = element.look
    let ofClass = this.#ids.get(className)
    if (!ofClass) {
      ofClass = new Map()
      this.#ids.set(className, ofClass)
    }
    let id = ofClass.get(element.name)
    if (id === undefined) {
      this.#count += 1
      id = this.#count
      ofClass.set(element.name, id)
    }
    this.#known[element.index] = id
    return id
  }
}

const shapesOf = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  facts: readonly TextFacts[],
  linkShares: Float32Array,
) => {
  const ids = new Map<string, number>()
  const names = new ShapeNames(tree.elements.length)
  const shapes = new Int32Array(blocks.length)
  const shapeOf = new Int32Array(tree.elements.length).fill(-1)
  const count = new Float64Array(blocks.length)
  const words = new Float32Array(blocks.length)
  const links = new Float32Array(blocks.length)
  for (let i = 0; i < blocks.length; i += 1) {
    const {element} = blocks[i] as PageBlock
    let shape = shapeOf[element.index] as number
    if (shape < 0) {
      const {parent} = element
      const path = `${names.of(element)} ${names.of(parent)} ${names.of(parent?.parent)}`
      shape = ids.get(path) ?? ids.size
      ids.set(path, shape)
      shapeOf[element.index] = shape
    }
    shapes[i] = shape
    count[shape] = (count[shape] as number) + 1
    words[shape] = (words[shape] as number) + (facts[i] as TextFacts).words
    links[shape] = (links[shape] as number) + (linkShares[i] as number)
  }
  const shapeCount = new Float32Array(blocks.length)
  const shapeWords = new Float32Array(blocks.length)
  const shapeLinkShare = new Float32Array(blocks.length)
  for (let i = 0; i < blocks.length; i += 1) {
    const shape = shapes[i] as number
    const all = count[shape] as number
    shapeCount[i] = all
    shapeWords[i] = (words[shape] as number) / all
    shapeLinkShare[i] = (links[shape] as number) / all
  }
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
  for (let i = 0; i < facts.length; i += 1) {
    if (sum <= 0) {
      sum = 0
      start = i
    }
    sum += Math.min((facts[i] as TextFacts).words, 150) * (1 - 2 * (linkShares[i] as number)) - cost
    if (sum > best) {
      best = sum
      from = start
      to = i
    }
  }
  return [from, to]
}

/** Words of a title looked at. */
const titleWords = 40

const titleEvidence = (
  blocks: readonly PageBlock[],
  facts: readonly TextFacts[],
  title: string | undefined,
) => {
  const wanted = wantedWords(wordsIn(title ?? '').slice(0, titleWords))
  const inTitle = new Float32Array(blocks.length)
  const ofTitle = new Float32Array(blocks.length)
  let titleAt = -1
  let best = 0.5
  for (let i = 0; i < blocks.length && wanted.numbers.size > 0; i += 1) {
    const {text, words} = facts[i] as TextFacts
    if (words > titleWords) continue
    const {count, found, different} = findWords(text, wanted)
    if (found === 0) continue
    inTitle[i] = found / count
    ofTitle[i] = different / wanted.numbers.size
    const isHeading = (blocks[i] as PageBlock).kind === 'heading'
    const score = (inTitle[i] as number) * (ofTitle[i] as number) + (isHeading ? 0.25 : 0)
    if (score > best) {
      best = score
      titleAt = i
    }
  }
  if (titleAt < 0) titleAt = firstNamed(blocks, 'h1')
  return {inTitle, ofTitle, titleAt}
}

/** The index of the first block in such an element; -1 for none. */
const firstNamed = (blocks: readonly PageBlock[], name: string): number => {
  for (let i = 0; i < blocks.length; i += 1) if ((blocks[i] as PageBlock).element.name === name) return i
  return -1
}

const lastHeadings = (blocks: readonly PageBlock[]): Int32Array => {
  const headings = new Int32Array(blocks.length)
  let last = -1
  for (let i = 0; i < blocks.length; i += 1) {
    headings[i] = last
    if (blocks[i]?.kind === 'heading') last = i
  }
  return headings
}
