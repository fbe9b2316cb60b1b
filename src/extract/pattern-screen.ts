/**
 * Tells in one pass over the UTF-16 units of a text, or of a part of it, which of many patterns may match it, or the
 * same in lower case; bit `i` stands for the pattern `i`. It may take a pattern for possible that does not match, and
 * never the reverse.
 */
export type PatternScreen = (units: Uint16Array, from: number, to: number) => number

/** Characters of a match's beginning that are looked at, and bits for the class of each. */
const beginningLength = 3
const bits = 5
const classCount = 1 << bits
const entries = 1 << (beginningLength * bits)

/** Letters each have a class, whatever their case; the others share what is left. The end of the text is 0. */
const asciiClasses = Uint8Array.from({length: 128}, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[a-z]/i.test(character)) return (code & 0x1f) + 1
  if (/\d/.test(character)) return 28
  if (/[-_]/.test(character)) return 29
  return /\s/.test(character) ? 1 : 0
})

const classOf = (code: number): number => (code < 128 ? (asciiClasses[code] as number) : 30 + (code & 1))

/** Capitals outside ASCII whose small letter, or its beginning, is in it: İ and the sign of Kelvin. */
const isOddCapital = (code: number): boolean => code === 0x130 || code === 0x212a

/** A set of classes that a character may be of, as bits. */
type ClassSet = number
const anyClass: ClassSet = -1
const nonAscii: ClassSet = 0b11 << 30

/** Where a match may begin: anywhere, where no letter, digit or underscore stands before it, or with the text. */
const places = {anywhere: 0, word: 1, text: 2} as const

/** What a match may begin with, where; shorter ones may go on with anything. */
type Beginning = {readonly sets: readonly ClassSet[]; readonly place: number}

const nothing: Beginning = {sets: [], place: places.anywhere}
const beginningWith = (set: ClassSet): Beginning => ({sets: [set], place: places.anywhere})

/** The classes of ASCII's letters and digits; the underscore shares its class with what is no part of a word. */
const wordClasses: ClassSet = 0b0001_0111_1111_1111_1111_1111_1111_1100

/** Where `\b` says that a match begins: at the start of a word, if it begins with what surely belongs to one. */
const placeOf = ({sets: [first], place}: Beginning): number =>
  place === places.word && (first === undefined || (first & ~wordClasses) !== 0) ? places.anywhere : place

/**
 * Makes a screen for up to 32 patterns.
 *
 * @throws Error for a pattern with what is not understood here: Unicode mode, named groups, references, other escapes.
 */
export const screenOf = (patterns: readonly RegExp[]): PatternScreen => {
  const [anywhere, atWord, atText] = [0, 1, 2].map(() => new Int32Array(entries)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  patterns.forEach((pattern, index) => {
    for (const beginning of beginningsOf(pattern))
      enter([anywhere, atWord, atText][placeOf(beginning)] as Int32Array, beginning.sets, 1 << index)
  })
  const all = patterns.length === 32 ? -1 : (1 << patterns.length) - 1
  return (units, from, to) => {
    let entry = 0
    for (let i = from; i < from + beginningLength - 1; i += 1)
      entry = (entry << bits) | (i < to ? classOf(units[i] as number) : 0)
    let possible = atText[
      ((entry << bits) | classAt(units, from + beginningLength - 1, to)) & (entries - 1)
    ] as number
    let isInWord = false
    for (let i = from; i < to; i += 1) {
      const code = units[i] as number
      if (isOddCapital(code)) return all
      entry = ((entry << bits) | classAt(units, i + beginningLength - 1, to)) & (entries - 1)
      possible |= anywhere[entry] as number
      if (!isInWord) possible |= atWord[entry] as number
      isInWord = isWordUnit(code)
    }
    return possible
  }
}

/** 0 from the end on. */
const classAt = (units: Uint16Array, at: number, to: number): number =>
  at < to ? classOf(units[at] as number) : 0

const wordUnits = Uint8Array.from({length: 128}, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0))

const isWordUnit = (code: number): boolean => code < 128 && wordUnits[code] === 1

const enter = (possibleAt: Int32Array, sets: readonly ClassSet[], bit: number): void => {
  let found = [0]
  for (let i = 0; i < beginningLength; i += 1) {
    const set = sets[i] ?? anyClass
    const next: number[] = []
    for (let value = 0; value < classCount; value += 1)
      if ((set >>> value) & 1) for (const before of found) next.push((before << bits) | value)
    found = next
  }
  for (const entry of found) possibleAt[entry] = (possibleAt[entry] as number) | bit
}

/** One after the other; what is long enough already stays as it is. */
const joined = (left: readonly Beginning[], right: readonly Beginning[]): Beginning[] =>
  left.flatMap(before =>
    before.sets.length < beginningLength
      ? right.map(after => ({
          sets: [...before.sets, ...after.sets].slice(0, beginningLength),
          place: before.sets.length === 0 ? Math.max(before.place, after.place) : before.place,
        }))
      : [before],
  )

const repeated = (once: readonly Beginning[], least: number, most: number): Beginning[] => {
  let last: Beginning[] = [nothing]
  let all = least === 0 ? last : []
  for (let times = 1; times <= Math.min(most, Math.max(least, beginningLength)); times += 1) {
    last = joined(last, once)
    if (times >= least) all = [...all, ...last]
  }
  return all
}

const setOf = (character: string): ClassSet => {
  const code = character.charCodeAt(0)
  // A pattern that ignores case may mean a letter of another class, and then means one outside ASCII.
  return code < 128 ? 1 << classOf(code) : nonAscii
}

const escapes: Readonly<Record<string, ClassSet>> = {
  d: setOf('0'),
  s: setOf(' ') | nonAscii,
  w: anyClass,
  W: anyClass,
  S: anyClass,
  D: anyClass,
}

const escapeSet = (escaped: string): ClassSet => {
  const set = escapes[escaped] ?? setOf(escaped)
  if (/[a-z\d]/i.test(escaped) && !Object.hasOwn(escapes, escaped))
    throw new Error(`Expected a pattern that can be screened, got one with \`\\${escaped}\``)
  return set
}

const quantifier = /[?*+]\??|\{(\d+)(,?)(\d*)\}\??/y
const groupOpening = /\?(?::|<?[=!])|(?!\?)/y

/** Every way in which a match of the pattern may begin. */
const beginningsOf = ({source, unicode}: RegExp): Beginning[] => {
  if (unicode) throw new Error(`Expected a pattern that can be screened, got a Unicode one: ${source}`)
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    at += found?.[0].length ?? 0
    return found
  }
  const choice = (): Beginning[] => {
    const all = sequence()
    while (source[at] === '|') {
      at += 1
      all.push(...sequence())
    }
    return all
  }
  const sequence = (): Beginning[] => {
    let all: Beginning[] = [nothing]
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const once = part()
      all = joined(all, counted(once, match(quantifier)))
    }
    return all
  }
  const part = (): Beginning[] => {
    const character = source.charAt(at)
    at += 1
    if (character === '(') return group()
    if (character === '[') return [beginningWith(bracket())]
    if (character === '.') return [beginningWith(anyClass)]
    if (character === '^') return [{sets: [], place: places.text}]
    if (character === '$') return [nothing]
    if (character !== '\\') return [beginningWith(setOf(character))]
    at += 1
    const escaped = source.charAt(at - 1)
    return escaped === 'b' ? [{sets: [], place: places.word}] : [beginningWith(escapeSet(escaped))]
  }
  const group = (): Beginning[] => {
    const opening = match(groupOpening)
    if (!opening) throw new Error(`Expected a pattern that can be screened, got a named group in ${source}`)
    const inside = choice()
    at += 1
    return opening[0] === '' || opening[0] === '?:' ? inside : [nothing]
  }
  const bracket = (): ClassSet => {
    let set = source.charAt(at) === '^' ? anyClass : 0
    for (; source.charAt(at) !== ']'; at += 1) {
      if (source.charAt(at) === '\\') {
        at += 1
        set |= escapeSet(source.charAt(at))
      } else if (source.charAt(at + 1) === '-' && source.charAt(at + 2) !== ']') {
        const last = source.charCodeAt(at + 2)
        for (let code = source.charCodeAt(at); code <= last; code += 1)
          set |= setOf(String.fromCharCode(code))
        at += 2
      } else set |= setOf(source.charAt(at))
    }
    at += 1
    return set
  }
  return choice()
}

const counted = (once: Beginning[], count: RegExpExecArray | null): Beginning[] => {
  if (count === null) return once
  const [sign, least, comma, most] = count
  if (least !== undefined) {
    const from = Number(least)
    return repeated(once, from, comma === '' ? from : Number(most || beginningLength))
  }
  return repeated(once, sign.startsWith('+') ? 1 : 0, sign.startsWith('?') ? 1 : beginningLength)
}
