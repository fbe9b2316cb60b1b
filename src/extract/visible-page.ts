import {type ElementHints, elementHints} from './element-hints.ts'
import {lineEvidence} from './line-evidence.ts'
import {evidenceOf, hint} from './look-evidence.ts'
import type {Holder, PageBlock} from './page-blocks.ts'
import type {PageElement, PageTree} from './page-tree.ts'
import {comparable, saysWords} from './plain-words.ts'
import {type TitleWitnesses, tidy, withoutSite} from './title-candidates.ts'

/** What a reader sees: the elements, their blocks, and where the title stands. */
export type VisiblePage = {
  readonly blocks: readonly PageBlock[]
  readonly hints: ElementHints
  /** Index of the block that says the title, or of the first; lines are looked for around it. */
  readonly titleAt: number
  /** Index of the element around that block; 0 when the page does not show its title. */
  readonly titleElement: number
  /** For each element, by its index, that of the first block with text of it, or of the first after it. */
  readonly firstBlock: Int32Array
  /** Indexes of the blocks that are short lines: those around the title, in the order of the page, then the others. */
  readonly lines: readonly number[]
  /** What each of them says, by its index: bits of `lineSays`. */
  readonly says: Uint8Array
}

/** Characters that a block which says the title may have. */
const maximumTitle = 400

export const visiblePage = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  witnesses: TitleWitnesses,
): VisiblePage => {
  const at = titleBlock(blocks, witnesses)
  const titleAt = Math.max(0, at)
  const lines = shortLines(blocks, titleAt)
  const says = new Uint8Array(blocks.length)
  for (const index of lines) says[index] = lineEvidence((blocks[index] as PageBlock).text)
  return {
    blocks,
    hints: elementHints(tree),
    titleAt,
    titleElement: blocks[at]?.element.index ?? 0,
    firstBlock: firstBlocks(tree, blocks),
    lines,
    says,
  }
}

/** Index of the block that says the title, or of the first that is a heading of the first level; -1 without. */
const titleBlock = (blocks: readonly PageBlock[], witnesses: TitleWitnesses): number => {
  const {headline, openGraph, element: claimed} = witnesses
  const titles = new Set(
    [headline, openGraph, claimed].flatMap(claim =>
      claim ? [comparable(claim), comparable(withoutSite(tidy(claim), witnesses.site))] : [],
    ),
  )
  titles.delete('')
  const wanted = Array.from(titles)
  const longest = Math.min(maximumTitle, 2 * Math.max(0, ...wanted.map(title => title.length)))
  // Lower case may be longer than the text, never twice as long.
  const shortest = Math.min(...wanted.map(title => title.length)) / 2
  for (let index = 0; index < blocks.length; index += 1) {
    const {raw} = blocks[index] as PageBlock
    if (raw.length > longest || raw.length < shortest) continue
    for (const title of wanted) if (saysWords(raw, title)) return index
  }
  return blocks.findIndex(block => block.element.name === 'h1')
}

/** For each element the index of the first block with text of it, or of the first after it. */
const firstBlocks = (tree: PageTree, blocks: readonly PageBlock[]): Int32Array => {
  const first = new Int32Array(tree.elements.length + 1).fill(-1)
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const {holders} = blocks[index] as PageBlock
    for (let at = 0; at < holders.length; at += 1) first[(holders[at] as Holder).element.index] = index
  }
  first[tree.elements.length] = blocks.length
  // From the last element to the first, the block at or after each.
  for (let i = tree.elements.length - 1; i >= 0; i -= 1) {
    if (first[i] === -1) first[i] = first[i + 1] as number
  }
  return first
}

/** Whether an element stands among what is no article. What also holds the title is not, whatever it is called. */
export const isElsewhere = (element: PageElement, {titleElement}: VisiblePage): boolean => {
  for (let at: PageElement | undefined = element; at; at = at.parent) {
    if (at.depth <= 2 || (at.index <= titleElement && titleElement <= at.last)) return false
    const {name} = at
    if (name === 'footer' || name === 'nav' || name === 'aside') return true
    if (evidenceOf(at.look).hints & hint.elsewhere) return true
  }
  return false
}

/** Characters that a visible byline or date may have, and those of one far from the title. */
export const maximumLine = 160
const maximumFarLine = 60

/** Blocks away from the title beyond which few lines speak of the article. */
const farFromTitle = 60

export const isNearTitle = (index: number, {titleAt}: VisiblePage): boolean =>
  index >= titleAt - farFromTitle && index < titleAt + farFromTitle

const shortLines = (blocks: readonly PageBlock[], titleAt: number): number[] => {
  const lines: number[] = []
  const add = (from: number, to: number, maximum: number) => {
    for (let index = from; index < to; index += 1) {
      const {text, raw} = blocks[index] as PageBlock
      if (text.length <= maximum && raw.length <= 4 * maximum) lines.push(index)
    }
  }
  const from = Math.max(0, titleAt - farFromTitle)
  const to = Math.min(blocks.length, titleAt + farFromTitle)
  add(from, to, maximumLine)
  add(to, blocks.length, maximumFarLine)
  add(0, from, maximumFarLine)
  return lines
}
