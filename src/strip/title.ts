/** A title has at least two characters and no more than this many: the longest of WCXB's 793 has 226. */
const LENGTH = {least: 2, most: 240}
/** How many lines above the article's first kept line are looked at. */
const LOOK_BACK = 30
/** A heading this near to the prose needs no second witness. */
const NEAR = 8

const label =
  /^(?:home|menu|search|share|news|blog|skip to .*|table of contents|contents|advertisement|log ?in|sign (?:in|up)|subscribe|print|comments?|by .*)$/iu
const sentence = /[.;:,…]["'”’»)]*$/u

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a line could be the headline of an article by its own looks. */
const isHeadline = (line: string): boolean =>
  line.length >= LENGTH.least &&
  line.length <= LENGTH.most &&
  /\p{L}/u.test(line) &&
  !sentence.test(line) &&
  !label.test(line)

/**
 * Which line is the article's title: the first kept line if it is a headline, or the headline above it that the page
 * says twice or says nearest to the text. Never a line below a kept one.
 */
export const findTitle = (lines: readonly string[], keep: readonly boolean[]): number | undefined => {
  const first = keep.indexOf(true)
  if (first < 0) return undefined
  const top = lines[first] as string
  if (first === 0) return isHeadline(top) ? 0 : undefined
  const texts = lines.slice(0, first).map(normal)
  for (let index = first - 1; index >= Math.max(0, first - LOOK_BACK); index--) {
    const line = lines[index] as string
    const text = texts[index] as string
    if (!isHeadline(line) || text.split(' ').length < 3) continue
    const repeated = texts.some(
      (other, at) => at !== index && other !== '' && (other === text || other.startsWith(`${text} `)),
    )
    const inText = lines.slice(first, first + NEAR).some(other => normal(other) === text)
    if (repeated || inText || first - index <= NEAR) return index
  }
  return isHeadline(top) ? first : undefined
}
