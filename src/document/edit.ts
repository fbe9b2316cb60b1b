/** One replacement: the range `[start, end)` of a text becomes `replacement`. */
export type Edit = {
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** Which normalisation asked for it, such as `normalise/mojibake`. */
  readonly ruleId: string
}

/**
 * The text with `edits` applied. Edits must be sorted and must not overlap.
 *
 * @throws RangeError when an edit lies outside the text, overlaps its predecessor or comes before it.
 */
export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  if (edits.length === 0) return text
  let result = ''
  let position = 0
  for (const edit of edits) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(
        `Expected sorted edits that do not overlap within 0..${text.length}, got [${edit.start}, ${edit.end}) after ${position}`,
      )
    }
    result += text.slice(position, edit.start) + edit.replacement
    position = edit.end
  }
  return result + text.slice(position)
}

/**
 * The range of the unedited text that the range `[start, end)` of the edited text came from. A range that touches
 * a replacement takes in the whole replaced range.
 */
export const beforeEdits = (edits: readonly Edit[], start: number, end: number): {start: number; end: number} => {
  let shift = 0
  let from = -1
  let to = -1
  for (const edit of edits) {
    const left = edit.start + shift
    const right = left + edit.replacement.length
    if (from < 0 && start < right) from = start >= left ? edit.start : start - shift
    if (to < 0 && end <= left) to = end - shift
    if (to < 0 && end <= right && end > left) to = edit.end
    shift += edit.replacement.length - (edit.end - edit.start)
  }
  if (from < 0) from = start - shift
  if (to < 0) to = end - shift
  return {start: Math.min(from, to), end: to}
}
