import {firstWordWidth, widthOf} from './forced-break.ts'
import {joinSoup} from './join-soup.ts'
import type {Line} from './line.ts'

/**
 * How a dump was laid out.
 *
 * - `paragraphs`: a line is a paragraph, with or without blank lines in between.
 * - `wrapped`: paragraphs were broken at a column and must be joined again.
 * - `soup`: every inline element began a new line (`get_text("\n")`), so that sentences are in pieces.
 */
export type Layout =
  | {readonly kind: 'paragraphs'}
  | {readonly kind: 'wrapped'; readonly width: number}
  | {
      readonly kind: 'soup'
      /** For each line, whether it continues the line before it. */
      readonly joins: readonly boolean[]
    }

/** Text broken narrower than this is a column or a poem; no program wraps prose wider than the other. */
const WRAP_COLUMNS = {least: 44, most: 132}
/** The share of the text that may lie in lines wider than the column: tables, addresses, preformatted text. */
const STICKING_OUT = 0.2
/** Fewer forced breaks than this are no evidence of wrapping. */
const LEAST_FORCED = 3
/**
 * Of the breaks after nearly full lines, the share that must be forced. Menus and verse break where they like; the
 * lynx dumps of WCXB lie above 0.6, its other dumps have lines too long for any column.
 */
const FORCED_SHARE = 0.3
/** What counts as nearly full. */
const NEARLY_FULL = 0.75

/** Pieces that go on with the sentence of the line before, as a count and a share of the lines, that show a soup. */
const SOUP_JOINS = {count: 2, share: 0.01}
/** Blank lines per line that a soup dump may have: none but those inside preformatted text. */
const SOUP_BLANKS = 0.02

/** A break after a full stop says nothing: a paragraph may end there. */
const endsSentence = (text: string): boolean => {
  let end = text.length - 1
  while (end > 0 && '"\'”’»)]」』）'.includes(text.charAt(end))) end--
  return '.!?…:。！？：'.includes(text.charAt(end))
}

/**
 * The column the text was wrapped at, if it was. A forced break after a line of `w` columns before a word of `f` says
 * that the column lies in `[w, w + 1 + f)`; the column most breaks agree on is it, unless the rest speaks against it.
 */
const wrapWidth = (lines: readonly Line[]): number | undefined => {
  const {least, most} = WRAP_COLUMNS
  const charactersByWidth = new Uint32Array(most + 2)
  const breaksByWidth = new Uint32Array(most + 2)
  const agreeing = new Int32Array(most + 2)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line
    // A long line is too wide whatever its letters: few of them are looked at.
    const width = line.text.length > most ? most + 1 : Math.min(widthOf(line), most + 1)
    charactersByWidth[width] = (charactersByWidth[width] as number) + line.text.length
    const next = lines[index + 1]
    if (!next || next.afterBlank || width > most || endsSentence(line.text)) continue
    breaksByWidth[width] = (breaksByWidth[width] as number) + 1
    agreeing[width] = (agreeing[width] as number) + 1
    const end = Math.min(width + 1 + firstWordWidth(next), most + 1)
    agreeing[end] = (agreeing[end] as number) - 1
  }
  let best = 0
  let forced = 0
  let agree = 0
  for (let width = 0; width <= most; width++) {
    agree += agreeing[width] as number
    if (width < least || agree < forced) continue
    forced = agree
    best = width
  }
  let beyond = 0
  let characters = 0
  let nearlyFull = 0
  for (let width = 0; width < charactersByWidth.length; width++) {
    characters += charactersByWidth[width] as number
    if (width > best) beyond += charactersByWidth[width] as number
    else if (width >= best * NEARLY_FULL) nearlyFull += breaksByWidth[width] as number
  }
  const wrapped =
    forced >= LEAST_FORCED && forced >= nearlyFull * FORCED_SHARE && beyond <= characters * STICKING_OUT
  return wrapped ? best : undefined
}

/** Tells the layouts apart by the widths of the lines, the blank lines and where sentences are broken. */
export const layoutOf = (lines: readonly Line[]): Layout => {
  const width = wrapWidth(lines)
  if (width !== undefined) return {kind: 'wrapped', width}
  let blanks = 0
  for (const line of lines) if (line.afterBlank) blanks++
  if (blanks > lines.length * SOUP_BLANKS) return {kind: 'paragraphs'}
  let joined = 0
  // A page of print ends amid its sentences in any layout.
  const joins = joinSoup(lines)
  for (const [row, join] of joins.entries()) if (join && !lines[row]?.afterPage) joined++
  const soup = joined >= SOUP_JOINS.count && joined >= lines.length * SOUP_JOINS.share
  return soup ? {kind: 'soup', joins} : {kind: 'paragraphs'}
}
