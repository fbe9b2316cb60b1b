import {readFileSync} from 'node:fs'
import {type ForestSums, openForest} from '../compute/forest-kernel.ts'
import {featureNames, writeBlockFeatures, writePageFeatures} from './block-features.ts'
import type {PageProfile} from './page-profile.ts'
import {readForest} from './read-forest.ts'

/** The trained judge of blocks; how it was made and how good it is stands in `models/html.md`. */
export type BlockModel = ForestSums

/** So many blocks are judged together: few enough that their features stay near the processor. */
const blocksAtOnce = 64

/** The first bytes of a model file. */
const signature = 'CDHTML01'

/** The model that ships with the program. */
export const builtInModel = new URL('../../models/html.bin', import.meta.url)

const loaded = new Map<string, BlockModel>()

/** Loads a model once per process. */
export const loadBlockModel = (from: URL): BlockModel => {
  const known = loaded.get(from.href)
  if (known) return known
  const model = readBlockModel(readFileSync(from))
  loaded.set(from.href, model)
  return model
}

/**
 * Reads a model: the signature, the length of a JSON list of column names (uint32) and that list, then the trees.
 *
 * @throws Error when the file is no model, or one for other features than this program's.
 */
export const readBlockModel = (bytes: Uint8Array): BlockModel => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = new TextDecoder()
  const found = text.decode(bytes.subarray(0, signature.length))
  if (found !== signature)
    throw new Error(`Expected a model that begins with \`${signature}\`, got \`${found}\``)
  const length = view.getUint32(signature.length, true)
  const start = signature.length + 4
  const columns = JSON.parse(text.decode(bytes.subarray(start, start + length))) as string[]
  const own = featureNames
  const odd = columns.findIndex((name, index) => name !== own[index])
  if (odd >= 0 || columns.length !== own.length) {
    throw new Error(
      `Expected a model for this program's ${own.length} features, got ${columns.length} with \`${columns[odd]}\` ` +
        'out of place: train it again with `npm run train:html`',
    )
  }
  const {forest} = readForest(
    new DataView(bytes.buffer, bytes.byteOffset + start + length, bytes.byteLength - start - length),
  )
  return openForest(forest, {width: own.length, most: blocksAtOnce})
}

/** The model's probability for each block that it is main content, 0..1. */
export const blockProbabilities = ({rows, sums}: BlockModel, page: PageProfile): Float32Array => {
  const width = featureNames.length
  const count = page.blocks.length
  const probabilities = new Float32Array(count)
  for (let row = 0; row < Math.min(blocksAtOnce, count); row += 1) writePageFeatures(page, rows, row * width)
  for (let start = 0; start < count; start += blocksAtOnce) {
    const stop = Math.min(start + blocksAtOnce, count)
    for (let block = start; block < stop; block += 1)
      writeBlockFeatures(page, block, rows, (block - start) * width)
    const found = sums(stop - start)
    for (let block = start; block < stop; block += 1)
      probabilities[block] = 1 / (1 + Math.exp(-(found[block - start] as number)))
  }
  return probabilities
}
