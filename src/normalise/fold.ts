import type {Edit} from '../document/edit.ts'

const foldable = /[\u00ab\u00bb\u02bc\u2010-\u2015\u2018-\u201f\u2026\u2032-\u2036\u2039\u203a\u2212]/g

const single = /[\u02bc\u2018-\u201b\u2032\u2035\u2039\u203a]/
const double = /[\u00ab\u00bb\u201c-\u201f\u2033\u2036]/

/** Quotes, dashes, minus signs and ellipses in ASCII, for those who compare texts by their characters. */
export const foldEdits = (text: string): Edit[] =>
  [...text.matchAll(foldable)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    replacement: foldedForm(match[0]),
    ruleId: 'normalise/fold',
  }))

const foldedForm = (character: string): string => {
  if (single.test(character)) return "'"
  if (double.test(character)) return '"'
  if (character === '\u2026') return '...'
  return character === '\u2034' ? "'''" : '-'
}
