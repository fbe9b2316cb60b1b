import {isForcedBreak} from './forced-break.ts'
import {breaksWord} from './hyphenation.ts'
import type {Line} from './line.ts'

/** The most columns a paragraph's first line may be indented beyond the rest. */
const FIRST_LINE_INDENT = 8

const numbered = /^(?:\d{1,3}|[a-z])[.)](?:\s|$)/
const bulleted = /^(?:[*+#@•·‣◦▪●○■□–—-]|o)(?:\s|$)/

/** The white space after a list item's marker, so that its text can be lined up with the lines below it. */
const markerColumns = (text: string): number => {
  const space = text.search(/\s/)
  let end = space
  while (end < text.length && /\s/.test(text.charAt(end))) end++
  return end
}

/** Whether the line opens a list item: a bullet, or a number with a full stop or bracket. */
export const isListItem = (text: string): boolean => bulleted.test(text) || numbered.test(text)

/** Cells set apart by white space: a row of a table, never joined. */
const isTableRow = (text: string): boolean => text.includes('   ') || text.includes('\t')

/** For each line, whether it continues the line before it in a dump wrapped at `width` columns. */
export const joinWrapped = (lines: readonly Line[], width: number): boolean[] => {
  const joins = new Array<boolean>(lines.length).fill(false)
  let paragraphIndent = 0
  let isFirstLine = true
  let isRow = lines.length > 0 && isTableRow((lines[0] as Line).text)
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index - 1] as Line
    const next = lines[index] as Line
    if (!joins[index - 1]) {
      isFirstLine = true
      paragraphIndent = isListItem(line.text) ? line.indent + markerColumns(line.text) : line.indent
    }
    const wasRow = isRow
    isRow = isTableRow(next.text)
    const apart = next.afterBlank && !next.afterPage
    if (apart || wasRow || isRow || isListItem(next.text)) continue
    const lined =
      next.indent === paragraphIndent ||
      (isFirstLine && next.indent < line.indent && next.indent >= line.indent - FIRST_LINE_INDENT) ||
      (isFirstLine && isListItem(line.text) && next.indent >= line.indent && next.indent < paragraphIndent)
    if (!lined || !(isForcedBreak(line, next, width) || breaksWord(line.text, next.text))) continue
    joins[index] = true
    isFirstLine = false
    paragraphIndent = next.indent
  }
  return joins
}
