/**
 * Trains the vectors that say how well a word fits its neighbours: `vectors.bin`, `vectors.json`.
 *
 * A log-bilinear model (Mnih and Hinton 2007) with a weight per position and dimension (Mikolov et al. 2018): the
 * context is the sum of the neighbours' vectors, each scaled by its position; the fit of a word is its own vector
 * times that sum plus a bias. It is trained by telling the word that stands there from words that do not: half of
 * them drawn by frequency, half of them from what a spinner could have put there. So the fit is the log-odds of "an
 * author wrote this" against "a spinner or chance did". Half of the documents have some of their neighbours spun,
 * because in garbled text the neighbours are garbled too.
 */
import {writeFileSync} from 'node:fs'
import {readCandidates} from '../../src/detect/english-model.ts'
import {boundaryId, splitWords} from '../../src/detect/english-words.ts'
import {firstWordId, readVocabulary} from '../../src/detect/vocabulary.ts'
import {reach} from '../../src/detect/word-vectors.ts'
import {models, randomFrom, trainingTexts} from './texts.ts'

const dimensions = 64
/** Words with a vector of their own, by frequency; all rarer ones share one. */
const vectorWords = 45_000
const epochs = Number(process.argv[2] ?? 4)
const firstRate = 0.06
const chanceWords = 3
const spunWords = 3
/** Targets more frequent than this are thinned out. */
const thin = 2e-4

const vocabulary = readVocabulary(models)
const rows = Math.min(vectorWords + firstWordId, vocabulary.end)
const rowOf = (id: number): number => (id < rows ? id : 0)
const random = randomFrom(7)

const texts = trainingTexts().filter(text => !text.held)
const total = vocabulary.end
const counts = new Float64Array(total)
const documents: Int32Array[] = texts.map(({text}) => {
  const words = splitWords(text, vocabulary)
  const ids = words.id.slice(0, words.count)
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1
  return ids
})
const sum = counts.reduce((a, b) => a + b, 0)

// Words by chance: frequency to the 3/4, as usual.
const chance = new Int32Array(1 << 22)
{
  const weights = Float64Array.from(counts, (count, id) => (id >= firstWordId ? count ** 0.75 : 0))
  const all = weights.reduce((a, b) => a + b, 0)
  let at = 0
  let reached = 0
  weights.forEach((weight, id) => {
    reached += weight
    const to = Math.round((reached / all) * chance.length)
    while (at < to) chance[at++] = id
  })
}
const byChance = (): number => chance[(random() * chance.length) | 0] ?? firstWordId

// What could have been put in a word's place: the candidate table, read backwards.
const {starts, entries} = readCandidates(models)
const reverseCount = new Uint32Array(total + 1)
for (let id = firstWordId; id < total; id += 1)
  for (let at = starts[id] ?? 0; at < (starts[id + 1] ?? 0); at += 1)
    reverseCount[(entries[at] ?? 0) >>> 8] = (reverseCount[(entries[at] ?? 0) >>> 8] as number) + 1
const reverseStart = new Uint32Array(total + 1)
for (let id = 0; id < total; id += 1) reverseStart[id + 1] = (reverseStart[id] ?? 0) + (reverseCount[id] ?? 0)
const reverse = new Int32Array(reverseStart[total] ?? 0)
const filled = reverseStart.slice()
for (let id = firstWordId; id < total; id += 1)
  for (let at = starts[id] ?? 0; at < (starts[id + 1] ?? 0); at += 1) {
    const target = (entries[at] ?? 0) >>> 8
    reverse[filled[target] ?? 0] = id
    filled[target] = (filled[target] as number) + 1
  }
const spinOf = (id: number): number => {
  const from = reverseStart[id] ?? 0
  const size = (reverseStart[id + 1] ?? 0) - from
  return size === 0 ? -1 : (reverse[from + ((random() * size) | 0)] ?? -1)
}

const context = Float32Array.from({length: rows * dimensions}, () => (random() - 0.5) / dimensions)
const target = new Float32Array(rows * dimensions)
const bias = new Float32Array(rows)
const places = new Float32Array(2 * reach * dimensions).fill(1)
const state = new Float32Array(dimensions)
const error = new Float32Array(dimensions)
const neighbours = new Int32Array(2 * reach)

let rate = firstRate
let loss = 0
const learn = (row: number, label: number): void => {
  const base = row * dimensions
  let score = bias[row] ?? 0
  for (let d = 0; d < dimensions; d += 1) score += (target[base + d] as number) * (state[d] as number)
  const guess = 1 / (1 + Math.exp(-score))
  loss -= Math.log(Math.max(1e-7, label === 1 ? guess : 1 - guess))
  const step = (label - guess) * rate
  for (let d = 0; d < dimensions; d += 1) {
    error[d] = (error[d] as number) + step * (target[base + d] as number)
    target[base + d] = (target[base + d] as number) + step * (state[d] as number)
  }
  bias[row] = (bias[row] as number) + step
}

const allWords = documents.reduce((size, ids) => size + ids.length, 0)
let seen = 0
let trained = 0
for (let epoch = 0; epoch < epochs; epoch += 1) {
  for (const ids of documents) {
    const share = random() < 0.5 ? 0 : random() * 0.4
    const shown = ids.map(id => (id >= firstWordId && random() < share ? Math.max(spinOf(id), 0) || id : id))
    for (let at = 0; at < ids.length; at += 1) {
      seen += 1
      const id = ids[at] as number
      if (id < firstWordId) continue
      const often = (counts[id] as number) / sum
      if (often > thin && random() > Math.sqrt(thin / often)) continue
      state.fill(0)
      error.fill(0)
      let edge = false
      for (let place = 0; place < 2 * reach; place += 1) {
        // From the near neighbours outwards on either side; nothing is seen beyond a sentence's end.
        const step = (place % reach) + 1
        const where = place < reach ? at - step : at + step
        if (place === reach) edge = false
        const row = edge || where < 0 || where >= ids.length ? -1 : rowOf(shown[where] as number)
        if (row === boundaryId) edge = true
        neighbours[place] = row
        if (row < 0) continue
        const base = row * dimensions
        const weight = place * dimensions
        for (let d = 0; d < dimensions; d += 1)
          (state[d] as number) += (places[weight + d] as number) * (context[base + d] as number)
      }
      learn(rowOf(id), 1)
      for (let n = 0; n < chanceWords; n += 1) {
        const other = byChance()
        if (other !== id) learn(rowOf(other), 0)
      }
      for (let n = 0; n < spunWords; n += 1) {
        const other = spinOf(id)
        if (other >= 0) learn(rowOf(other), 0)
      }
      trained += 1
      for (let place = 0; place < 2 * reach; place += 1) {
        const row = neighbours[place] as number
        if (row < 0) continue
        const base = row * dimensions
        const weight = place * dimensions
        for (let d = 0; d < dimensions; d += 1) {
          const pull = error[d] as number
          const old = context[base + d] as number
          context[base + d] = old + pull * (places[weight + d] as number)
          places[weight + d] = (places[weight + d] as number) + 0.1 * pull * old
        }
      }
    }
    rate = Math.max(firstRate * 0.02, firstRate * (1 - seen / (epochs * allWords)))
  }
  console.log(`epoch ${epoch + 1}: loss ${(loss / trained).toFixed(4)} per word, ${trained} words`)
  loss = 0
  trained = 0
}

/** Eight bits a number; one factor a row. */
const pack = (matrix: Float32Array): {bytes: Int8Array; factors: Float32Array} => {
  const bytes = new Int8Array(matrix.length)
  const factors = new Float32Array(rows)
  for (let row = 0; row < rows; row += 1) {
    const part = matrix.subarray(row * dimensions, (row + 1) * dimensions)
    const peak = part.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-9)
    factors[row] = peak / 127
    part.forEach((value, d) => {
      bytes[row * dimensions + d] = Math.round((value * 127) / peak)
    })
  }
  return {bytes, factors}
}
const packedContext = pack(context)
const packedTarget = pack(target)
const parts = [
  packedContext.factors,
  packedTarget.factors,
  bias,
  places,
  packedContext.bytes,
  packedTarget.bytes,
]
writeFileSync(
  new URL('vectors.bin', models),
  Buffer.concat(parts.map(part => new Uint8Array(part.buffer, part.byteOffset, part.byteLength))),
)
writeFileSync(new URL('vectors.json', models), `${JSON.stringify({dimensions, rows})}\n`)
