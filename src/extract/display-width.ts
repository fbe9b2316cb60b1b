import {unitAt} from '../document/unit-at.ts'

/** No unit before this one belongs to a wide character. */
export const firstWide = 0x1100

/** Whether a UTF-16 unit belongs to a character two columns wide in a terminal (East Asian wide and full-width). */
export const isWide = (code: number): boolean =>
  code >= firstWide &&
  (code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6))

/** Columns the text takes on a terminal. Combining marks count as one: the sum need only be near. */
export const displayWidth = (text: string): number => {
  let width = text.length
  for (let index = 0, {length} = text; index < length; index++) {
    if (isWide(unitAt(text, index))) width++
  }
  return width
}
