import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {readEnglishModel} from '../../src/detect/english-model.ts'
import {boundaryId} from '../../src/detect/english-words.ts'
import {moveTo, openContext} from '../../src/detect/word-fit.ts'

const folder = new URL('../../models/english/', import.meta.url)
const {dimensions, rows}: {dimensions: number; rows: number} = JSON.parse(
  readFileSync(new URL('vectors.json', folder), 'utf8'),
)
const {buffer} = new Uint8Array(readFileSync(new URL('vectors.bin', folder)))
const contextFactors = new Float32Array(buffer, 0, rows)
const targetFactors = new Float32Array(buffer, 4 * rows, rows)
const bias = new Float32Array(buffer, 8 * rows, rows)
const places = new Float32Array(buffer, 12 * rows, 8 * dimensions)
const bytes = new Int8Array(buffer, 4 * (3 * rows + 8 * dimensions))

/** As the formula says it, number by number. */
const plainFit = (ids: readonly number[], at: number): number => {
  const state = new Float64Array(dimensions)
  for (const direction of [-1, 1]) {
    for (let distance = 1; distance <= 4; distance += 1) {
      const id = ids[at + direction * distance]
      if (id === undefined) break
      const row = id < rows ? id : 0
      const place = (direction < 0 ? distance - 1 : distance + 3) * dimensions
      for (let d = 0; d < dimensions; d += 1)
        state[d] =
          (state[d] ?? 0) +
          (places[place + d] ?? 0) * ((contextFactors[row] ?? 0) * (bytes[row * dimensions + d] ?? 0))
      if (id === boundaryId) break
    }
  }
  const row = (ids[at] ?? 0) < rows ? (ids[at] ?? 0) : 0
  let product = 0
  for (let d = 0; d < dimensions; d += 1)
    product += (bytes[(rows + row) * dimensions + d] ?? 0) * (state[d] ?? 0)
  return product * (targetFactors[row] ?? 0) + (bias[row] ?? 0)
}

describe('how well a word fits', () => {
  const model = readEnglishModel(folder)
  const {vectors, candidates} = model
  const ids = [boundaryId, 9, 20_000, 31, 44_000, 3, boundaryId, 140_000, 8, 77, 912, 17, boundaryId]
  const ownPlaces = ids.flatMap((id, at) => (id === boundaryId ? [] : [at]))

  it('is the product of its vector and its neighbours, scaled by where they stand', () => {
    const context = openContext(vectors, {id: Int32Array.from(ids), count: ids.length})
    for (const at of ownPlaces) {
      const state = moveTo(context, at, at + 1, at % 6)
      expect(vectors.fit(ids[at] ?? 0, state)).toBeCloseTo(plainFit(ids, at), 9)
    }
  })

  it('is the same for a text that is looked at again after another', () => {
    const context = openContext(vectors, {id: Int32Array.from(ids), count: ids.length})
    const before = vectors.fit(20_000, moveTo(context, 2, 3, 0))
    const other = openContext(vectors, {id: Int32Array.from(ids.toReversed()), count: ids.length})
    moveTo(other, 2, 3, 0)
    expect(vectors.fit(20_000, moveTo(context, 2, 3, 0))).toBe(before)
  })

  it('is worked out for all candidates at once', () => {
    const context = openContext(vectors, {id: Int32Array.from(ids), count: ids.length})
    const state = moveTo(context, 3, 4, 0)
    for (const id of [31, 912, 20_000]) {
      const begin = candidates.starts[id] ?? 0
      const end = candidates.starts[id + 1] ?? 0
      expect(end).toBeGreaterThan(begin)
      vectors.fits(begin, end, state)
      for (let at = begin; at < end; at += 1)
        expect(vectors.candidateFits[at - begin]).toBe(
          vectors.fit((candidates.entries[at] ?? 0) >>> 8, state),
        )
    }
  })
})
