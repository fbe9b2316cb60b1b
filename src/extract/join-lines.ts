import {endsOpen, isCut} from '../document/page-furniture.ts'
import {breaksWordSoftly} from './hyphenation.ts'
import {isListItem, joinWrapped} from './join-wrapped.ts'
import type {Layout} from './layout.ts'
import type {Line} from './line.ts'

/**
 * For each line, whether it continues the line before it. A soft hyphen at a line's end says so in any layout. Over a page break a paragraph goes on where its line ends
 * amid a sentence and the layout would join the two lines were they neighbours, or where the next begins in small
 * letters, unless lines do so elsewhere in the text too: then it is verse, and says nothing.
 */
export const joinsOf = (lines: readonly Line[], layout: Layout): readonly boolean[] => {
  const joins =
    layout.kind === 'wrapped'
      ? joinWrapped(lines, layout.width)
      : layout.kind === 'soup'
        ? [...layout.joins]
        : new Array<boolean>(lines.length).fill(false)
  for (let row = 1; row < lines.length; row++) {
    const line = lines[row] as Line
    if (!line.afterBlank && breaksWordSoftly((lines[row - 1] as Line).text, line.text)) joins[row] = true
  }
  if (!lines.some(line => line.afterPage)) return joins
  const cuts = lines.map(({text}, row) => {
    const above = lines[row - 1]
    return above !== undefined && !isListItem(text) && isCut(above.text, text)
  })
  const cutsAtPages = cuts.filter((cut, row) => cut && lines[row]?.afterPage).length
  const cutsElsewhere = cuts.filter((cut, row) => cut && !lines[row]?.afterPage && !joins[row]).length
  const cutsTell = cutsAtPages > cutsElsewhere
  return joins.map((join, row) => {
    if (!lines[row]?.afterPage) return join
    return endsOpen(lines[row - 1]?.text ?? '') && (join || (cutsTell && cuts[row] === true))
  })
}
