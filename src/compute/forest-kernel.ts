import {
  add,
  addDoubles,
  andBits,
  andNot,
  constant,
  double,
  fourOf,
  get,
  isAboveInFour,
  isAnyTrue,
  isBelow,
  laneOf,
  leastOfFour,
  loadFourOf,
  loadInteger,
  loadLane,
  loadSingle,
  loadVector,
  mostOfFour,
  multiply,
  openRoom,
  type Routine,
  repeatWhile,
  roomFor,
  set,
  shiftLeft,
  storeDouble,
  storeVector,
  toDouble,
  trailingZeros,
  types,
  when,
} from './wasm-code.ts'

/** A sum of regression trees over a row of features, as flat arrays. */
export type Forest = {
  /** First node of each tree; a tree of one leaf has the leaf's complement here. */
  readonly roots: Int32Array
  readonly feature: Uint16Array
  /** A value above it goes right. */
  readonly threshold: Float32Array
  /** Child nodes; a negative one is the complement of a leaf. */
  readonly left: Int32Array
  readonly right: Int32Array
  readonly leaf: Float32Array
}

/** A forest made ready. */
export type ForestSums = {
  /** Room for rows of features, one behind the other. */
  readonly rows: Float32Array
  /** The forest's sum for each of the first `count` rows, until the next call. */
  readonly sums: (count: number) => Float64Array
}

/** The leaves of a tree that are still possible are the bits of one number. */
const MOST_LEAVES = 32
/** Rows that are looked at together. */
const lanes = 4
/** Bytes of a number, of a number for each lane, and of a split: threshold, leaves that go, place of the tree's leaves. */
const single = 4
const vector = lanes * single
const splitCells = 4
const splitBytes = splitCells * single

type Split = {
  readonly feature: number
  readonly threshold: number
  readonly tree: number
  /** The leaves that are not left when a row is above the threshold. */
  readonly below: number
}

const bitsUpTo = (count: number): number => (count >= MOST_LEAVES ? -1 : (1 << count) - 1)

/** All splits by feature and threshold, and each tree's leaves from left to right. */
const splitsOf = (forest: Forest): {splits: Split[]; leaves: number[][]} => {
  const {roots, feature, threshold, left, right, leaf} = forest
  const splits: Split[] = []
  const leaves: number[][] = []
  for (let tree = 0; tree < roots.length; tree++) {
    const own: number[] = []
    // Depth first, left to right: a negative entry is a leaf, as in the forest; a split waits until its left is done.
    const waiting: {readonly node: number; readonly opened?: number}[] = [{node: roots[tree] as number}]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const {node, opened} = next
      if (node < 0) {
        own.push(leaf[~node] as number)
      } else if (opened === undefined) {
        waiting.push({node: right[node] as number}, {node, opened: own.length}, {node: left[node] as number})
      } else {
        splits.push({
          feature: feature[node] as number,
          threshold: threshold[node] as number,
          tree,
          below: bitsUpTo(own.length) & ~bitsUpTo(opened),
        })
      }
    }
    if (own.length > MOST_LEAVES)
      throw new Error(`Expected trees of at most ${MOST_LEAVES} leaves, got one of ${own.length}`)
    leaves.push(own)
  }
  // Behind the last threshold of each feature stands one that no row passes.
  for (const name of new Set(splits.map(split => split.feature)))
    splits.push({feature: name, threshold: Infinity, tree: 0, below: 0})
  splits.sort((a, b) => a.feature - b.feature || a.threshold - b.threshold)
  return {splits, leaves}
}

/**
 * Makes a forest ready to be summed for up to `most` rows of `width` features at a time, by the QuickScorer algorithm
 * (Lucchese et al., SIGIR 2015), for four rows at once (V-QuickScorer, SIGIR 2016): instead of walking the trees, it goes
 * through the thresholds of each feature from the lowest until no row passes, and crosses out the leaves that each
 * passed one excludes. The first leaf left of each tree is the one a walk ends in. Thresholds that all rows pass are gone
 * through once, those that none passes not at all. No feature may be NaN.
 *
 * @throws Error where a tree has more than 32 leaves.
 */
export const openForest = (
  forest: Forest,
  {width, most}: {readonly width: number; readonly most: number},
): ForestSums => {
  const {splits, leaves} = splitsOf(forest)
  const features: number[] = []
  /** The first split of each feature. */
  const from: number[] = []
  splits.forEach(({feature}, index) => {
    if (feature === features.at(-1)) return
    features.push(feature)
    from.push(index)
  })
  const treeCount = leaves.length
  const mostLeaves = Math.max(1, ...leaves.map(({length}) => length))
  const groups = Math.ceil(most / lanes)
  const sizes = {
    // Vectors are read over the end of a row.
    rows: groups * lanes * width * single + vector,
    sums: groups * lanes * 8,
    extremes: 2 * (width * single + vector),
    leaves: treeCount * mostLeaves * single,
    shared: treeCount * single,
    left: treeCount * vector,
    splits: splits.length * splitBytes,
    columns: features.length * 2 * single,
  }
  const room = openRoom(Object.values(sizes).reduce((sum, bytes) => sum + roomFor(bytes), 0))
  const at = Object.fromEntries(
    Object.entries(sizes).map(([name, bytes]) => [name, room.take(bytes)]),
  ) as Record<keyof typeof sizes, number>
  const {buffer} = room
  const rows = new Float32Array(buffer, at.rows, most * width)
  const sums = new Float64Array(buffer, at.sums, most)
  const least = new Float32Array(buffer, at.extremes, width)
  const greatest = new Float32Array(buffer, at.extremes + width * single + vector, width)
  const shared = new Int32Array(buffer, at.shared, treeCount)
  const columns = new Int32Array(buffer, at.columns, features.length * 2)
  const leafTable = new Float32Array(buffer, at.leaves, treeCount * mostLeaves)
  leaves.forEach((own, tree) => {
    leafTable.set(own, tree * mostLeaves)
  })
  const thresholds = new Float32Array(buffer, at.splits, splits.length * splitCells)
  const rest = new Int32Array(buffer, at.splits, splits.length * splitCells)
  splits.forEach(({threshold, below, tree}, index) => {
    const cell = index * splitCells
    thresholds[cell] = threshold
    rest[cell + 1] = below
    rest[cell + 2] = tree * vector
  })
  const {findExtremes, sumUp} = room.compile<{
    findExtremes: (end: number) => void
    sumUp: (end: number, columnsEnd: number) => void
  }>([extremesRoutine(at, width), sumRoutine(at, {width, treeCount, mostLeaves})])

  return {
    rows,
    sums: count => {
      if (count === 0 || treeCount === 0) return sums.subarray(0, count).fill(0)
      const end = at.rows + count * width * single
      findExtremes(end)
      shared.fill(-1)
      let varying = 0
      for (let index = 0; index < features.length; index++) {
        const column = features[index] as number
        let cell = (from[index] as number) * splitCells
        for (; (least[column] as number) > (thresholds[cell] as number); cell += splitCells) {
          const tree = (rest[cell + 2] as number) / vector
          shared[tree] = (shared[tree] as number) & ~(rest[cell + 1] as number)
        }
        // Columns in which rows pass different thresholds, and the thresholds from the first that not all pass.
        if ((greatest[column] as number) <= (thresholds[cell] as number)) continue
        columns[varying++] = column * single
        columns[varying++] = at.splits + cell * single
      }
      sumUp(end, at.columns + varying * single)
      return sums.subarray(0, count)
    },
  }
}

type Places = Readonly<
  Record<'rows' | 'sums' | 'extremes' | 'leaves' | 'shared' | 'left' | 'splits' | 'columns', number>
>

/** `findExtremes(end)`: the least and the greatest value of each column over the rows up to `end`, four columns at once. */
const extremesRoutine = ({rows, extremes}: Places, width: number): Routine => {
  const [end, column, cell, low, high] = [0, 1, 2, 3, 4]
  const rowBytes = width * single
  return {
    name: 'findExtremes',
    parameters: [types.integer],
    results: [],
    locals: [types.integer, types.integer, types.vector, types.vector],
    body: [
      repeatWhile(isBelow(get(column), constant(rowBytes)), [
        set(cell, add(get(column), constant(rows))),
        set(low, loadVector(get(cell))),
        set(high, get(low)),
        repeatWhile(isBelow(get(cell), get(end)), [
          set(low, leastOfFour(get(low), loadVector(get(cell)))),
          set(high, mostOfFour(get(high), loadVector(get(cell)))),
          set(cell, add(get(cell), constant(rowBytes))),
        ]),
        storeVector(get(column), get(low), extremes),
        storeVector(get(column), get(high), extremes + rowBytes + vector),
        set(column, add(get(column), constant(vector))),
      ]),
    ],
  }
}

/**
 * `sumUp(end, columnsEnd)`: the sums of the rows up to `end`, where rows differ in the columns listed up to `columnsEnd`.
 * Rows past the end that fill up the last four are summed too.
 */
const sumRoutine = (
  places: Places,
  {
    width,
    treeCount,
    mostLeaves,
  }: {readonly width: number; readonly treeCount: number; readonly mostLeaves: number},
): Routine => {
  const {integer} = types
  const [end, columnsEnd, row, sum, tree, column, cell, split, left, values, passed, total] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]
  const rowBytes = width * single
  const everyLane = Array.from({length: lanes}, (_, lane) => lane)
  const valuesOfColumn = everyLane
    .slice(1)
    .reduce((code, lane) => loadLane(get(cell), code, lane, lane * rowBytes), loadFourOf(get(cell)))
  const crossOut = [
    set(passed, isAboveInFour(get(values), loadFourOf(get(split)))),
    set(tree, loadInteger(get(split), 2 * single)),
    storeVector(
      get(tree),
      andNot(loadVector(get(tree), places.left), andBits(get(passed), loadFourOf(get(split), single))),
      places.left,
    ),
    set(split, add(get(split), constant(splitBytes))),
  ]
  const columnsOfRows = when(isBelow(constant(places.columns), get(columnsEnd)), [
    set(column, constant(places.columns)),
    repeatWhile(isBelow(get(column), get(columnsEnd)), [
      set(cell, add(get(row), loadInteger(get(column)))),
      set(split, loadInteger(get(column), single)),
      set(values, valuesOfColumn),
      repeatWhile(isAnyTrue(get(passed)), crossOut),
      set(column, add(get(column), constant(2 * single))),
    ]),
  ])
  return {
    name: 'sumUp',
    parameters: [integer, integer],
    results: [],
    locals: [
      ...[integer, integer, integer, integer, integer, integer],
      ...[types.vector, types.vector, types.vector],
      ...everyLane.map(() => types.double),
    ],
    body: [
      set(row, constant(places.rows)),
      repeatWhile(isBelow(get(row), get(end)), [
        set(tree, constant(0)),
        repeatWhile(isBelow(get(tree), constant(treeCount * single)), [
          storeVector(
            multiply(get(tree), constant(lanes)),
            fourOf(loadInteger(get(tree), places.shared)),
            places.left,
          ),
          set(tree, add(get(tree), constant(single))),
        ]),
        columnsOfRows,
        set(tree, constant(0)),
        set(cell, constant(places.leaves)),
        everyLane.map(lane => set(total + lane, double(0))),
        repeatWhile(isBelow(get(tree), constant(treeCount * vector)), [
          set(left, loadVector(get(tree), places.left)),
          everyLane.map(lane => {
            const leaf = shiftLeft(trailingZeros(laneOf(get(left), lane)), constant(2))
            const value = toDouble(loadSingle(add(get(cell), leaf)))
            return set(total + lane, addDoubles(get(total + lane), value))
          }),
          set(cell, add(get(cell), constant(mostLeaves * single))),
          set(tree, add(get(tree), constant(vector))),
        ]),
        everyLane.map(lane => storeDouble(get(sum), get(total + lane), places.sums + lane * 8)),
        set(sum, add(get(sum), constant(lanes * 8))),
        set(row, add(get(row), constant(lanes * rowBytes))),
      ]),
    ],
  }
}
