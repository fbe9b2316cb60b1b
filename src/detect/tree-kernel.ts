import {
  add,
  addBytes,
  addDoubles,
  choose,
  constant,
  double,
  get,
  isBelow,
  loadByte,
  loadDouble,
  loadSingle,
  loadVector,
  multiply,
  multiplyDoubles,
  openRoom,
  type Routine,
  repeatWhile,
  roomFor,
  set,
  storeVector,
  subtract,
  subtractDoubles,
  toDouble,
  toIntegerAbove,
  types,
} from '../compute/wasm-code.ts'
import {codeSteps, type StepsData, type TreesData} from './swap-trees.ts'

/** Bytes of a vector. */
const wide = 16

/** Trees made ready: sums for the evidence that stands in `row`, of which each looks at the columns it asks about. */
export type TreeSums<Name extends string> = {readonly row: Float32Array} & Readonly<
  Record<Name, () => number>
>

/**
 * Makes sums of oblivious trees quick. A leaf's number is a sum of bits, each of which depends on one column alone; so
 * for every code of a column the share that it has in the leaves of all trees is made before, a byte for each tree, and
 * the leaves of a row are found by adding up one such line of bytes for each column.
 */
export const openTrees = <Name extends string>(
  named: Readonly<Record<Name, TreesData>>,
  steps: StepsData,
): TreeSums<Name> => {
  const width = steps.low.length
  const all = (Object.entries(named) as [Name, TreesData][]).map(([name, data]) => {
    const trees = data.columns.length / data.depth
    const stride = Math.ceil(trees / wide) * wide
    const used = Math.max(-1, ...data.columns) + 1
    return {name, data, trees, used, stride, tableBytes: used * codeSteps * stride}
  })
  const room = openRoom(
    all.reduce(
      (sum, {data, tableBytes}) => sum + roomFor(tableBytes) + roomFor(4 * data.leaves.length),
      roomFor(4 * width) + 2 * roomFor(8 * width) + roomFor(Math.max(...all.map(({stride}) => stride))),
    ),
  )
  const row = room.take(4 * width)
  const low = room.take(8 * width)
  const factor = room.take(8 * width)
  new Float64Array(room.buffer, low, width).set(steps.low)
  new Float64Array(room.buffer, factor, width).set(steps.factor)
  const leafNumbers = room.take(Math.max(...all.map(({stride}) => stride)))
  const routines = all.map(({name, data, trees, used, stride, tableBytes}) => {
    const table = room.take(tableBytes)
    fillTable(new Uint8Array(room.buffer, table, tableBytes), data, stride)
    const leaves = room.take(4 * data.leaves.length)
    new Float32Array(room.buffer, leaves, data.leaves.length).set(data.leaves)
    return {
      routine: sumOf(name, {data, used, trees, stride, row, low, factor, leafNumbers, table, leaves}),
      table,
      used,
      stride,
    }
  })
  type Pile = {pile: (from: number, to: number, stride: number) => void}
  const compiled = room.compile<Readonly<Record<Name, () => number>> & Pile>([
    ...routines.map(({routine}) => routine),
    pileUp,
  ])
  // The steps of each column are added up.
  for (const {table, used, stride} of routines) {
    const column = codeSteps * stride
    for (let from = table; from < table + used * column; from += column)
      compiled.pile(from + stride, from + column, stride)
  }
  return {...compiled, row: new Float32Array(room.buffer, row, width)}
}

/** What a code adds to the one below it: a question's bit where the code is the first above its border. */
const fillTable = (table: Uint8Array, {columns, borders, depth}: TreesData, stride: number): void => {
  columns.forEach((column, index) => {
    const code = (borders[index] ?? 0) + 1
    if (code >= codeSteps) return
    const at = (column * codeSteps + code) * stride + Math.floor(index / depth)
    table[at] = (table[at] as number) + (1 << (depth - 1 - (index % depth)))
  })
}

/** `pile(from, to, stride)`: adds to each vector the one that lies the stride before it. */
const pileUp: Routine = {
  name: 'pile',
  parameters: [types.integer, types.integer, types.integer],
  results: [],
  locals: [],
  body: [
    repeatWhile(isBelow(get(0), get(1)), [
      storeVector(get(0), addBytes(loadVector(get(0)), loadVector(subtract(get(0), get(2))))),
      set(0, add(get(0), constant(wide))),
    ]),
  ],
}

type Shape = {
  readonly data: TreesData
  /** Columns that are asked about lie below this. */
  readonly used: number
  readonly trees: number
  readonly stride: number
  readonly row: number
  readonly low: number
  readonly factor: number
  readonly leafNumbers: number
  readonly table: number
  readonly leaves: number
}

const {integer, vector} = types

const sumOf = (name: string, shape: Shape): Routine => {
  const {data, used, trees, stride, row, low, factor, leafNumbers, table, leaves} = shape
  const [at, lines, line, sum] = [0, 1, 2, 3]
  const vectors = Array.from({length: stride / wide}, (_, index) => index)
  const leaf = add(
    multiply(get(at), constant(4 << data.depth)),
    multiply(loadByte(get(at), leafNumbers), constant(4)),
  )
  const results = [types.double]
  // Loops run once at least.
  if (trees === 0) return {name, parameters: [], results, locals: [], body: [double(data.base)]}
  // A value less the low end of its column, in steps; see `StepsData`.
  const eighths = multiply(get(at), constant(8))
  const value = toDouble(loadSingle(multiply(get(at), constant(4)), row))
  const code = toIntegerAbove(
    multiplyDoubles(subtractDoubles(value, loadDouble(eighths, low)), loadDouble(eighths, factor)),
  )
  return {
    name,
    parameters: [],
    results,
    locals: [integer, integer, integer, types.double, ...vectors.map(() => vector)],
    body: [
      repeatWhile(isBelow(get(at), constant(used)), [
        set(line, code),
        set(line, choose(get(line), constant(codeSteps - 1), isBelow(get(line), constant(codeSteps)))),
        set(line, add(get(lines), multiply(get(line), constant(stride)))),
        ...vectors.map(each =>
          set(4 + each, addBytes(get(4 + each), loadVector(get(line), table + wide * each))),
        ),
        set(lines, add(get(lines), constant(codeSteps * stride))),
        set(at, add(get(at), constant(1))),
      ]),
      ...vectors.map(each => storeVector(constant(leafNumbers), get(4 + each), wide * each)),
      set(at, constant(0)),
      set(sum, double(data.base)),
      repeatWhile(isBelow(get(at), constant(trees)), [
        set(sum, addDoubles(get(sum), toDouble(loadSingle(leaf, leaves)))),
        set(at, add(get(at), constant(1))),
      ]),
      get(sum),
    ],
  }
}
