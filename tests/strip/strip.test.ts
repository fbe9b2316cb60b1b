import {expect, test} from 'vitest'
import {textOf} from '../../src/document/block.ts'
import type {Document} from '../../src/document/document.ts'
import {extractPlain} from '../../src/extract/plain.ts'
import type {LineClassifier} from '../../src/strip/classify-lines.ts'
import type {Witness} from '../../src/strip/look.ts'
import {strip} from '../../src/strip/strip.ts'

const documentOf = (source: string): Document => ({
  path: 'page.txt',
  source,
  sourceInfo: {sha256: '', bytes: source.length, mediaType: 'text/plain', encoding: 'utf-8', replacements: 0},
  blocks: [],
  metadata: {byline: [], references: [], sources: {}},
  messages: [],
})

const cleaned = (source: string): string => {
  const {blocks} = strip(extractPlain(documentOf(source)), {witnesses: []})
  const kept = blocks.filter(block => !block.removed)
  return [...kept.filter(block => block.role), ...kept.filter(block => !block.role)].map(textOf).join('\n\n')
}

const page = `Home
News
Boats
The lighthouse of Norham will be lit again
By Ann Keeper
The lighthouse of Norham, dark since the storm of 1987, will be lit again next spring, its keeper told the harbour board on Monday.
Volunteers have scraped the old paint from the tower and carried the lamp up its 214 steps in pieces, which took them most of the summer.
"We did not think that we would live to see it," said one of them, who had watched the light as a child from the other side of the bay.
Share
Contact
Imprint`

test('keeps the article and its title, and drops the navigation', () => {
  const text = cleaned(page)
  expect(text).toMatch(/^The lighthouse of Norham will be lit again\n\nThe lighthouse of Norham, dark since/)
  expect(text).toMatch(/from the other side of the bay\.$/)
})

test('changes nothing in a text it has cleaned', () => {
  const once = cleaned(page)
  expect(cleaned(once)).toBe(once)
})

/** A classifier that likes no line, and a rule that knows one. */
const nothingKept: LineClassifier = lines => ({
  lines: lines.map(() => ({keep: false, confidence: 1})),
  titles: rows => rows.map(row => (row === 0 ? 1 : 0)),
})
const knowsShare: Witness = lines => ({
  removals: lines.map(line =>
    line === 'Share' ? {ruleId: 'strip/test', reason: 'A button.', confidence: 1} : undefined,
  ),
})
const keptOf = (document: Document): string[] =>
  strip(document, {witnesses: [knowsShare], classify: nothingKept})
    .blocks.filter(block => !block.removed)
    .map(textOf)

const lines = ['The lighthouse of Norham', 'Lamps', 'Lenses', 'Ropes']
const layout = (texts: readonly string[]): Document => extractPlain(documentOf(`${texts.join('\n\n')}\n`))

test('does not ask the line classifier about a page that was judged with its markup', () => {
  const document = layout([...lines, 'Share'])
  const judged = {...document, sourceInfo: {...document.sourceInfo, mediaType: 'text/html'}}
  expect(keptOf(judged)).toEqual(lines)
})

test('leaves a text with the layout of a cleaned one alone when no rule finds anything in it', () => {
  expect(keptOf(layout(lines))).toEqual(lines)
})

test('takes a text with that layout for a dump when a rule finds something in it', () => {
  expect(keptOf(layout([...lines, 'Share']))).toEqual([])
})

test('does not take a title for the trail to a line that says its last words again', () => {
  const again = [
    'The Keepers of the Norham Lighthouse',
    'the Norham Lighthouse',
    'The lighthouse of Norham, dark since the storm of 1987, will be lit again next spring, its keeper told the board.',
  ]
  expect(keptOf(layout(again))).toEqual(again)
})

test('looks once more at a page only where that may find something', () => {
  const looksAt = (lines: readonly string[], url?: string): number => {
    const html = documentOf(lines.join('\n'))
    const blocks = extractPlain(html).blocks.map((block, row) =>
      row === 0 ? {...block, role: 'title' as const} : block,
    )
    let looks = 0
    const counting: Witness = (...args) => {
      looks += 1
      return knowsShare(...args)
    }
    const sourceInfo = {...html.sourceInfo, mediaType: 'text/html' as const}
    const metadata = {...html.metadata, ...(url === undefined ? {} : {url})}
    strip({...html, blocks, sourceInfo, metadata}, {witnesses: [counting]})
    return looks
  }
  const article = ['A title of some words', 'A sentence that says something about the harbour of Norham.']
  expect(looksAt(article)).toBe(1)
  // What is found with the address may not be found without it.
  expect(looksAt(article, 'https://example.com/a')).toBe(2)
  expect(looksAt([...article, 'Share'])).toBe(2)
  expect(looksAt([...article, 'Share'], 'https://example.com/a')).toBe(2)
})
