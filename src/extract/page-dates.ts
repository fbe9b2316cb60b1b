import {isoDate, yearFigures} from '../document/iso-date.ts'

const isoPattern =
  /^\s*(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?/i
const compactPattern = /^\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$/

/** Web pages begin here; an older date is the subject's, not the page's. */
const earliest = '1990-01-01'

/** Characters of a text that is a date with a few words around it. */
const maximumText = 110

/**
 * The date a value of a page's metadata or a visible line names, as `YYYY-MM-DD`, with time and zone where the page
 * gives them in ISO form. `03/04/2025` is read month first when `monthFirst` says so.
 */
export const pageDate = (value: string, {monthFirst}: {monthFirst: boolean}): string | undefined => {
  const text = value.trim().slice(0, maximumText)
  if (!yearFigures.test(text)) return undefined
  const full = isoPattern.exec(text)
  const compact = compactPattern.exec(text)
  const plain = full?.[1] ?? (compact ? `${compact[1]}-${compact[2]}-${compact[3]}` : withoutWeekday(text))
  const date = isoDate(plain, monthFirst ? 'month-first' : 'day-first')
  if (date === undefined || date < earliest) return undefined
  return full?.[2] ? `${date}T${full[2]}${(full[3] ?? '').toUpperCase()}` : date
}

/** Figures glued to letters, as `June 6th,2021` and `12Dec2020` have them, set apart. */
const withoutWeekday = (text: string): string =>
  !/\d\p{L}|\p{L}\d/u.test(text)
    ? text
    : text.replace(/(\d)(\p{L})/gu, '$1 $2').replace(/(\p{L})(\d)/gu, '$1 $2')

/** `/2025/03/04/` in an address. */
export const dateInAddress = (address: string): string | undefined => {
  const match = /\/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:\/|-|$)/.exec(address)
  return match ? isoDate(`${match[1]}-${match[2]}-${match[3]}`) : undefined
}
