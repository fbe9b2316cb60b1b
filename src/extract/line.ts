import {isSpace} from '../document/white-space.ts'
import {firstWide, isWide} from './display-width.ts'

/** One physical line of a dump, without its line break and the white space around it. */
export type Line = {
  /** Offsets of the trimmed text in the source; `start < end`, blank lines are not kept. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Whether characters of two columns may be in it. */
  readonly mayBeWide: boolean
  /** Columns of white space before the text. */
  readonly indent: number
  /** Whether at least one blank line stands between this line and the one before it. */
  readonly afterBlank: boolean
  /** Whether a page of print ends between this line and the one before it: its number and head stood there. */
  readonly afterPage?: true
}

export const isLineBreak = (code: number): boolean =>
  code === 10 || code === 13 || code === 11 || code === 12 || code === 0x2028 || code === 0x2029

const TAB_COLUMNS = 8

/** The lines of `source` that are not blank. */
export const linesOf = (source: string): Line[] => {
  const lines: Line[] = []
  let afterBlank = false
  let position = 0
  while (position < source.length) {
    let indent = 0
    let start = position
    for (; start < source.length; start++) {
      const code = source.charCodeAt(start)
      if (isLineBreak(code) || !isSpace(code)) break
      indent += code === 9 ? TAB_COLUMNS - (indent % TAB_COLUMNS) : isWide(code) ? 2 : 1
    }
    let end = start
    let next = start
    let mayBeWide = false
    for (; next < source.length; next++) {
      const code = source.charCodeAt(next)
      if (code === 32) continue
      if (code < 32 || code >= 0x80) {
        if (isLineBreak(code)) break
        if (code >= firstWide) mayBeWide = true
        if (isSpace(code)) continue
      }
      end = next + 1
    }
    if (start < end) {
      lines.push({start, end, text: source.slice(start, end), mayBeWide, indent, afterBlank})
      afterBlank = false
    } else {
      afterBlank = true
    }
    const carriageReturn = source.charCodeAt(next) === 13 && source.charCodeAt(next + 1) === 10
    position = next + (carriageReturn ? 2 : 1)
  }
  return lines
}
