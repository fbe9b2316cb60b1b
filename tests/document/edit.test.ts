import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {applyEdits, composeEdits, type Edit} from '../../src/document/edit.ts'

/** Sorted edits without overlaps for a text of the given length, from random numbers. */
const editsFor = (length: number, seeds: readonly (readonly [number, number, string])[]): Edit[] => {
  const edits: Edit[] = []
  let position = 0
  for (const [gap, width, replacement] of seeds) {
    const start = Math.min(length, position + gap)
    const end = Math.min(length, start + width)
    edits.push({start, end, replacement, ruleId: `test/${edits.length}`})
    position = end
  }
  return edits
}

const seeds = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.string({maxLength: 3})), {maxLength: 8})

describe('composeEdits', () => {
  it('gives one round that does what two rounds do', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 30}), seeds, seeds, (text, firstSeeds, secondSeeds) => {
        const first = editsFor(text.length, firstSeeds)
        const between = applyEdits(text, first)
        const second = editsFor(between.length, secondSeeds)
        const composed = composeEdits(first, second)
        expect(applyEdits(text, composed)).toBe(applyEdits(between, second))
        for (const edit of composed) expect(edit.ruleId).toMatch(/^test\/\d+$/)
      }),
      {numRuns: 20_000},
    )
  })

  it('leaves edits apart that do not overlap', () => {
    const first = [{start: 3, end: 4, replacement: '', ruleId: 'extract/join'}]
    const second = [
      {start: 1, end: 2, replacement: 'x', ruleId: 'normalise/a'},
      {start: 3, end: 5, replacement: 'y', ruleId: 'normalise/b'},
    ]
    expect(composeEdits(first, second)).toEqual([
      {start: 1, end: 2, replacement: 'x', ruleId: 'normalise/a'},
      {start: 3, end: 4, replacement: '', ruleId: 'extract/join'},
      {start: 4, end: 6, replacement: 'y', ruleId: 'normalise/b'},
    ])
  })

  it('makes one edit of a rewrite of what was written, under the rule of the rewrite', () => {
    const first = [{start: 2, end: 7, replacement: '\u00a0', ruleId: 'normalise/entity'}]
    const second = [{start: 1, end: 3, replacement: ' ', ruleId: 'normalise/space'}]
    expect(composeEdits(first, second)).toEqual([
      {start: 1, end: 7, replacement: ' ', ruleId: 'normalise/space'},
    ])
  })
})
