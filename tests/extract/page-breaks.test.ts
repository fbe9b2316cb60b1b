import {describe, expect, it} from 'vitest'
import {clean} from '../../src/clean.ts'
import {sourceSpan, textOf} from '../../src/document/block.ts'
import {prose, wrapped} from '../prose.ts'

/** A paragraph of its own for each page. */
const paragraph = (page: number): string =>
  `It is said that ${prose(200, page * 17)} and when the wind turned, the pilot of boat ${page + 3} could not say, ${prose(200, page * 31)}.`

const other = (page: number): string => `And so it was that ${prose(400, page * 23)}.`

/** Four pages, each with a paragraph that goes on over the page and one that does not. */
const pagedText = (layout: (paragraph: string) => string, furniture: (page: number) => string): string => {
  const texts = [layout(other(9))]
  for (let page = 0; page < 4; page++) {
    const text = layout(paragraph(page))
    // At the end of a line where there is one.
    const cut = text.trim().includes('\n')
      ? text.indexOf('\n', text.indexOf(' turned,'))
      : text.indexOf(' the pilot')
    const [above, below] = [text.slice(0, cut), text.slice(cut + 1)]
    texts.push(`${above}\n${furniture(page)}\n${below}`, layout(other(page)))
  }
  return `${texts.join('\n')}\n`
}

const layouts: Readonly<Record<string, (paragraph: string) => string>> = {
  'a paragraph a line': text => text,
  'wrapped lines': wrapped,
  'wrapped lines, their first indented': text => `   ${wrapped(text)}`,
  'wrapped lines with blank lines between paragraphs': text => `\n${wrapped(text)}\n`,
}

const furnitures: Readonly<Record<string, (page: number) => string>> = {
  'a number': page => `${page + 7}`,
  'a number between blank lines': page => `\n${page + 7}\n`,
  'a number, a form feed and a head': page => `${page + 7}\n\fA HISTORY OF THE PIER\n`,
  'a head with a number': page => `\nTHE HARBOUR GAZETTE      ${page + 7}      MARCH 9, 1931\n`,
}

const cases = Object.keys(layouts).flatMap(layout =>
  Object.keys(furnitures).map(furniture => [layout, furniture] as const),
)

const cleaned = (source: string) => clean(source, {mediaType: 'text/plain', rules: 'none', detect: false})

describe('a paragraph that a page break cut in two', () => {
  it.each(cases)('is one again in %s, over %s', async (layout, furniture) => {
    const source = pagedText(layouts[layout] ?? String, furnitures[furniture] ?? String)
    const {text, document, row} = await cleaned(source)
    const paragraphs = text.trimEnd().split('\n\n')
    for (let page = 0; page < 4; page++) expect(paragraphs).toContain(paragraph(page))
    expect(text).not.toMatch(/GAZETTE|PIER|\n\d+\n/)
    expect((await cleaned(text)).text).toBe(text)
    const removed = row.removals.map(({span}) => source.slice(span.start, span.end).replace(/\s+/g, ' '))
    expect(removed.filter(line => /\b(?:7|8|9|10)\b/.test(line))).toHaveLength(4)
    // Both halves know their place, and the number between them is in neither.
    const block = document.blocks.find(each => textOf(each) === paragraph(1))
    const whole = paragraph(1)
    for (const words of ['It is said that', 'could not say', `${prose(200, 31)}.`]) {
      const {start, end} = sourceSpan(
        block ?? expect.fail(),
        whole.indexOf(words),
        whole.indexOf(words) + words.length,
      )
      expect(source.slice(start, end).replace(/\s+/g, ' ')).toBe(words)
    }
  })

  it('has the word whole that the break cut', async () => {
    const source = pagedText(String, page => `${page + 7}`).replace(/turned,\n(7)\nthe/, 'har-\n$1\nbours')
    expect((await cleaned(`${source}The harbours are old.\n`)).text).toContain(
      'when the wind harbours pilot of boat 3',
    )
  })

  it('is left in two where lines break so elsewhere, as in verse', async () => {
    const verse = [
      'when all is said and done',
      'and all who had been waiting on the quay until the second bell and long beyond it too',
      'have gone back down the steps',
      'we lift the lamp and leave the wall behind to those who sleep and those who cannot say a word',
    ].join('\n\n')
    const pages = Array.from(
      {length: 5},
      (_, page) => `${verse}\n\n${verse}\n\n${verse}\n\nPage ${page + 1} of 6\n\n`,
    )
    const {document} = await cleaned(`${pages.join('')}${verse}\n`)
    expect(document.blocks.filter(({removed}) => removed?.ruleId === 'strip/page-number')).toHaveLength(5)
    expect(document.blocks.every(({raw}) => !raw.includes('\n'))).toBe(true)
  })

  it('is not made of two paragraphs', async () => {
    const source = `${pagedText(String, page => `${page + 7}`)}Here the page ends.\n11\nand here one begins.\n`
    const {document} = await cleaned(`${source}`)
    expect(document.blocks.filter(({raw}) => raw.includes('\n'))).toHaveLength(4)
  })
})
