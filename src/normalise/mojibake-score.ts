/** Kinds of characters by what may stand beside them in a text that is well. */
type Kind =
  | 'none'
  | 'space'
  | 'upper'
  | 'lower'
  | 'letter'
  | 'mark'
  | 'digit'
  | 'plain'
  | 'apostrophe'
  | 'open'
  | 'close'
  | 'dash'
  | 'currency'
  | 'raised'
  | 'symbol'
  | 'box'
  | 'control'

const kindOf = (character: string): Kind => {
  const code = character.charCodeAt(0)
  if (Number.isNaN(code)) return 'none'
  if (code >= 0x80 && code < 0xa0) return 'control'
  if (code < 0x80) {
    if (code === 0x20 || (code >= 9 && code <= 13)) return 'space'
    if (code >= 0x30 && code <= 0x39) return 'digit'
    if (code >= 0x41 && code <= 0x5a) return 'upper'
    return code >= 0x61 && code <= 0x7a ? 'lower' : 'plain'
  }
  if (/[\u0192\u02c6\u02dc\u00b5]/.test(character)) return 'symbol'
  // A soft hyphen may stand anywhere in a word, and a lost character anywhere.
  if (code === 0xfffd || code === 0xad) return 'plain'
  if (/[ªº¹²³¼½¾]/.test(character)) return 'raised'
  if (/\p{Lu}|\p{Lt}/u.test(character)) return 'upper'
  if (/\p{Ll}/u.test(character)) return 'lower'
  if (/\p{L}/u.test(character)) return 'letter'
  if (/\p{M}/u.test(character)) return 'mark'
  if (/\p{N}/u.test(character)) return 'digit'
  if (/\p{Z}/u.test(character)) return 'space'
  if (character === '’') return 'apostrophe'
  if (/[“„‚‘«‹¡¿]/.test(character)) return 'open'
  if (/[”»›…®™]/.test(character)) return 'close'
  if (/[–—]/.test(character)) return 'dash'
  if (/\p{Sc}/u.test(character)) return 'currency'
  return code >= 0x2500 && code <= 0x259f ? 'box' : 'symbol'
}

const kinds = new Map<string, Kind>()

/** `kindOf`, remembered for the few characters that occur. */
const kind = (character: string): Kind => {
  const found = kinds.get(character)
  if (found) return found
  const fresh = kindOf(character)
  if (kinds.size < 4096) kinds.set(character, fresh)
  return fresh
}

const isLetterKind = (of: Kind): boolean => of === 'upper' || of === 'lower' || of === 'letter'

type Script = 'latin' | 'cyrillic' | 'greek' | 'other'

const scriptOf = (character: string): Script => {
  const code = character.charCodeAt(0)
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return 'latin'
  if (code >= 0x400 && code < 0x530) return 'cyrillic'
  return (code >= 0x370 && code < 0x400) || (code >= 0x1f00 && code < 0x2000) ? 'greek' : 'other'
}

/** How odd a character is right after a letter. */
const afterLetter: Readonly<Record<Kind, number>> = {
  none: 0,
  space: 0,
  upper: 0,
  lower: 0,
  letter: 0,
  mark: 0,
  digit: 0.5,
  plain: 0,
  apostrophe: -1,
  open: 2,
  close: 0,
  dash: 0,
  currency: 2,
  raised: 1,
  symbol: 2.5,
  box: 2.5,
  control: 2,
}

/** How odd a character is right before a letter. */
const beforeLetter: Readonly<Record<Kind, number>> = {
  none: 0,
  space: 0,
  upper: 0,
  lower: 0,
  letter: 0,
  mark: 0,
  digit: 0.5,
  plain: 0,
  apostrophe: 0,
  open: 0,
  close: 2,
  dash: 0.5,
  currency: 1.5,
  raised: 1,
  symbol: 2,
  box: 2,
  control: 2,
}

const vowelThenLigature = /[AEIOUYaeiouyÀ-ÆÈ-ÏÒ-ÖÙ-Ýà-æè-ïò-öù-ý][ŒœÆæ]/

/** How odd it is that `right` stands right after `left`, in about bits: 0 is nothing odd, 1 is unusual, 2 rare. */
export const oddness = (left: string, right: string): number => {
  const before = kind(left)
  const after = kind(right)
  if (before === 'control' || after === 'control') return 2
  if (isLetterKind(before) && isLetterKind(after)) {
    if (scriptOf(left) !== scriptOf(right)) return 1.5
    if (before === 'lower' && after === 'upper') return 2
    return vowelThenLigature.test(left + right) ? 2 : 0
  }
  // The closing quote of German and the Slavic languages is the opening one of English.
  if (isLetterKind(before) && right === '“') return 1
  if (isLetterKind(before) && right === '…') return -1
  if (isLetterKind(before)) return after === 'raised' && left > '\x7f' ? 2 : afterLetter[after]
  // A root sign belongs before a letter or a number.
  if (left === '√') return isLetterKind(after) || after === 'digit' ? 0 : 1.5
  if (isLetterKind(after)) return beforeLetter[before]
  if (before === 'none' || after === 'none' || before === 'space' || after === 'space') return 0
  if (left === right) return 0
  if ((left === '™' || left === '®') && after === 'open') return 2
  if (before === 'currency') return after === 'digit' || after === 'plain' ? 0 : 2.5
  if (before === 'symbol' || after === 'symbol' || before === 'raised') {
    return before === 'digit' || after === 'digit' || before === 'plain' || after === 'plain' ? 0 : 1.5
  }
  return before === 'box' || after === 'box' || before === 'open' || after === 'open' ? 0.5 : 0
}

/** Letters that have a place in the spelling of a living language, by blocks of Unicode. */
const commonLatin = /[À-ÖØ-öø-ķĹ-ňŊ-žƒƠơƯưȘ-țẀ-ẅẞẠ-ỹ]/
const rareLatin = /[ĉĈĊċĜĝĠġĤĥĦħĬĭĴĵŎŏŖŗŜŝŢŧŦŨũŴŵŶŷ]/
const typographic = /[‐-―‘-‟†-•…‰′″‹›⁄€№™←-↓−≈≠≤≥ﬀ-ﬄ]/
const latinSymbol = /[¡-©«-\u00ad®-¿×÷]/
/** Scripts in use; those that most often turn up by chance (Armenian, Syriac, Thaana and the rest) are left out. */
const commonLetter =
  /[\u0386-\u03ce\u0401-\u045f\u0490\u0491\u0591-\u05f4\u060c-\u06d5\u06f0-\u06f9\u0900-\u0fd4\u1000-\u10ff\u1200-\u137f\u1780-\u17ff\u1f00-\u1fff\u3001-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff65]/
const symbolCharacter =
  /[\u2100-\u22ff\u2300-\u23ff\u2500-\u27bf\u2800\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u02c6\u02c7\u02d8-\u02dc]|\ufe0f|[\u{1f000}-\u{1faff}]/u

/** Outweighs any oddness: no language is written with it. */
const never = -100

/**
 * How likely `character` is what was meant, between its neighbours, in about bits; far below 0 is never. `scripts` are
 * the blocks of other characters that came to light in the text.
 */
export const plausibility = (
  character: string,
  left: string,
  right: string,
  scripts: ReadonlySet<number>,
): number => {
  const code = character.codePointAt(0) ?? 0
  if (code === 0xfffd) return 2
  if (code === 0xa0) return 1
  if (code < 0xa0) return -1
  if (typographic.test(character)) return 3
  // White space and marks without a width of their own, as pages are full of them.
  if (/[\u2000-\u200f\u2028-\u202f\u2060\ufeff]/.test(character)) return 2
  if (latinSymbol.test(character)) return 2
  if (/[ªº]/.test(character)) return 1
  if (commonLatin.test(character))
    return caseFit(character, left, right) - (rareLatin.test(character) ? 2.5 : 0)
  if (commonLetter.test(character)) return neighbourFit(character, left, right, scripts)
  if (symbolCharacter.test(character)) return code > 0xffff ? 4 : 2
  return code >= 0x300 && code <= 0x36f && left.trim() !== '' ? 0 : never
}

/** A letter of another script is likely beside its like; a Greek one also alone, as in formulas. */
const neighbourFit = (
  character: string,
  left: string,
  right: string,
  scripts: ReadonlySet<number>,
): number => {
  const script = scriptBlock(character)
  if (scriptBlock(left) === script || scriptBlock(right) === script || scripts.has(script)) return 2
  if (character >= '\uff01' && character <= '\uff5e') return 2
  return script === greek ? 1 : -2
}

const greek = 0x380 >> 7

/** Blocks of 128 characters tell scripts apart well enough; all Hangul is one, and kana and Han are. */
export const scriptBlock = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xac00 && code <= 0xd7a3) return -2
  if ((code >= 0x3000 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xffef)) return -1
  if (code >= 0x1f00 && code <= 0x1fff) return greek
  return code >= 0x400 && code <= 0x52f ? 0x400 >> 7 : code >> 7
}

/** A Latin letter belongs among Latin letters, and its case among theirs. */
const caseFit = (character: string, left: string, right: string): number => {
  if (isForeign(left) || isForeign(right)) return -3
  // Italian and French have it at the end of words only.
  if (/[ùÙ]/.test(character) && isLetterKind(kind(right))) return 1.5
  const own = kind(character)
  const before = kind(left)
  const after = kind(right)
  if (own === 'lower') {
    if (before === 'upper' && after === 'upper') return -3
    if (before === 'upper' && after !== 'lower') return -1
    const isAlone = !isLetterKind(before) && !isLetterKind(after)
    return isAlone && !/[àâáéèêíîóôòúùûöüæøåąęıłœ]/.test(character) ? -2 : 2
  }
  return before === 'lower' ? -2 : 2
}

const isForeign = (character: string): boolean =>
  isLetterKind(kind(character)) && scriptOf(character) !== 'latin'
