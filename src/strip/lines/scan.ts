import {copyRow, type KnownLines, rowFinder} from './known-lines.ts'
import {at, columns} from './line-columns.ts'
import {languageCount} from './lookup.ts'
import {type Counts, READ, scanLine} from './scan-line.ts'

/** Line by line counts of a page, and the words they were taken from. */
export type Scan = {
  readonly count: number
  /** `count` rows of `columns.length`. */
  readonly table: Float32Array
  /** Per line, the label classes it shows, as bits. */
  readonly labels: Int32Array
  /** Hashes of content words; `wordsFrom[line]` to `wordsFrom[line + 1]` are the line's. */
  readonly words: Int32Array
  readonly wordsFrom: Int32Array
  /** Hash of the whole line, letters and digits only. */
  readonly lineHash: Int32Array
  /** Per line, its function words in each language. */
  readonly functionCounts: Uint16Array
  /** The page's language by function words, as an index, or -1 where unknown. */
  readonly language: number
}

/** Words there is room for before the first line is read. */
const FIRST_ROOM = 1024

/** Room for the words of the next line: in a script without spaces nearly every character begins one. */
const makeRoom = (counts: Counts, row: number, line: string): void => {
  const room = (counts.wordsFrom[row] as number) + Math.min(line.length, READ)
  if (room <= counts.words.length) return
  const more = new Int32Array(2 * room)
  more.set(counts.words)
  counts.words = more
}

/** Counts over every line of a page; of `known` lines they are taken over, as they depend on the line alone. */
export const scanLines = (lines: readonly string[], known?: KnownLines): Scan => {
  const count = lines.length
  const counts: Counts = {
    table: new Float32Array(count * columns.length),
    labels: new Int32Array(count),
    lineHash: new Int32Array(count),
    wordsFrom: new Int32Array(count + 1),
    functionCounts: new Uint16Array(count * languageCount),
    words: new Int32Array(FIRST_ROOM),
  }
  const rowOf = rowFinder(known)
  for (let row = 0; row < count; row++) {
    const line = lines[row] as string
    makeRoom(counts, row, line)
    const knownRow = rowOf(line)
    if (known && knownRow >= 0) copyRow(known.scan, knownRow, counts, row)
    else scanLine(line, row, counts)
  }
  const {table, functionCounts} = counts
  const language = languageOf(functionCounts, table)
  for (let row = 0; row < count; row++) {
    table[row * columns.length + at.functionWords] =
      language < 0 ? -1 : (functionCounts[row * languageCount + language] as number)
  }
  return {...counts, count, language}
}

/** Fewer function words than this share of all words, or than this many, say nothing about a page's language. */
const LANGUAGE_EVIDENCE = {share: 0.12, words: 20}

const languageOf = (functionCounts: Uint16Array, table: Float32Array): number => {
  const totals = new Int32Array(languageCount)
  for (let row = 0; row < functionCounts.length; row += languageCount) {
    for (let language = 0; language < languageCount; language++)
      totals[language] = (totals[language] as number) + (functionCounts[row + language] as number)
  }
  let words = 0
  for (let base = at.words; base < table.length; base += columns.length) words += table[base] as number
  let best = -1
  let most = Math.max(words * LANGUAGE_EVIDENCE.share, LANGUAGE_EVIDENCE.words)
  for (let index = 0; index < languageCount; index++) {
    if ((totals[index] as number) <= most) continue
    most = totals[index] as number
    best = index
  }
  return best
}
