import {describe, expect, it} from 'vitest'
import {featureNames, writeBlockFeatures, writePageFeatures} from '../../src/extract/block-features.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {pageAccount} from '../../src/extract/page-facts.ts'
import {profilePage} from '../../src/extract/page-profile.ts'
import {parsePage} from '../../src/extract/parse-page.ts'

const page =
  '<html><body><nav class="menu"><a href="/">Home</a></nav><article class="post-content"><h1>A bridge</h1>' +
  '<p>The committee met on the first day of the month, and its members agreed, at last, to repair the bridge.</p>' +
  '<div hidden>Share: Twitter</div></article></body></html>'

const tree = parsePage(page, 512)
const blocks = segmentPage(tree)
const profile = profilePage(tree, blocks, pageAccount(tree, [], undefined), {
  byline: [],
  references: [],
  sources: {},
})

const rowOf = (block: number): Float32Array => {
  const row = new Float32Array(featureNames.length).fill(Number.NaN)
  writePageFeatures(profile, row, 0)
  writeBlockFeatures(profile, block, row, 0)
  return row
}

const featureOf = (block: number, name: string): number | undefined =>
  rowOf(block)[featureNames.indexOf(name)]

describe('features of a block', () => {
  it('have names of their own, and a number for each', () => {
    expect(new Set(featureNames).size).toBe(featureNames.length)
    for (const block of blocks.keys()) expect(Array.from(rowOf(block))).not.toContain(Number.NaN)
  })

  it('stand under their names', () => {
    const prose = blocks.findIndex(({element}) => element.name === 'p')
    const hidden = blocks.findIndex(({raw}) => raw.startsWith('Share'))
    expect(featureOf(0, 'to nav')).toBe(0)
    expect(featureOf(0, 'to class nav')).toBe(0)
    expect(featureOf(prose, 'to article')).toBe(1)
    expect(featureOf(prose, 'to class body')).toBe(1)
    expect(featureOf(prose, 'to nav')).toBe(30)
    expect(featureOf(prose, 'share of nav')).toBe(undefined)
    expect(featureOf(prose, 'share of article')).toBeGreaterThan(0.8)
    expect(featureOf(prose, 'words')).toBe(20)
    expect(featureOf(prose, 'commas')).toBe(3)
    expect(featureOf(prose, 'sentence ends')).toBe(1)
    expect(featureOf(prose, 'stop words')).toBeGreaterThan(0.4)
    expect(featureOf(hidden, 'unseen')).toBe(1)
    expect(featureOf(hidden, 'says share')).toBe(1)
    expect(featureOf(prose, 'page blocks')).toBe(blocks.length)
  })
})
