import {createRequire} from 'node:module'
import type {RE2JS} from 're2js'
import {foldCase, plainQuotes} from './normal-line.ts'
import {patternShape} from './pattern-shape.ts'
import type {MetadataGroups, Pattern, PatternShape} from './rule.ts'

// Loaded by the first line that could match a pattern: it is large, and many lines never meet one.
const require = createRequire(import.meta.url)
const re2 = (): typeof import('re2js') => require('re2js') as typeof import('re2js')

const groupName = /\(\?P?<([A-Za-z]\w*)>/g
const flagged = /^\(\?i\)/

/**
 * A whole-line pattern with RE2 semantics. Compiling costs about a millisecond, so that it waits for the first line
 * that could match, or never happens where the pattern is a short list of texts.
 *
 * @param known The pattern's shape, where it was worked out before.
 */
export const compilePattern = (written: string, known?: PatternShape): Pattern => {
  const source = plainQuotes(written)
  const shape = known ?? patternShape(source)
  const groupNames = [...source.matchAll(groupName)].map(found => found[1] ?? '')
  let compiled: RE2JS | undefined
  const engine = (): RE2JS => {
    compiled ??= re2().RE2JS.compile(source)
    return compiled
  }
  // The list tells the whole truth only where letter case does not count.
  const listed = shape.exact && flagged.test(source) ? new Set(shape.exact) : undefined
  const matches = listed
    ? (line: string) => listed.has(foldCase(line))
    : (line: string) => engine().matches(line)
  const groups = (line: string): MetadataGroups => {
    if (groupNames.length === 0) return {}
    const matcher = engine().matcher(line)
    const found: Record<string, string> = {}
    if (matcher.matches()) {
      for (const name of groupNames) {
        const text = matcher.group(name)
        if (text) found[name] = text
      }
    }
    return found
  }
  return {source: written, matches, groups, groupNames, shape}
}

/** Why RE2 refuses a pattern, or nothing. */
export const patternError = (written: string): string | undefined => {
  try {
    re2().RE2JS.compile(plainQuotes(written))
    return undefined
  } catch (error) {
    if (error instanceof re2().RE2JSException) return error.message
    throw error
  }
}
