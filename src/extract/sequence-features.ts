import {type FeatureGroup, factsAt, share, shareInside, tagOf, valueAt} from './feature-group.ts'
import type {PageProfile} from './page-profile.ts'
import type {PageElement} from './page-tree.ts'

/** The nearest element that holds both the block and the page's densest element. */
const commonWithCandidate = (page: PageProfile, block: number): PageElement => {
  let left: PageElement | undefined = page.blocks[block]?.element
  let right: PageElement | undefined = page.candidate
  while (left && right && left !== right) {
    if (left.depth >= right.depth) left = left.parent
    else right = right.parent
  }
  return left ?? page.tree.root
}

/** Headings that open what is no article: share … comment, and related lists, as bits of `textGroups`. */
const headingEvidence = 0b1111

/** Distances of the neighbours that are described. */
const neighbours = [-3, -2, -1, 1, 2, 3]
/** Distances of those whose words are named. */
const heard = [-1, 1]
/** How far the surroundings reach. */
const reaches = [4, 12]

const signedDistance = (block: number, from: number, to: number): number => {
  if (block < from) return block - from
  return block > to ? block - to : 0
}

const clamp = (page: PageProfile, block: number): number => Math.max(0, Math.min(page.blocks.length, block))

const wordsBetween = (page: PageProfile, from: number, to: number): number =>
  valueAt(page.wordsBefore, clamp(page, to)) - valueAt(page.wordsBefore, clamp(page, from))

const proseBetween = (page: PageProfile, from: number, to: number): number => {
  let count = 0
  for (let i = clamp(page, from); i < clamp(page, to); i += 1) count += page.prose[i] as number
  return count
}

/** Where a block stands among the others. */
export const sequenceFeatures: FeatureGroup = {
  names: [
    'position',
    'words before',
    'words before share',
    'after title',
    'words after title',
    'up to candidate',
    'down to candidate',
    'candidate share',
    'from candidate',
    ...[0, 1, 2].flatMap(run => [`from run ${run}`, `into run ${run}`, `left in run ${run}`]),
    'shape count',
    'shape words',
    'shape links',
    'heading before',
    'heading before tag',
    'heading before evidence',
    'heading before in title',
    ...neighbours.flatMap(step => ['words', 'links', 'tag', 'ends', 'shape'].map(name => `${step} ${name}`)),
    ...heard.map(step => `${step} evidence`),
    ...reaches.flatMap(reach => [
      `words within ${reach} before`,
      `words within ${reach} after`,
      `prose within ${reach} before`,
      `prose within ${reach} after`,
    ]),
  ],
  write: (page, block, row, start) => {
    const {titleAt, candidate, elements} = page
    const before = valueAt(page.wordsBefore, block)
    const common = commonWithCandidate(page, block)
    let at = start
    const put = (value: number) => {
      row[at] = value
      at += 1
    }
    put(share(block, page.blocks.length))
    put(before)
    put(share(before, valueAt(page.wordsBefore, page.blocks.length)))
    put(titleAt < 0 ? 0 : block - titleAt)
    put(titleAt < 0 ? 0 : before - valueAt(page.wordsBefore, titleAt))
    put((page.blocks[block]?.element.depth ?? 0) - common.depth)
    put(candidate.depth - common.depth)
    put(shareInside(page, candidate.index))
    const {firstBlock, lastBlock} = elements
    put(signedDistance(block, valueAt(firstBlock, candidate.index), valueAt(lastBlock, candidate.index)))
    for (let run = 0; run < 3; run += 1) {
      const [from, to] = page.runs[run] ?? [0, -1]
      put(signedDistance(block, from, to))
      put(block - from)
      put(to - block)
    }
    put(valueAt(page.shapeCount, block))
    put(valueAt(page.shapeWords, block))
    put(valueAt(page.shapeLinkShare, block))
    const heading = valueAt(page.headingBefore, block)
    put(block - heading)
    put(tagOf(page, heading))
    put(factsAt(page, heading).evidence & headingEvidence)
    put(valueAt(page.inTitle, heading))
    for (const step of neighbours) {
      const facts = factsAt(page, block + step)
      put(facts.words)
      put(valueAt(page.linkShares, block + step))
      put(tagOf(page, block + step))
      put(facts.sentenceEnds)
      put(page.shapes[block + step] === page.shapes[block] ? 1 : 0)
    }
    for (const step of heard) put(factsAt(page, block + step).evidence)
    for (const reach of reaches) {
      put(wordsBetween(page, block - reach, block))
      put(wordsBetween(page, block + 1, block + 1 + reach))
      put(proseBetween(page, block - reach, block))
      put(proseBetween(page, block + 1, block + 1 + reach))
    }
  },
}
