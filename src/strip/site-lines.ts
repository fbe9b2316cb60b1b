import {hashStart, hashUnit, mixHash} from '../compute/hash.ts'
import {textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import {unitAt} from '../document/unit-at.ts'
import {keyUnits, NOT_ALONE} from './fold-units.ts'

/** What one page tells about its site: its lines as keys, in order. Plain data, to be sent between threads. */
export type PageLines = {
  /** `host:example.com`, `site:Example News`, or `folder:path/to` where neither is known. */
  readonly site: string
  /** Of all the keys: equal pages count once. */
  readonly page: string
  readonly lines: readonly PageLine[]
  /** Keys of the longest lines of prose: what tells a copy of an article from another page of the site. */
  readonly longest: readonly string[]
}

export type PageLine = {
  readonly key: string
  /** The line's beginning. */
  readonly sample: string
  /** Where on the page, by characters: 0 at the top, 1 at the end. */
  readonly place: number
}

/** Lines of a page that are looked at; of a longer one, half from the top and half from the end, where chrome is. */
const MOST_LINES = 2_000
/** Whether the line at `index` of `count` lines with words is looked at. */
export const isLookedAt = (index: number, count: number): boolean =>
  index < MOST_LINES / 2 || index >= count - MOST_LINES / 2

/** Characters of a line that are kept to be read. */
export const SAMPLE_LENGTH = 120
/** How many of the longest lines stand for the article. */
const LONGEST = 20

/** From this many characters on, a line is prose even if it is cut off. */
const PROSE_CHARACTERS = 80
/** A shorter line is prose with this many words and a full stop. */
const PROSE_WORDS = 9
/** As many characters of a script without spaces say as much. */
const PROSE_SIGNS = 28

const beyondAscii = /[\u0080-\uffff]/

/** A sentence or more, not a label. Takes a line or its sample. */
export const isProse = (line: string): boolean => {
  if (line.length >= PROSE_CHARACTERS) return true
  if (beyondAscii.test(line)) {
    const signs =
      line.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0
    if (signs >= PROSE_SIGNS) return true
  }
  return /[.!?。！？…]["”’»)\]]?$/.test(line) && line.split(' ').length >= PROSE_WORDS
}

/** What of a line recurs: its words, in whatever case and spacing, with whatever numbers (`5 min read`). */
const foldLine = (line: string): string =>
  line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{N}+/gu, '0')
    .replace(/\s+/g, ' ')
    .trim()

const HIGH_START = 0x2f0b4a27
const HIGH_PRIME = 0x01000197

/** All numbers of two digits in base 36. */
const pairs36 = Array.from({length: 36 * 36}, (_, value) => value.toString(36).padStart(2, '0'))

/** 36⁶, the highest power that 32 bits hold. */
const HALF = 36 ** 6

/** `value.toString(36)` for whole numbers of up to 32 bits, with zeros in front up to six digits. */
const sixDigits = (value: number): string => {
  const rest = value % 1_679_616
  return `${pairs36[(value - rest) / 1_679_616]}${pairs36[Math.floor(rest / 1296)]}${pairs36[rest % 1296]}`
}

/** Two hashes as 53 bits in base 36. V8 takes ten times as long to write numbers beyond 31 bits in such a base. */
const written = (low: number, high: number): string => {
  const value = (mixHash(high) & 0x1fffff) * 0x100000000 + mixHash(low)
  const rest = value % HALF
  const first = (value - rest) / HALF
  return first === 0 ? rest.toString(36) : first.toString(36) + sixDigits(rest)
}

/** 53 bits of hash in base 36: FNV-1a twice, with different beginnings. */
const hash = (text: string): string => {
  let low = hashStart
  let high = HIGH_START
  for (let index = 0, {length} = text; index < length; index++) {
    const unit = unitAt(text, index)
    low = hashUnit(low, unit)
    high = Math.imul(high ^ unit, HIGH_PRIME)
  }
  return written(low, high)
}

/** The key that a line is counted by: the hash of the folded line, which is not made where units fold one by one. */
export const lineKey = (line: string): string => {
  let low = hashStart
  let high = HIGH_START
  let begun = false
  let spaced = false
  let numbered = false
  for (let index = 0, {length} = line; index < length; index++) {
    const unit = unitAt(line, index)
    const folded = unit < keyUnits.length ? (keyUnits[unit] as number) : NOT_ALONE
    if (folded === NOT_ALONE) return hash(foldLine(line))
    if (folded === 0x20) {
      spaced = begun
      numbered = false
      continue
    }
    if (folded === 0x30 && numbered) continue
    numbered = folded === 0x30
    if (spaced) {
      low = hashUnit(low, 0x20)
      high = Math.imul(high ^ 0x20, HIGH_PRIME)
      spaced = false
    }
    low = hashUnit(low, folded)
    high = Math.imul(high ^ folded, HIGH_PRIME)
    begun = true
  }
  return written(low, high)
}

const isAsciiLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a

/** Lines without a word (`|`, `3`, `•`) are chrome everywhere, and no company for their neighbours. */
export const hasWord = (line: string): boolean =>
  // Most begin with one.
  (line.length > 1 && isAsciiLetter(unitAt(line, 0)) && isAsciiLetter(unitAt(line, 1))) ||
  /\p{L}{2}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(line)

/** The key of two lines that stand one after the other; `''` before the first and after the last. */
export const pairKey = (before: string, after: string): string => hash(`${before} ${after}`)

/** The name under which a page's site is known. */
export const siteOf = ({path, metadata}: Document): string => {
  const host = metadata.url === undefined ? undefined : URL.parse(metadata.url)?.hostname
  if (host) return `host:${host.replace(/^www\./, '')}`
  if (metadata.site) return `site:${metadata.site}`
  const file = path.split('#', 1)[0] ?? ''
  return `folder:${file.slice(0, Math.max(0, file.lastIndexOf('/')))}`
}

/** What a page, extracted and normalised but not yet stripped, tells about its site. */
export const collectLines = (document: Document): PageLines => {
  const lines: string[] = []
  let total = 0
  for (const block of document.blocks) {
    const line = block.removed ? '' : textOf(block).trim()
    if (!hasWord(line)) continue
    lines.push(line)
    total += line.length
  }
  const collected: PageLine[] = []
  const prose: {key: string; length: number}[] = []
  let before = 0
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string
    const key = lineKey(line)
    if (isProse(line)) prose.push({key, length: line.length})
    if (isLookedAt(index, lines.length)) {
      const place = Math.round((100 * before) / total) / 100
      collected.push({key, sample: line.slice(0, SAMPLE_LENGTH), place})
    }
    before += line.length
  }
  prose.sort((left, right) => right.length - left.length || (left.key < right.key ? -1 : 1))
  return {
    site: siteOf(document),
    page: hash(collected.map(line => line.key).join(' ')),
    lines: collected,
    longest: prose.slice(0, LONGEST).map(line => line.key),
  }
}
