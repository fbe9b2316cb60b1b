import type {TreesData} from './swap-trees.ts'
import {codeSteps} from './swap-trees.ts'
import {
  add,
  addBytes,
  addDoubles,
  constant,
  double,
  get,
  isBelow,
  loadByte,
  loadSingle,
  loadVector,
  multiply,
  openRoom,
  type Routine,
  repeatWhile,
  roomFor,
  set,
  storeVector,
  subtract,
  toDouble,
  types,
} from './wasm-code.ts'

/** Bytes of a vector. */
const wide = 16

/** Trees made ready: sums for the row of codes that stands in `codes`. */
export type TreeSums<Name extends string> = {readonly codes: Uint8Array} & Readonly<
  Record<Name, () => number>
>

/**
 * Makes sums of oblivious trees quick. A leaf's number is a sum of bits, each of which depends on one column alone; so
 * for every code of a column the share that it has in the leaves of all trees is made before, a byte for each tree, and
 * the leaves of a row are found by adding up one such line of bytes for each column.
 *
 * @param width Columns of a row.
 */
export const openTrees = <Name extends string>(
  named: Readonly<Record<Name, TreesData>>,
  width: number,
): TreeSums<Name> => {
  const all = (Object.entries(named) as [Name, TreesData][]).map(([name, data]) => {
    const trees = data.columns.length / data.depth
    const stride = Math.ceil(trees / wide) * wide
    return {name, data, trees, stride, tableBytes: width * codeSteps * stride}
  })
  const room = openRoom(
    all.reduce(
      (sum, {data, tableBytes}) => sum + roomFor(tableBytes) + roomFor(4 * data.leaves.length),
      roomFor(width) + roomFor(Math.max(...all.map(({stride}) => stride))),
    ),
  )
  const codes = room.take(width)
  const leafNumbers = room.take(Math.max(...all.map(({stride}) => stride)))
  const routines = all.map(({name, data, trees, stride, tableBytes}) => {
    const table = room.take(tableBytes)
    fillTable(new Uint8Array(room.buffer, table, tableBytes), data, stride)
    const leaves = room.take(4 * data.leaves.length)
    new Float32Array(room.buffer, leaves, data.leaves.length).set(data.leaves)
    return {
      routine: sumOf(name, {data, width, trees, stride, codes, leafNumbers, table, leaves}),
      table,
      stride,
    }
  })
  type Pile = {pile: (from: number, to: number, stride: number) => void}
  const compiled = room.compile<Readonly<Record<Name, () => number>> & Pile>([
    ...routines.map(({routine}) => routine),
    pileUp,
  ])
  // The steps of each column are added up.
  for (const {table, stride} of routines) {
    const column = codeSteps * stride
    for (let from = table; from < table + width * column; from += column)
      compiled.pile(from + stride, from + column, stride)
  }
  return {...compiled, codes: new Uint8Array(room.buffer, codes, width)}
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
  readonly width: number
  readonly trees: number
  readonly stride: number
  readonly codes: number
  readonly leafNumbers: number
  readonly table: number
  readonly leaves: number
}

const {integer, vector} = types

const sumOf = (name: string, shape: Shape): Routine => {
  const {data, width, trees, stride, codes, leafNumbers, table, leaves} = shape
  const [at, lines, line, sum] = [0, 1, 2, 3]
  const vectors = Array.from({length: stride / wide}, (_, index) => index)
  const leaf = add(
    multiply(get(at), constant(4 << data.depth)),
    multiply(loadByte(get(at), leafNumbers), constant(4)),
  )
  return {
    name,
    parameters: [],
    results: [types.double],
    locals: [integer, integer, integer, types.double, ...vectors.map(() => vector)],
    body: [
      repeatWhile(isBelow(get(at), constant(width)), [
        set(line, add(get(lines), multiply(loadByte(get(at), codes), constant(stride)))),
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
