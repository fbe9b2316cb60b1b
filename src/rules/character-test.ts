import type {CharacterSet, SetItem} from './pattern-tree.ts'

/** Whether a set holds a character, given as a code point. */
export type CharacterTest = (code: number) => boolean

const escaped = (text: string): string => `\\u{${text.codePointAt(0)?.toString(16)}}`

/** What stands for an item, not turned round, in a class of a regular expression. Figures and spaces are RE2's: ASCII only. */
const classOf = (item: SetItem): string => {
  switch (item.kind) {
    case 'text':
      return escaped(item.text)
    case 'range':
      return `${escaped(item.from)}-${escaped(item.to)}`
    case 'digit':
      return '0-9'
    case 'space':
      return '\\t\\n\\f\\r '
    case 'word':
      return '0-9A-Za-z_'
    case 'category':
      return `\\p{${item.name}}`
  }
}

const isTurned = (item: SetItem): boolean => 'negated' in item && item.negated

/** Characters below this have their answers in a table: Latin, Greek and Cyrillic. */
const tableSize = 0x530
const unknown = 0
const yes = 1
const no = 2

/** Remembers the answers, so that each character is asked about once. */
const remembering = (ask: CharacterTest): CharacterTest => {
  const table = new Uint8Array(tableSize)
  const beyond = new Map<number, boolean>()
  return code => {
    if (code < tableSize) {
      const answer = table[code]
      if (answer !== unknown) return answer === yes
      const found = ask(code)
      table[code] = found ? yes : no
      return found
    }
    let found = beyond.get(code)
    if (found === undefined) {
      found = ask(code)
      beyond.set(code, found)
    }
    return found
  }
}

/**
 * By regular expressions of our own, made when they are first asked: RE2's and JavaScript's classes hold the same,
 * letter case or not, as long as none is turned round inside a fold.
 */
const byClasses = ({items, negated, fold}: CharacterSet): CharacterTest => {
  const flags = fold ? 'iu' : 'u'
  let classes: {readonly holds: RegExp | undefined; readonly lacks: readonly RegExp[]} | undefined
  const make = () => {
    const straight = items.filter(item => !isTurned(item)).map(classOf)
    const turned = items.filter(isTurned).map(classOf)
    return {
      holds: straight.length > 0 ? new RegExp(`[${straight.join('')}]`, flags) : undefined,
      lacks: turned.map(members => new RegExp(`[${members}]`, flags)),
    }
  }
  return remembering(code => {
    classes ??= make()
    const {holds, lacks} = classes
    const character = String.fromCodePoint(code)
    return (holds?.test(character) || lacks.some(members => !members.test(character))) !== negated
  })
}

/** The letters beyond ASCII that are one of ASCII in another case. */
const kelvin = 0x212a
const longS = 0x17f

/** Most sets are one letter, which is told from a letter of ASCII without a regular expression. */
const letterTest = (code: number, set: CharacterSet): CharacterTest => {
  if (!set.fold) return other => other === code
  if (code < 0x80) {
    const lower = code | 0x20
    if (lower < 0x61 || lower > 0x7a) return other => other === code
    const beyond = lower === 0x6b ? kelvin : lower === 0x73 ? longS : code
    return other => other === code || (other | 0x20) === lower || other === beyond
  }
  const ask = byClasses(set)
  if (code === kelvin || code === longS) return ask
  return other => other >= 0x80 && (other === code || ask(other))
}

const tests = new Map<string, CharacterTest>()

/** The test of a set: one for all equal sets. */
export const characterTest = (set: CharacterSet): CharacterTest => {
  const key = JSON.stringify(set)
  const known = tests.get(key)
  if (known) return known
  const [only] = set.items
  const letter =
    set.items.length === 1 && !set.negated && only?.kind === 'text' ? only.text.codePointAt(0) : undefined
  const test = letter === undefined ? byClasses(set) : letterTest(letter, set)
  tests.set(key, test)
  return test
}
