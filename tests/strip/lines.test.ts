import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {classifyLines} from '../../src/strip/classify-lines.ts'
import {keepForBestF1} from '../../src/strip/lines/decode.ts'
import {featureCount, featureNames, featuresOf, featureWriter} from '../../src/strip/lines/features.ts'
import {readPage} from '../../src/strip/lines/page.ts'
import {scanLines} from '../../src/strip/lines/scan.ts'
import {likelyNames, likelyWriter, toldNames} from '../../src/strip/lines/second-look.ts'
import {tailStart} from '../../src/strip/lines/tail.ts'
import {type LineForest, readLineModel, writeLineModel} from '../../src/strip/lines/trees.ts'
import {wordOdds} from '../../src/strip/lines/word-odds.ts'

const forest: LineForest = {
  features: ['a', 'b'],
  roots: Int32Array.of(0),
  feature: Uint16Array.of(0, 1),
  threshold: Float32Array.of(1, 5),
  left: Int32Array.of(~0, ~1),
  right: Int32Array.of(1, ~2),
  leaf: Float32Array.of(-2, 0, 2),
}

test('a model is read as it was written', () => {
  const leaves = (...leaf: number[]): LineForest => ({...forest, leaf: Float32Array.from(leaf)})
  const model = {first: forest, second: leaves(4, 5, 6), title: leaves(1, 2, 3)}
  expect(readLineModel(writeLineModel(model))).toEqual(model)
})

test('the weights in the repository are for the features of the code', () => {
  const {first, second, title} = readLineModel(readFileSync('models/lines.bin'))
  const safe = (names: readonly string[]): string[] =>
    names.map(name => name.replace('[', '(').replace(']', ')'))
  expect(first.features).toEqual(safe(featureNames))
  expect(title.features).toEqual(safe([...featureNames, ...likelyNames]))
  expect(second.features).toEqual(safe([...toldNames, ...likelyNames]))
  for (const name of toldNames) expect(featureNames).toContain(name)
})

const page = [
  'Home',
  'The old lighthouse keeper polished the great lamp every evening before the ships came in.',
  'Sailors said that the lighthouse lamp could be seen from the harbour wall on clear nights.',
  'Subscribe to our newsletter',
  'The keeper wrote down every ship that passed the lighthouse in a ledger bound in leather.',
  'Recipes for autumn pumpkin soup and seven other dishes that are loved by the whole family.',
]

test('features are the same however many lines are written at once', () => {
  const whole = featuresOf(page, readPage(page))
  const write = featureWriter(page, readPage(page))
  page.forEach((_, row) => {
    const one = new Float32Array(featureCount)
    write(row, row + 1, one)
    expect(one).toEqual(whole.subarray(row * featureCount, (row + 1) * featureCount))
  })
  expect(whole.every(value => Number.isFinite(value))).toBe(true)
})

test('words that the likely lines use speak for a line, words of the unlikely ones against it', () => {
  const likely = Float32Array.of(0.1, 0.9, 0.9, 0.05, 0.5, 0.5)
  const {odds, most} = wordOdds(readPage(page), likely)
  expect(odds[4]).toBeGreaterThan(0.1)
  expect(most[4]).toBeGreaterThan(odds[4] as number)
  // No other line uses any word of the last.
  expect(odds[5]).toBe(0)
})

test('the second look is told where the likely lines stand', () => {
  const likely = Float32Array.of(0.1, 0.9, 0.9, 0.2, 0.9, 0.1)
  const out = new Float32Array(likelyNames.length)
  const write = likelyWriter(page, readPage(page), likely)
  const said = (row: number, name: string): number => {
    write(row, out, 0)
    return out[likelyNames.indexOf(name)] as number
  }
  expect(said(3, 'likely')).toBe(Math.fround(0.2))
  expect(said(3, 'likely[-1]')).toBe(Math.fround(0.9))
  expect(said(3, 'likelyRun0.rows')).toBe(0)
  expect(said(0, 'likelyRun0.rows')).toBeLessThan(0)
  expect(said(5, 'likelyRun0.rows')).toBeGreaterThan(0)
  expect(said(3, 'sure.since')).toBe(Math.fround(Math.log1p(1)))
  expect(said(5, 'sure.until')).toBe(-1)
  expect([said(0, 'top.share'), said(1, 'top.share')]).toEqual([1, 0])
  expect(said(1, 'article.before')).toBeLessThan(said(4, 'article.before'))
})

test('a page without spaces keeps all its words in the scan', () => {
  const line = '灯塔看守人每天傍晚擦亮大灯等待归航的船只水手们说晴朗的夜晚从港口的墙上也能看见灯光'
  const {words, wordsFrom, count} = scanLines([line, line])
  expect(wordsFrom[count]).toBe(2 * (line.length - 1))
  expect(words.length).toBeGreaterThanOrEqual(2 * (line.length - 1))
  expect([...words.subarray(0, line.length - 1)]).toEqual([
    ...words.subarray(line.length - 1, 2 * (line.length - 1)),
  ])
})

test('cuts at half the F1 that can be had', () => {
  const words = (): number => 10
  expect([...keepForBestF1(Float32Array.of(0.95, 0.95, 0.2, 0.1), words, 0)]).toEqual([1, 1, 0, 0])
  // Nothing is sure: the likeliest lines are kept nevertheless.
  expect([...keepForBestF1(Float32Array.of(0.3, 0.3, 0.02), words, 0)]).toEqual([1, 1, 0])
  // All lines may be misjudged together: what is a little less likely than the rest stays with it.
  expect([...keepForBestF1(Float32Array.of(0.6, 0.5, 0.35), words, 0)]).toEqual([1, 1, 1])
  expect([...keepForBestF1(Float32Array.of(0.6, 0.5, 0.35), words, 0.4)]).toEqual([1, 1, 0])
  expect([...keepForBestF1(Float32Array.of(0.01, 0.02), words, 0.03)]).toEqual([0, 0])
})

test('nothing below a label that follows the last paragraph is article', () => {
  const paragraph = page[1] as string
  const start = (...lines: string[]): number =>
    tailStart(
      readPage(lines),
      Uint8Array.from(lines, () => 1),
    )
  expect(start(paragraph, 'Ann Keeper', 'Related stories', 'A second lighthouse burns')).toBe(2)
  expect(start(paragraph, 'Ähnliche Artikel', 'Der zweite Leuchtturm brennt')).toBe(1)
  expect(start(paragraph, 'ข่าวที่เกี่ยวข้อง', 'เปิดสะพานใหม่')).toBe(1)
  // A label between paragraphs opens nothing, and so does a headline that is none.
  expect(start(paragraph, 'Related stories', paragraph, 'Ann Keeper')).toBe(4)
  expect(start('Related stories', 'A second lighthouse burns')).toBe(2)
})

test('no lines, empty lines and one word do no harm', () => {
  expect(classifyLines([]).lines).toEqual([])
  expect(classifyLines(['', 'x']).lines).toHaveLength(2)
})
