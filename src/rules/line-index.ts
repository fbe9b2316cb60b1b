import {beginningIndex, beginningText} from './beginning-index.ts'
import {labelIndex, labelText} from './label-index.ts'
import {areAmong, figureKind, hasKind, type LetterKinds} from './letter-kinds.ts'
import {letterReader, roomFor} from './letter-reader.ts'
import type {LetterScreen} from './letter-screen.ts'
import {kindOf, type LineLetters} from './line-letters.ts'
import {foldCase} from './normal-line.ts'
import type {Pattern} from './rule.ts'
import {textScanner} from './text-scanner.ts'
import {enter} from './text-table.ts'

/** Boilerplate is short. A longer line is never run through a pattern, which bounds what one line can cost. */
export const maxRuleLineLength = 1000

export type Indexed<Owner> = {
  readonly owner: Owner
  readonly patterns: readonly Pattern[]
  readonly labels: readonly string[]
  /** The patterns match some beginning of the line, not all of it: found by that beginning, and not run here. */
  readonly partial: boolean
}

export type Hit<Owner> = {readonly owner: Owner; readonly pattern: Pattern | undefined}

type Found<Owner> = Hit<Owner> & {readonly order: number}

/** A line as patterns see it, and what matches it. */
export type LookedUp<Owner> = {readonly text: string; readonly hits: readonly Hit<Owner>[]}

/** Finds the owners of the patterns and labels that match a line, without running all of them. */
export type LineIndex<Owner> = (line: string) => LookedUp<Owner>

type Entry<Owner> = Indexed<Owner> & {
  readonly order: number
  readonly pattern: Pattern
  readonly minLength: number
  readonly maxLength: number
  readonly digits: number
  /** The last line it was tried on, as a number. */
  tried: number
  /** The pattern's, once it was asked for. */
  screen: LetterScreen | 'unknown' | undefined
}

/** The kinds of letters that a line is made of. */
type Made = LetterKinds & {
  readonly first: number
  readonly last: number
  /** How many figures are in a row: none, fewer than four, or any number. */
  readonly figures: number
}

const madeOf = ({units, length}: LineLetters): Made => {
  let low = 0
  let high = 0
  let run = 0
  let most = 0
  for (let at = 0; at < length; at += 1) {
    const kind = kindOf(units[at] as number)
    if (kind < 32) low |= 1 << kind
    else high |= 1 << kind
    run = kind === figureKind ? run + 1 : 0
    if (run > most) most = run
  }
  // Four figures may be a year, and a pattern that wants more of them sees for itself.
  const figures = most >= 4 ? Infinity : most > 0 ? 3 : 0
  return {low, high, first: kindOf(units[0] as number), last: kindOf(units[length - 1] as number), figures}
}

/** Whether a pattern may match a line of such letters. */
const passes = ({only, first, last, needs}: LetterScreen, made: Made): boolean => {
  if (!areAmong(made, only) || !hasKind(first, made.first) || !hasKind(last, made.last)) return false
  for (const need of needs) {
    let isThere = false
    for (const entry of need) if (areAmong(entry, made)) isThere = true
    if (!isThere) return false
  }
  return true
}

/** Shorter beginnings are those of too many lines: what must occur tells more. */
const tellingPrefix = 3

/** More texts take longer to look for than a pattern takes to find that it does not match. */
const fewTexts = 12

const includesAny = (line: string, texts: readonly string[]): boolean => {
  for (const text of texts) if (line.includes(text)) return true
  return false
}

const noHits: readonly never[] = []

/** Most lines are labels, and most letters stand in paragraphs, for which few patterns are made. */
const [labelLength, headlineLength] = [50, 150]

/** Finds the texts needed by patterns that match lines longer than `above`. */
const scannerFor = <Owner>(needing: ReadonlyMap<string, readonly Entry<Owner>[]>, above: number) => {
  const isWanted = ({maxLength}: Entry<Owner>): boolean => maxLength > above
  const wanted = [...needing].filter(([, entries]) => entries.some(isWanted))
  const texts = wanted.map(([text]) => text)
  return {
    scanner: textScanner(texts, roomFor(maxRuleLineLength)),
    needed: wanted.map(([, entries]) => entries),
  }
}

/**
 * An index over the lines: each pattern stands under the first letters its lines can begin with or, where these may be
 * any, under the texts of which one must occur, so that a line meets the few patterns that could match it and a line of
 * prose meets next to none. Hits come in the order of the items, each item once.
 */
export const lineIndex = <Owner>(items: readonly Indexed<Owner>[]): LineIndex<Owner> => {
  const labels = new Map<string, readonly Found<Owner>[]>()
  const beginnings = new Map<string, readonly Entry<Owner>[]>()
  const always: Entry<Owner>[] = []
  const needing = new Map<string, readonly Entry<Owner>[]>()
  for (const [order, item] of items.entries()) {
    const labelled = [{owner: item.owner, order, pattern: undefined}] as const
    for (const label of item.labels) enter(labels, labelText(label), labelled)
    for (const pattern of item.patterns) {
      const {prefixes, required, minLength, maxLength, digits} = pattern.shape
      const bounds = {minLength, maxLength: item.partial ? Infinity : maxLength, digits}
      const entry: Entry<Owner> = {...item, order, pattern, ...bounds, tried: 0, screen: undefined}
      const only = [entry] as const
      const needs = required?.every(text => text.length > 1) ? required : undefined
      if (prefixes && !(needs && prefixes.some(prefix => prefix.length < tellingPrefix))) {
        for (const prefix of prefixes) enter(beginnings, beginningText(prefix), only)
      } else if (needs) {
        for (const text of needs) enter(needing, text, only)
      } else always.push(entry)
    }
  }
  const findLabels = labelIndex(labels)
  const findBeginnings = beginningIndex(beginnings)
  const withoutFigures = always.filter(({digits}) => digits === 0)
  const forLabels = scannerFor(needing, 0)
  const forHeadlines = scannerFor(needing, labelLength)
  const forParagraphs = scannerFor(needing, headlineLength)
  const scannerOf = (length: number) =>
    length <= labelLength ? forLabels : length <= headlineLength ? forHeadlines : forParagraphs
  const read = letterReader(maxRuleLineLength, length => scannerOf(length).scanner)

  // The line in hand.
  let lineNumber = 0
  let letters = read('')
  let line = ''
  let folded: string | undefined
  let made: Made | undefined
  let found: Found<Owner>[] = []

  /** Whether the entry's pattern may match the line. */
  const mayMatch = (entry: Entry<Owner>, hasRequired: boolean): boolean => {
    const {minLength, maxLength, digits, pattern, partial} = entry
    if (line.length < minLength || line.length > maxLength) return false
    if (digits > 0 && !letters.hasFigures) return false
    // Most lines are tried on no pattern: what the others are made of is worked out when it is asked for.
    made ??= madeOf(letters)
    if (digits > made.figures) return false
    if (!partial) {
      entry.screen ??= pattern.screen() ?? 'unknown'
      if (entry.screen !== 'unknown' && !passes(entry.screen, made)) return false
    }
    const {required} = pattern.shape
    if (hasRequired || !required || required.length > fewTexts) return true
    folded ??= foldCase(line)
    return includesAny(folded, required)
  }

  const isFound = (order: number): boolean => {
    for (const other of found) if (other.order === order) return true
    return false
  }

  const tryAll = (entries: readonly Entry<Owner>[], hasRequired: boolean): void => {
    for (const entry of entries) {
      if (entry.tried === lineNumber) continue
      entry.tried = lineNumber
      if (!mayMatch(entry, hasRequired)) continue
      const {owner, order, pattern, partial} = entry
      if (isFound(order)) continue
      if (partial || pattern.matches(line)) found.push({owner, order, pattern})
    }
  }

  const begun: (readonly Entry<Owner>[])[] = []
  const tryBeginnings = (): void => {
    const count = findBeginnings(letters, begun)
    for (let index = 0; index < count; index += 1) tryAll(begun[index] ?? noHits, false)
  }

  const occurring: number[] = []
  const tryNeeding = (): void => {
    const {scanner, needed} = scannerOf(line.length)
    const count = scanner.occurring(letters, occurring)
    for (let index = 0; index < count; index += 1) tryAll(needed[occurring[index] as number] ?? noHits, true)
  }

  return given => {
    letters = read(given)
    line = letters.text
    if (line.length === 0 || line.length > maxRuleLineLength) return {text: line, hits: noHits}
    lineNumber += 1
    folded = undefined
    made = undefined
    if (found.length > 0) found = []
    for (const label of findLabels(letters)) found.push(label)
    tryBeginnings()
    tryNeeding()
    tryAll(letters.hasFigures ? always : withoutFigures, false)
    if (found.length === 0) return {text: line, hits: noHits}
    if (found.length > 1) found.sort((left, right) => left.order - right.order)
    return {text: line, hits: found}
  }
}
