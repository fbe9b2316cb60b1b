import {type FeatureGroup, factsAt, share, shareInside, tagOf} from './feature-group.ts'
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

/** What a sum over the blocks says of those in `[from, to)`, as far as they are on the page. */
const between = (sums: Float32Array, from: number, to: number): number => {
  const last = sums.length - 1
  return (sums[Math.min(last, to)] as number) - (sums[Math.max(0, from)] as number)
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
    const next = writePlace(page, block, row, start)
    writeSurroundings(page, block, row, next)
  },
}

/** Where it stands on the page and under its headings. @returns where the next number goes. */
const writePlace = (page: PageProfile, block: number, row: Float32Array, start: number): number => {
  const {titleAt, candidate, elements, wordsBefore} = page
  const count = page.blocks.length
  const before = wordsBefore[block] as number
  const common = commonWithCandidate(page, block)
  row[start] = share(block, count)
  row[start + 1] = before
  row[start + 2] = share(before, wordsBefore[count] as number)
  row[start + 3] = titleAt < 0 ? 0 : block - titleAt
  row[start + 4] = titleAt < 0 ? 0 : before - (wordsBefore[titleAt] as number)
  row[start + 5] = (page.blocks[block]?.element.depth ?? 0) - common.depth
  row[start + 6] = candidate.depth - common.depth
  row[start + 7] = shareInside(page, candidate.index)
  const {firstBlock, lastBlock} = elements
  const {index} = candidate
  row[start + 8] = signedDistance(block, firstBlock[index] as number, lastBlock[index] as number)
  let at = start + 9
  for (const [from, to] of page.runs) {
    row[at] = signedDistance(block, from, to)
    row[at + 1] = block - from
    row[at + 2] = to - block
    at += 3
  }
  const heading = page.headingBefore[block] as number
  row[at] = page.shapeCount[block] as number
  row[at + 1] = page.shapeWords[block] as number
  row[at + 2] = page.shapeLinkShare[block] as number
  row[at + 3] = block - heading
  row[at + 4] = tagOf(page, heading)
  row[at + 5] = heading < 0 ? 0 : factsAt(page, heading).evidence & headingEvidence
  row[at + 6] = heading < 0 ? 0 : (page.inTitle[heading] as number)
  return at + 7
}

/** What stands around it. */
const writeSurroundings = (page: PageProfile, block: number, row: Float32Array, start: number): void => {
  const {wordsBefore, proseBefore, shapes} = page
  const count = page.blocks.length
  let at = start
  for (const step of neighbours) {
    const other = block + step
    if (other >= 0 && other < count) {
      const facts = factsAt(page, other)
      row[at] = facts.words
      row[at + 1] = page.linkShares[other] as number
      row[at + 2] = page.tags[other] as number
      row[at + 3] = facts.sentenceEnds
      row[at + 4] = shapes[other] === shapes[block] ? 1 : 0
    } else {
      row.fill(0, at, at + 5)
      row[at + 2] = -1
    }
    at += 5
  }
  for (const step of heard) {
    row[at] = factsAt(page, block + step).evidence
    at += 1
  }
  for (const reach of reaches) {
    row[at] = between(wordsBefore, block - reach, block)
    row[at + 1] = between(wordsBefore, block + 1, block + 1 + reach)
    row[at + 2] = between(proseBefore, block - reach, block)
    row[at + 3] = between(proseBefore, block + 1, block + 1 + reach)
    at += 4
  }
}
