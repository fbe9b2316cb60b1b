import {foldCase} from './normal-line.ts'
import type {Pattern} from './rule.ts'

/** Boilerplate is short. A longer line is never run through a pattern, which bounds what one line can cost. */
export const maxRuleLineLength = 1000

type Entry<Owner> = {readonly owner: Owner; readonly order: number; readonly pattern: Pattern}

/** Finds the patterns that match a line without running all of them. */
export type LineIndex<Owner> = {
  /** Owners with a pattern or label that matches the line, in order of insertion, each once. */
  readonly find: (line: string) => readonly {readonly owner: Owner; readonly pattern?: Pattern}[]
  /** Like `find`, for patterns that match any beginning of the line: the owners whose shape allows the line. */
  readonly candidates: (line: string) => readonly Owner[]
}

export type Indexed<Owner> = {
  readonly owner: Owner
  readonly patterns: readonly Pattern[]
  readonly labels: readonly string[]
}

/** A label as looked up: letter case and a closing colon or arrow do not count. */
export const labelKey = (label: string): string => foldCase(label).replace(/[\s:»›>→]+$/u, '')

/**
 * An index over the lines' beginnings: each pattern stands under the first letters its lines can begin with, so that
 * a line meets the few patterns that could match it and a line of prose meets next to none.
 */
export const lineIndex = <Owner>(items: readonly Indexed<Owner>[]): LineIndex<Owner> => {
  const labels = new Map<string, {owner: Owner; order: number}[]>()
  const byPrefix = new Map<string, Entry<Owner>[]>()
  const always: Entry<Owner>[] = []
  let longestPrefix = 0
  for (const [order, {owner, patterns, labels: texts}] of items.entries()) {
    for (const text of new Set(texts.map(labelKey))) {
      const owners = labels.get(text)
      if (owners) owners.push({owner, order})
      else labels.set(text, [{owner, order}])
    }
    for (const pattern of patterns) {
      const entry = {owner, order, pattern}
      if (!pattern.shape.prefixes) always.push(entry)
      for (const prefix of pattern.shape.prefixes ?? []) {
        longestPrefix = Math.max(longestPrefix, prefix.length)
        const entries = byPrefix.get(prefix)
        if (entries) entries.push(entry)
        else byPrefix.set(prefix, [entry])
      }
    }
  }

  const possible = (line: string, folded: string, wholeLine: boolean): Entry<Owner>[] => {
    const found: Entry<Owner>[] = []
    const consider = (entries: readonly Entry<Owner>[]): void => {
      for (const entry of entries) {
        const {minLength, maxLength, required} = entry.pattern.shape
        if (line.length < minLength || (wholeLine && line.length > maxLength)) continue
        if (required && !required.some(text => folded.includes(text))) continue
        found.push(entry)
      }
    }
    for (let length = 1; length <= longestPrefix && length <= folded.length; length += 1) {
      const entries = byPrefix.get(folded.slice(0, length))
      if (entries) consider(entries)
    }
    consider(always)
    return found
  }

  const find = (line: string): readonly {owner: Owner; pattern?: Pattern}[] => {
    if (line.length === 0 || line.length > maxRuleLineLength) return []
    const folded = foldCase(line)
    const found: {owner: Owner; order: number; pattern?: Pattern}[] = [
      ...(labels.get(labelKey(folded)) ?? []),
    ]
    for (const {owner, order, pattern} of possible(line, folded, true)) {
      if (found.some(other => other.order === order)) continue
      if (pattern.matches(line)) found.push({owner, order, pattern})
    }
    return found.length > 1 ? found.sort((left, right) => left.order - right.order) : found
  }
  const candidates = (line: string): readonly Owner[] => {
    if (line.length === 0 || line.length > maxRuleLineLength) return []
    return [...new Set(possible(line, foldCase(line), false).map(entry => entry.owner))]
  }
  return {find, candidates}
}
