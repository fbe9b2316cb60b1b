import {unitsOf} from '../compute/text-units.ts'
import {PatternReader, type Step, type UnitTest} from './pattern-steps.ts'

/** What stands before a place in a text. */
type Before = 'nothing' | 'word' | 'other'

/** What a character leads to: steps, and patterns that have matched before it, as bits. */
type Outcome = {readonly steps: readonly Step[]; readonly found: number}

/** What a character leads to where no pattern has begun; one for all characters of which the same is to be said. */
type Beginning = Outcome & {
  readonly number: number
  /** What this character is to what comes behind it. */
  readonly before: Before
  /** For each kind of character behind it what that leads to, and the state it leads to where nothing older goes on. */
  readonly outcomes: Outcome[]
  readonly states: number[]
}

/** How far each pattern may have come at one place of a text. */
type State = {
  /** Steps inside patterns that have begun before the last character. */
  readonly steps: readonly Step[]
  /** Those that may have begun with it. */
  readonly beginning: Beginning
}

/**
 * States kept; where there is no room for more, all are forgotten and made again. The class names of 1,500 pages need
 * 3,500.
 */
const maximumStates = 1 << 14

/** States and, as a power of two, kinds of characters there is room for at first. */
const firstStates = 128
const firstShift = 5

/** Number of the state at the beginning of a text, and of none. */
const textStart = 1
const unknown = 0

/** The kind of the end of a text; 0 is none. */
const textEnd = 1

const nothing: Outcome = {steps: [], found: 0}

/** The same for the same steps in the same order; another order makes one more state and no difference. */
const listed = (steps: readonly Step[]): string => {
  let list = ''
  for (const {number} of steps) list += ` ${number}`
  return list
}

/** Whether a unit in lower case is part of a word, as `\b` has it. */
const isWord = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f

/**
 * Patterns that are looked for together. One pass over a text tells which of them match somewhere in it, in time that
 * grows with the text's length however many they are: an automaton with one state at a time, each made when a text
 * first leads to it, as RE2 has it. Patterns are in lower case, and the case of texts does not count.
 */
export class PatternSet {
  readonly #patterns: readonly RegExp[]
  readonly #firsts: readonly Step[]
  /** Patterns that look around, as bits: where the rest of one matches, it is asked itself. */
  readonly #doubtful: number
  readonly #tests: readonly UnitTest[]
  /** The kind of each UTF-16 unit; the patterns do not tell units of one kind apart. */
  readonly #kinds = new Uint16Array(0x10000)
  readonly #kindOfHolding = new Map<string, number>()
  /** One unit of each kind. */
  readonly #samples: number[] = [0, 0]
  /** By what stands before and the kind of character, and by what is said of them. */
  readonly #beginnings = new Map<string, Beginning>()
  readonly #states: State[] = []
  readonly #numbers = new Map<string, number>()
  /** The state that each kind leads to, from the first kind on for each state; a state's row is as long as a power of two. */
  #table = new Uint16Array(0)
  #shift = firstShift
  /** For each state the patterns that are known to match on getting there, as bits. */
  #found = new Int32Array(0)

  /**
   * @param patterns Up to 32.
   * @throws Error for a pattern that `PatternReader` does not understand.
   */
  constructor(patterns: readonly RegExp[]) {
    const reader = new PatternReader()
    const read = patterns.map((pattern, index) => reader.read(pattern, index))
    this.#patterns = patterns
    this.#firsts = read.flatMap(({firsts}) => firsts)
    this.#doubtful = read.reduce((bits, {looksAround}, index) => bits | (looksAround ? 1 << index : 0), 0)
    this.#tests = Array.from(reader.tests.values())
    this.#forget()
  }

  /** Which of the patterns match somewhere in the text: bit `i` stands for the pattern `i`. @param units The text's. */
  in(text: string, units = unitsOf(text)): number {
    const found = this.#run(units, text.length)
    return (found & this.#doubtful) === 0 ? found : this.#confirmed(found, text)
  }

  #run(units: Uint16Array, length: number): number {
    const kinds = this.#kinds
    let table = this.#table
    let shift = this.#shift
    let bits = this.#found
    let state = textStart
    let found = 0
    for (let at = 0; at < length; at += 1) {
      const unit = units[at] as number
      let kind = kinds[unit] as number
      if (kind === unknown) kind = this.#kindOf(unit)
      let next = table[(state << shift) + kind] as number
      if (next === unknown) {
        next = this.#follow(state, kind)
        table = this.#table
        shift = this.#shift
        bits = this.#found
      }
      state = next
      found |= bits[state] as number
    }
    const last = (table[(state << shift) + textEnd] as number) || this.#follow(state, textEnd)
    return found | (this.#found[last] as number)
  }

  #confirmed(found: number, text: string): number {
    const lower = text.toLowerCase()
    let confirmed = found
    for (let rest = found & this.#doubtful; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest
      if (!(this.#patterns[31 - Math.clz32(bit)] as RegExp).test(lower)) confirmed &= ~bit
    }
    return confirmed
  }

  #kindOf(unit: number): number {
    const character = String.fromCharCode(unit).toLowerCase()
    const lower = character.length === 1 ? character.charCodeAt(0) : unit
    let holding = isWord(lower) ? 'word' : ''
    this.#tests.forEach((test, index) => {
      if (test(lower)) holding += ` ${index}`
    })
    let kind = this.#kindOfHolding.get(holding)
    if (kind === undefined) {
      kind = this.#samples.push(lower) - 1
      this.#kindOfHolding.set(holding, kind)
    }
    this.#kinds[unit] = kind
    return kind
  }

  /** Where a kind of character leads from a state, which has not been asked before. */
  #follow(state: number, kind: number): number {
    const {steps, beginning} = this.#states[state] as State
    const {before} = beginning
    const isFull = this.#states.length >= maximumStates || this.#samples.length > 1 << this.#shift
    if (isFull) this.#forget()
    const older = steps.length === 0 ? nothing : this.#outcomeOf(steps, before, kind)
    const younger = beginning.outcomes[kind] ?? this.#outcomeOf(beginning.steps, before, kind)
    beginning.outcomes[kind] = younger
    const isOnly = older.steps.length === 0 && older.found === 0 && !isFull
    let next = isOnly ? (beginning.states[kind] ?? unknown) : unknown
    if (next === unknown) {
      const reached: State = {
        steps: Array.from(new Set([...older.steps, ...younger.steps])),
        beginning: this.#beginningOf(before, kind),
      }
      next = this.#numberOf(reached, older.found | younger.found)
    }
    if (isOnly) beginning.states[kind] = next
    if (!isFull) this.#table[(state << this.#shift) + kind] = next
    return next
  }

  #beginningOf(before: Before, kind: number): Beginning {
    const place = `${before} ${kind}`
    let beginning = this.#beginnings.get(place)
    if (beginning) return beginning
    const {steps, found} = this.#outcomeOf(this.#firsts, before, kind)
    const behind = isWord(this.#samples[kind] as number) ? 'word' : 'other'
    const content = `= ${behind} ${found} ${listed(steps)}`
    beginning = this.#beginnings.get(content)
    beginning ??= {steps, found, before: behind, number: this.#beginnings.size, outcomes: [], states: []}
    this.#beginnings.set(content, beginning).set(place, beginning)
    return beginning
  }

  #outcomeOf(steps: readonly Step[], before: Before, kind: number): Outcome {
    const unit = this.#samples[kind] as number
    const isEnd = kind === textEnd
    const isBoundary = (before === 'word') !== (!isEnd && isWord(unit))
    const pending = [...steps]
    const reached: Step[] = []
    let found = 0
    for (let at = 0; at < pending.length; at += 1) {
      const step = pending[at] as Step
      if (step.kind === 'take') {
        if (!isEnd && step.holds(unit)) reached.push(...step.next)
      } else if (step.kind === 'match') found |= 1 << ~step.number
      else if (
        (step.kind === 'boundary' && isBoundary) ||
        (step.kind === 'start' && before === 'nothing') ||
        (step.kind === 'end' && isEnd)
      )
        for (const next of step.next) if (!pending.includes(next)) pending.push(next)
    }
    return {steps: reached, found}
  }

  /** The number of a state that patterns have matched before: equal ones have the same. */
  #numberOf(state: State, matched: number): number {
    const found = matched | state.beginning.found
    const key = `${state.beginning.number} ${found} ${listed(state.steps)}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#states.push(state) - 1
    this.#numbers.set(key, number)
    if (number === this.#found.length) this.#grow()
    this.#found[number] = found
    return number
  }

  #grow(): void {
    const table = new Uint16Array(2 * this.#table.length)
    table.set(this.#table)
    this.#table = table
    const found = new Int32Array(2 * this.#found.length)
    found.set(this.#found)
    this.#found = found
  }

  /** Begins anew, with room for all kinds of characters known. */
  #forget(): void {
    while (this.#samples.length > 1 << this.#shift) this.#shift += 1
    this.#states.length = 0
    this.#numbers.clear()
    this.#beginnings.clear()
    this.#table = new Uint16Array(firstStates << this.#shift)
    this.#found = new Int32Array(firstStates)
    const beginning: Beginning = {...nothing, before: 'nothing', number: -1, outcomes: [], states: []}
    const start: State = {steps: [], beginning}
    // No state has the number 0.
    this.#states.push(start)
    this.#numberOf(start, 0)
  }
}
