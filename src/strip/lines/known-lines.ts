import type {Scan} from './scan.ts'
import type {Counts} from './scan-line.ts'

/** A page that was scanned. */
export type KnownLines = {readonly scan: Scan; readonly lines: readonly string[]}

/**
 * Finds the lines of a page in one that was scanned, as long as they come in the same order there: most often they are
 * what is left of it. @returns the row of each line, or -1 from the first on that is not found.
 */
export const rowFinder = (known: KnownLines | undefined): ((line: string) => number) => {
  const lines = known?.lines ?? []
  let next = 0
  return line => {
    const row = lines.indexOf(line, next)
    next = row < 0 ? lines.length : row + 1
    return row
  }
}

const copyCells = (
  from: Float32Array | Uint16Array,
  row: number,
  to: Float32Array | Uint16Array,
  toRow: number,
  width: number,
): void => {
  for (let index = 0; index < width; index++) to[toRow * width + index] = from[row * width + index] as number
}

/** Writes what a scan holds of a line into the next row of another. */
export const copyRow = (from: Scan, row: number, to: Counts, toRow: number): void => {
  copyCells(from.table, row, to.table, toRow, from.table.length / from.count)
  copyCells(from.functionCounts, row, to.functionCounts, toRow, from.functionCounts.length / from.count)
  to.labels[toRow] = from.labels[row] as number
  to.lineHash[toRow] = from.lineHash[row] as number
  let next = to.wordsFrom[toRow] as number
  for (let index = from.wordsFrom[row] as number; index < (from.wordsFrom[row + 1] as number); index++) {
    to.words[next] = from.words[index] as number
    next++
  }
  to.wordsFrom[toRow + 1] = next
}
