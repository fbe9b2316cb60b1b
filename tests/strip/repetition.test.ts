import {describe, expect, test} from 'vitest'
import type {Document} from '../../src/document/document.ts'
import {lineStatistics, profileFor, repeatedLines, repetitionWitness} from '../../src/strip/repetition.ts'
import {collectLines, hasWord, lineKey, type PageLines, siteOf} from '../../src/strip/site-lines.ts'
import {
  buildProfile,
  countPages,
  mergeProfiles,
  type Profile,
  pagesCounted,
  pruneProfile,
} from '../../src/strip/site-profile.ts'
import {formatProfile, parseProfile} from '../../src/strip/site-profile-file.ts'

const page = (path: string, lines: readonly string[], url?: string): Document => {
  let start = 0
  return {
    path,
    source: lines.join('\n'),
    sourceInfo: {sha256: '', bytes: 0, mediaType: 'text/plain', encoding: 'utf-8', replacements: 0},
    blocks: lines.map(raw => {
      const origin = {start, end: start + raw.length}
      start = origin.end + 1
      return {kind: 'paragraph', origin, raw, edits: []}
    }),
    metadata: {byline: [], references: [], sources: {}, ...(url ? {url} : {})},
    messages: [],
  }
}

const subjects =
  'bridge harbour school library market tower river station museum garden theatre hospital'.split(' ')

/** A name for a number, without digits, which a line's key does not see. */
const nameOf = (number: number): string =>
  Array.from(
    (number * 7_919 + 1_000).toString(26),
    digit => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)],
  ).join('')

/** Sentences about one subject, different on every page. */
const article = (number: number): string[] =>
  [1, 2, 3, 4].map(
    part =>
      `The ${subjects[number % 12]} of ${nameOf(number)} was ${part} times repaired before the ${subjects[(number + part) % 12]} fell into the water in part ${'abcd'[part - 1]}.`,
  )

const statement =
  '“We regret the delay and will publish the full report before the end of the month,” the ministry said.'
const newsletter =
  'Sign up for our newsletter and get the best stories of the week in your inbox every Friday morning.'

const sitePage = (number: number, extra: readonly string[] = []): string[] => [
  'Home',
  'Politics',
  'Sport',
  `${nameOf(number)} loses its ${subjects[number % 12]}`,
  `${(number % 9) + 2} min read`,
  ...article(number).slice(0, 2),
  ...extra,
  ...article(number).slice(2),
  newsletter,
  'Related articles',
  `Another tale from ${subjects[(number * 5) % 12]} and ${nameOf(number)}`,
  'Leave a reply',
  `© ${2000 + number} Example News`,
]

const pages = (count: number, make: (number: number) => readonly string[] = sitePage): PageLines[] =>
  Array.from({length: count}, (_, number) =>
    collectLines(page(`p${number}.txt`, make(number), 'https://www.example.com/x')),
  )

const profileOf = (all: readonly PageLines[]): Profile => {
  const builder = buildProfile()
  for (const each of all) builder.add(each)
  return builder.finish()
}

const removedFrom = (
  all: readonly PageLines[],
  lines: readonly string[],
  site = 'host:example.com',
): string[] => {
  const profile = profileOf(all).get(site)
  if (!profile) throw new Error(`Expected a profile of ${site}`)
  const removals = repeatedLines(profile, lines)
  return lines.filter((_, index) => removals[index])
}

describe('siteOf', () => {
  test('is the host, else the name, else the folder', () => {
    expect(siteOf(page('a/b.txt', ['x'], 'https://www.example.com/a'))).toBe('host:example.com')
    const named = page('a/b.txt', ['x'])
    expect(siteOf({...named, metadata: {...named.metadata, site: 'Example News'}})).toBe('site:Example News')
    expect(siteOf(page('a/b.jsonl#3', ['x']))).toBe('folder:a')
    expect(siteOf(page('b.txt', ['x']))).toBe('folder:')
  })
})

describe('repeatedLines', () => {
  test('removes the site’s furniture and nothing of the article', () => {
    const lines = sitePage(7)
    expect(removedFrom(pages(12), lines)).toEqual([
      'Home',
      'Politics',
      'Sport',
      '9 min read',
      newsletter,
      'Related articles',
      'Leave a reply',
      '© 2007 Example News',
    ])
  })

  test('says who, why and how sure', () => {
    const profile = profileOf(pages(12)).get('host:example.com')
    const [removal] = profile ? repeatedLines(profile, sitePage(3)) : []
    expect(removal?.ruleId).toBe('strip/repetition')
    expect(removal?.reason).toBe('The line recurs on the pages of its site.')
    expect(removal?.confidence).toBeGreaterThan(0.9)
    expect(removal?.confidence).toBeLessThanOrEqual(1)
  })

  test.each([2, 3])('keeps a statement that %i articles of twelve quote', times => {
    const make = (number: number) => sitePage(number, number < times ? [statement] : [])
    expect(removedFrom(pages(12, make), make(0))).not.toContain(statement)
  })

  test('keeps a heading that many articles use inside their text', () => {
    const make = (number: number) => sitePage(number, number % 2 ? ['What we know'] : [])
    expect(removedFrom(pages(12, make), make(1))).not.toContain('What we know')
  })

  test('keeps an article that was saved many times under different chrome', () => {
    const make = (number: number) => [
      ...Array.from({length: 3}, (_, index) => `Menu ${nameOf(number + 100 * index)}`),
      'The long story',
      'Chapter one',
      'Part one',
      ...article(1),
      'Sources',
      'Thanks',
    ]
    const others = pages(12)
    const copies = pages(9, make)
    expect(removedFrom([...others, ...copies], make(2))).toEqual([])
  })

  test('never takes most of a page’s prose', () => {
    const short = ['Home', 'Politics', newsletter, 'A single sentence of its own stands here.']
    expect(removedFrom(pages(12), short)).toEqual(['Home', 'Politics'])
  })

  test('says nothing from three pages, or of numbers', () => {
    expect(removedFrom(pages(3), sitePage(0))).toEqual([])
    const make = (number: number) => [...sitePage(number), '1', '2', '3']
    expect(removedFrom(pages(12, make), make(0))).not.toContain('2')
  })

  test('asks for more where the site is unknown', () => {
    const mixed = [
      ...Array.from({length: 6}, (_, number) => collectLines(page(`a${number}.txt`, sitePage(number)))),
      ...Array.from({length: 40}, (_, number) =>
        collectLines(
          page(`b${number}.txt`, [
            `Start of ${subjects[number % 12]} ${'abcd'[number % 4]}`,
            ...article(number + 20),
          ]),
        ),
      ),
    ]
    const document = page('a1.txt', sitePage(1))
    const witness = repetitionWitness(profileOf(mixed), document)
    const removed = witness?.(sitePage(1), {}).removals.map(removal => removal !== undefined) ?? []
    const gone = sitePage(1).filter((_, index) => removed[index])
    expect(gone).toContain('Politics')
    expect(gone).not.toContain(newsletter)
    for (const sentence of article(1)) expect(gone).not.toContain(sentence)
  })
})

describe('Profile', () => {
  test('does not depend on order, on division, or on pages seen twice', () => {
    const all = pages(20)
    const whole = formatProfile(profileOf(all))
    expect(formatProfile(profileOf(all.toReversed()))).toBe(whole)
    expect(formatProfile(profileOf([...all, ...all.slice(0, 5)]))).toBe(whole)
  })

  test('holds the same sample of pages in any order, and no more than it may', () => {
    const all = [
      ...pages(300),
      ...Array.from({length: 200}, (_, number) => collectLines(page(`f/${number}.txt`, sitePage(number)))),
    ]
    const bounded = (order: readonly PageLines[]): string => {
      const builder = buildProfile({perSite: 100, perFolder: 150, inAll: 120})
      for (const each of order) builder.add(each)
      const profile = builder.finish()
      expect([...profile.values()].reduce((sum, site) => sum + site.pages, 0)).toBeLessThanOrEqual(120)
      return formatProfile(profile)
    }
    const first = bounded(all)
    expect(bounded(all.toReversed())).toBe(first)
    expect(bounded(all.toSorted((left, right) => (left.page < right.page ? -1 : 1)))).toBe(first)
  })

  test('is the same where only lines are counted that may recur', () => {
    const all = [...pages(40), ...pages(6, () => ['Alone', 'On this site', 'Nothing else recurs'])]
    const counted = (which: 'all' | 'recurring'): string =>
      formatProfile(
        pruneProfile(new Map([['host:example.com', countPages(() => all, {count: all.length, which})]])),
      )
    expect(counted('recurring')).toBe(counted('all'))
    expect(counted('all')).toContain('Leave a reply')
  })

  test('counts half as many pages of each site, or a quarter, where there are too many in all', () => {
    const counts = new Map([
      ['host:a', 90],
      ['host:b', 20],
      ['folder:', 200],
    ])
    const limits = {perSite: 100, perFolder: 160}
    expect(pagesCounted(counts, {...limits, inAll: 270})('host:a')).toBe(100)
    expect(pagesCounted(counts, {...limits, inAll: 269})('folder:')).toBe(80)
    expect(pagesCounted(counts, {...limits, inAll: 149})('host:a')).toBe(25)
  })

  test('merges in any order and grouping', () => {
    const [a, b, c] = [pages(8), pages(20).slice(8, 14), pages(30).slice(14)].map(profileOf) as [
      Profile,
      Profile,
      Profile,
    ]
    const one = formatProfile(mergeProfiles(mergeProfiles(a, b), c))
    expect(formatProfile(mergeProfiles(a, mergeProfiles(c, b)))).toBe(one)
    expect(mergeProfiles(a, b).get('host:example.com')?.pages).toBe(14)
  })

  test('comes back from its file, pruned to what recurs', () => {
    const pruned = pruneProfile(profileOf(pages(12)))
    const text = formatProfile(pruned)
    expect(formatProfile(parseProfile(text))).toBe(text)
    expect(text).toContain('"Leave a reply"')
    expect(text).not.toContain('fell into the water')
    const document = page('x.txt', sitePage(5), 'https://example.com/y')
    const known = profileFor(parseProfile(text), document)
    const before = profileFor(profileOf(pages(12)), document)
    if (!known || !before) throw new Error('Expected both profiles')
    expect(repeatedLines(known.profile, sitePage(5))).toEqual(repeatedLines(before.profile, sitePage(5)))
  })

  test.each([
    '{}',
    '{"version": 2, "sites": {}}',
    '{"version": 1, "sites": {"host:a": {"pages": -1}}}',
    '{"version": 1, "sites": {"host:a": {"pages": 1, "lines": [[1]], "pairs": []}}}',
  ])('refuses %s', text => expect(() => parseProfile(text)).toThrow(/^Expected /))

  test('lists what recurs, most frequent first, with its place', () => {
    const statistics = lineStatistics(profileOf(pages(12)))
    expect(statistics.map(line => line.sample)).toContain('Home')
    const home = statistics.find(line => line.key === lineKey('Home'))
    expect(home).toMatchObject({site: 'host:example.com', pages: 12, share: 1, where: 'head', prose: false})
    expect(statistics.find(line => line.key === lineKey('Leave a reply'))?.where).toBe('tail')
    expect(statistics.find(line => line.key === lineKey(newsletter))?.prose).toBe(true)
    const counts = statistics.map(line => line.pages)
    expect(counts).toEqual(counts.toSorted((left, right) => right - left))
  })
})

test('a line has a word where two letters stand beside each other, or a character that is one', () => {
  const lines = ['ab', 'Zz', '| ab', 'a市', 'éb', '3 é b çd', 'a', '', 'a1', '[A', 'A`', '@b', '3', 'é b']
  expect(lines.map(hasWord)).toEqual(lines.map((_, index) => index < 6))
})
