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
export const beforeEdits = (
  edits: readonly Edit[],
  start: number,
  end: number,
): {start: number; end: number} => {
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

/**
 * The edits that lead back: `applyEdits(applyEdits(text, edits), invertEdits(text, edits))` is `text`.
 */
export const invertEdits = (text: string, edits: readonly Edit[]): readonly Edit[] => {
  let shift = 0
  return edits.map(edit => {
    const start = edit.start + shift
    shift += edit.replacement.length - (edit.end - edit.start)
    return {
      start,
      end: start + edit.replacement.length,
      replacement: text.slice(edit.start, edit.end),
      ruleId: edit.ruleId,
    }
  })
}

/**
 * Two rounds of edits as one: `applyEdits(text, composeEdits(first, second))` is
 * `applyEdits(applyEdits(text, first), second)`.
 *
 * `second` has offsets into the text after `first`; the result has offsets into the text before it. Where an edit of
 * the second round overlaps what the first round wrote, they become one edit that carries the rule of the second.
 * Both lists must be sorted and free of overlaps, and so is the result. Linear time.
 */
export const composeEdits = (first: readonly Edit[], second: readonly Edit[]): readonly Edit[] => {
  if (second.length === 0) return first
  if (first.length === 0) return second
  const composed: Edit[] = []
  let firstIndex = 0
  let secondIndex = 0
  // What the first round added to the length of the text before the current position.
  let shift = 0
  while (firstIndex < first.length || secondIndex < second.length) {
    // Collect a cluster: edits of either round that overlap one another, from `left` to `right` between the rounds.
    const firstFrom = firstIndex
    const secondFrom = secondIndex
    const shiftBefore = shift
    let left = -1
    let right = -1
    for (;;) {
      const written = first[firstIndex]
      const rewritten = second[secondIndex]
      const writtenStart = written ? written.start + shift : Number.POSITIVE_INFINITY
      const rewrittenStart = rewritten ? rewritten.start : Number.POSITIVE_INFINITY
      const isWritten = writtenStart <= rewrittenStart
      const start = Math.min(writtenStart, rewrittenStart)
      // Beside a deletion, only an insertion at that very point overlaps it.
      if (start === Number.POSITIVE_INFINITY) break
      const end = isWritten && written ? writtenStart + written.replacement.length : (rewritten?.end ?? start)
      if (left < 0) left = start
      else if (start > right || (start === right && (isWritten || left < right || end > start))) break
      right = Math.max(right, end)
      if (isWritten && written) {
        shift += written.replacement.length - (written.end - written.start)
        firstIndex++
      } else secondIndex++
    }
    const rewrites = second.slice(secondFrom, secondIndex)
    const writes = first.slice(firstFrom, firstIndex)
    const only = writes.length + rewrites.length === 1 ? writes[0] : undefined
    if (only) {
      composed.push(only)
      continue
    }
    const start = left - shiftBefore
    const end = right - shift
    const replacement = rewriteCluster(writes, shiftBefore, rewrites, left, right)
    if (start === end && replacement === '') continue
    composed.push({start, end, replacement, ruleId: rewrites.at(-1)?.ruleId ?? ''})
  }
  return composed
}

/**
 * The text of `[left, right)` after both rounds. Whatever the second round leaves alone there was written by the
 * first, or the edits would not overlap.
 */
const rewriteCluster = (
  writes: readonly Edit[],
  shiftBefore: number,
  rewrites: readonly Edit[],
  left: number,
  right: number,
): string => {
  let result = ''
  let position = left
  let shift = shiftBefore
  let index = 0
  const keepUntil = (end: number): void => {
    while (index < writes.length) {
      const write = writes[index]
      if (!write) return
      const start = write.start + shift
      const stop = start + write.replacement.length
      const from = Math.max(position, start)
      const to = Math.min(end, stop)
      if (from < to) result += write.replacement.slice(from - start, to - start)
      if (stop > end) return
      shift += write.replacement.length - (write.end - write.start)
      index++
    }
  }
  for (const rewrite of rewrites) {
    keepUntil(rewrite.start)
    result += rewrite.replacement
    position = rewrite.end
  }
  keepUntil(right)
  return result
}
