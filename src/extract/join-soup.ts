import type {Line} from './line.ts'

/** From this many characters on a line is taken for a piece of prose rather than a label. */
const PROSE_LENGTH = 40

const closing = /^(?:[,;:.!?)\]%’”»、。，！？；：）」』]|['’]s\b)/u
const closingOnly = /^[|>/\\·•»:–—-]+$/u
const openings = '([“‘«„「『（$€£'
const commas = ',–—、，'
const terminals = '.!?:;…。！？：；'
const closings = '"\'”’»)]」』）'
const lowerCase = /^["'“‘(«]?\p{Ll}/u
/** Words after which a sentence goes on, in the languages written most on the web. */
const unfinished =
  /(?:^|[\s(])(?:the|a|an|of|in|on|at|to|for|from|by|with|and|or|as|is|are|was|were|that|than|via|like|our|their|its|your|his|her|my|this|these|see|about|into|de|del|la|el|los|las|un|una|en|por|para|con|que|y|o|le|les|des|du|une|et|ou|dans|sur|pour|par|avec|au|aux|der|die|das|den|dem|ein|eine|einen|einem|und|oder|im|am|vom|zum|zur|mit|von|für|bei|il|lo|gli|di|da|nel|della|e|per|su|em|no|na|do|dos|das|com|het|een|van|voor|met|op|och|att|som|på|av|til|og|и|в|на|с|о|от|для|по|из|w|z|do|i)$/iu

/** No unfinished word is longer, so that the end of a line tells. */
const END = 8

const lastOf = (line: string): string => line.charAt(line.length - 1)

const endsOpen = (line: string): boolean => openings.includes(lastOf(line))

/** Whether a line ends like a sentence, quotation marks and brackets behind it aside. */
const isOver = (line: string): boolean => {
  let end = line.length - 1
  while (end >= 0 && closings.includes(line.charAt(end))) end--
  return end >= 0 && terminals.includes(line.charAt(end))
}

/** Whether `next` goes on with the sentence of `line`, by the punctuation and the words at the break. */
const continues = (line: string, next: string, chained: boolean): boolean => {
  if (closingOnly.test(next)) return false
  if (closing.test(next)) return true
  if (endsOpen(line) || unfinished.test(line.slice(-END))) return true
  if (isOver(line)) return false
  const long = line.length >= PROSE_LENGTH || next.length >= PROSE_LENGTH
  if (lowerCase.test(next)) return chained || long
  return commas.includes(lastOf(line)) && (chained || long)
}

/** A name or a linked title in the middle of a sentence: the words before it and after it belong together. */
const interrupts = (line: string, next: string, after: string): boolean =>
  line.length >= PROSE_LENGTH &&
  next.length < 2 * PROSE_LENGTH &&
  !isOver(line) &&
  !isOver(next) &&
  !closingOnly.test(after) &&
  (closing.test(after) || lowerCase.test(after))

/** For each line, whether it continues the line before it in a dump that broke at every inline element. */
export const joinSoup = (lines: readonly Line[]): boolean[] => {
  const joins = new Array<boolean>(lines.length).fill(false)
  for (let index = 1; index < lines.length; index++) {
    const line = (lines[index - 1] as Line).text
    const next = lines[index] as Line
    if (next.afterBlank && !next.afterPage) continue
    const after = lines[index + 1]?.text ?? ''
    joins[index] =
      continues(line, next.text, joins[index - 1] === true) ||
      (!next.text.includes('\t') && interrupts(line, next.text, after))
  }
  return joins
}

/** Whether the break between two joined lines stands for nothing: no space may come of it. */
export const isTightBreak = (line: string, next: string): boolean => closing.test(next) || endsOpen(line)
