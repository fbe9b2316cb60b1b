// Scripts whose words are not set apart by spaces say in 30 characters what others say in 80.
const dense = /[\u0E00-\u0EFF\u1000-\u109F\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]/
const terminal = '.!?…。！？।؟۔։။៕'
const fullStops = '.。।۔։။'
const dots = '.…'
const closing = '])}"\'”’»›」』)'

// A paragraph of a news article seldom has fewer letters; labels, headlines and bylines seldom have more.
const proseLength = 80
const denseProseLength = 30
// From this length on a line is prose whatever it ends in.
const longLength = 200
const sentenceLength = 40

/** True for a line that reads like a paragraph. */
export const isProse = (line: string): boolean => {
  if (line.length < denseProseLength) return false
  if (line.length >= longLength) return true
  return terminal.includes(line[lastSaid(line)] ?? ' ') && (line.length >= proseLength || dense.test(line))
}

/** Where the last character stands before whatever closes a quotation or a parenthesis; -1 where there is none. */
const lastSaid = (line: string): number => {
  let at = line.length - 1
  while (at >= 0 && closing.includes(line[at] as string)) at -= 1
  return at
}

/** Ends in a full stop that is not the last of several. */
const endsSentence = (line: string): boolean => {
  const at = lastSaid(line)
  return at > 0 && fullStops.includes(line[at] as string) && !dots.includes(line[at - 1] as string)
}

/** True for a line that no list of headlines has: a whole sentence, or a paragraph that is not cut off with dots. */
export const endsList = (line: string): boolean =>
  (line.length >= sentenceLength && endsSentence(line)) ||
  (line.length >= longLength && !/(?:\.\.\.|…)\W{0,3}$/.test(line))

/** How much prose stands before and after each line. */
export type ProseProfile = {
  readonly prose: readonly boolean[]
  /** Characters of prose in the lines before each line; one entry more than there are lines, the last the total. */
  readonly before: readonly number[]
  readonly total: number
}

export const proseProfile = (lines: readonly string[]): ProseProfile => {
  const prose = lines.map(isProse)
  const before = [0]
  let total = 0
  for (const [index, line] of lines.entries()) {
    if (prose[index]) total += line.length
    before.push(total)
  }
  return {prose, before, total}
}
