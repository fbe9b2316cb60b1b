import type {Edit} from '../document/edit.ts'
import {flag, flagsOf} from './character-flags.ts'

const isWhite = (code: number): boolean => code === 0x20 || (flagsOf(code) & flag.space) !== 0

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
  for (let start = 0; start < text.length; start++) {
    if (!isWhite(text.charCodeAt(start))) continue
    let end = start + 1
    while (end < text.length && isWhite(text.charCodeAt(end))) end++
    const isInside = start > 0 && end < text.length
    const run = text.slice(start, end)
    if (run !== ' ' || !isInside) {
      const isBreak = lineBreak.test(run)
      const isJoined = isInside && isBreak && isUnspaced(text, start, end)
      const replacement = isInside && !isJoined ? ' ' : ''
      edits.push({start, end, replacement, ruleId: isBreak ? 'normalise/line' : 'normalise/space'})
    }
    start = end
  }
  return edits
}

const isUnspaced = (text: string, start: number, end: number): boolean => {
  const low = text.charCodeAt(start - 1)
  const left =
    low >= 0xdc00 && low <= 0xdfff && start > 1 ? text.slice(start - 2, start) : text.charAt(start - 1)
  return unspaced.test(left) && unspaced.test(String.fromCodePoint(text.codePointAt(end) ?? 0))
}
