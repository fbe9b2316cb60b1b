import {describe, expect, it, test} from 'vitest'
import {clean} from '../../src/clean.ts'
import {pagingWitness} from '../../src/strip/paging.ts'
import {prose, words, wrapped} from '../prose.ts'

/** A paragraph that ends and begins as paragraphs do. */
const paragraph = (length: number, seed: number): string => `It is said that ${prose(length, seed)}.`

/** Pages of two paragraphs, the second of which goes on over the page. */
const paged = (count: number, furniture: (page: number) => readonly string[], length = 500): string[] => {
  const lines: string[] = []
  for (let page = 0; page < count; page++)
    lines.push(
      `${prose(length, page * 31)}.`,
      `It is said that ${prose(length, page * 17)}`,
      ...furniture(page),
    )
  return [...lines, `${prose(length, 5)}.`]
}

/** Headed sections whose paragraphs end before the next heading. */
const sections = (count: number, heading: (section: number) => readonly string[], length = 800): string[] =>
  Array.from({length: count}, (_, index) => [...heading(index), paragraph(length, index * 31)]).flat()

const removed = (lines: readonly string[]): string[] =>
  pagingWitness(lines, {}).removals.flatMap((removal, row) =>
    removal ? [`${removal.ruleId.slice('strip/'.length)}: ${lines[row]}`] : [],
  )

const numbers = (count: number, text: (page: number) => string): string[] =>
  Array.from({length: count}, (_, page) => `page-number: ${text(page)}`)

describe('takes page numbers', () => {
  const shapes: Readonly<Record<string, (page: number) => string>> = {
    'alone on the line': page => `${page + 12}`,
    'between dashes': page => `- ${page + 8} -`,
    'of a volume': page => `${page + 1042}`,
    'in small Roman numerals': page => ['viii', 'ix', 'x', 'xi', 'xii'][page] as string,
    'in Arabic digits': page => ['٩', '١٠', '١١', '١٢', '١٣'][page] as string,
    'with their count': page => `${page + 1}/5`,
    English: page => `Page ${page + 3}`,
    German: page => `Seite ${page + 4}`,
    Hungarian: page => `${page + 9}. oldal`,
    Chinese: page => `第${page + 1}页 共5页`,
    'within a running head': page => `THE HARBOUR GAZETTE   ${page + 12}   MARCH 9, 1931`,
    'within heads of left and right pages': page =>
      page % 2 === 0 ? `${page + 98} A History of the Pier` : `The Customs House ${page + 98}`,
  }
  it.each(Object.entries(shapes))('%s', (name, text) => {
    const count = name.includes('left and right') ? 8 : 5
    expect(removed(paged(count, page => [text(page)]))).toEqual(numbers(count, text))
  })

  it('though no sentence is cut, where they say of how many', () => {
    const text = (page: number) => `Page ${page + 1} of 4`
    expect(removed(sections(4, page => [text(page)]))).toEqual(numbers(4, text))
  })

  it('though one is missing', () => {
    const text = (page: number) => `${[12, 13, 15, 16, 17][page]}`
    const lines = paged(5, page => (page === 2 ? [paragraph(1000, 3), text(page)] : [text(page)]))
    expect(removed(lines)).toEqual(numbers(5, text))
  })
})

test('takes the running heads and feet beside them', () => {
  const lines = paged(4, page => [`${page + 12}`, 'A History of the Pier', 'Chapter Two: The Storm'])
  expect(removed(['A History of the Pier', ...lines])).toEqual(
    [12, 13, 14, 15].flatMap(number => [
      `page-number: ${number}`,
      'running-head: A History of the Pier',
      'running-head: Chapter Two: The Storm',
    ]),
  )
})

test('leaves lines that also stand elsewhere, as the names of speakers do', () => {
  const lines = paged(4, page => [`${page + 12}`, 'Keeper'])
  const speech = ['Keeper', paragraph(90, 1), 'Board', paragraph(90, 2), 'Keeper', paragraph(90, 3)]
  expect(removed([...lines, ...speech])).toEqual(numbers(4, page => `${page + 12}`))
})

describe('leaves', () => {
  const texts: Readonly<Record<string, readonly string[]>> = {
    'a numbered list': sections(6, item => [`${item + 1}. ${paragraph(60, item)}`], 60),
    'the steps of a recipe': sections(6, step => [`Step ${step + 1}`], 120),
    'long steps of a manual': sections(6, step => [`Step ${step + 1} of 6`]),
    'numbers of sections': sections(6, section => [`${section + 1}`]),
    'Roman numbers of sections': sections(6, section => [
      ['I', 'II', 'III', 'IV', 'V', 'VI'][section] as string,
    ]),
    chapters: sections(6, chapter => [`Chapter ${chapter + 1}`]),
    'chapters with their titles': sections(6, chapter => [`Chapter ${chapter + 1}`, 'The Storm']),
    'years of a chronicle': sections(6, year => [`${1986 + year}`]),
    'days of a diary': sections(6, day => [`March ${day + 9}, 1931`]),
    'verses, cut as sentences are': Array.from({length: 30}, (_, verse) => [
      `${verse + 1}`,
      prose(90, verse * 7),
    ]).flat(),
    'longer verses': Array.from({length: 30}, (_, verse) => [`${verse + 1}`, prose(350, verse * 7)]).flat(),
    'notes at uneven distances': [900, 4000, 310, 9000, 320, 2000].flatMap((length, note) => [
      prose(length, note * 7),
      `${note + 1}`,
    ]),
    'notes in a text broken at its links': paged(6, note => [
      `${note + 1}`,
      `and the ${words[note]}`,
      `${words[note + 7]} which`,
      `with ${words[note + 14]} and`,
      prose(200, note),
    ]),
    'stanzas in small letters': sections(6, part => [
      `${part + 1}`,
      ...Array(20).fill('and the light went out'),
    ]),
    'a table of figures': [
      ...sections(2, () => []),
      ...Array.from({length: 20}, (_, row) => [
        `${row + 1}`,
        `Boat ${row + 40}`,
        `${row + 7}`,
        `${60 - row}`,
      ]).flat(),
    ],
    'scores of a match': paged(4, goal => [`Norham ${goal + 1}-0 Ostwick`]),
    'a count downwards': paged(5, page => [`${20 - page}`]),
    'numbers that rise by ten': paged(5, page => [`${page * 10}`]),
    'two numbers': paged(2, page => [`${page + 12}`]),
    'a single page number in each of many sizes': paged(5, page => [`${[3, 17, 4, 90, 12][page]}`]),
    'sections of Thai, which has no stops': Array.from({length: 5}, (_, part) => [
      `${part + 1}`,
      'ท่าเรือเก่าแห่งนี้เคยเป็นที่จอดของเรือประมงทุกลำในหมู่บ้าน '.repeat(12).trim(),
    ]).flat(),
  }
  it.each(Object.entries(texts))('%s', (_, lines) => {
    expect(removed(lines)).toEqual([])
  })
})

const cleanDump = async (source: string): Promise<string> =>
  (await clean(source, {mediaType: 'text/plain', rules: 'none', detect: false})).text

describe('in the pipeline, without rules', () => {
  const head = (page: number): string => `THE HARBOUR GAZETTE ${page + 12} MARCH 9, 1931`
  const sources = {
    paragraphs: paged(4, page => [head(page)]).join('\n\n'),
    'wrapped text with blank lines': paged(4, page => [`\n${head(page)}\n`])
      .map(line => wrapped(line))
      .join('\n'),
    'wrapped text with form feeds': paged(4, page => [`\f${head(page)}`])
      .map(line => (line.startsWith('\f') ? line : wrapped(line)))
      .join('\n'),
    'wrapped text without a blank line': paged(4, page => [head(page)])
      .map(line => (line.startsWith('THE') ? line : wrapped(line)))
      .join('\n'),
  }
  it.each(Object.entries(sources))('cleans %s, and leaves it at that', async (_, source) => {
    const text = await cleanDump(source)
    expect(text).toContain('It is said that')
    expect(text).not.toContain('GAZETTE')
    expect(await cleanDump(text)).toBe(text)
  })
})

test('takes linear time', () => {
  const lines = Array.from({length: 200_000}, (_, row) =>
    row % 3 === 0 ? `${row % 97}` : `Page ${row % 89} x`,
  )
  const start = performance.now()
  pagingWitness(lines, {})
  expect(performance.now() - start).toBeLessThan(5_000)
})
