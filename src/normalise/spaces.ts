import type {Edit} from '../document/edit.ts'

/** Runs of white space; the plain space between two words is skipped by hand, as it is nearly all of them. */
const whiteSpace = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g

const lineBreak = /[\n\v\f\r\u2028\u2029]/

/** Scripts and punctuation written without spaces between words, where a line may break anywhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u3003\u3005-\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65]/u

/**
 * Every run of white space becomes one space, and none at the ends; a line break between two characters of a script
 * without spaces vanishes, as a line of Chinese or Japanese may break inside a word.
 */
export const spaceEdits = (text: string): Edit[] => {
  const edits: Edit[] = []
  for (const match of text.matchAll(whiteSpace)) {
    const run = match[0]
    const start = match.index
    const end = start + run.length
    const isInside = start > 0 && end < text.length
    if (run === ' ' && isInside) continue
    const isJoined = isInside && lineBreak.test(run) && isUnspaced(text, start, end)
    const replacement = isInside && !isJoined ? ' ' : ''
    edits.push({start, end, replacement, ruleId: lineBreak.test(run) ? 'normalise/line' : 'normalise/space'})
  }
  return edits
}

const isUnspaced = (text: string, start: number, end: number): boolean => {
  const low = text.charCodeAt(start - 1)
  const left =
    low >= 0xdc00 && low <= 0xdfff && start > 1 ? text.slice(start - 2, start) : text.charAt(start - 1)
  return unspaced.test(left) && unspaced.test(String.fromCodePoint(text.codePointAt(end) ?? 0))
}
