import type {RepairRow} from '../document/row.ts'
import {clip, escapeTerminal} from './escape.ts'
import type {Style} from './style.ts'

/** Characters shown on each side of the suspected words. */
const around = 50

/** A suspected place in its sentence: what stands before, the words, what stands after. */
export const placeInText = (row: RepairRow, text: string): {before: string; words: string; after: string} => {
  const {start, end} = row.span
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineBreak = text.indexOf('\n', end)
  const lineEnd = lineBreak < 0 ? text.length : lineBreak
  const from = Math.max(lineStart, start - around)
  const to = Math.min(lineEnd, end + around)
  return {
    before: `${from > lineStart ? '…' : ''}${escapeTerminal(text.slice(from, start))}`,
    words: escapeTerminal(text.slice(start, end)),
    after: `${escapeTerminal(text.slice(end, to))}${to < lineEnd ? '…' : ''}`,
  }
}

/** One suspected place for people: its fingerprint, the words in their sentence, and the proposals, numbered. */
export const reportRepair = (row: RepairRow, text: string, style: Style): string => {
  const {before, words, after} = placeInText(row, text)
  const proposals = row.expected.map((word, index) => {
    const score = row.scores[index]
    const sure = score === undefined ? '' : style('dim', ` ${Math.round(score * 100)} %`)
    return `${style('dim', `${index + 1}`)} ${style('green', clip(word, 60))}${sure}`
  })
  return [
    `${style('cyan', row.fingerprint)}  ${before}${style(['bold', 'yellow'], words)}${after}`,
    `${' '.repeat(18)}${proposals.join('   ')}  ${style('dim', clip(row.evidence, 100))}`,
    '',
  ].join('\n')
}
