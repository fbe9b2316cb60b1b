import type {Edit} from '../document/edit.ts'
import {namedCharacter} from './entity-names.ts'

/** A character reference without its ampersand; longer names and numbers do not occur. */
const reference = /(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,10}));/y

/** What 0x80..0x9F mean in a numeric reference: the characters of windows-1252, as browsers read them. */
export const windows1252High =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/**
 * A text that speaks of markup may show references on purpose: "write `&nbsp;` between them". A miss leaves a
 * reference in the text, a false hit takes the example out of an article, so that the words are few and plain.
 */
const speaksOfMarkup = /\b(?:HTML|XHTML|XML|entit(?:y|ies)|escap(?:e|ed|es|ing)|ampersands?|markup)\b/

/**
 * Character references left over in text that was escaped twice or never unescaped: `&amp;nbsp;`, `&#8217;`. A
 * reference to `&` is read on into what follows it, to any depth, in linear time.
 */
export const entityEdits = (text: string): Edit[] => {
  const edits: Edit[] = []
  for (let start = text.indexOf('&'); start >= 0; start = text.indexOf('&', start)) {
    let end = start + 1
    let replacement = ''
    for (;;) {
      reference.lastIndex = end
      const match = reference.exec(text)
      const character = match ? referredCharacter(match) : undefined
      if (!match || character === undefined) break
      end += match[0].length
      replacement = character
      if (character !== '&') break
    }
    if (end > start + 1) edits.push({start, end, replacement, ruleId: 'normalise/entity'})
    start = end
  }
  return edits.length > 0 && speaksOfMarkup.test(text) ? [] : edits
}

const referredCharacter = (match: RegExpExecArray): string | undefined => {
  if (match[3] !== undefined) return namedCharacter(match[3])
  const code = match[1] === undefined ? Number.parseInt(match[2] ?? '', 16) : Number.parseInt(match[1], 10)
  if (code >= 0x80 && code <= 0x9f) return windows1252High.charAt(code - 0x80)
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}
