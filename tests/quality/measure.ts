import type {CleanResult} from '../../src/clean.ts'
import {textOf} from '../../src/document/block.ts'
import {cleanFixture, type Fixture} from './fixture.ts'
import {type WordScore, wordScore} from './word-score.ts'

/** Figures of one run over all fixtures, by name; each between 0 and 1, more is better. */
export type Figures = Readonly<Record<string, number>>

type Measured = {readonly fixture: Fixture; readonly result: CleanResult; readonly score: WordScore}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

const share = (verdicts: readonly boolean[]): number => mean(verdicts.map(Number))

/** How often a positive scores above a negative; a tie counts half. */
const areaUnderCurve = (positives: readonly number[], negatives: readonly number[]): number =>
  mean(
    positives.flatMap(positive =>
      negatives.map(negative => (positive > negative ? 1 : positive === negative ? 0.5 : 0)),
    ),
  )

const isArticle = ({fixture}: Measured): boolean => fixture.expected.status !== 'reject'

/** The metadata fields that a fixture may pin, and whether each of those it pins was found. */
const metadataVerdicts = ({fixture: {expected}, result: {row}}: Measured): boolean[] => {
  const same = (found: unknown, wanted: unknown): boolean[] =>
    wanted === undefined ? [] : [JSON.stringify(found ?? null) === JSON.stringify(wanted)]
  return [
    ...same(row.title, expected.title),
    ...same(row.byline, expected.byline),
    ...same(row.published?.slice(0, 10), expected.published),
    ...same(row.site, expected.site),
    ...same(row.url, expected.url),
    ...same(row.syndicatedFrom, expected.syndicatedFrom),
    ...same(row.rights, expected.rights),
    ...same(row.references, expected.references),
  ]
}

/** Where the swaps of a spun text stand in its source, found in their order. */
const swapSpans = ({fixture, result}: Measured): {start: number; end: number}[] => {
  const {source} = result.document
  let position = 0
  return (fixture.expected.swaps ?? []).flatMap(([actual]) => {
    const start = source.indexOf(actual, position)
    if (start < 0) return []
    position = start + actual.length
    return [{start, end: position}]
  })
}

/** What share of the flags of synonym swaps touch a swap, and what share of the swaps are touched by a flag. */
const flagScore = (spun: readonly Measured[]): {precision: number; recall: number} => {
  let flags = 0
  let right = 0
  let swaps = 0
  let found = 0
  for (const measured of spun) {
    const gold = swapSpans(measured)
    const flagged = measured.result.row.messages.flatMap(({ruleId, span}) =>
      ruleId === 'detect/synonym-swap' && span ? [span] : [],
    )
    const touches = (a: {start: number; end: number}, b: {start: number; end: number}): boolean =>
      a.start < b.end && b.start < a.end
    flags += flagged.length
    right += flagged.filter(flag => gold.some(swap => touches(flag, swap))).length
    swaps += gold.length
    found += gold.filter(swap => flagged.some(flag => touches(flag, swap))).length
  }
  return {precision: flags === 0 ? 0 : right / flags, recall: swaps === 0 ? 0 : found / swaps}
}

const wordCount = ({result}: Measured): number =>
  result.document.blocks
    .filter(block => !block.removed)
    .reduce((sum, block) => sum + textOf(block).split(/\s+/).length, 0)

/** Flags of synonym swaps per hundred words, over texts that hold none. */
const falseFlags = (clean: readonly Measured[]): number => {
  const flags = clean.map(
    ({result}) => result.row.messages.filter(({ruleId}) => ruleId === 'detect/synonym-swap').length,
  )
  const words = clean.map(wordCount).reduce((sum, count) => sum + count, 0)
  return words === 0 ? 0 : (100 * flags.reduce((sum, count) => sum + count, 0)) / words
}

const scores = (name: string, measured: readonly Measured[]): Figures => ({
  [`${name}/precision`]: mean(measured.map(({score}) => score.precision)),
  [`${name}/recall`]: mean(measured.map(({score}) => score.recall)),
  [`${name}/f1`]: mean(measured.map(({score}) => score.f1)),
})

/** Cleans every fixture and measures what came out. */
export const measure = async (fixtures: readonly Fixture[]): Promise<Figures> => {
  const all: Measured[] = []
  for (const fixture of fixtures) {
    const result = await cleanFixture(fixture)
    all.push({fixture, result, score: wordScore(result.text, fixture.text)})
  }
  const articles = all.filter(isArticle)
  const isPage = ({fixture}: Measured): boolean => fixture.mediaType === 'text/html'
  const english = articles.filter(({fixture}) => fixture.expected.language === 'eng')
  const spun = english.filter(({fixture}) => fixture.expected.status === 'repair')
  const good = english.filter(({fixture}) => fixture.expected.status === 'clean')
  const garbled = (measured: Measured): number => measured.result.row.garbled?.score ?? 0
  const flags = flagScore(spun)
  return {
    ...scores(
      'dumps',
      articles.filter(measured => !isPage(measured)),
    ),
    ...scores('pages', articles.filter(isPage)),
    'status/articles': share(
      articles.map(({fixture, result}) => result.row.status === fixture.expected.status),
    ),
    'status/rejects': share(
      all.filter(measured => !isArticle(measured)).map(({result}) => result.row.status === 'reject'),
    ),
    metadata: share(all.flatMap(metadataVerdicts)),
    language: share(
      articles.map(({fixture, result}) => result.row.language?.code === fixture.expected.language),
    ),
    'garbled/auc': areaUnderCurve(spun.map(garbled), good.map(garbled)),
    'garbled/left-alone': share(good.map(({result}) => result.row.status !== 'repair')),
    'garbled/flag-precision': flags.precision,
    'garbled/flag-recall': flags.recall,
    'garbled/clean-words': 1 - falseFlags(good) / 100,
  }
}
