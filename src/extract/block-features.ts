import {unitAt} from '../document/unit-at.ts'
import {classGroups} from './class-evidence.ts'
import {farAway, landmarkTags} from './element-profile.ts'
import {type FeatureGroup, factsAt, share, shareInside, tagOf, valueAt} from './feature-group.ts'
import {kindNames, kindsOf} from './page-facts.ts'
import type {PageProfile} from './page-profile.ts'
import type {PageElement} from './page-tree.ts'
import {squeezed} from './plain-words.ts'
import {sequenceFeatures} from './sequence-features.ts'
import {textGroups} from './text-evidence.ts'

const textFeatures: FeatureGroup = {
  names: [
    'words',
    'characters',
    'stop words',
    'capitalised',
    'upper case',
    'numbers',
    'letters',
    'word length',
    'commas',
    'sentence ends',
    'ending',
    'starts',
    'link share',
    'holders',
    'prose',
    'text evidence',
    ...textGroups.map(([name]) => `says ${name}`),
    'same text',
    'earlier same',
    'in title',
    'of title',
    'in articleBody',
    'in description',
  ],
  write: (page, block, row, start) => {
    const facts = factsAt(page, block)
    const {text, words, evidence} = facts
    row[start] = words
    row[start + 1] = text.length
    row[start + 2] = share(facts.stopWords, words)
    row[start + 3] = share(facts.capitalised, words)
    row[start + 4] = share(facts.upperCase, words)
    row[start + 5] = share(facts.numbers, words)
    row[start + 6] = share(facts.letters, text.length)
    row[start + 7] = share(facts.letters, words)
    row[start + 8] = facts.commas
    row[start + 9] = facts.sentenceEnds
    row[start + 10] = facts.ending
    row[start + 11] = startOf(text)
    row[start + 12] = page.linkShares[block] as number
    row[start + 13] = page.blocks[block]?.holders.length ?? 0
    row[start + 14] = page.prose[block] as number
    row[start + 15] = bitCount(evidence)
    let at = start + 16
    for (let bit = 0; bit < textGroups.length; bit += 1) row[at + bit] = (evidence >> bit) & 1
    at += textGroups.length
    row[at] = page.sameText[block] as number
    row[at + 1] = page.earlierSame[block] as number
    row[at + 2] = page.inTitle[block] as number
    row[at + 3] = page.ofTitle[block] as number
    const {body, description} = page.page
    const beginning = body === '' && description === '' ? '' : beginningOf(text)
    row[at + 4] = within(body, beginning)
    row[at + 5] = within(description, beginning)
  },
}

/** First character as a class: 0 lower case, 1 upper case, 2 digit, 3 bullet or dash, 4 quote, 5 other. */
const startOf = (text: string): number => {
  const code = unitAt(text, 0)
  if (code >= 0x61 && code <= 0x7a) return 0
  if (code >= 0x41 && code <= 0x5a) return 1
  if (code >= 0x30 && code <= 0x39) return 2
  const first = text.charAt(0)
  if (/\p{Ll}/u.test(first)) return 0
  if (/\p{L}/u.test(first)) return 1
  if (/[-–—•*·|>»]/.test(first)) return 3
  return /["'“‘«]/.test(first) ? 4 : 5
}

const bitCount = (mask: number): number => {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Characters of a block that are looked for in the page's own account of its text. */
const comparedCharacters = 60

const beginningOf = (text: string): string =>
  squeezed(text.slice(0, 2 * comparedCharacters), comparedCharacters)

/** Whether a text stands in `whole`, by its beginning: -1 when there is nothing to compare, 0 no, 1 yes. */
const within = (whole: string, beginning: string): number => {
  if (whole === '') return -1
  return beginning !== '' && whole.includes(beginning) ? 1 : 0
}

/** Landmarks for which the share of the page's words inside counts too. */
const sharedLandmarks = ['article', 'main', 'section', 'table', 'ul', 'form', 'header', 'aside'] as const

/** For each entry of a row of nearest elements: where its distance goes, and its share, if it has one. */
const distanceColumns = [
  ...classGroups.map((_, group) => 3 + landmarkTags.length + sharedLandmarks.length + 2 * group),
  ...landmarkTags.map((_, landmark) => 3 + landmark),
]
const shareColumns = [
  ...classGroups.map((_, group) => 4 + landmarkTags.length + sharedLandmarks.length + 2 * group),
  ...landmarkTags.map(name => {
    const shared = (sharedLandmarks as readonly string[]).indexOf(name)
    return shared < 0 ? -1 : 3 + landmarkTags.length + shared
  }),
]

const placeFeatures: FeatureGroup = {
  names: [
    'tag',
    'depth',
    'unseen',
    ...landmarkTags.map(name => `to ${name}`),
    ...sharedLandmarks.map(name => `share of ${name}`),
    ...classGroups.flatMap(([name]) => [`to class ${name}`, `share of class ${name}`]),
  ],
  write: (page, block, row, at) => {
    const {elements} = page
    const element = page.blocks[block]?.element ?? page.tree.root
    row[at] = tagOf(page, block)
    row[at + 1] = element.depth
    row[at + 2] = elements.unseen[element.index] as number
    const nearest = elements.nearestRow[element.index] as number
    for (let entry = 0; entry < distanceColumns.length; entry += 1) {
      const found = elements.nearest[nearest + entry] as number
      const distance = at + (distanceColumns[entry] as number)
      const column = shareColumns[entry] as number
      if (found < 0) {
        row[distance] = farAway
        if (column >= 0) row[at + column] = -1
      } else {
        const {depth} = page.tree.elements[found] as PageElement
        row[distance] = Math.min(farAway, element.depth - depth)
        if (column >= 0) row[at + column] = shareInside(page, found)
      }
    }
  },
}

/** How far up the containers of a block are described. */
const containerSteps = [1, 2, 3, 5]

const containerFeatures: FeatureGroup = {
  names: containerSteps.flatMap(steps =>
    ['words', 'share', 'links', 'prose', 'block words', 'prose blocks', 'before', 'after'].map(
      name => `up ${steps} ${name}`,
    ),
  ),
  write: (page, block, row, start) => {
    const {words, linkWords, proseWords, blocks, proseBlocks, firstBlock, lastBlock} = page.elements
    let element: PageElement | undefined = page.blocks[block]?.element
    let at = start
    let step = 0
    for (const steps of containerSteps) {
      for (; step < steps && element?.parent && element.parent.depth > 1; step += 1) element = element.parent
      step = steps
      const index = element?.index ?? 0
      const inside = words[index] as number
      row[at] = inside
      row[at + 1] = shareInside(page, index)
      row[at + 2] = share(linkWords[index] as number, inside)
      row[at + 3] = share(proseWords[index] as number, inside)
      row[at + 4] = share(inside, blocks[index] as number)
      row[at + 5] = proseBlocks[index] as number
      row[at + 6] = block - (firstBlock[index] as number)
      row[at + 7] = (lastBlock[index] as number) - block
      at += 8
    }
  },
}

const wordsInRun = (page: PageProfile, run: number): number => {
  const [from, to] = page.runs[run] ?? [0, -1]
  return valueAt(page.wordsBefore, to + 1) - valueAt(page.wordsBefore, from)
}

/** Features of the page as a whole, the same for each of its blocks. */
const pageFeatures: FeatureGroup = {
  names: [
    'page words',
    'page blocks',
    'page links',
    'page prose',
    'page prose blocks',
    'page candidate share',
    'page candidate words',
    'page run words',
    'page strict run words',
    'page open graph',
    'page has body',
    'page has date',
    'page has byline',
    'page address depth',
    'page address hyphens',
    ...kindNames,
  ],
  write: (page, _, row, start) => {
    const {elements, candidate} = page
    const facts = page.page
    const words = valueAt(elements.words, 0)
    row[start] = words
    row[start + 1] = page.blocks.length
    row[start + 2] = share(valueAt(elements.linkWords, 0), words)
    row[start + 3] = share(valueAt(elements.proseWords, 0), words)
    row[start + 4] = valueAt(elements.proseBlocks, 0)
    row[start + 5] = shareInside(page, candidate.index)
    row[start + 6] = valueAt(elements.words, candidate.index)
    row[start + 7] = wordsInRun(page, 1)
    row[start + 8] = wordsInRun(page, 0)
    row[start + 9] = facts.openGraph
    row[start + 10] = Math.min(2_000, facts.body.length)
    row[start + 11] = facts.hasDate ? 1 : 0
    row[start + 12] = facts.hasByline ? 1 : 0
    row[start + 13] = facts.addressDepth
    row[start + 14] = facts.addressHyphens
    row.set(kindsOf(facts), start + 15)
  },
}

const blockGroups = [textFeatures, placeFeatures, containerFeatures, sequenceFeatures]
const starts: number[] = []
let columns = 0
for (const {names} of blockGroups) {
  starts.push(columns)
  columns += names.length
}

/** What a block is judged by, in the order of the model's columns. */
export const featureNames: readonly string[] = [...blockGroups, pageFeatures].flatMap(({names}) => names)

/** Writes what is the same for all blocks of the page into the row that begins at `row` of `rows`. */
export const writePageFeatures = (page: PageProfile, rows: Float32Array, row: number): void => {
  pageFeatures.write(page, 0, rows, row + columns)
}

/** Writes what is one block's own into the row that begins at `row` of `rows`. */
export const writeBlockFeatures = (
  page: PageProfile,
  block: number,
  rows: Float32Array,
  row: number,
): void => {
  for (let group = 0; group < blockGroups.length; group += 1)
    (blockGroups[group] as FeatureGroup).write(page, block, rows, row + (starts[group] as number))
}
