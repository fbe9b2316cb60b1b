import {elementHints} from './element-hints.ts'
import {evidenceOf, hint} from './look-evidence.ts'
import type {Holder, PageBlock} from './page-blocks.ts'
import {ancestry, type PageElement, type PageTree} from './page-tree.ts'
import {comparable} from './plain-words.ts'
import {type TitleWitnesses, tidy, withoutSite} from './title-candidates.ts'

/** What a reader sees: the elements, their blocks, and where the title stands. */
export type VisiblePage = {
  readonly tree: PageTree
  readonly blocks: readonly PageBlock[]
  /** Index of the block that says the title, or of the first; lines are looked for around it. */
  readonly titleAt: number
  /** Index of the element around that block; 0 when the page does not show its title. */
  readonly titleElement: number
  /** What elements' names say, by their index: bits of `hint`. */
  readonly hints: Uint16Array
  /** Index of the first block with text of this element, or of the first after it. */
  readonly blockOf: (element: PageElement) => number
}

/** Characters that a block which says the title may have. */
const maximumTitle = 400

export const visiblePage = (
  tree: PageTree,
  blocks: readonly PageBlock[],
  witnesses: TitleWitnesses,
): VisiblePage => {
  const {headline, openGraph, element: claimed} = witnesses
  const titles = new Set(
    [headline, openGraph, claimed].flatMap(claim =>
      claim ? [comparable(claim), comparable(withoutSite(tidy(claim), witnesses.site))] : [],
    ),
  )
  titles.delete('')
  const longest = Math.min(maximumTitle, 2 * Math.max(0, ...Array.from(titles, title => title.length)))
  // Lower case may be longer than the text, never twice as long.
  const shortest = Math.min(...Array.from(titles, title => title.length)) / 2
  let at = blocks.findIndex(
    ({raw}) => raw.length <= longest && raw.length >= shortest && titles.has(comparable(raw)),
  )
  if (at < 0) at = blocks.findIndex(block => block.element.name === 'h1')
  const firstBlock = firstBlocks(tree, blocks)
  return {
    tree,
    blocks,
    hints: elementHints(tree),
    titleAt: Math.max(0, at),
    titleElement: blocks[at]?.element.index ?? 0,
    blockOf: element => firstBlock[element.index] ?? 0,
  }
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
  for (const at of ancestry(element)) {
    if (at.depth <= 2 || (at.index <= titleElement && titleElement <= at.last)) return false
    if (at.name === 'footer' || at.name === 'nav') return true
    if (at.name === 'aside' && at.depth > 2) return true
    if (evidenceOf(at.look).hints & hint.elsewhere) return true
  }
  return false
}

/** Characters that a visible byline or date may have. */
export const maximumLine = 160

/** Blocks away from the title beyond which few lines speak of the article. */
const farFromTitle = 60

/** A short line around the title. */
export type NearLine = {readonly text: string; readonly index: number; readonly block: PageBlock}

/** Which lines far from the title are looked at: no longer than this, and with this in them. */
export type FarLines = {readonly farLength: number; readonly farSays: RegExp}

/** The short lines around the title, in the order of the page, and then some farther off. */
export const linesByTitle = function* (page: VisiblePage, far: FarLines): Generator<NearLine> {
  const {blocks, titleAt} = page
  const from = Math.max(0, titleAt - farFromTitle)
  const to = Math.min(blocks.length, titleAt + farFromTitle)
  yield* linesBetween(page, from, to, {farLength: maximumLine, farSays: /\S/})
  yield* linesBetween(page, to, blocks.length, far)
  yield* linesBetween(page, 0, from, far)
}

const linesBetween = function* (
  page: VisiblePage,
  from: number,
  to: number,
  {farLength, farSays}: FarLines,
): Generator<NearLine> {
  for (let index = from; index < to; index += 1) {
    const block = page.blocks[index]
    if (!block || block.text.length > farLength || block.raw.length > 4 * farLength) continue
    if (farSays.test(block.text)) yield {text: block.text, index, block}
  }
}
