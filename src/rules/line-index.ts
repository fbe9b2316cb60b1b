import {foldCase} from './normal-line.ts'
import type {Pattern} from './rule.ts'

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

/** A text that must occur, and the pairs of letters that occur with it. */
type Required = {readonly text: string; readonly pairs: readonly number[]}

type Entry<Owner> = Indexed<Owner> & {
  readonly order: number
  readonly pattern: Pattern
  readonly required?: readonly Required[]
}

const digit = /[0-9]/
const year = /[0-9]{4}/
const closing = ' :»›>→'

/** A label as looked up: letter case and a closing colon or arrow do not count. */
export const labelKey = (label: string): string => {
  const key = foldCase(label)
  let end = key.length
  while (end > 0 && closing.includes(key[end - 1] ?? '')) end -= 1
  return end === key.length ? key : key.slice(0, end)
}

const appendTo = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

/** Notes the length of a prefix under its first character; lengths are kept sorted and once each. */
const noteLength = (lengths: Map<number, number[]>, prefix: string): void => {
  const first = prefix.charCodeAt(0)
  const known = lengths.get(first) ?? []
  if (known.includes(prefix.length)) return
  lengths.set(
    first,
    [...known, prefix.length].sort((left, right) => left - right),
  )
}

/** Different pairs of letters may share a number: a text is looked for all the same. */
const pairNumbers = 4096

const pairNumber = (first: number, second: number): number =>
  (Math.imul(first, 37) + second) & (pairNumbers - 1)

const pairsOf = (text: string): readonly number[] =>
  Array.from({length: text.length - 1}, (_, at) => pairNumber(text.charCodeAt(at), text.charCodeAt(at + 1)))

/**
 * An index over the lines' beginnings: each pattern stands under the first letters its lines can begin with, so that
 * a line meets the few patterns that could match it and a line of prose meets next to none. Hits come in the order
 * of the items, each item once.
 */
export const lineIndex = <Owner>(items: readonly Indexed<Owner>[]): LineIndex<Owner> => {
  const labels = new Map<string, {owner: Owner; order: number}[]>()
  const byPrefix = new Map<string, Entry<Owner>[]>()
  const always: Entry<Owner>[] = []
  /** How long the prefixes are that begin with a character. */
  const prefixLengths = new Map<number, number[]>()
  const requiredTexts = new Map<string, Required>()
  const requiredText = (text: string): Required => {
    const known = requiredTexts.get(text) ?? {text, pairs: pairsOf(text)}
    requiredTexts.set(text, known)
    return known
  }
  let longestLabel = 0
  for (const [order, item] of items.entries()) {
    for (const text of new Set(item.labels.map(labelKey))) {
      appendTo(labels, text, {owner: item.owner, order})
      longestLabel = Math.max(longestLabel, text.length)
    }
    for (const pattern of item.patterns) {
      const required = pattern.shape.required?.map(text => requiredText(text))
      const entry = {...item, order, pattern, ...(required ? {required} : {})}
      if (!pattern.shape.prefixes) always.push(entry)
      for (const prefix of pattern.shape.prefixes ?? []) {
        if (!byPrefix.has(prefix)) noteLength(prefixLengths, prefix)
        appendTo(byPrefix, prefix, entry)
      }
    }
  }
  const closingRoom = 4
  /** For each pair of letters the last line it occurred in: a few look-ups tell that a text is not in a line. */
  const lastSeen = new Float64Array(pairNumbers)
  let lineNumber = 0
  const notePairs = (line: string): void => {
    lineNumber += 1
    let first = line.charCodeAt(0)
    for (let at = 1; at < line.length; at += 1) {
      const second = line.charCodeAt(at)
      lastSeen[pairNumber(first, second)] = lineNumber
      first = second
    }
  }
  const occurs = ({text, pairs}: Required, line: string): boolean => {
    for (const pair of pairs) if (lastSeen[pair] !== lineNumber) return false
    return line.includes(text)
  }

  return line => {
    if (line.length === 0 || line.length > maxRuleLineLength) return []
    const folded = foldCase(line)
    const found: {owner: Owner; order: number; pattern?: Pattern}[] = []
    if (line.length <= longestLabel + closingRoom) found.push(...(labels.get(labelKey(folded)) ?? []))
    const digits = digit.test(line) ? (year.test(line) ? Infinity : 3) : 0
    let noted = false
    const hasRequired = (required: readonly Required[]): boolean => {
      if (!noted) notePairs(folded)
      noted = true
      for (const text of required) if (occurs(text, folded)) return true
      return false
    }
    const tryAll = (entries: readonly Entry<Owner>[]): void => {
      for (const {owner, order, pattern, partial, required} of entries) {
        const {shape} = pattern
        if (line.length < shape.minLength || shape.digits > digits) continue
        if (!partial && line.length > shape.maxLength) continue
        if (required && !hasRequired(required)) continue
        if (found.some(other => other.order === order)) continue
        if (partial || pattern.matches(line)) found.push({owner, order, pattern})
      }
    }
    for (const length of prefixLengths.get(folded.charCodeAt(0)) ?? []) {
      if (length > folded.length) break
      const entries = byPrefix.get(folded.slice(0, length))
      if (entries) tryAll(entries)
    }
    tryAll(always)
    return found.length > 1 ? found.sort((left, right) => left.order - right.order) : found
  }
}
