import {createRequire} from 'node:module'
import {type LetterScreen, letterScreen} from './letter-screen.ts'
import {foldCase, plainQuotes} from './normal-line.ts'
import {patternProgram} from './pattern-program.ts'
import {patternShape} from './pattern-shape.ts'
import {type ReadPattern, readPattern} from './pattern-tree.ts'
import type {Pattern, PatternShape} from './rule.ts'
import {groupsOfProgram, matchesProgram} from './run-program.ts'

// Loaded by the first pattern that needs it: it is large, and none of the built-in ones does.
const require = createRequire(import.meta.url)
const re2 = (): typeof import('re2js') => require('re2js') as typeof import('re2js')

const groupName = /\(\?P?<([A-Za-z]\w*)>/g
const flagged = /^\(\?i\)/

/** What is known of a pattern without reading it. */
export type KnownPattern = {readonly shape: PatternShape; readonly screen?: LetterScreen | undefined}

type Engine = Pick<Pattern, 'matches' | 'groups'>

const re2Engine = (source: string, groupNames: readonly string[]): Engine => {
  const compiled = re2().RE2JS.compile(source)
  return {
    matches: line => compiled.matches(line),
    groups: line => {
      const matcher = compiled.matcher(line)
      const found: Record<string, string> = {}
      if (!matcher.matches()) return found
      for (const name of groupNames) {
        const text = matcher.group(name)
        if (text) found[name] = text
      }
      return found
    },
  }
}

/** RE2 takes ten milliseconds to load, and one or two for each pattern: most are run by a program of our own. */
const engineFor = (source: string, read: ReadPattern | undefined, groupNames: readonly string[]): Engine => {
  const program = read && patternProgram(read.tree)
  if (!program) return re2Engine(source, groupNames)
  return {
    matches: line => matchesProgram(program, line),
    groups: line => groupsOfProgram(program, line),
  }
}

/**
 * A whole-line pattern with RE2 semantics. Compiling waits for the first line that could match, or never happens where
 * the pattern is a short list of texts.
 *
 * @param known What was worked out of the pattern before.
 */
export const compilePattern = (written: string, known?: KnownPattern): Pattern => {
  const source = plainQuotes(written)
  const shape = known?.shape ?? patternShape(source)
  const groupNames = [...source.matchAll(groupName)].map(found => found[1] ?? '')
  // The list tells the whole truth only where letter case does not count.
  const listed = shape.exact && flagged.test(source) ? new Set(shape.exact) : undefined
  // It is read once more for the screen of a pattern that no build has seen: keeping what was read takes more.
  const startEngine = (): Engine => engineFor(source, readPattern(source), groupNames)
  let engine: Engine | undefined
  let screen = known && {known: known.screen}
  return {
    source: written,
    matches: listed
      ? line => listed.has(foldCase(line))
      : line => {
          engine ??= startEngine()
          return engine.matches(line)
        },
    groups: line => {
      if (groupNames.length === 0) return {}
      engine ??= startEngine()
      return engine.groups(line)
    },
    groupNames,
    shape,
    screen: () => {
      if (!screen) {
        const read = readPattern(source)
        screen = {known: read && letterScreen(read.tree)}
      }
      return screen.known
    },
  }
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
