import type {Edit} from '../document/edit.ts'
import {unitAt} from '../document/unit-at.ts'
import {flag, flagsOf} from './character-flags.ts'

const isWhite = (code: number): boolean => code === 0x20 || (flagsOf(code) & flag.space) !== 0

const isLineBreak = (code: number): boolean =>
  (code >= 0x0a && code <= 0x0d) || code === 0x2028 || code === 0x2029

/** Scripts and punctuation written without spaces between words, where a line may break anywhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u3003\u3005-\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65]/u

/**
 * Every run of white space becomes one space, and none at the ends; a line break between two characters of a script
 * without spaces vanishes, as a line of Chinese or Japanese may break inside a word.
 */
export const spaceEdits = (text: string): Edit[] => {
  const edits: Edit[] = []
  const {length} = text
  for (let start = 0; start < length; start++) {
    const first = unitAt(text, start)
    if (!isWhite(first)) continue
    const end = endOfRun(text, start, length)
    const isInside = start > 0 && end < length
    if (first !== 0x20 || end > start + 1 || !isInside) edits.push(editOf(text, start, end))
    start = end
  }
  return edits
}

const endOfRun = (text: string, start: number, length: number): number => {
  let end = start + 1
  while (end < length && isWhite(unitAt(text, end))) end++
  return end
}

/** What becomes of a run of white space. */
const editOf = (text: string, start: number, end: number): Edit => {
  let isBreak = false
  for (let at = start; at < end; at++) if (isLineBreak(unitAt(text, at))) isBreak = true
  const isInside = start > 0 && end < text.length
  const isJoined = isInside && isBreak && isUnspaced(text, start, end)
  const replacement = isInside && !isJoined ? ' ' : ''
  return {start, end, replacement, ruleId: isBreak ? 'normalise/line' : 'normalise/space'}
}

const isUnspaced = (text: string, start: number, end: number): boolean => {
  const low = text.charCodeAt(start - 1)
  const left =
    low >= 0xdc00 && low <= 0xdfff && start > 1 ? text.slice(start - 2, start) : text.charAt(start - 1)
  return unspaced.test(left) && unspaced.test(String.fromCodePoint(text.codePointAt(end) ?? 0))
}
