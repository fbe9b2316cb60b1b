import {foldCase} from './normal-line.ts'
import type {Pattern} from './rule.ts'
import {textScanner} from './text-scanner.ts'

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

/** Finds the owners of the patterns and labels that match a line, without running all of them. */
export type LineIndex<Owner> = (line: string) => readonly Hit<Owner>[]

type Entry<Owner> = Indexed<Owner> & {
  readonly order: number
  readonly pattern: Pattern
  /** The last line it was tried on, as a number. */
  tried: number
}

const digit = /[0-9]/
const year = /[0-9]{4}/
const closing = ' :»›>→'

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
const longestPrefix = 4

/** One more letter of a beginning. Different beginnings may share a number: they are compared all the same. */
const prefixNumber = (before: number, letter: number): number =>
  (Math.imul(before, 131) + letter) & 0x3fffffff

const numberOf = (prefix: string): number => {
  let number = 0
  for (let at = 0; at < prefix.length; at += 1) number = prefixNumber(number, prefix.charCodeAt(at))
  return number
}

type Beginning<Owner> = {readonly prefix: string; readonly entries: Entry<Owner>[]}

const enterBeginning = <Owner>(
  beginnings: Map<number, Beginning<Owner>[]>,
  prefix: string,
  entry: Entry<Owner>,
): void => {
  const key = numberOf(prefix)
  const there = beginnings.get(key) ?? []
  const known = there.find(each => each.prefix === prefix)
  if (known) known.entries.push(entry)
  else beginnings.set(key, [...there, {prefix, entries: [entry]}])
}

/** More texts take longer to look for than a pattern takes to find that it does not match. */
const fewTexts = 4

const includesAny = (line: string, texts: readonly string[]): boolean => {
  for (const text of texts) if (line.includes(text)) return true
  return false
}

const noHits: readonly never[] = []

/**
 * An index over the lines: each pattern stands under the first letters its lines can begin with or, where these may be
 * any, under the texts of which one must occur, so that a line meets the few patterns that could match it and a line of
 * prose meets next to none. Hits come in the order of the items, each item once.
 */
export const lineIndex = <Owner>(items: readonly Indexed<Owner>[]): LineIndex<Owner> => {
  const labels = new Map<string, {owner: Owner; order: number}[]>()
  const beginnings = new Map<number, Beginning<Owner>[]>()
  const always: Entry<Owner>[] = []
  const needing = new Map<string, Entry<Owner>[]>()
  let longestLabel = 0
  let longestNeeding = 0
  for (const [order, item] of items.entries()) {
    for (const text of new Set(item.labels.map(labelKey))) {
      appendTo(labels, text, {owner: item.owner, order})
      longestLabel = Math.max(longestLabel, text.length)
    }
    for (const pattern of item.patterns) {
      const entry: Entry<Owner> = {...item, order, pattern, tried: 0}
      const {prefixes, required, maxLength} = pattern.shape
      if (prefixes) {
        for (const prefix of prefixes) enterBeginning(beginnings, prefix, entry)
      } else if (required?.every(text => text.length > 1)) {
        for (const text of required) appendTo(needing, text, entry)
        longestNeeding = Math.max(longestNeeding, item.partial ? Infinity : maxLength)
      } else always.push(entry)
    }
  }
  const closingRoom = 4
  let lineNumber = 0
  const needed = [...needing.values()]
  const scan = textScanner([...needing.keys()])

  return line => {
    if (line.length === 0 || line.length > maxRuleLineLength) return noHits
    lineNumber += 1
    const folded = foldCase(line)
    let found: {owner: Owner; order: number; pattern?: Pattern}[] | undefined
    if (line.length <= longestLabel + closingRoom) {
      const labelled = labels.get(withoutClosing(folded))
      if (labelled) found = [...labelled]
    }
    let digits = -1
    const digitsOfLine = (): number => {
      if (digits < 0) digits = digit.test(line) ? (year.test(line) ? Infinity : 3) : 0
      return digits
    }
    const tryAll = (entries: readonly Entry<Owner>[], hasRequired: boolean): void => {
      for (const entry of entries) {
        if (entry.tried === lineNumber) continue
        entry.tried = lineNumber
        const {owner, order, pattern, partial} = entry
        const {minLength, maxLength, digits: least, required} = pattern.shape
        if (line.length < minLength || (!partial && line.length > maxLength)) continue
        if (least > 0 && least > digitsOfLine()) continue
        if (!hasRequired && required && required.length <= fewTexts && !includesAny(folded, required))
          continue
        if (found?.some(other => other.order === order)) continue
        if (!partial && !pattern.matches(line)) continue
        found ??= []
        found.push({owner, order, pattern})
      }
    }
    let number = 0
    for (let length = 1; length <= longestPrefix && length <= folded.length; length += 1) {
      number = prefixNumber(number, folded.charCodeAt(length - 1))
      for (const {prefix, entries} of beginnings.get(number) ?? noHits)
        if (prefix.length === length && folded.startsWith(prefix)) tryAll(entries, false)
    }
    if (line.length <= longestNeeding) scan(folded, text => tryAll(needed[text] ?? noHits, true))
    tryAll(always, false)
    if (!found) return noHits
    return found.length > 1 ? found.sort((left, right) => left.order - right.order) : found
  }
}
