import {at, columns} from './line-columns.ts'
import type {Scan} from './scan.ts'

/** All shapes are below this; two of them fit in 31 bits. */
export const MOST_SHAPES = 32_768

/** A coarse picture of each line, so that teasers and comments, which come in series, show as repeating shapes. */
export const shapesOf = (scan: Scan): Int32Array => {
  const {table, labels, count} = scan
  const shapes = new Int32Array(count)
  for (let row = 0; row < count; row++) {
    const base = row * columns.length
    const size = Math.min(5, Math.floor(Math.log2((table[base + at.units] as number) + 1)))
    const end = table[base + at.end] as number
    const start = table[base + at.start] as number
    const date = table[base + at.date] as number
    const label = size <= 2 ? 32 - Math.clz32(labels[row] as number) : 0
    shapes[row] = (((size * 6 + end) * 5 + start) * 3 + date) * 33 + label
  }
  return shapes
}
