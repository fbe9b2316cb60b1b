import {hashStart, hashUnit} from '../../compute/hash.ts'
import {unitAt} from '../../document/unit-at.ts'
import {commentsHeading} from './lexicon.ts'
import {at, columns} from './line-columns.ts'
import {log1p as log} from './logarithm.ts'
import {labelClasses} from './lookup.ts'
import {countKeys, numberKeys} from './number-keys.ts'
import type {Page} from './page.ts'

/** Label classes whose short lines divide a page into sections. */
export const SECTIONS = [
  'comments',
  'related',
  'newsletter',
  'share',
  'legal',
  'author',
  'more',
  'tags',
  'date',
] as const
/** Label classes whose short lines are counted around each line. */
export const DENSITIES = ['comments', 'related', 'more', 'author', 'share', 'date'] as const
/** Columns that say who speaks, taken per word around each line. */
export const VOICES = ['i', 'we', 'you', 'quotes'] as const
/** A heading has no more words than this. */
export const HEADING_UNITS = 8

/** Per line: how many lines of the page say the same, whether one did before, and how many begin the same. */
export const copiesOf = (
  lines: readonly string[],
  hashes: Int32Array,
): {copies: Int32Array; starts: Int32Array; before: Uint8Array} => {
  const {ids} = numberKeys(hashes, hashes.length)
  const before = new Uint8Array(hashes.length)
  let seen = 0
  for (let row = 0; row < ids.length; row++) {
    if ((ids[row] as number) < seen) before[row] = 1
    else seen++
  }
  const beginnings = Int32Array.from(lines, line => {
    let hash = hashStart
    const end = Math.min(line.length, START_LENGTH)
    for (let index = 0; index < end; index++) hash = hashUnit(hash, unitAt(line, index))
    return hash
  })
  return {copies: countKeys(hashes), starts: countKeys(beginnings), before}
}
const START_LENGTH = 12

/** Lines since the last and until the next short line of each section class, and the prose between. */
export const sectionsOf = (
  page: Page,
): {since: Float32Array[]; until: Float32Array[]; last: Int32Array[]; next: Int32Array[]} => {
  const {table, labels, count} = page.scan
  const since: Float32Array[] = []
  const until: Float32Array[] = []
  const last: Int32Array[] = []
  const next: Int32Array[] = []
  // What the short lines show, a date as one more bit.
  const dateBit = 1 << labelClasses.length
  const shown = new Int32Array(count)
  for (let row = 0; row < count; row++) {
    const base = row * columns.length
    if ((table[base + at.units] as number) > HEADING_UNITS) continue
    shown[row] = (labels[row] as number) | (table[base + at.date] === 2 ? dateBit : 0)
  }
  for (const name of SECTIONS) {
    const bit = name === 'date' ? dateBit : 1 << labelClasses.indexOf(name)
    const back = new Float32Array(count)
    const forth = new Float32Array(count)
    const previous = new Int32Array(count)
    const following = new Int32Array(count)
    let seen = -1
    for (let row = 0; row < count; row++) {
      if (((shown[row] as number) & bit) !== 0) seen = row
      previous[row] = seen
      back[row] = seen < 0 ? -1 : log(row - seen)
    }
    seen = -1
    for (let row = count - 1; row >= 0; row--) {
      following[row] = seen
      forth[row] = seen < 0 ? -1 : log(seen - row)
      if (((shown[row] as number) & bit) !== 0) seen = row
    }
    since.push(back)
    until.push(forth)
    last.push(previous)
    next.push(following)
  }
  return {since, until, last, next}
}

/** Sums before each line of what is counted around it, and where readers' comments open. */
export const surroundings = (lines: readonly string[], page: Page) => {
  const {table, labels, count} = page.scan
  const densities = DENSITIES.map(() => new Int32Array(count + 1))
  const voices = VOICES.map(() => new Float64Array(count + 1))
  /** One more than the row of the last opening at or before the line, 0 before any. */
  const discussion = new Int32Array(count + 1)
  const bits = DENSITIES.map(name => (name === 'date' ? 0 : 1 << labelClasses.indexOf(name)))
  const voiceColumns = VOICES.map(name => at[name])
  const commentBit = 1 << labelClasses.indexOf('comments')
  let firstDiscussion = -1
  for (let row = 0; row < count; row++) {
    const base = row * columns.length
    const bitsHere = labels[row] as number
    const short = (table[base + at.units] as number) <= HEADING_UNITS
    for (let index = 0; index < bits.length; index++) {
      const bit = bits[index] as number
      const shows = short && (bit === 0 ? table[base + at.date] === 2 : (bitsHere & bit) !== 0)
      const sum = densities[index] as Int32Array
      sum[row + 1] = (sum[row] as number) + (shows ? 1 : 0)
    }
    for (let index = 0; index < voiceColumns.length; index++) {
      const sum = voices[index] as Float64Array
      sum[row + 1] = (sum[row] as number) + (table[base + (voiceColumns[index] as number)] as number)
    }
    const line = lines[row] as string
    const opens = (bitsHere & commentBit) !== 0 && line.length <= OPENING_LENGTH && commentsHeading.test(line)
    discussion[row + 1] = opens ? row + 1 : (discussion[row] as number)
    if (opens && firstDiscussion < 0) firstDiscussion = row
  }
  return {densities, voices, discussion, firstDiscussion}
}
/** "59 comments on" and a long title. */
const OPENING_LENGTH = 200
