/** Whether a UTF-16 unit in lower case is one that a pattern goes on with. */
export type UnitTest = (unit: number) => boolean

/** One step of a pattern. */
export type Step = {
  /**
   * `take` goes on behind a character that `holds`; `start`, `end` and `boundary` where they are true; `pass` always.
   * At `match` the pattern has matched.
   */
  readonly kind: 'take' | 'start' | 'end' | 'boundary' | 'pass' | 'match'
  readonly holds: UnitTest
  /** Without those that are passed, once the pattern is read. */
  next: Step[]
  /** Its place among the steps of all patterns that were read together; of a match, the complement of the pattern's. */
  readonly number: number
}

/** Part of a pattern: where it begins and where it goes on. */
type Part = {readonly first: Step; readonly last: Step}

/** The steps, and instead of those that are passed what they lead to. */
const withoutPassed = (steps: readonly Step[]): Step[] => {
  const all = new Set(steps)
  // What is added while it is gone through is gone through, too.
  for (const {kind, next} of all) if (kind === 'pass') for (const step of next) all.add(step)
  // Without the room for more that a filter leaves in its lists, of which there are thousands.
  return Array.from(all)
    .filter(({kind}) => kind !== 'pass')
    .slice()
}

const never: UnitTest = () => false

/** Characters that mean something else than themselves, and those that say how often. */
const special = '\\()[].^$|?*+{'
const counting = '?*+{'

/** Repetitions that are spelled out; what repeats more often at least is not understood. */
const mostCopies = 16

/** Reads patterns into steps, numbering them through. */
export class PatternReader {
  /** The tests of all characters that were read, one for each that is written differently. */
  readonly tests = new Map<string, UnitTest>()
  #count = 0
  #pattern: RegExp = /(?:)/
  #source = ''
  #at = 0
  #looksAround = false

  /**
   * The first steps of a pattern, whose match is numbered `index`. A pattern that looks around is read without what it
   * sees there, and `looksAround` says so.
   *
   * @throws Error for a pattern with what is not understood here: capital letters, Unicode mode, named groups,
   * references, other escapes.
   */
  read(pattern: RegExp, index: number): {readonly firsts: readonly Step[]; readonly looksAround: boolean} {
    this.#pattern = pattern
    this.#source = pattern.source
    this.#at = 0
    this.#looksAround = false
    if (pattern.unicode) this.#refuse('the flag `u`')
    const {first, last} = this.#choice()
    if (this.#at < this.#source.length) this.#refuse(`\`${this.#source.charAt(this.#at)}\``)
    last.next.push({kind: 'match', holds: never, next: [], number: ~index})
    const firsts = withoutPassed([first])
    const all = new Set(firsts)
    for (const step of all) {
      step.next = withoutPassed(step.next)
      for (const next of step.next) all.add(next)
    }
    return {firsts, looksAround: this.#looksAround}
  }

  #refuse(what: string): never {
    throw new Error(`Expected a pattern without ${what} here, got ${this.#pattern}`)
  }

  #step(kind: Step['kind'], holds = never): Step {
    this.#count += 1
    return {kind, holds, next: [], number: this.#count}
  }

  #choice(): Part {
    const first = this.#step('pass')
    const last = this.#step('pass')
    for (;;) {
      const option = this.#sequence()
      first.next.push(option.first)
      option.last.next.push(last)
      if (this.#source[this.#at] !== '|') return {first, last}
      this.#at += 1
    }
  }

  #sequence(): Part {
    const first = this.#step('pass')
    let last = first
    while (this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at))) {
      const part = this.#repeated()
      last.next.push(part.first)
      last = part.last
    }
    return {first, last}
  }

  /** A part with what follows of `?`, `*`, `+` and `{1,2}`. Each repetition is read anew. */
  #repeated(): Part {
    const begin = this.#at
    const once = this.#part()
    if (this.#at === this.#source.length || !counting.includes(this.#source.charAt(this.#at))) return once
    const sign = this.#next(/[?*+]|\{(\d+)(,?)(\d*)\}/y)
    if (!sign) return this.#refuse('a sign that counts nothing')
    this.#next(/\?/y)
    const end = this.#at
    const [written, few, comma, many] = sign
    const least = few === undefined ? (written === '+' ? 1 : 0) : Number(few)
    const most =
      few === undefined ? (written === '?' ? 1 : Infinity) : comma ? Number(many || Infinity) : least
    if (least > mostCopies || (most > mostCopies && most < Infinity)) this.#refuse(`\`${written}\``)
    const first = this.#step('pass')
    let last = first
    for (let copy = 0; copy < Math.max(least, most < Infinity ? most : 1); copy += 1) {
      this.#at = begin
      const part = copy === 0 ? once : this.#part()
      const after = this.#step('pass')
      last.next.push(part.first)
      part.last.next.push(after)
      if (copy >= least) last.next.push(after)
      if (most === Infinity && copy >= least - 1) after.next.push(part.first)
      last = after
    }
    this.#at = end
    return {first, last}
  }

  #part(): Part {
    const character = this.#source.charAt(this.#at)
    if (!special.includes(character)) return this.#alone(this.#step('take', this.#letterTest()))
    if (character === '(') return this.#group()
    if (character === '^' || character === '$') {
      this.#at += 1
      return this.#alone(this.#step(character === '^' ? 'start' : 'end'))
    }
    if (this.#next(/\\b/y)) return this.#alone(this.#step('boundary'))
    const [written] = this.#next(/\[\^?(?:\\.|[^\]\\])*\]|\\[dswDSW]|\./y) ?? []
    if (written !== undefined) return this.#alone(this.#step('take', this.#classTest(written)))
    return this.#alone(this.#step('take', this.#letterTest()))
  }

  #alone(step: Step): Part {
    return {first: step, last: step}
  }

  #group(): Part {
    // Of what is looked around at only the place remains.
    const [opening] = this.#next(/\((?:\?(?::|<?[=!]))?/y) ?? ['']
    if (this.#source[this.#at] === '?') this.#refuse('named groups')
    const inside = this.#choice()
    this.#at += 1
    if (opening === '(' || opening === '(?:') return inside
    this.#looksAround = true
    return this.#alone(this.#step('pass'))
  }

  /** Set of characters: what holds for one of them is asked of a pattern made of it alone. */
  #classTest(written: string): UnitTest {
    if (/[A-Z]/.test(written.replace(/\\./g, ''))) this.#refuse('capital letters')
    const only = new RegExp(`^${written}$`)
    return this.#known(written, unit => only.test(String.fromCharCode(unit)))
  }

  #letterTest(): UnitTest {
    const [written, hexadecimal] = this.#next(/\\u([\da-f]{4})/y) ?? []
    if (written !== undefined) return this.#unitTest(written, Number.parseInt(hexadecimal ?? '', 16))
    const isEscaped = this.#source[this.#at] === '\\'
    if (isEscaped) this.#at += 1
    const letter = this.#source.charAt(this.#at)
    this.#at += 1
    if (isEscaped && /[a-z\d]/i.test(letter)) this.#refuse(`\`\\${letter}\``)
    if (letter !== letter.toLowerCase()) this.#refuse('capital letters')
    return this.#unitTest(letter, letter.charCodeAt(0))
  }

  #unitTest(written: string, wanted: number): UnitTest {
    return this.#known(written, unit => unit === wanted)
  }

  #known(written: string, test: UnitTest): UnitTest {
    const before = this.tests.get(written)
    if (before) return before
    this.tests.set(written, test)
    return test
  }

  /** What matches at the place in hand; goes on behind it. */
  #next(wanted: RegExp): RegExpExecArray | null {
    wanted.lastIndex = this.#at
    const found = wanted.exec(this.#source)
    this.#at += found?.[0].length ?? 0
    return found
  }
}
