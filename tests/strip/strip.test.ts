import {expect, test} from 'vitest'
import {textOf} from '../../src/document/block.ts'
import type {Document} from '../../src/document/document.ts'
import {extractPlain} from '../../src/extract/plain.ts'
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
