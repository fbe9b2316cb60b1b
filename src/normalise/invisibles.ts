import type {Edit} from '../document/edit.ts'
import {windows1252High} from './entities.ts'

/** Whatever does not show, or has no place in a text: the candidates of this pass, and lone surrogates. */
const candidate =
  /(?!\s)\p{Cc}|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\p{Cs}\u{e0000}-\u{e007f}]/gu

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Scripts in which a joiner or a non-joiner changes how letters join, and so is spelling. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}\p{Script=Nko}]/u

/** Scripts without spaces, in which a zero-width space may be the only sign of where a word ends. */
const zeroWidthSpaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u

const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u

/** The black flag that begins the flags of England, Scotland and Wales; tags after it are part of the emoji. */
const blackFlag = '\u{1f3f4}'

const isBidiControl = (code: number): boolean =>
  (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)

const isTag = (code: number): boolean => code >= 0xe0000 && code <= 0xe007f

/** What was found beside the edits: characters that hide something from a reader. */
export type Hidden = {
  readonly ruleId: 'normalise/bidi-control' | 'normalise/hidden-text'
  readonly reason: string
  /** Range in the text that was looked at. */
  readonly start: number
  readonly end: number
}

/**
 * Removes the characters that do not show, but for those the script needs: joiners in Arabic, Indic scripts and
 * emoji, zero-width spaces in scripts without spaces, direction marks in text that has a right-to-left script. A
 * control of 0x80..0x9F is read as windows-1252, as browsers do.
 */
export const invisibleEdits = (text: string): {edits: Edit[]; hidden: Hidden[]} => {
  const edits: Edit[] = []
  const hidden: Hidden[] = []
  const isRightToLeft = rightToLeft.test(text)
  let tagsFrom = -1
  for (const match of text.matchAll(candidate)) {
    const start = match.index
    const end = start + match[0].length + brokenLine(text, start, match[0])
    const code = match[0].codePointAt(0) ?? 0
    const before = characterBefore(text, start)
    const after = characterAt(text, end)
    if (isTag(code)) {
      const isFlag = before === blackFlag || tagsFrom === start
      if (isFlag) {
        tagsFrom = end
        continue
      }
      hidden.push({ruleId: 'normalise/hidden-text', reason: hiddenTagReason, start, end})
    }
    if (isBidiControl(code) && (code === 0x202d || code === 0x202e || !isRightToLeft))
      hidden.push({ruleId: 'normalise/bidi-control', reason: bidiReason, start, end})
    if (isNeeded(code, before, after, isRightToLeft)) continue
    edits.push({start, end, ...replaced(code)})
  }
  return {edits, hidden}
}

const lineBreak = /[ \t]*(?:\r\n?|[\n\u2028])[ \t]*(?=\p{Ll})/uy

/** After a soft hyphen at a line's end the word goes on in the next line: the length of the break, which goes too. */
const brokenLine = (text: string, start: number, character: string): number => {
  lineBreak.lastIndex = start + 1
  return character === '\u00ad' ? (lineBreak.exec(text)?.[0].length ?? 0) : 0
}

const hiddenTagReason =
  'Invisible tag characters were removed, as they carry text that no reader sees; look at what they spell.'

const bidiReason =
  'A control that changes the direction of the text makes it read otherwise than it is stored; look at the words around it.'

const replaced = (code: number): {replacement: string; ruleId: string} => {
  if (code >= 0x80 && code <= 0x9f) {
    const replacement = windows1252High.charAt(code - 0x80)
    const isDefined = replacement.charCodeAt(0) !== code
    return {
      replacement: isDefined ? replacement : '',
      ruleId: isDefined ? 'normalise/c1' : 'normalise/control',
    }
  }
  if (code >= 0xd800 && code <= 0xdfff) return {replacement: '\ufffd', ruleId: 'normalise/surrogate'}
  if (code === 0xad) return {replacement: '', ruleId: 'normalise/soft-hyphen'}
  if (isBidiControl(code) || code === 0x200e || code === 0x200f || code === 0x61c)
    return {replacement: '', ruleId: 'normalise/bidi-control'}
  const isControl = code < 0x20 || code === 0x7f || code >= 0xfff9
  return {replacement: '', ruleId: isControl ? 'normalise/control' : 'normalise/zero-width'}
}

const isNeeded = (code: number, before: string, after: string, isRightToLeft: boolean): boolean => {
  if (code === 0x200c) return joining.test(before) && joining.test(after)
  if (code === 0x200d)
    return (joining.test(before) && after !== '') || (pictograph.test(before) && pictograph.test(after))
  if (code === 0x200b) return zeroWidthSpaced.test(before) && zeroWidthSpaced.test(after)
  if (code === 0x180e) return /\p{Script=Mongolian}/u.test(before) && /\p{Script=Mongolian}/u.test(after)
  if (code === 0x200e || code === 0x200f || code === 0x61c || isBidiControl(code)) return isRightToLeft
  return false
}

const characterBefore = (text: string, index: number): string => {
  if (index <= 0) return ''
  const low = text.charCodeAt(index - 1)
  return low >= 0xdc00 && low <= 0xdfff && index > 1 ? text.slice(index - 2, index) : text.charAt(index - 1)
}

const characterAt = (text: string, index: number): string => {
  const code = text.codePointAt(index)
  return code === undefined ? '' : String.fromCodePoint(code)
}
