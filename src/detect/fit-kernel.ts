import {
  add,
  addDoubles,
  addPairs,
  bothOf,
  type Code,
  call,
  choose,
  constant,
  firstFour,
  firstOf,
  firstPair,
  get,
  isBelow,
  lastFour,
  lastPair,
  loadEightBytes,
  loadInteger,
  loadPair,
  loadSingle,
  multiply,
  multiplyDoubles,
  multiplyPairs,
  type Routine,
  repeatWhile,
  secondOf,
  set,
  shiftRight,
  storeDouble,
  storePair,
  toDouble,
  types,
} from './wasm-code.ts'

/** Where everything lies in the memory, in bytes; see `WordVectors` for what it is. */
export type FitLayout = {
  readonly dimensions: number
  readonly rows: number
  readonly contextFactors: number
  readonly targetFactors: number
  readonly bias: number
  readonly context: number
  readonly target: number
  /** As doubles. */
  readonly places: number
  readonly entries: number
  readonly fits: number
}

const {integer, double, vector} = types

/** Eight bytes of a vector as four pairs of doubles, in order. */
const pairsOf = (eight: Code): Code[] =>
  [firstFour(eight), lastFour(eight)].flatMap(four => [firstPair(four), lastPair(four)])

/** Numbers from 0 up, below the end. */
const upTo = (end: number): number[] => Array.from({length: end}, (_, index) => index)

/** `take(id, to)`: writes the vector that a word has as a neighbour, as doubles. */
const takeWord = ({dimensions, rows, contextFactors, context}: FitLayout): Routine => {
  const [id, to, row, end, factor, eight] = [0, 1, 2, 3, 4, 5]
  return {
    name: 'take',
    parameters: [integer, integer],
    results: [],
    locals: [integer, integer, vector, vector],
    body: [
      set(row, choose(get(id), constant(0), isBelow(get(id), constant(rows)))),
      set(factor, bothOf(toDouble(loadSingle(multiply(get(row), constant(4)), contextFactors)))),
      set(row, multiply(get(row), constant(dimensions))),
      set(end, add(get(row), constant(dimensions))),
      repeatWhile(isBelow(get(row), get(end)), [
        set(eight, loadEightBytes(get(row), context)),
        pairsOf(get(eight)).map((pair, index) =>
          storePair(get(to), multiplyPairs(get(factor), pair), 16 * index),
        ),
        set(to, add(get(to), constant(64))),
        set(row, add(get(row), constant(8))),
      ]),
    ],
  }
}

/**
 * `move(r₀, …, state)`: the sum of the neighbours' vectors, each scaled by its place. Neighbours are added in their
 * order, so that the sum is what it is in plain code to the last bit.
 */
const moveState = ({dimensions, places}: FitLayout, neighbours: number): Routine => {
  const state = neighbours
  const at = neighbours + 1
  const bytes = 8 * dimensions
  const product = (neighbour: number, offset: number): Code =>
    multiplyPairs(loadPair(get(at), places + neighbour * bytes + offset), loadPair(get(neighbour), offset))
  const steps = [0, 16, 32, 48]
  return {
    name: 'move',
    parameters: upTo(neighbours + 1).map(() => integer),
    results: [],
    locals: [integer],
    body: [
      repeatWhile(isBelow(get(at), constant(bytes)), [
        ...steps.map(offset =>
          storePair(
            get(state),
            upTo(neighbours)
              .map(neighbour => product(neighbour, offset))
              .reduce((sum, next) => addPairs(sum, next)),
            offset,
          ),
        ),
        ...upTo(neighbours + 2).map(local => set(local, add(get(local), constant(64)))),
      ]),
    ],
  }
}

/** `fit(id, state)`: the product of a word's own vector and the state, with its bias. */
const fitWord = ({dimensions, rows, target, targetFactors, bias}: FitLayout): Routine => {
  const [id, state, at, end, sum, eight] = [0, 1, 2, 3, 4, 5]
  const ownNumber = (place: number): Code => toDouble(loadSingle(multiply(get(id), constant(4)), place))
  return {
    name: 'fit',
    parameters: [integer, integer],
    results: [double],
    locals: [integer, integer, vector, vector],
    body: [
      set(id, choose(get(id), constant(0), isBelow(get(id), constant(rows)))),
      set(at, multiply(get(id), constant(dimensions))),
      set(end, add(get(at), constant(dimensions))),
      repeatWhile(isBelow(get(at), get(end)), [
        set(eight, loadEightBytes(get(at), target)),
        pairsOf(get(eight)).map((pair, index) =>
          set(sum, addPairs(get(sum), multiplyPairs(pair, loadPair(get(state), 16 * index)))),
        ),
        set(state, add(get(state), constant(64))),
        set(at, add(get(at), constant(8))),
      ]),
      addDoubles(
        multiplyDoubles(addDoubles(firstOf(get(sum)), secondOf(get(sum))), ownNumber(targetFactors)),
        ownNumber(bias),
      ),
    ],
  }
}

/** `fits(begin, end, state)`: the fits of some of the candidates, one at least, into the room for them. */
const fitCandidates = ({entries, fits: room}: FitLayout, fitIndex: number): Routine => {
  const [begin, end, state, to] = [0, 1, 2, 3]
  return {
    name: 'fits',
    parameters: [integer, integer, integer],
    results: [],
    locals: [integer],
    body: [
      repeatWhile(isBelow(get(begin), get(end)), [
        storeDouble(
          get(to),
          call(
            fitIndex,
            shiftRight(loadInteger(multiply(get(begin), constant(4)), entries), constant(8)),
            get(state),
          ),
          room,
        ),
        set(to, add(get(to), constant(8))),
        set(begin, add(get(begin), constant(1))),
      ]),
    ],
  }
}

/** The kernel's routines, as they are called. */
export type FitRoutines = {
  /** Writes the vector that a word has as a neighbour, as doubles. */
  readonly take: (id: number, to: number) => void
  /** Writes the sum of the neighbours' vectors, each scaled by its place. */
  readonly move: (...addresses: number[]) => void
  /** How well a word fits a state. */
  readonly fit: (id: number, state: number) => number
  /** The same for the candidates `[begin, end)`, at least one, into the room for them. */
  readonly fits: (begin: number, end: number, state: number) => void
}

/**
 * The inner loops over vectors, in a fifth of the time that plain code takes: two numbers are worked on at once, and no
 * place is checked.
 */
export const fitRoutines = (layout: FitLayout, neighbours: number): readonly Routine[] => [
  takeWord(layout),
  moveState(layout, neighbours),
  fitWord(layout),
  fitCandidates(layout, 2),
]
