import {type LineLetters, letterReader} from './line-letters.ts'
import {foldCase} from './normal-line.ts'
import type {Pattern} from './rule.ts'
import {standsAt, textScanner} from './text-scanner.ts'

/** Boilerplate is short. A longer line is never run through a pattern, which bounds what one line can cost. */
export const maxRuleLineLength = 1000

export type Indexed<Owner> = {
  readonly owner: Owner
  readonly patterns: readonly Pattern[]
  readonly labels: readonly string[]
  /** The patterns match some beginning of the line, not all of it: found by that beginning, and not run here. */
  readonly partial: boolean
}

export type Hit<Owner> = {readonly owner: Owner; readonly pattern?: Pattern}

type Found<Owner> = Hit<Owner> & {readonly order: number}

/** A line as patterns see it, and what matches it. */
export type LookedUp<Owner> = {readonly text: string; readonly hits: readonly Hit<Owner>[]}

/** Finds the owners of the patterns and labels that match a line, without running all of them. */
export type LineIndex<Owner> = (line: string) => LookedUp<Owner>

type Entry<Owner> = Indexed<Owner> & {
  readonly order: number
  readonly pattern: Pattern
  /** The last line it was tried on, as a number. */
  tried: number
}

const closing = ' :»›>→'
const closingUnits: ReadonlySet<number> = new Set(Array.from(closing, character => character.charCodeAt(0)))

/** A label as looked up: letter case and a closing colon or arrow do not count. */
export const labelKey = (label: string): string => withoutClosing(foldCase(label))

const withoutClosing = (key: string): string => {
  let end = key.length
  while (end > 0 && closing.includes(key[end - 1] ?? '')) end -= 1
  return end === key.length ? key : key.slice(0, end)
}

const appendTo = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

/** The longest beginnings that patterns tell of. */
const longestPrefix = 6

/** Shorter beginnings are those of too many lines: what must occur tells more. */
const tellingPrefix = 3

/** One more letter of a beginning. Different beginnings may share a number: they are compared all the same. */
const numbers = 1 << 14
const prefixNumber = (before: number, letter: number): number =>
  (Math.imul(before, 131) + letter) & (numbers - 1)

const numberOf = (prefix: string): number => {
  let number = 0
  for (let at = 0; at < prefix.length; at += 1) number = prefixNumber(number, prefix.charCodeAt(at))
  return number
}

type Beginning<Owner> = {readonly prefix: string; readonly entries: Entry<Owner>[]}

/** Beginnings by their numbers. */
type Beginnings<Owner> = (Beginning<Owner>[] | undefined)[]

const enterBeginning = <Owner>(beginnings: Beginnings<Owner>, prefix: string, entry: Entry<Owner>): void => {
  const key = numberOf(prefix)
  const there = beginnings[key] ?? []
  const known = there.find(each => each.prefix === prefix)
  if (known) known.entries.push(entry)
  else beginnings[key] = [...there, {prefix, entries: [entry]}]
}

/** Labels of the same length, first and last letter share a number: few lines have to be looked up whole. */
const labelNumber = (length: number, first: number, last: number): number =>
  length === 0 ? 0 : (Math.imul(length, 961) + Math.imul(first, 31) + last) & (numbers - 1)

/** Where a line ends for labels. */
const closedEnd = ({units, length}: LineLetters): number => {
  let end = length
  while (end > 0 && closingUnits.has(units[end - 1] as number)) end -= 1
  return end
}

/** More texts take longer to look for than a pattern takes to find that it does not match. */
const fewTexts = 12

const includesAny = (line: string, texts: readonly string[]): boolean => {
  for (const text of texts) if (line.includes(text)) return true
  return false
}

const noHits: readonly never[] = []

/** Most lines are labels, and most letters stand in paragraphs, for which few patterns are made. */
const lengths = [50, 150, Infinity]

type Needing<Owner> = ReadonlyMap<string, readonly Entry<Owner>[]>

/** Finds the texts needed by patterns that match lines of a length. */
const scannerFor = <Owner>(needing: Needing<Owner>, {above, upTo}: {above: number; upTo: number}) => {
  const isWanted = ({partial, pattern}: Entry<Owner>): boolean => partial || pattern.shape.maxLength > above
  const wanted = [...needing].filter(([, entries]) => entries.some(isWanted))
  return {upTo, scan: textScanner(wanted.map(([text]) => text)), needed: wanted.map(([, entries]) => entries)}
}

/**
 * An index over the lines: each pattern stands under the first letters its lines can begin with or, where these may be
 * any, under the texts of which one must occur, so that a line meets the few patterns that could match it and a line of
 * prose meets next to none. Hits come in the order of the items, each item once.
 */
export const lineIndex = <Owner>(items: readonly Indexed<Owner>[]): LineIndex<Owner> => {
  const labels = new Map<string, {owner: Owner; order: number}[]>()
  const labelled = new Uint8Array(numbers)
  const beginnings: Beginnings<Owner> = Array.from({length: numbers})
  const always: Entry<Owner>[] = []
  const needing = new Map<string, Entry<Owner>[]>()
  let longestLabel = 0
  for (const [order, item] of items.entries()) {
    for (const text of new Set(item.labels.map(labelKey))) {
      appendTo(labels, text, {owner: item.owner, order})
      labelled[labelNumber(text.length, text.charCodeAt(0), text.charCodeAt(text.length - 1))] = 1
      longestLabel = Math.max(longestLabel, text.length)
    }
    for (const pattern of item.patterns) {
      const entry: Entry<Owner> = {...item, order, pattern, tried: 0}
      const {prefixes, required} = pattern.shape
      const needs = required?.every(text => text.length > 1) ? required : undefined
      if (prefixes && !(needs && prefixes.some(prefix => prefix.length < tellingPrefix))) {
        for (const prefix of prefixes) enterBeginning(beginnings, prefix, entry)
      } else if (needs) {
        for (const text of needs) appendTo(needing, text, entry)
      } else always.push(entry)
    }
  }
  const closingRoom = 4
  const scanners = lengths.map((upTo, index) => scannerFor(needing, {above: lengths[index - 1] ?? 0, upTo}))
  const read = letterReader(maxRuleLineLength)

  // The line in hand.
  let lineNumber = 0
  let line = ''
  let folded: string | undefined
  let figures = 0
  let found: Found<Owner>[] = []

  const tryAll = (entries: readonly Entry<Owner>[], hasRequired: boolean): void => {
    for (const entry of entries) {
      if (entry.tried === lineNumber) continue
      entry.tried = lineNumber
      const {owner, order, pattern, partial} = entry
      const {minLength, maxLength, digits, required} = pattern.shape
      if (digits > figures || line.length < minLength || (!partial && line.length > maxLength)) continue
      if (!hasRequired && required && required.length <= fewTexts) {
        folded ??= foldCase(line)
        if (!includesAny(folded, required)) continue
      }
      if (found.some(other => other.order === order)) continue
      if (partial || pattern.matches(line)) found.push({owner, order, pattern})
    }
  }

  const tryLabels = (letters: LineLetters): void => {
    const end = closedEnd(letters)
    const {units} = letters
    if (labelled[labelNumber(end, units[0] as number, units[end - 1] as number)] === 0) return
    folded = foldCase(line)
    found.push(...(labels.get(folded.slice(0, end)) ?? noHits))
  }

  const tryBeginnings = (letters: LineLetters): void => {
    let number = 0
    for (let length = 1; length <= longestPrefix && length <= letters.length; length += 1) {
      number = prefixNumber(number, letters.units[length - 1] as number)
      for (const {prefix, entries} of beginnings[number] ?? noHits)
        if (prefix.length === length && standsAt(letters, 0, prefix)) tryAll(entries, false)
    }
  }

  const occurring: number[] = []
  const tryNeeding = (letters: LineLetters): void => {
    const scanner = scanners.find(({upTo}) => line.length <= upTo)
    if (!scanner) return
    occurring.length = 0
    scanner.scan(letters, occurring)
    for (const text of occurring) tryAll(scanner.needed[text] ?? noHits, true)
  }

  return given => {
    const letters = read(given)
    line = letters.text
    if (line.length === 0 || line.length > maxRuleLineLength) return {text: line, hits: noHits}
    lineNumber += 1
    folded = undefined
    if (found.length > 0) found = []
    // Four figures may be a year, and a pattern that wants more of them sees for itself.
    figures = letters.figures >= 4 ? Infinity : letters.figures > 0 ? 3 : 0
    if (line.length <= longestLabel + closingRoom) tryLabels(letters)
    tryBeginnings(letters)
    tryNeeding(letters)
    tryAll(always, false)
    if (found.length === 0) return {text: line, hits: noHits}
    if (found.length > 1) found.sort((left, right) => left.order - right.order)
    return {text: line, hits: found}
  }
}
