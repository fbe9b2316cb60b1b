import type {Edit} from '../document/edit.ts'

/** Ligatures and digraphs that Unicode has only for the sake of older character sets. */
const ligature = /[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06]/

/** Positional forms of Arabic letters, as PDFs give them; the ornate parentheses and the Koranic words stay. */
const arabicForm = /[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]/

const fullWidth = /[\uff01-\uff5e\uffe0-\uffe6]/

const halfWidthKana = /[\uff65-\uff9f]/

const eastAsian =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u

const compatibility =
  /[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06]|[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]|[\uff01-\uff5e\uffe0-\uffe6]|[\uff65-\uff9f]+/g

/**
 * Compatibility forms that are only another look of the same letters: ligatures, positional Arabic, half-width kana,
 * and full-width Latin in a text without East Asian writing (within it, full-width punctuation is the right one).
 * Superscripts, fractions and styled letters carry meaning and stay.
 */
export const compatibilityEdits = (text: string): Edit[] => {
  const edits: Edit[] = []
  let isEastAsian: boolean | undefined
  for (const match of text.matchAll(compatibility)) {
    const found = match[0]
    const start = match.index
    if (fullWidth.test(found)) {
      isEastAsian ??= eastAsian.test(text)
      if (isEastAsian) continue
    }
    const replacement = found.normalize('NFKC')
    if (replacement === found) continue
    edits.push({start, end: start + found.length, replacement, ruleId: ruleOf(found)})
  }
  return edits
}

const ruleOf = (found: string): string => {
  if (ligature.test(found)) return 'normalise/ligature'
  if (arabicForm.test(found)) return 'normalise/arabic-form'
  return halfWidthKana.test(found) || fullWidth.test(found) ? 'normalise/width' : 'normalise/form'
}

/**
 * Characters that may join with the one before them: marks, conjoining jamo, and the Kirat Rai vowels. A piece of text
 * that begins with any other normalises by itself.
 */
const piece =
  /[^\p{M}\u1161-\u1175\u11a8-\u11c2\u{16d63}-\u{16d6a}]?[\p{M}\u1161-\u1175\u11a8-\u11c2\u{16d63}-\u{16d6a}]*/gu

/** Unicode's canonical composed form, one edit for each letter with its marks that differs. */
export const composedEdits = (text: string): Edit[] => {
  const composed = text.normalize('NFC')
  if (composed === text) return []
  const edits: Edit[] = []
  let check = ''
  let position = 0
  for (const match of text.matchAll(piece)) {
    const found = match[0]
    const replacement = found.normalize('NFC')
    if (replacement === found) continue
    check += text.slice(position, match.index) + replacement
    position = match.index + found.length
    edits.push({start: match.index, end: position, replacement, ruleId: 'normalise/nfc'})
  }
  if (check + text.slice(position) === composed) return edits
  // A letter this list does not know joined the one before it: one edit for the whole.
  return [{start: 0, end: text.length, replacement: composed, ruleId: 'normalise/nfc'}]
}
