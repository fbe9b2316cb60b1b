import {at, columns} from './line-columns.ts'
import {labelClasses} from './lookup.ts'
import type {Page} from './page.ts'
import {HEADING_UNITS} from './surroundings.ts'

/** What opens a section below the article, in any of the languages whose labels are known. */
const OPENINGS = ['comments', 'related', 'newsletter', 'share', 'legal', 'tags'] as const
const openingBits = OPENINGS.reduce((bits, name) => bits | (1 << labelClasses.indexOf(name)), 0)

/** A label in a script without spaces, where words are only guessed at, has no more characters than this. */
const LABEL_LENGTH = 24
/** A kept line of so many words is a paragraph whatever it ends in: not all scripts have a full stop. */
const PARAGRAPH_UNITS = 30

/**
 * Where the page's end begins: the first short line after the last kept paragraph that is labelled as a section of site
 * text; the number of lines where there is none. A list of other articles looks like the article to a classifier that
 * does not know the language, but the label above it is in the lexicon.
 */
export const tailStart = ({scan, prose}: Page, keep: Uint8Array): number => {
  const {count, table, labels} = scan
  const units = (row: number): number => table[row * columns.length + at.units] as number
  const isParagraph = (row: number): boolean => (prose[row] as number) > 0 || units(row) >= PARAGRAPH_UNITS
  let last = count - 1
  while (last >= 0 && !(keep[last] === 1 && isParagraph(last))) last--
  if (last < 0) return count
  for (let row = last + 1; row < count; row++) {
    const isShort =
      units(row) <= HEADING_UNITS || (table[row * columns.length + at.characters] as number) <= LABEL_LENGTH
    if (isShort && ((labels[row] as number) & openingBits) !== 0) return row
  }
  return count
}
