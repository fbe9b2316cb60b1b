import {type CharacterTest, characterTest} from './character-test.ts'
import type {CharacterSet, PatternTree} from './pattern-tree.ts'

/**
 * One step of a program.
 * - `take` takes `least` to `most` characters that pass `test`, as many or as few as it can.
 * - `split` goes on at `next` and, if that leads nowhere, at `other`.
 * - `mark` notes the position in slot `least`.
 * - `start`, `end`, `boundary` and `no-boundary` go on where they hold, `match` at the end of the line.
 */
type Step = {
  readonly kind: number
  readonly test: CharacterTest
  readonly least: number
  readonly most: number
  readonly greedy: boolean
  next: number
  other: number
}

/** The kinds of steps as numbers. */
export const stepKinds = {
  take: 0,
  split: 1,
  mark: 2,
  match: 3,
  start: 4,
  end: 5,
  boundary: 6,
  'no-boundary': 7,
} as const

/**
 * The steps of a pattern, each property of all of them in a row: a loop over them is fastest with that, and the
 * thousands of steps of long patterns take little room. Sixteen bits do: a count has four digits at most
 * (`pattern-tree.ts`), and there are no more steps than `mostSteps`.
 */
export type Program = {
  readonly kinds: Uint8Array
  readonly least: Int16Array
  readonly most: Int16Array
  readonly greedy: Uint8Array
  readonly next: Int16Array
  readonly other: Int16Array
  /** Which of the tests a step asks. */
  readonly asked: Uint16Array
  readonly tests: readonly CharacterTest[]
  /** For each test which characters of ASCII it holds for, as bits of {@link openingWords} numbers. */
  readonly taken: readonly Int32Array[]
  /** The numbers of the steps that several ways lead to, so that each position is tried once only; -1 for the others. */
  readonly meeting: Int16Array
  /** Steps that several ways lead to. */
  readonly meetings: number
  readonly start: number
  /** For each step where in `openings` stands which characters it can go on with, as bits in {@link openingWords} numbers. */
  readonly opening: Uint16Array
  readonly openings: Int32Array
  /** The slots of named groups: where they begin; where they end stands in the slot after it. */
  readonly groups: ReadonlyMap<string, number>
}

/** A bit for each character of ASCII, one for all others, and one for the end of the line. */
export const openingWords = 5
export const beyondAscii = 128
export const lineEnd = 129

/** A pattern that comes to more steps is left to RE2, and so is one that is told to repeat what may be nothing. */
const mostSteps = 4000

class Unsuitable extends Error {}

type Builder = {readonly steps: Step[]; readonly groups: Map<string, number>}

const never: CharacterTest = () => false
const nowhere = -1

const emit = ({steps}: Builder, step: Step): number => {
  if (steps.length >= mostSteps) throw new Unsuitable()
  return steps.push(step) - 1
}

/** A step that takes no characters. */
const still = (
  builder: Builder,
  kind: keyof typeof stepKinds,
  to: {readonly next: number; readonly other?: number; readonly slot?: number},
): number => {
  const {next, other = nowhere, slot = 0} = to
  return emit(builder, {kind: stepKinds[kind], test: never, least: slot, most: 0, greedy: true, next, other})
}

const take = (
  builder: Builder,
  set: CharacterSet,
  {min, max, greedy}: Pick<Repeat, 'min' | 'max' | 'greedy'>,
  next: number,
): number => {
  const test = characterTest(set)
  return emit(builder, {kind: stepKinds.take, test, least: min, most: max, greedy, next, other: nowhere})
}

const once = {min: 1, max: 1, greedy: true}

const mayBeNothing = (tree: PatternTree): boolean => {
  switch (tree.kind) {
    case 'set':
      return false
    case 'sequence':
      return tree.parts.every(mayBeNothing)
    case 'either':
      return tree.options.some(mayBeNothing)
    case 'repeat':
      return tree.min === 0 || mayBeNothing(tree.part)
    case 'group':
      return mayBeNothing(tree.part)
    case 'edge':
      return true
  }
}

type Repeat = Extract<PatternTree, {kind: 'repeat'}>

const split = (builder: Builder, greedy: boolean, [again, on]: readonly [number, number]): number =>
  still(builder, 'split', greedy ? {next: again, other: on} : {next: on, other: again})

/** The repetitions beyond the least number, of which there may be any number. */
const anyNumber = (builder: Builder, {part, greedy}: Repeat, next: number): number => {
  const loop = split(builder, greedy, [nowhere, next])
  const body = compile(builder, part, loop)
  const step = builder.steps[loop]
  if (step && greedy) step.next = body
  else if (step) step.other = body
  return loop
}

const compileRepeat = (builder: Builder, repeat: Repeat, next: number): number => {
  const {part, min, max, greedy} = repeat
  if (max > 1 && mayBeNothing(part)) throw new Unsuitable()
  if (max < min) throw new Unsuitable()
  if (part.kind === 'set') {
    const on = max === Infinity ? anyNumber(builder, repeat, next) : next
    const most = max === Infinity ? min : max
    return most === 0 ? on : take(builder, part, {min, max: most, greedy}, on)
  }
  let entry = max === Infinity ? anyNumber(builder, repeat, next) : next
  if (max !== Infinity) {
    for (let count = min; count < max; count += 1)
      entry = split(builder, greedy, [compile(builder, part, entry), next])
  }
  for (let count = 0; count < min; count += 1) entry = compile(builder, part, entry)
  return entry
}

/** Compiles a part from its end, so that it is known where each step leads. @returns where the part begins. */
const compile = (builder: Builder, tree: PatternTree, next: number): number => {
  switch (tree.kind) {
    case 'set':
      return take(builder, tree, once, next)
    case 'sequence':
      return tree.parts.reduceRight((after, part) => compile(builder, part, after), next)
    case 'either':
      return tree.options
        .map(option => compile(builder, option, next))
        .reduceRight((other, option) => split(builder, true, [option, other]))
    case 'repeat':
      return compileRepeat(builder, tree, next)
    case 'group': {
      const {name, part} = tree
      if (name === undefined) return compile(builder, part, next)
      const slot = builder.groups.get(name) ?? builder.groups.size * 2
      builder.groups.set(name, slot)
      const end = still(builder, 'mark', {slot: slot + 1, next})
      return still(builder, 'mark', {slot, next: compile(builder, part, end)})
    }
    case 'edge':
      return still(builder, tree.edge, {next})
  }
}

const asciiOf = new Map<CharacterTest, Int32Array>()

/** The characters a test holds for, as openings; those beyond ASCII are taken to be among them. */
const openingOf = (test: CharacterTest): Int32Array => {
  const known = asciiOf.get(test)
  if (known) return known
  const bits = new Int32Array(openingWords)
  for (let code = 0; code <= beyondAscii; code += 1) {
    if (code === beyondAscii || test(code)) bits[code >>> 5] = (bits[code >>> 5] ?? 0) | (1 << (code & 31))
  }
  asciiOf.set(test, bits)
  return bits
}

const noOpening = new Int32Array(openingWords)
const atEnd = new Int32Array(openingWords)
atEnd[lineEnd >>> 5] = 1 << (lineEnd & 31)

/** Most of a line's steps lead nowhere, which the next character shows before they are taken. */
const openingsOf = (steps: readonly Step[]): Int32Array => {
  const openings = new Int32Array(steps.length * openingWords)
  // Whatever a step leads to was compiled before it, but for loops, which take another round.
  const loops = steps.some(({next, other}, index) => next > index || other > index)
  for (let changed = true; changed; ) {
    changed = false
    for (let index = 0; index < steps.length; index += 1) {
      const {kind, test, least, next, other} = steps[index] as Step
      const own = kind === stepKinds.take ? openingOf(test) : kind === stepKinds.match ? atEnd : noOpening
      const goesOn = kind !== stepKinds.take || least === 0
      for (let word = 0; word < openingWords; word += 1) {
        const place = index * openingWords + word
        const before = openings[place] ?? 0
        let bits = before | (own[word] ?? 0)
        if (goesOn && next >= 0) bits |= openings[next * openingWords + word] ?? 0
        if (other >= 0) bits |= openings[other * openingWords + word] ?? 0
        if (bits === before) continue
        openings[place] = bits
        changed = loops
      }
    }
  }
  return openings
}

/** The program of a pattern, or `undefined` where RE2 has to be asked. */
export const patternProgram = (tree: PatternTree): Program | undefined => {
  const builder: Builder = {steps: [], groups: new Map()}
  const {steps, groups} = builder
  let start: number
  try {
    start = compile(builder, tree, still(builder, 'match', {next: nowhere}))
  } catch (error) {
    if (error instanceof Unsuitable) return undefined
    throw error
  }
  return {...inRows(steps), ...meetingsOf(steps), start, ...shared(openingsOf(steps)), groups}
}

/** Many steps go on with the same characters: these are kept once. */
const shared = (all: Int32Array): Pick<Program, 'opening' | 'openings'> => {
  const opening = new Uint16Array(all.length / openingWords)
  const places = new Map<string, number>()
  for (let step = 0; step < opening.length; step += 1) {
    const bits = all.subarray(step * openingWords, (step + 1) * openingWords)
    const key = bits.join()
    const place = places.get(key) ?? places.size * openingWords
    places.set(key, place)
    opening[step] = place
    all.copyWithin(place, step * openingWords, (step + 1) * openingWords)
  }
  return {opening, openings: all.slice(0, places.size * openingWords)}
}

const inRows = (steps: readonly Step[]) => {
  const {length} = steps
  const kinds = new Uint8Array(length)
  const greedy = new Uint8Array(length)
  const least = new Int16Array(length)
  const most = new Int16Array(length)
  const next = new Int16Array(length)
  const other = new Int16Array(length)
  const asked = new Uint16Array(length)
  const tests = Array.from(new Set(steps.map(({test}) => test)))
  const numbers = new Map(tests.map((test, number) => [test, number]))
  for (let index = 0; index < length; index += 1) {
    const step = steps[index] as Step
    kinds[index] = step.kind
    least[index] = step.least
    most[index] = step.most
    greedy[index] = step.greedy ? 1 : 0
    next[index] = step.next
    other[index] = step.other
    asked[index] = numbers.get(step.test) ?? 0
  }
  return {kinds, least, most, greedy, next, other, asked, tests, taken: tests.map(openingOf)}
}

const meetingsOf = (steps: readonly Step[]) => {
  const ways = new Uint32Array(steps.length)
  for (const {next, other, most} of steps) {
    // A step that may take few or many characters leads on from several positions.
    if (next >= 0) ways[next] = (ways[next] ?? 0) + (most > 1 ? 2 : 1)
    if (other >= 0) ways[other] = (ways[other] ?? 0) + 1
  }
  let meetings = 0
  const meeting = new Int16Array(steps.length).fill(nowhere)
  for (let index = 0; index < ways.length; index += 1)
    if ((ways[index] as number) > 1) meeting[index] = meetings++
  return {meeting, meetings}
}
