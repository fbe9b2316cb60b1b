import type {Removal} from './block.ts'
import {matchesOf} from './matches-of.ts'
import {pageWordIn, romanValue, withPlainDigits} from './page-words.ts'
import {unitAt} from './unit-at.ts'

/** What a line of a paged text is, beside its text. */
export type PageFurniture = 'page-number' | 'running-head'

/** A number proves itself by its neighbours in the sequence; a head only by the numbers it stands beside. */
export const furnitureRemovals: Readonly<Record<PageFurniture, Removal>> = {
  'page-number': {
    ruleId: 'strip/page-number',
    reason: 'The line numbers a page of print: its number rises by one from page to page.',
    confidence: 0.97,
  },
  'running-head': {
    ruleId: 'strip/running-head',
    reason: 'The line stands beside the page numbers again and again.',
    confidence: 0.95,
  },
}

/** No running head is longer; a line of prose that holds a number may be. */
const LONGEST_HEAD = 80
/** A head names a journal, a volume, a date; a line of more numbers is a row of figures. */
const MOST_NUMBERS = 4
/** Fewer numbers in a row are chance. */
const FEWEST_PAGES = 3
/** A page may be left out between two numbers, or two: pictures, lost lines. */
const LONGEST_STEP = 3
/** Characters between two numbers. A page of print has 1,000 and more; steps, verses and rows of tables have fewer. */
const PAGE_LENGTH = {least: 300, median: 500}
/** Of the pages, those between a third of the median length and three times that. */
const REGULAR = {share: 0.75, factor: 3}
/** How far from its number a page's running head may stand, in lines. */
const HEAD_LINES = 3
/** A line above a page's end that is shorter than this is a heading or verse, not a sentence cut in two. */
const CUT_LINE = 20
/** Of the page breaks, those that cut a sentence; of headings none do. Print cuts at more than half of its pages. */
const CUT_SHARE = 0.25

/** A number that may be a page's. */
type Candidate = {
  readonly row: number
  /** The line with `#` for the number. */
  readonly key: string
  readonly value: number
  /** The line before the number, and after it. */
  readonly before: string
  readonly after: string
}

/** Numbers that rise, in lines that are otherwise the same. */
type Sequence = Candidate[]

const bareNumber = /^[-–—~*|·•\s]*(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})[-–—~*|·•\s]*$/
/** Not a part of a score, a sum, a time or a decimal. */
const freeNumber = /(?<!\d|\d[.,:'’+−–-])\d{1,4}(?![\d%]|[.,:'’+−–-]\d)/g
const letter = /\p{L}/u
const ofTotal = /^[^\p{L}\d]{0,4}(?:\/|\p{L}{1,8})[^\p{L}\d]{0,3}(\d{1,4})\D{0,12}$/u
const fraction = /^[^\p{L}\d]{0,4}\d{1,4}\s?\/\s?\d{1,4}[^\p{L}\d]{0,4}$/u

/** Such a number alone is as likely a year. */
const isYear = (value: number): boolean => value >= 1500 && value < 2100

const bareCandidate = (line: string, row: number): Candidate | undefined => {
  const token = bareNumber.exec(line)?.[1]
  if (token === undefined) return undefined
  const roman = letter.test(token)
  const value = roman ? romanValue(token) : Number(token)
  if (value === undefined || isYear(value)) return undefined
  const kind = roman ? (token === token.toLowerCase() ? 'i' : 'I') : '#'
  return {row, key: line.replace(token, kind).replaceAll(/\s/g, ''), value, before: '', after: ''}
}

/** Whether there may be a digit, of whatever script: the first beyond ASCII is Arabic. */
const mayHaveDigit = (text: string): boolean => {
  for (let at = 0, {length} = text; at < length; at++) {
    const unit = unitAt(text, at)
    if ((unit >= 0x30 && unit <= 0x39) || unit >= 0x660) return true
  }
  return false
}

/** The ends of a line that is a number and nothing else: of the number, or of the signs around it. */
const mayEndNumber = new Uint8Array(0x2100)
for (const sign of '-–—~*|·•0123456789ivxlcIVXLC') mayEndNumber[sign.charCodeAt(0)] = 1
const mayBeBare = (line: string): boolean =>
  mayEndNumber[unitAt(line, 0)] === 1 && mayEndNumber[unitAt(line, line.length - 1)] === 1

/** Whether a line may hold a page's number. */
const mayHoldNumber = (text: string): boolean =>
  text.length <= LONGEST_HEAD && (mayHaveDigit(text) || mayBeBare(text.trim()))

const none: readonly Candidate[] = []

const candidatesIn = (text: string, row: number): readonly Candidate[] => {
  if (!mayHoldNumber(text)) return none
  const numbered = mayHaveDigit(text)
  const line = (numbered ? withPlainDigits(text) : text).trim()
  const bare = mayBeBare(line) ? bareCandidate(line, row) : undefined
  if (bare) return [bare]
  if (!numbered) return none
  if (!letter.test(line) && !fraction.test(line)) return none
  const numbers = matchesOf(freeNumber, line)
  if (numbers.length > MOST_NUMBERS) return none
  return numbers.map(({0: token, index}): Candidate => {
    const before = line.slice(0, index)
    const after = line.slice(index + token.length)
    return {row, key: `${before}#${after}`.replaceAll(/\s+/g, ' '), value: Number(token), before, after}
  })
}

/** What the wording says of the number: `Page 3`; and of how many: `Page 3 of 10`. */
const saidOf = ({before, after, value}: Candidate): 'nothing' | 'page' | 'page-of' => {
  if (!pageWordIn(before, after)) return 'nothing'
  const total = Number(ofTotal.exec(after)?.[1] ?? 0)
  return total >= value ? 'page-of' : 'page'
}

/** Those in lines of which there are enough for a sequence. */
const withCompany = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const counts = new Map<string, number>()
  for (const {key} of candidates) counts.set(key, (counts.get(key) ?? 0) + 1)
  return candidates.filter(({key}) => (counts.get(key) ?? 0) >= FEWEST_PAGES)
}

/** Numbers alone on neighbouring lines are cells of a table. */
const withoutCells = (found: readonly (readonly Candidate[])[]): readonly Candidate[] => {
  const isAlone = (row: number): boolean => found[row]?.some(({key}) => !letter.test(key)) ?? false
  const kept: Candidate[] = []
  found.forEach((candidates, row) => {
    if (candidates.length === 0 || (isAlone(row) && (isAlone(row - 1) || isAlone(row + 1)))) return
    kept.push(...candidates)
  })
  return kept
}

/** Where each line begins, in characters. */
const offsetsOf = (lines: readonly string[]): readonly number[] => {
  let offset = 0
  return lines.map(line => {
    const start = offset
    offset += line.length + 1
    return start
  })
}

const sequencesOf = (candidates: readonly Candidate[], offsets: readonly number[]): readonly Sequence[] => {
  const all: Sequence[] = []
  const endingWith = new Map<string, Sequence>()
  const offsetOf = (row: number): number => offsets[row] ?? 0
  for (const candidate of candidates) {
    const {key, value, row} = candidate
    let sequence: Sequence | undefined
    for (let step = 1; step <= LONGEST_STEP && !sequence; step++) {
      const before = endingWith.get(`${value - step} ${key}`)
      const last = before?.at(-1)
      if (!last || offsetOf(row) - offsetOf(last.row) < PAGE_LENGTH.least) continue
      sequence = before
      endingWith.delete(`${value - step} ${key}`)
    }
    if (sequence) sequence.push(candidate)
    else {
      sequence = [candidate]
      all.push(sequence)
    }
    const rival = endingWith.get(`${value} ${key}`)
    if (!rival || rival.length <= sequence.length) endingWith.set(`${value} ${key}`, sequence)
  }
  return all.filter(sequence => sequence.length >= FEWEST_PAGES)
}

/** Whether the numbers rise by one (by two, where left and right pages have heads of their own) page for page. */
const isRegular = (sequence: Sequence, offsets: readonly number[]): boolean => {
  const steps = sequence.slice(1).map(({value, row}, index) => {
    const last = sequence[index] as Candidate
    const step = value - last.value
    return {step, length: ((offsets[row] ?? 0) - (offsets[last.row] ?? 0)) / step}
  })
  const usual = [1, ...(letter.test(sequence[0]?.key ?? '') ? [2] : [])]
  if (!usual.some(step => steps.filter(each => each.step === step).length * 2 >= steps.length)) return false
  const lengths = steps.map(({length}) => length).sort((left, right) => left - right)
  const median = lengths[lengths.length >> 1] ?? 0
  const {share, factor} = REGULAR
  const like = lengths.filter(length => length * factor >= median && length <= median * factor)
  return median >= PAGE_LENGTH.median && like.length >= lengths.length * share
}

const openEnd = /[\p{L}\p{M}\p{Nd},;‐–—-]$/u
const beginsAmid = /^["'“‘«(]?[\p{Ll}\p{Lo}]/u
/** Scripts without a stop, in which every line looks cut. */
const withoutStops = /^\W?[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Whether a line ends amid a sentence. */
export const endsOpen = (line: string): boolean => openEnd.test(line)

/** Whether the sentence above goes on below. */
export const isCut = (above: string, below: string): boolean =>
  above.length >= CUT_LINE && openEnd.test(above) && beginsAmid.test(below) && !withoutStops.test(below)

type Page = {
  readonly lines: readonly string[]
  readonly offsets: readonly number[]
  /** How often each short line occurs. */
  readonly counts: ReadonlyMap<string, number>
  /** Rows of all sequences, taken for page numbers or not. */
  readonly numbered: ReadonlySet<number>
}

/** Whether the line may be no text. */
const isMargin = ({lines, counts, numbered}: Page, row: number): boolean =>
  (counts.get(lines[row] as string) ?? 0) > 1 || numbered.has(row)

/**
 * Pieces of sentences on lines of their own, as a count and a share of the lines, that show a text broken at every
 * link and note. There a line's end says nothing, and the numbers that cut sentences are those of notes. As in
 * `layoutOf`, which sees no soup where blank lines stand.
 */
const SOUP_PIECES = {count: 2, share: 0.01}
const beginsSmall = /^\p{Ll}/u

const isSoup = (page: Page): boolean => {
  const {lines} = page
  const pieces = lines.filter((line, row) => {
    if (line.length >= CUT_LINE || isMargin(page, row)) return false
    return openEnd.test(line) && beginsSmall.test(lines[row + 1] ?? '')
  })
  return pieces.length >= SOUP_PIECES.count && pieces.length >= lines.length * SOUP_PIECES.share
}

/** The nearest line above or below that may be text. */
const textBeside = (page: Page, row: number, direction: -1 | 1): string => {
  for (let distance = 1; distance <= HEAD_LINES + 1; distance++) {
    const at = row + direction * distance
    const line = page.lines[at]
    if (line === undefined) return ''
    if (!isMargin(page, at)) return line
  }
  return ''
}

/** `Page 3 of 10` needs no other proof. */
const saysTotal = ([first]: Sequence): boolean => first !== undefined && saidOf(first) === 'page-of'

/** Whether pages end amid sentences: one, where the wording says that they are pages; else two, and a share of all. */
const cutsSentences = (sequence: Sequence, page: Page): boolean => {
  const cuts = sequence.filter(({row}) => isCut(textBeside(page, row, -1), textBeside(page, row, 1))).length
  const [first] = sequence
  return first && saidOf(first) === 'page' ? cuts > 0 : cuts >= Math.max(2, sequence.length * CUT_SHARE)
}

/** Ends as a sentence does, or a speaker's name before one. */
const endsSentence = /[.!?…:。！？：]["'”’»)]*$/u

/**
 * Short lines that stand again and again beside page numbers, and nowhere else but once: as the title, or on a page
 * whose number is lost.
 */
const runningHeads = ({lines, counts}: Page, numbers: readonly number[]): ReadonlySet<number> => {
  const isNumber = new Set(numbers)
  const mayBeHead = (row: number): boolean => {
    const line = lines[row]
    return line !== undefined && (counts.get(line) ?? 0) > 1 && letter.test(line) && !endsSentence.test(line)
  }
  const beside = new Set<number>()
  for (const number of numbers) {
    for (const direction of [-1, 1]) {
      for (let distance = 1; distance <= HEAD_LINES; distance++) {
        const row = number + direction * distance
        if (!isNumber.has(row) && !mayBeHead(row)) break
        if (!isNumber.has(row)) beside.add(row)
      }
    }
  }
  const countsBeside = new Map<string, number>()
  for (const row of beside) {
    const line = lines[row] as string
    countsBeside.set(line, (countsBeside.get(line) ?? 0) + 1)
  }
  return new Set(
    [...beside].filter(row => {
      const count = countsBeside.get(lines[row] as string) ?? 0
      return count > 1 && count + 1 >= (counts.get(lines[row] as string) ?? 0)
    }),
  )
}

/** Whether there are enough lines for a sequence that may hold a number: most pages have fewer. */
const haveNumbers = (lines: readonly string[]): boolean => {
  let count = 0
  for (const line of lines) {
    if (mayHoldNumber(line)) count += 1
    if (count === FEWEST_PAGES) return true
  }
  return false
}

/**
 * The page numbers and running heads that a PDF, a print view or a newspaper archive left in a text: for each line what
 * it is, undefined for text. Numbers must rise page for page, at distances of a page, in lines that are otherwise the
 * same; and, unless they say of how many pages they are, cut sentences in two, as no heading, list or verse does. Linear
 * time.
 */
export const pageFurniture = (lines: readonly string[]): readonly (PageFurniture | undefined)[] => {
  if (!haveNumbers(lines)) return lines.map(() => undefined)
  const candidates = withCompany(withoutCells(lines.map(candidatesIn)))
  if (candidates.length === 0) return lines.map(() => undefined)
  const offsets = offsetsOf(lines)
  const sequences = sequencesOf(candidates, offsets)
  if (sequences.length === 0) return lines.map(() => undefined)
  const counts = new Map<string, number>()
  for (const line of lines) {
    if (line.length <= LONGEST_HEAD) counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  const numbered = new Set(sequences.flatMap(sequence => sequence.map(({row}) => row)))
  const page: Page = {lines, offsets, counts, numbered}
  const cutsProve = !isSoup(page)
  const paging = sequences.filter(
    sequence =>
      isRegular(sequence, offsets) && (saysTotal(sequence) || (cutsProve && cutsSentences(sequence, page))),
  )
  const numbers = new Set(paging.flatMap(sequence => sequence.map(({row}) => row)))
  const heads = runningHeads(page, [...numbers])
  return lines.map((_, row) =>
    numbers.has(row) ? 'page-number' : heads.has(row) ? 'running-head' : undefined,
  )
}
