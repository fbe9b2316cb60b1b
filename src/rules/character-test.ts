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

/** Remembers the answers, two bits each, so that each character is asked about once. */
const remembering = (ask: CharacterTest): CharacterTest => {
  const table = new Uint8Array(tableSize / 4)
  const beyond = new Map<number, boolean>()
  return code => {
    if (code < tableSize) {
      const place = code >> 2
      const shift = (code & 3) << 1
      const answer = ((table[place] as number) >> shift) & 3
      if (answer !== unknown) return answer === yes
      const found = ask(code)
      table[place] = (table[place] as number) | ((found ? yes : no) << shift)
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

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

/** The letters of ASCII and the signs that are one of the codes, letter case or not; 1 for each. */
const asciiAmong = (codes: readonly number[], fold: boolean): Uint8Array => {
  const among = new Uint8Array(0x80)
  for (const code of codes) {
    if (code >= 0x80) continue
    among[code] = 1
    if (fold && isLetter(code)) among[code ^ 0x20] = 1
  }
  return among
}

/** Most sets are a letter or a few: what is in ASCII is told without a regular expression. */
const lettersTest = (codes: readonly number[], set: CharacterSet): CharacterTest => {
  const {fold, negated} = set
  if (fold && codes.some(code => code === kelvin || code === longS)) return byClasses(set)
  const ascii = asciiAmong(codes, fold)
  const isIn = negated ? 0 : 1
  if (!fold) return code => (code < 0x80 ? ascii[code] === isIn : codes.includes(code) !== negated)
  if (codes.some(code => code >= 0x80)) {
    const ask = byClasses(set)
    return code => (code < 0x80 ? ascii[code] === isIn : ask(code))
  }
  const sameAs = (code: number): number => (code === kelvin ? 0x6b : code === longS ? 0x73 : code)
  return code => (sameAs(code) < 0x80 ? ascii[sameAs(code)] === isIn : negated)
}

const tests = new Map<CharacterSet, CharacterTest>()

/** The test of a set. */
export const characterTest = (set: CharacterSet): CharacterTest => {
  const known = tests.get(set)
  if (known) return known
  const codes = set.items.map(item => (item.kind === 'text' ? item.text.codePointAt(0) : undefined))
  const test = codes.every(code => code !== undefined) ? lettersTest(codes, set) : byClasses(set)
  tests.set(set, test)
  return test
}
