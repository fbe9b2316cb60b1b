import {isSpace} from '../document/white-space.ts'
import {displayWidth, isWide} from './display-width.ts'
import type {Line} from './line.ts'

/** Columns taken by the line and its indent. */
export const widthOf = ({indent, text, mayBeWide}: Line): number =>
  indent + (mayBeWide ? displayWidth(text) : text.length)

/** Columns of the first word of the line: what would have had to fit on the line before. */
export const firstWordWidth = (line: Line): number => {
  let width = 0
  for (let index = 0; index < line.text.length; index++) {
    const code = line.text.charCodeAt(index)
    if (isSpace(code)) break
    const wide = isWide(code)
    if (wide && width > 0) break
    width += wide ? 2 : 1
    if (wide) break
  }
  return width
}

/** Whether `next` follows on `line` only because the width was used up. */
export const isForcedBreak = (line: Line, next: Line, width: number): boolean =>
  widthOf(line) + 1 + firstWordWidth(next) > width
