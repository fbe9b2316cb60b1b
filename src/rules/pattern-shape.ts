import {foldCase} from './normal-line.ts'
import {type CharacterSet, type PatternTree, readPattern, type SetItem} from './pattern-tree.ts'
import type {PatternShape} from './rule.ts'

// Caps on the sets of texts that are followed. They bound the time to read a pattern, never what it matches.
const maxExact = 400
const maxPrefixes = 400
const maxRequired = 60
const prefixLength = 6
// A required text of one letter occurs in nearly every line and saves nothing.
const minRequiredLength = 2

/** What is known of the texts that a part of a pattern matches, all lower-cased. */
type Part = {
  /** All texts it matches, when they are few. */
  readonly exact?: readonly string[]
  /** Beginnings, when `exact` is not known; '' means anything. */
  readonly prefixes: readonly string[]
  /** Endings, when `exact` is not known: the texts its last pieces match. */
  readonly tail?: readonly string[]
  /** The best set of texts found of which one must occur. */
  readonly required?: readonly string[]
  readonly min: number
  readonly max: number
  /** Every text it matches has a run of at least as many figures, 0 to 9. */
  readonly digits: number
}

const nothing: Part = {exact: [''], prefixes: [''], min: 0, max: 0, digits: 0}
const anyCharacter: Part = {prefixes: [''], min: 1, max: 2, digits: 0}
const anyDigit: Part = {exact: [...'0123456789'], prefixes: [''], min: 1, max: 1, digits: 1}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
const headsOf = (part: Part): readonly string[] => part.exact ?? part.prefixes
// A sign such as © is as rare as a word.
const rarity = (text: string): number =>
  /^[^\p{L}\p{N} ,.'"()/-]$/u.test(text) ? minRequiredLength : text.length
const shortest = (texts: readonly string[]): number =>
  texts.reduce((least, text) => Math.min(least, rarity(text)), Infinity)

const better = (left: readonly string[] | undefined, right: readonly string[] | undefined) => {
  const useful = (texts: readonly string[] | undefined): texts is readonly string[] =>
    texts !== undefined &&
    texts.length > 0 &&
    texts.length <= maxRequired &&
    shortest(texts) >= minRequiredLength
  if (!useful(right)) return useful(left) ? left : undefined
  if (!useful(left)) return right
  return shortest(right) > shortest(left) ? right : left
}

/** Beginnings, no more than `most`: where there are too many, they are cut shorter. */
const fewer = (heads: Iterable<string>, most: number): readonly string[] => {
  const whole = [...heads]
  for (let length = prefixLength; length > 0; length -= 1) {
    const cut = unique(whole.map(head => head.slice(0, length)))
    if (cut.length <= most) return cut
  }
  return ['']
}

const cross = (heads: readonly string[], tails: readonly string[]): readonly string[] =>
  unique(heads.flatMap(head => tails.map(tail => head + tail)))

/** The texts that stand at the end of two parts in a row. */
const joinTails = (left: Part, right: Part): readonly string[] | undefined => {
  if (!right.exact) return right.tail
  const before = left.exact ?? left.tail
  return before && before.length * right.exact.length <= maxRequired
    ? cross(before, right.exact)
    : right.exact
}

const joinParts = (left: Part, right: Part): Part => {
  const min = left.min + right.min
  const max = left.max + right.max
  const digits = Math.max(left.digits, right.digits)
  const tail = joinTails(left, right)
  const required = better(
    better(left.required, right.required),
    better(better(left.exact, right.exact), tail),
  )
  if (left.exact && right.exact && left.exact.length * right.exact.length <= maxExact) {
    const exact = cross(left.exact, right.exact)
    return {exact, prefixes: [''], min, max, digits, ...(required ? {required} : {})}
  }
  const prefixes = new Set<string>()
  for (const head of left.exact ?? []) {
    if (head.length >= prefixLength) prefixes.add(head.slice(0, prefixLength))
    else for (const tail of headsOf(right)) prefixes.add((head + tail).slice(0, prefixLength))
  }
  if (!left.exact) for (const head of left.prefixes) prefixes.add(head)
  return {
    prefixes: fewer(prefixes, maxExact),
    min,
    max,
    digits,
    ...(tail ? {tail} : {}),
    ...(required ? {required} : {}),
  }
}

const eitherPart = (left: Part, right: Part): Part => {
  const min = Math.min(left.min, right.min)
  const max = Math.max(left.max, right.max)
  const digits = Math.min(left.digits, right.digits)
  const leftRequired = better(left.required, left.exact)
  const rightRequired = better(right.required, right.exact)
  const required = leftRequired && rightRequired ? unique([...leftRequired, ...rightRequired]) : undefined
  const kept = required && required.length <= maxRequired ? {required} : {}
  if (left.exact && right.exact && left.exact.length + right.exact.length <= maxExact) {
    return {exact: unique([...left.exact, ...right.exact]), prefixes: [''], min, max, digits, ...kept}
  }
  return {prefixes: fewer([...headsOf(left), ...headsOf(right)], maxExact), min, max, digits, ...kept}
}

const repeatPart = (part: Part, min: number, max: number): Part => {
  if (max === 0) return nothing
  if (min === 0 && max === 1) return eitherPart(nothing, part)
  if (part.exact && max <= 3 && part.exact.length <= 12) {
    let whole: Part = nothing
    for (let count = 0; count < min; count += 1) whole = joinParts(whole, part)
    let tail: Part = nothing
    for (let count = min; count < max; count += 1) tail = eitherPart(nothing, joinParts(part, tail))
    return joinParts(whole, tail)
  }
  const bounds = {
    min: part.min * min,
    max: part.max * max,
    digits: part === anyDigit ? min : min > 0 ? part.digits : 0,
  }
  if (min === 0) return {prefixes: [''], ...bounds}
  const required = better(part.required, part.exact)
  return {
    prefixes: headsOf(part).map(text => text.slice(0, prefixLength)),
    ...bounds,
    ...(required ? {required} : {}),
  }
}

const literal = (character: string): Part => {
  const lower = foldCase(character)
  return {
    exact: [lower],
    prefixes: [''],
    min: character.length,
    max: Math.max(character.length, lower.length),
    digits: /^[0-9]$/.test(character) ? 1 : 0,
  }
}

/** What a text shows where rules see it: lines are matched with every run of white space made one space. */
const textsOf = (item: SetItem): readonly string[] | undefined => {
  if (item.kind === 'text') return [item.text]
  if (item.kind === 'range' || item.kind === 'category' || item.negated) return undefined
  if (item.kind === 'space') return [' ']
  return item.kind === 'digit' ? anyDigit.exact : undefined
}

const setPart = ({items, negated}: CharacterSet): Part => {
  const texts = items.map(textsOf)
  const [only] = items
  if (items.length === 1 && only?.kind === 'digit' && !only.negated && !negated) return anyDigit
  const members: string[] = []
  for (const text of texts) {
    if (!text || negated) return anyCharacter
    members.push(...text)
  }
  if (members.length > 40 || members.length === 0) return anyCharacter
  return members.map(literal).reduce(eitherPart)
}

const partOf = (tree: PatternTree): Part => {
  switch (tree.kind) {
    case 'set':
      return setPart(tree)
    case 'sequence':
      return tree.parts.map(partOf).reduce(joinParts, nothing)
    case 'either':
      return tree.options.map(partOf).reduce(eitherPart)
    case 'repeat':
      return repeatPart(partOf(tree.part), tree.min, tree.max)
    case 'group':
      return partOf(tree.part)
    case 'edge':
      return nothing
  }
}

/**
 * Reads off a pattern how its matching lines begin, what they must contain and how long they are. Errs only towards
 * knowing less: a line that the shape rules out never matches the pattern.
 */
export const patternShape = (source: string): PatternShape => {
  const read = readPattern(source)
  if (!read) return {minLength: 0, maxLength: Infinity, digits: 0}
  const part = partOf(read.tree)
  const prefixes = fewer(headsOf(part), maxPrefixes)
  const required = better(part.required, part.exact)
  return {
    minLength: part.min,
    maxLength: part.max,
    digits: part.digits,
    ...(part.exact && !read.conditional ? {exact: part.exact} : {}),
    ...(prefixes.includes('') ? {} : {prefixes}),
    ...(required ? {required} : {}),
  }
}
