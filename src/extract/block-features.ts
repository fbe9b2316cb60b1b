import {classGroups} from './class-evidence.ts'
import {farAway, landmarkTags} from './element-profile.ts'
import {addressGroups, schemaGroups, squeezed} from './page-facts.ts'
import type {PageProfile} from './page-profile.ts'
import type {PageElement} from './page-tree.ts'
import {textGroups} from './text-evidence.ts'
import type {TextFacts} from './text-facts.ts'

/** One number about one block. */
export type Feature = {readonly name: string; readonly of: (page: PageProfile, block: number) => number}

const noFacts: TextFacts = {
  text: '',
  words: 0,
  stopWords: 0,
  capitalised: 0,
  upperCase: 0,
  numbers: 0,
  letters: 0,
  digits: 0,
  commas: 0,
  sentenceEnds: 0,
  ending: 0,
  evidence: 0,
}

const factsAt = (page: PageProfile, block: number): TextFacts => page.facts[block] ?? noFacts
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)
const feature = (name: string, of: Feature['of']): Feature => ({name, of})
const at = (array: {readonly [index: number]: number}, index: number): number => array[index] ?? 0

/** Tags in an order that keeps like with like, so that one threshold can tell them apart. */
const tagOrder =
  'p blockquote pre figcaption li dd dt h1 h2 h3 h4 h5 h6 summary article section main div td th tr caption address label span a button option select textarea header aside form footer nav'.split(
    ' ',
  )
const tagRank: ReadonlyMap<string, number> = new Map(tagOrder.map((name, index) => [name, index]))

const tagOf = (page: PageProfile, block: number): number => {
  const element = page.blocks[block]?.element
  return element ? (tagRank.get(element.name) ?? tagOrder.length) : -1
}

const textFeatures: readonly Feature[] = [
  feature('words', (page, i) => factsAt(page, i).words),
  feature('characters', (page, i) => factsAt(page, i).text.length),
  feature('stop words', (page, i) => share(factsAt(page, i).stopWords, factsAt(page, i).words)),
  feature('capitalised', (page, i) => share(factsAt(page, i).capitalised, factsAt(page, i).words)),
  feature('upper case', (page, i) => share(factsAt(page, i).upperCase, factsAt(page, i).words)),
  feature('numbers', (page, i) => share(factsAt(page, i).numbers, factsAt(page, i).words)),
  feature('letters', (page, i) => share(factsAt(page, i).letters, factsAt(page, i).text.length)),
  feature('word length', (page, i) => share(factsAt(page, i).letters, factsAt(page, i).words)),
  feature('commas', (page, i) => factsAt(page, i).commas),
  feature('sentence ends', (page, i) => factsAt(page, i).sentenceEnds),
  feature('ending', (page, i) => factsAt(page, i).ending),
  feature('starts', (page, i) => startOf(factsAt(page, i).text)),
  feature('link share', (page, i) => at(page.linkShares, i)),
  feature('holders', (page, i) => page.blocks[i]?.holders.length ?? 0),
  feature('prose', (page, i) => at(page.prose, i)),
  feature('text evidence', (page, i) => bitCount(factsAt(page, i).evidence)),
  ...textGroups.map(([name], bit) =>
    feature(`says ${name}`, (page, i) => (factsAt(page, i).evidence >> bit) & 1),
  ),
  feature('same text', (page, i) => at(page.sameText, i)),
  feature('earlier same', (page, i) => at(page.earlierSame, i)),
  feature('in title', (page, i) => at(page.inTitle, i)),
  feature('of title', (page, i) => at(page.ofTitle, i)),
  feature('in articleBody', (page, i) => within(page.page.body, factsAt(page, i).text)),
  feature('in description', (page, i) => within(page.page.description, factsAt(page, i).text)),
]

/** First character as a class: 0 lower case, 1 upper case, 2 digit, 3 bullet or dash, 4 quote, 5 other. */
const startOf = (text: string): number => {
  const first = text.charAt(0)
  if (/\p{Ll}/u.test(first)) return 0
  if (/\p{L}/u.test(first)) return 1
  if (/\d/.test(first)) return 2
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

/** Whether `text` stands in `whole`: -1 when there is nothing to compare, 0 no, 1 yes. */
const within = (whole: string, text: string): number => {
  if (whole === '') return -1
  const start = squeezed(text.slice(0, 2 * comparedCharacters)).slice(0, comparedCharacters)
  return start !== '' && whole.includes(start) ? 1 : 0
}

const stepsUp = (element: PageElement | undefined, steps: number): PageElement | undefined => {
  let found = element
  for (let i = 0; i < steps && found?.parent && found.parent.depth > 1; i += 1) found = found.parent
  return found
}

/** Steps from a block's element up to the ancestor with this index; `farAway` when there is none. */
const distance = (page: PageProfile, block: number, ancestor: number): number => {
  const element = page.blocks[block]?.element
  const other = ancestor >= 0 ? page.tree.elements[ancestor] : undefined
  return element && other ? Math.min(farAway, element.depth - other.depth) : farAway
}

const nearest = (page: PageProfile, block: number, table: Int32Array, row: number): number =>
  at(table, row * page.elements.count + (page.blocks[block]?.element.index ?? 0))

/** The share of the page's words inside the element with this index; -1 when there is none. */
const shareInside = (page: PageProfile, element: number): number =>
  element < 0 ? -1 : share(at(page.elements.words, element), at(page.elements.words, 0))

const placeFeatures: readonly Feature[] = [
  feature('tag', tagOf),
  feature('depth', (page, i) => page.blocks[i]?.element.depth ?? 0),
  feature('unseen', (page, i) => at(page.elements.unseen, page.blocks[i]?.element.index ?? 0)),
  ...landmarkTags.flatMap((name, row) => [
    feature(`to ${name}`, (page, i) =>
      distance(page, i, nearest(page, i, page.elements.nearestLandmark, row)),
    ),
  ]),
  ...(['article', 'main', 'section', 'table', 'ul', 'form', 'header', 'aside'] as const).map(name =>
    feature(`share of ${name}`, (page, i) =>
      shareInside(page, nearest(page, i, page.elements.nearestLandmark, landmarkTags.indexOf(name))),
    ),
  ),
  ...classGroups.flatMap(([name], row) => [
    feature(`to class ${name}`, (page, i) =>
      distance(page, i, nearest(page, i, page.elements.nearestGroup, row)),
    ),
    feature(`share of class ${name}`, (page, i) =>
      shareInside(page, nearest(page, i, page.elements.nearestGroup, row)),
    ),
  ]),
]

/** How far up the containers of a block are described. */
const containerSteps = [1, 2, 3, 5]

const containerFeatures: readonly Feature[] = containerSteps.flatMap(steps => {
  const of = (page: PageProfile, block: number): number =>
    stepsUp(page.blocks[block]?.element, steps)?.index ?? 0
  return [
    feature(`up ${steps} words`, (page, i) => at(page.elements.words, of(page, i))),
    feature(`up ${steps} share`, (page, i) => shareInside(page, of(page, i))),
    feature(`up ${steps} links`, (page, i) =>
      share(at(page.elements.linkWords, of(page, i)), at(page.elements.words, of(page, i))),
    ),
    feature(`up ${steps} prose`, (page, i) =>
      share(at(page.elements.proseWords, of(page, i)), at(page.elements.words, of(page, i))),
    ),
    feature(`up ${steps} block words`, (page, i) =>
      share(at(page.elements.words, of(page, i)), at(page.elements.blocks, of(page, i))),
    ),
    feature(`up ${steps} prose blocks`, (page, i) => at(page.elements.proseBlocks, of(page, i))),
    feature(`up ${steps} before`, (page, i) => i - at(page.elements.firstBlock, of(page, i))),
    feature(`up ${steps} after`, (page, i) => at(page.elements.lastBlock, of(page, i)) - i),
  ]
})

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

const sequenceFeatures: readonly Feature[] = [
  feature('position', (page, i) => share(i, page.blocks.length)),
  feature('words before', (page, i) => at(page.wordsBefore, i)),
  feature('words before share', (page, i) =>
    share(at(page.wordsBefore, i), at(page.wordsBefore, page.blocks.length)),
  ),
  feature('after title', (page, i) => (page.titleAt < 0 ? 0 : i - page.titleAt)),
  feature('words after title', (page, i) =>
    page.titleAt < 0 ? 0 : at(page.wordsBefore, i) - at(page.wordsBefore, page.titleAt),
  ),
  feature(
    'up to candidate',
    (page, i) => (page.blocks[i]?.element.depth ?? 0) - commonWithCandidate(page, i).depth,
  ),
  feature('down to candidate', (page, i) => page.candidate.depth - commonWithCandidate(page, i).depth),
  feature('candidate share', (page, i) => shareInside(page, page.candidate.index) + 0 * i),
  feature('from candidate', (page, i) => outside(page, i, page.candidate.index)),
  ...[0, 1, 2].flatMap(run => [
    feature(`from run ${run}`, (page, i) => signedDistance(i, page.runs[run] ?? [0, -1])),
    feature(`into run ${run}`, (page, i) => i - (page.runs[run]?.[0] ?? 0)),
    feature(`left in run ${run}`, (page, i) => (page.runs[run]?.[1] ?? 0) - i),
  ]),
  feature('shape count', (page, i) => at(page.shapeCount, i)),
  feature('shape words', (page, i) => at(page.shapeWords, i)),
  feature('shape links', (page, i) => at(page.shapeLinkShare, i)),
  feature('heading before', (page, i) => i - at(page.headingBefore, i)),
  feature('heading before tag', (page, i) => tagOf(page, at(page.headingBefore, i))),
  feature(
    'heading before evidence',
    (page, i) => factsAt(page, at(page.headingBefore, i)).evidence & headingEvidence,
  ),
  feature('heading before in title', (page, i) => at(page.inTitle, at(page.headingBefore, i))),
  ...[-3, -2, -1, 1, 2, 3].flatMap(step => [
    feature(`${step} words`, (page, i) => factsAt(page, i + step).words),
    feature(`${step} links`, (page, i) => at(page.linkShares, i + step)),
    feature(`${step} tag`, (page, i) => tagOf(page, i + step)),
    feature(`${step} ends`, (page, i) => factsAt(page, i + step).sentenceEnds),
    feature(`${step} shape`, (page, i) => (page.shapes[i + step] === page.shapes[i] ? 1 : 0)),
  ]),
  ...[-1, 1].map(step => feature(`${step} evidence`, (page, i) => factsAt(page, i + step).evidence)),
  ...[4, 12].flatMap(reach => [
    feature(`words within ${reach} before`, (page, i) => wordsBetween(page, i - reach, i)),
    feature(`words within ${reach} after`, (page, i) => wordsBetween(page, i + 1, i + 1 + reach)),
    feature(`prose within ${reach} before`, (page, i) => proseBetween(page, i - reach, i)),
    feature(`prose within ${reach} after`, (page, i) => proseBetween(page, i + 1, i + 1 + reach)),
  ]),
]

/** Headings that open what is no article: share … comment, and related lists, as bits of `textGroups`. */
const headingEvidence = 0b1111

const signedDistance = (block: number, [from, to]: readonly [number, number]): number => {
  if (block < from) return block - from
  return block > to ? block - to : 0
}

const outside = (page: PageProfile, block: number, element: number): number =>
  signedDistance(block, [at(page.elements.firstBlock, element), at(page.elements.lastBlock, element)])

const clamp = (page: PageProfile, block: number): number => Math.max(0, Math.min(page.blocks.length, block))

const wordsBetween = (page: PageProfile, from: number, to: number): number =>
  at(page.wordsBefore, clamp(page, to)) - at(page.wordsBefore, clamp(page, from))

const proseBetween = (page: PageProfile, from: number, to: number): number => {
  let count = 0
  for (let i = clamp(page, from); i < clamp(page, to); i += 1) count += at(page.prose, i)
  return count
}

/** Features of the page as a whole; the page-type model reads these alone. */
export const pageFeatures: readonly Feature[] = [
  feature('page words', page => at(page.elements.words, 0)),
  feature('page blocks', page => page.blocks.length),
  feature('page links', page => share(at(page.elements.linkWords, 0), at(page.elements.words, 0))),
  feature('page prose', page => share(at(page.elements.proseWords, 0), at(page.elements.words, 0))),
  feature('page prose blocks', page => at(page.elements.proseBlocks, 0)),
  feature('page candidate share', page => shareInside(page, page.candidate.index)),
  feature('page candidate words', page => at(page.elements.words, page.candidate.index)),
  feature('page run words', page => {
    const [from, to] = page.runs[1] ?? [0, -1]
    return at(page.wordsBefore, to + 1) - at(page.wordsBefore, from)
  }),
  feature('page strict run words', page => {
    const [from, to] = page.runs[0] ?? [0, -1]
    return at(page.wordsBefore, to + 1) - at(page.wordsBefore, from)
  }),
  feature('page open graph', page => page.page.openGraph),
  feature('page has body', page => Math.min(2_000, page.page.body.length)),
  feature('page has date', page => (page.page.hasDate ? 1 : 0)),
  feature('page has byline', page => (page.page.hasByline ? 1 : 0)),
  feature('page address depth', page => page.page.addressDepth),
  feature('page address hyphens', page => page.page.addressHyphens),
  ...schemaGroups.map(([name], bit) => feature(`page schema ${name}`, page => (page.page.schema >> bit) & 1)),
  ...addressGroups.map(([name], bit) =>
    feature(`page address ${name}`, page => (page.page.address >> bit) & 1),
  ),
]

/** What a block is judged by, in the order of the model's columns. */
export const blockFeatures: readonly Feature[] = [
  ...textFeatures,
  ...placeFeatures,
  ...containerFeatures,
  ...sequenceFeatures,
  ...pageFeatures,
]

/** Writes what `features` say of one block into `row`. */
export const writeFeatures = (
  page: PageProfile,
  block: number,
  features: readonly Feature[],
  row: Float32Array,
): void => {
  for (let column = 0; column < features.length; column += 1) {
    row[column] = (features[column] as Feature).of(page, block)
  }
}
