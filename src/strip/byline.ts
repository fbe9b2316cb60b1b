import {labelClasses, labelsOfWord} from './lines/lookup.ts'
import {hashWord} from './lines/word-hash.ts'

const particle = '(?:van|von|der|den|de|da|di|del|la|le|bin|al|el)'
/** The name of a person: two to four words that begin with capitals. */
export const personName = String.raw`\p{Lu}[\p{L}.'\u2019-]*(?:\s(?:${particle}\s)*\p{Lu}[\p{L}.'\u2019-]*){1,3}`
const nameOnly = new RegExp(`^${personName}$`, 'u')
const NAME_LENGTH = 40
const BYLINE_LENGTH = 100

const opening =
  /^(?:(?:written|posted|published|words|story|text)\s)?(?:by|von|par|por|di|door|av|af|autore?|author|автор)(?::\s?|\s)/iu
/** What follows the names of a byline: a sign, a date, or another statement. */
const after =
  /\s?[|•·⋅–—/(]|\s-\s|\s(?=\d)|\s(?=\p{L}{3,9}\.?\s\d{1,2}\b)|\s(?:on|in|for|at|um|am|le|el|il|op|updated|published|posted|last|modified)\b/iu
const between = /,\s(?:(?:and|und|et|y|e|en|och|og|и)\s)?|\s(?:and|und|et|y|e|en|och|og|и)\s|\s&\s/u
/** A line that only announces the author's name. */
const announcement =
  /^(?:(?:article|written|posted|published|words|story|text)\sby|by|authors?|writer|von|autore?|autora|auteur|автор):?$/iu
/** What comes after the comma behind a name and is none: degrees, and by its words an office. */
const degree = /^(?:M\.?D|Ph\.?D|MBA|MPH|RN|RD|CPA|CFA|DO|DDS|Esq|Jr|Sr)\b/u
const officeBits = (1 << labelClasses.indexOf('author')) | (1 << labelClasses.indexOf('biography'))
const sentence = /[.!?]["”’]?$/u

const words = /\p{L}+/gu

const labelsIn = (line: string): number => {
  let bits = 0
  for (const [word] of line.matchAll(words)) if (word.length > 2) bits |= labelsOfWord(hashWord(word))
  return bits
}

const isName = (text: string): boolean => text.length <= NAME_LENGTH && nameOnly.test(text)

/** The people a byline names, if naming them is what the line does. */
export const peopleOf = (line: string): readonly string[] => {
  const begun = line.length <= BYLINE_LENGTH ? opening.exec(line) : null
  if (!begun) return []
  const rest = line.slice(begun[0].length).trim()
  const end = rest.search(after)
  if (end >= 0 && sentence.test(line)) return []
  const people: string[] = []
  for (const part of (end < 0 ? rest : rest.slice(0, end)).split(between).map(one => one.trim())) {
    // "Ann Keeper, senior editor" and "Ann Keeper, MD" name one.
    if (people.length > 0 && (degree.test(part) || (labelsIn(part) & officeBits) !== 0)) break
    if (!isName(part)) return []
    people.push(part)
  }
  return people
}

/**
 * The people named by lines that no byline word introduces on the same line: below a line that only says "by", or beside
 * a date.
 */
export const namedBeside = (
  lines: readonly string[],
  rows: readonly number[],
  isDate: (row: number) => boolean,
): readonly string[] => {
  for (const row of rows) {
    const next = lines[row + 1]
    if (next !== undefined && announcement.test(lines[row] as string) && isName(next)) return [next]
  }
  for (const row of rows) {
    const line = lines[row] as string
    if (isName(line) && labelsIn(line) === 0 && (isDate(row - 1) || isDate(row + 1))) return [line]
  }
  return []
}
