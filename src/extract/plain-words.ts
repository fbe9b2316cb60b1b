import {unitAt} from '../document/unit-at.ts'

/** Longer texts are not read in the fast way. */
const longest = 4096
const written = Buffer.alloc(longest)

const other = 0
const punctuation = 1

/** ASCII's letters and digits by their lower-case form. */
const plainForms = Uint8Array.from({length: 128}, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase()
  return /[a-z\d]/.test(lower) ? lower.charCodeAt(0) : punctuation
})

/** The space that does not break, and general punctuation: curly quotes, dashes, the ellipsis. */
const isPunctuation = (code: number): boolean => code === 0xa0 || (code >= 0x2000 && code <= 0x206f)

const formOf = (code: number): number => {
  if (code < 128) return plainForms[code] as number
  return isPunctuation(code) ? punctuation : other
}

/**
 * The letters and digits of a text in lower case, runs of anything else as `gap` or left out; up to `limit` characters.
 * Nothing for a text with letters outside ASCII.
 */
const plainLetters = (text: string, hasGaps: boolean, limit: number): string | undefined => {
  let length = 0
  let gap = false
  const end = text.length
  for (let i = 0; i < end && length < limit; i += 1) {
    const form = formOf(unitAt(text, i))
    if (form === other) return undefined
    if (form === punctuation) gap = length > 0
    else {
      if (gap && hasGaps) {
        written[length] = 0x20
        length += 1
      }
      gap = false
      written[length] = form
      length += 1
    }
  }
  return written.toString('latin1', 0, length)
}

/** The words of a text, lower case, one space between them: what is left when mark-up and punctuation differ. */
export const comparable = (text: string): string => {
  const plain = text.length <= longest ? plainLetters(text, true, longest) : undefined
  return (
    plain ??
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  )
}

/** The first letters and digits of a text, lower case, nothing between them; all of them without `limit`. */
export const squeezed = (text: string, limit = Number.POSITIVE_INFINITY): string => {
  const plain = text.length <= longest ? plainLetters(text, false, limit) : undefined
  return (
    plain ??
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .slice(0, limit)
  )
}

/** Whether the words of a text are `words`, which must be `comparable` and not empty. */
export const saysWords = (text: string, words: string): boolean => {
  // Most texts begin otherwise, which costs less to see.
  for (let i = 0, {length} = text; i < length; i += 1) {
    const form = formOf(unitAt(text, i))
    if (form === other) break
    if (form !== punctuation) {
      if (form !== unitAt(words, 0)) return false
      break
    }
  }
  return comparable(text) === words
}
