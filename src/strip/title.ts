import type {TitleLikelihoods} from './classify-lines.ts'
import {dateOfLine} from './line-metadata.ts'

/** A title has at least two characters and no more than this many: the longest of the benchmark's 793 has 226. */
const LENGTH = {least: 2, most: 240}
/** From this likelihood on a line is the title if it is the likeliest. Below, wrong titles outnumber right ones. */
const LIKELY = 0.08
/**
 * Straight above the text a headline of so many words is the title at this likelihood already, where no line is likelier:
 * two in three of them on the benchmark's pages.
 */
const STRAIGHT_ABOVE = {likely: 0.01, words: 4}
/** The first line of a text, straight above its prose, needs this many words and no other evidence. */
const LEADING_WORDS = 3

const label =
  /^(?:home|menu|search|share|news|blog|skip to .*|table of contents|contents|advertisement|log ?in|sign (?:in|up)|subscribe|print|comments?|by .*)$/iu
const sentence = /[.;:,…]["'”’»)]*$/u

/** `Published: 14 Mehr 1404 - 10:25`, in whatever calendar and digits. */
const stamp = /:.*(?:\p{Nd}[^\p{Nd}]*){4}/u

/** Whether a line could be the headline of an article by its own looks. */
const isHeadline = (line: string): boolean =>
  line.length >= LENGTH.least &&
  line.length <= LENGTH.most &&
  /\p{L}/u.test(line) &&
  !sentence.test(line) &&
  !label.test(line)

/** A headline of several words, or one in a script without spaces. */
const isLeading = (line: string, words = LEADING_WORDS): boolean =>
  isHeadline(line) && (line.split(/\s+/).length >= words || /[\u0e00-\u0eff\u3040-\u9fff]/.test(line))

/** A title has a trail before it of no more than this many characters: the names of the sections it lies in. */
const TRAIL = 60
/** How far below its trail the title stands. */
const BELOW_TRAIL = 4

const home =
  /^(?:home|startseite|accueil|inicio|início|strona główna|главная|головна|ana ?sayfa|forside|hem|etusivu|domů|acasă)\b/iu

/** What stands before a headline is a trail when it is glued to it, ends in a mark, or begins with the front page. */
const isTrail = (before: string): boolean => !/[\p{L}\p{N},'’"”)]\s$/u.test(before) || home.test(before)

/** `HomeHealthHeadline` and `Home > Health > Headline` are the trail to a headline: the line that only says the rest. */
const withoutTrail = (lines: readonly string[], row: number, first: number): number => {
  const trail = lines[row] as string
  for (let other = 0; other <= Math.max(row, first) + BELOW_TRAIL && other < lines.length; other++) {
    const line = lines[other] as string
    const before = trail.length - line.length
    if (before <= 0 || before > TRAIL || !trail.endsWith(line)) continue
    if (isTrail(trail.slice(0, before)) && isLeading(line)) return other
  }
  return row
}

/**
 * Which line is the article's title: the likeliest of the first kept line and those above it, or the first line of all
 * if it heads the text. Never a line below a kept one.
 */
export const findTitle = (
  lines: readonly string[],
  keep: readonly boolean[],
  likelihoods: TitleLikelihoods,
): number | undefined => {
  const first = keep.indexOf(true)
  if (first < 0) return undefined
  const rows: number[] = []
  for (let row = 0; row <= first; row++) {
    const line = lines[row] as string
    if (line.length < LENGTH.least || line.length > LENGTH.most || dateOfLine(line) !== undefined) continue
    if (!stamp.test(line)) rows.push(row)
  }
  // A first line that heads the text is its title however likely it is: most pages come with one, and are not judged.
  const isFirst = rows.length === 1 && rows[0] === 0 && first <= 1 && isLeading(lines[0] as string)
  if (isFirst && withoutTrail(lines, 0, first) === 0) return 0
  const likely = likelihoods(rows)
  let best: number | undefined
  let most = 0
  for (const [place, row] of rows.entries()) {
    const value = likely[place] as number
    if (value < LIKELY || value <= most) continue
    best = row
    most = value
  }
  if (best !== undefined) return withoutTrail(lines, best, first)
  if (first <= 1 && isLeading(lines[0] as string)) return 0
  const above = lines[first - 1]
  const isStraightAbove =
    above !== undefined &&
    isLeading(above, STRAIGHT_ABOVE.words) &&
    !stamp.test(above) &&
    dateOfLine(above) === undefined &&
    (likelihoods([first - 1])[0] as number) >= STRAIGHT_ABOVE.likely
  return isStraightAbove ? first - 1 : undefined
}
