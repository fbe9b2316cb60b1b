import {readFileSync} from 'node:fs'
import {type ForestSums, openForest} from '../compute/forest-kernel.ts'
import {authorFeatureNames} from './author-features.ts'
import {bylineFeatureNames} from './byline-features.ts'
import {dateFeatureNames} from './date-features.ts'
import {readForest} from './read-forest.ts'
import {titleFeatureNames} from './title-features.ts'

/** What is chosen by what was learnt, mostly among candidates, and the columns each choice is judged by. */
const columnsOf = {
  title: titleFeatureNames as readonly string[],
  author: authorFeatureNames,
  date: dateFeatureNames as readonly string[],
  /** Whether the likeliest author is one. */
  byline: bylineFeatureNames,
} as const

export type Choice = keyof typeof columnsOf

/** What ranks candidates, and the score below which the best of them is not taken. */
type Ranking = {readonly forest: ForestSums; readonly least: number}

/** So many candidates are ranked together; most pages have fewer. */
const candidatesAtOnce = 32

/** How it was made and how good it is stands in `models/html.md`. */
const builtIn = new URL('../../models/html-choices.bin', import.meta.url)

const signature = 'CDPICK02'

/**
 * Reads the forests of all choices: the signature; then for each the length of a JSON list of column names (uint32)
 * and that list, the least score (float32), and its trees.
 *
 * @throws Error when the file is no such model, or one for other features than this program's.
 */
export const readChoiceModel = (bytes: Uint8Array): Readonly<Record<Choice, Ranking>> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = new TextDecoder()
  const found = text.decode(bytes.subarray(0, signature.length))
  if (found !== signature)
    throw new Error(`Expected a model that begins with \`${signature}\`, got \`${found}\``)
  let offset = signature.length
  const read = (choice: Choice): Ranking => {
    const length = view.getUint32(offset, true)
    const start = offset + 4
    const columns = JSON.parse(text.decode(bytes.subarray(start, start + length))) as string[]
    if (columns.join() !== columnsOf[choice].join()) {
      throw new Error(
        `Expected a model with this program's features of a ${choice}: train it again with \`npm run train:html\``,
      )
    }
    const least = view.getFloat32(start + length, true)
    const treesAt = start + length + 4
    const {forest, end} = readForest(
      new DataView(bytes.buffer, bytes.byteOffset + treesAt, bytes.byteLength - treesAt),
    )
    offset = treesAt + end
    return {forest: openForest(forest, {width: columns.length, most: candidatesAtOnce}), least}
  }
  return {title: read('title'), author: read('author'), date: read('date'), byline: read('byline')}
}

let loaded: Readonly<Record<Choice, Ranking>> | undefined

/** Which of some candidates is the likeliest, given one row of features for each; nothing when none is likely. */
export const likeliest = (choice: Choice, rows: readonly (readonly number[])[]): number | undefined => {
  loaded ??= readChoiceModel(readFileSync(builtIn))
  const {forest, least} = loaded[choice]
  let best: number | undefined
  let bestScore = Number.NEGATIVE_INFINITY
  for (let start = 0; start < rows.length; start += candidatesAtOnce) {
    const count = Math.min(candidatesAtOnce, rows.length - start)
    for (let i = 0; i < count; i += 1) {
      const row = rows[start + i] as readonly number[]
      forest.rows.set(row, i * row.length)
    }
    const sums = forest.sums(count)
    for (let i = 0; i < count; i += 1) {
      const score = sums[i] as number
      if (score <= bestScore) continue
      best = start + i
      bestScore = score
    }
  }
  return bestScore >= least ? best : undefined
}
