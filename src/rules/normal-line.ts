// Zero-width characters, soft hyphens and byte-order marks: invisible, and never part of a rule.
const invisible = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g
const apostrophes = /[\u2018\u2019\u02BC\u00B4`]/g
const doubleQuotes = /[\u201C\u201D\u201E\u201F]/g
const spaces = /\s+/g
const plain = /^[\x21-\x5F\x61-\x7E]+(?: [\x21-\x5F\x61-\x7E]+)*$/

/** Quotes and apostrophes made plain, as rules see them on both sides. */
export const plainQuotes = (text: string): string => text.replace(apostrophes, "'").replace(doubleQuotes, '"')

/**
 * A line as patterns see it: NFC, trimmed, each run of white space one space, typographic quotes and apostrophes
 * plain, invisible characters gone.
 */
export const normalLine = (line: string): string => {
  if (plain.test(line)) return line
  return plainQuotes(line.normalize('NFC').replace(invisible, '').replace(spaces, ' ').trim())
}

const lateFolds = /[\u017F\u03C2\u00B5\u0131]|i\u0307/g
const folded: Readonly<Record<string, string>> = {'\u017F': 's', '\u03C2': '\u03C3', '\u00B5': '\u03BC'}

const beyondAscii = /[\u0080-\uFFFF]/

/**
 * Letter case taken away; letters that lower case leaves apart, such as the two small sigmas or the Turkish dotted
 * and dotless i, are made one.
 */
export const foldCase = (text: string): string => {
  const lower = text.toLowerCase()
  return beyondAscii.test(lower) ? lower.replace(lateFolds, letter => folded[letter] ?? 'i') : lower
}
