/** One thing a set of characters holds. All but texts and ranges may be turned round. */
export type SetItem =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'range'; readonly from: string; readonly to: string}
  | {readonly kind: 'digit' | 'space' | 'word'; readonly negated: boolean}
  /** A general category of Unicode. */
  | {readonly kind: 'category'; readonly name: string; readonly negated: boolean}

/** Stands for one character. Equal sets are one object: a pattern is thousands of letters. */
export type CharacterSet = {
  readonly kind: 'set'
  readonly items: readonly SetItem[]
  readonly negated: boolean
  /** Letter case does not count. */
  readonly fold: boolean
}

/** A pattern as it was read. */
export type PatternTree =
  | CharacterSet
  | {readonly kind: 'sequence'; readonly parts: readonly PatternTree[]}
  | {readonly kind: 'either'; readonly options: readonly PatternTree[]}
  | {
      readonly kind: 'repeat'
      readonly part: PatternTree
      readonly min: number
      readonly max: number
      readonly greedy: boolean
    }
  | {readonly kind: 'group'; readonly name: string | undefined; readonly part: PatternTree}
  | {readonly kind: 'edge'; readonly edge: 'start' | 'end' | 'boundary' | 'no-boundary'}

export type ReadPattern = {
  readonly tree: PatternTree
  /** The pattern says more than which letters follow one another, whatever their case: it has `\b`, or `(?-i:`. */
  readonly conditional: boolean
}

/** Thrown inside for syntax this reader does not follow. */
class Unknown extends Error {}

type Flags = {readonly fold: boolean; readonly dotAll: boolean}

type Reader = {
  readonly source: string
  position: number
  readonly depth: number
  flags: Flags
  readonly seen: {conditional: boolean}
}

const maxDepth = 40
const nothing: PatternTree = {kind: 'sequence', parts: []}

const readCategory = (reader: Reader): string => {
  const found = /^(?:([A-Z])|\{([A-Z][a-z]?)\})/.exec(
    reader.source.slice(reader.position, reader.position + 4),
  )
  const name = found?.[1] ?? found?.[2]
  if (!found || !name || !categories.has(name)) throw new Unknown()
  reader.position += found[0].length
  return name
}

const categories: ReadonlySet<string> = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp'.split(' '),
)

const readEscape = (reader: Reader): SetItem | 'boundary' | 'no-boundary' => {
  const point = reader.source.codePointAt(reader.position)
  if (point === undefined) throw new Unknown()
  const text = String.fromCodePoint(point)
  reader.position += text.length
  const negated = text === text.toUpperCase()
  switch (text) {
    case 'd':
    case 'D':
      return {kind: 'digit', negated}
    case 's':
    case 'S':
      return {kind: 'space', negated}
    case 'w':
    case 'W':
      return {kind: 'word', negated}
    case 'p':
    case 'P':
      return {kind: 'category', name: readCategory(reader), negated}
    case 'b':
      return 'boundary'
    case 'B':
      return 'no-boundary'
    default:
      if (/[a-zA-Z0-9]/.test(text)) throw new Unknown()
      return {kind: 'text', text}
  }
}

const readMember = (reader: Reader): SetItem => {
  const point = reader.source.codePointAt(reader.position)
  if (point === undefined) throw new Unknown()
  const text = String.fromCodePoint(point)
  if (text === '[' && reader.source[reader.position + 1] === ':') throw new Unknown()
  reader.position += text.length
  if (text !== '\\') return {kind: 'text', text}
  const escaped = readEscape(reader)
  if (typeof escaped === 'string') throw new Unknown()
  return escaped
}

const readClass = (reader: Reader): CharacterSet => {
  const {source} = reader
  const negated = source[reader.position] === '^'
  if (negated) reader.position += 1
  const items: SetItem[] = []
  while (items.length === 0 || source[reader.position] !== ']') {
    const item = readMember(reader)
    if (source[reader.position] !== '-' || source[reader.position + 1] === ']') {
      items.push(item)
      continue
    }
    reader.position += 1
    const to = readMember(reader)
    if (item.kind !== 'text' || to.kind !== 'text') throw new Unknown()
    items.push({kind: 'range', from: item.text, to: to.text})
  }
  reader.position += 1
  return theSet(items, negated, reader.flags.fold)
}

const readCount = (reader: Reader): {min: number; max: number; greedy: boolean} | undefined => {
  // Most letters have none, which is seen sooner than by a regular expression.
  if (!'*+?{'.includes(reader.source[reader.position] ?? ' ')) return undefined
  const found = /^(?:[*+?]|\{(\d{1,4})(?:(,)(\d{0,4}))?\})/.exec(
    reader.source.slice(reader.position, reader.position + 12),
  )
  if (!found) return undefined
  reader.position += found[0].length
  const greedy = reader.source[reader.position] !== '?'
  if (!greedy) reader.position += 1
  const [sign, least, comma, most] = found
  if (sign === '*') return {min: 0, max: Infinity, greedy}
  if (sign === '+') return {min: 1, max: Infinity, greedy}
  if (sign === '?') return {min: 0, max: 1, greedy}
  const min = Number(least)
  return {min, max: comma ? (most ? Number(most) : Infinity) : min, greedy}
}

const sets = new Map<string, CharacterSet>()

const theSet = (items: readonly SetItem[], negated: boolean, fold: boolean): CharacterSet => {
  const [only] = items
  // A letter is a key by itself: other keys are longer.
  const key =
    items.length === 1 && only?.kind === 'text' && fold && !negated
      ? only.text
      : JSON.stringify([items, negated, fold])
  const known = sets.get(key)
  if (known) return known
  const set: CharacterSet = {kind: 'set', items, negated, fold}
  sets.set(key, set)
  return set
}

const readAtom = (reader: Reader): PatternTree => {
  const {source, flags} = reader
  const text = String.fromCodePoint(source.codePointAt(reader.position) ?? 0)
  reader.position += text.length
  if (text === '(') return readGroup(reader)
  if (text === '[') return readClass(reader)
  if (text === '.') {
    return theSet(flags.dotAll ? [] : [{kind: 'text', text: '\n'}], true, false)
  }
  if (text === '^' || text === '$') {
    const outermost =
      text === '$'
        ? reader.position === source.length
        : /^(?:\(\?i\))?\^$/.test(source.slice(0, reader.position))
    if (!outermost) reader.seen.conditional = true
    return {kind: 'edge', edge: text === '^' ? 'start' : 'end'}
  }
  if (text !== '\\') return theSet([{kind: 'text', text}], false, flags.fold)
  const escaped = readEscape(reader)
  if (typeof escaped !== 'string') return theSet([escaped], false, flags.fold)
  reader.seen.conditional = true
  return {kind: 'edge', edge: escaped}
}

const readGroup = (reader: Reader): PatternTree => {
  const opening = /^\?(?:P?<([A-Za-z]\w*)>|([is]{0,2})(?:-([is]{1,2}))?(:|\)))/.exec(
    reader.source.slice(reader.position, reader.position + 60),
  )
  const [whole = '', name, on = '', off = '', end] = opening ?? []
  if (!opening && reader.source[reader.position] === '?') throw new Unknown()
  reader.position += whole.length
  // Letter case counts in there again: a list of lower-cased texts does not tell the whole truth.
  if (off !== '') reader.seen.conditional = true
  const {fold, dotAll} = reader.flags
  const flags: Flags = {
    fold: (fold || on.includes('i')) && !off.includes('i'),
    dotAll: (dotAll || on.includes('s')) && !off.includes('s'),
  }
  if (end === ')') {
    reader.flags = flags
    return nothing
  }
  if (reader.depth >= maxDepth) throw new Unknown()
  const {source, position, depth, seen} = reader
  const inner: Reader = {source, position, depth: depth + 1, flags, seen}
  const part = readAlternatives(inner)
  if (source[inner.position] !== ')') throw new Unknown()
  reader.position = inner.position + 1
  return end === ':' ? part : {kind: 'group', name, part}
}

const readAlternatives = (reader: Reader): PatternTree => {
  const options: PatternTree[] = []
  let parts: PatternTree[] = []
  for (;;) {
    const character = reader.source[reader.position]
    if (character === undefined || character === ')' || character === '|') {
      options.push(parts.length === 1 ? (parts[0] ?? nothing) : {kind: 'sequence', parts})
      if (character !== '|') break
      reader.position += 1
      parts = []
      continue
    }
    let part = readAtom(reader)
    for (let count = readCount(reader); count; count = readCount(reader))
      part = {kind: 'repeat', part, ...count}
    parts.push(part)
  }
  return options.length === 1 ? (options[0] ?? nothing) : {kind: 'either', options}
}

/** Reads a pattern in RE2's syntax; `undefined` for the rarer parts of it, which are left to RE2. */
export const readPattern = (source: string): ReadPattern | undefined => {
  const seen = {conditional: false}
  const reader: Reader = {source, position: 0, depth: 0, flags: {fold: false, dotAll: false}, seen}
  try {
    const tree = readAlternatives(reader)
    return reader.position < source.length ? undefined : {tree, conditional: seen.conditional}
  } catch (error) {
    if (error instanceof Unknown) return undefined
    throw error
  }
}
