import type {Edit} from '../document/edit.ts'
import type {Line} from './line.ts'

/** Lynx indents running text by three columns; of the lines of its dumps at least this share is indented so far. */
const INDENTED = {columns: 3, share: 0.6}

/** Whether a wrapped dump was written by lynx (or by a program that draws pages as it does). */
export const isLynx = (lines: readonly Line[]): boolean => {
  let indented = 0
  for (const line of lines) if (line.indent >= INDENTED.columns) indented++
  return indented >= lines.length * INDENTED.share
}

/** Fewer numbers than this may be footnotes. */
const LEAST_LINKS = 5

/** Whether `[1]`, `[2]`, … stand before the links of the page, each one more than the last, as lynx numbers them. */
export const hasLinkNumbers = (source: string): boolean => {
  let count = 0
  for (const match of source.matchAll(/\[(\d{1,5})\](?=\S)/g)) {
    if (Number(match[1]) !== count + 1) return false
    count++
  }
  return count >= LEAST_LINKS
}

/** List markers by depth, buttons and pictures: what lynx draws that the page does not say. */
const marker = /^[*+o#@-](?=\s|$)\s*/
const drawing = /\((?:BUTTON|IMAGE|FORM)\) ?|\[(?:INLINE|IMAGE|LINK|EMBED|USEMAP)\] ?/g
const drawingOrNumber =
  /\[\d{1,5}\](?=\S)|\((?:BUTTON|IMAGE|FORM)\) ?|\[(?:INLINE|IMAGE|LINK|EMBED|USEMAP)\] ?/g

/** The edits that take lynx's drawing out of a block's raw text. */
export const lynxEdits = (raw: string, {linkNumbers}: {readonly linkNumbers: boolean}): Edit[] => {
  const edits: Edit[] = []
  const lead = marker.exec(raw)?.[0].length ?? 0
  if (lead > 0) edits.push({start: 0, end: lead, replacement: '', ruleId: 'extract/list-marker'})
  if (!raw.includes('(') && !raw.includes('[')) return edits
  for (const match of raw.slice(lead).matchAll(linkNumbers ? drawingOrNumber : drawing)) {
    const start = lead + match.index
    edits.push({start, end: start + match[0].length, replacement: '', ruleId: 'extract/drawing'})
  }
  return edits
}
