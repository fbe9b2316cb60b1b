import {readFileSync, statSync} from 'node:fs'
import {type Room, roomFor} from '../compute/wasm-code.ts'
import {type FitRoutines, fitRoutines} from './fit-kernel.ts'
import {readInto} from './read-bytes.ts'

/** Neighbours looked at on either side; the vectors are trained for it. */
export const reach = 4
/** Words of a text whose vectors are at hand, a power of two: more than a unit and its neighbours. */
export const heldWords = 32
/** States that may be in use at a time. */
export const heldStates = 6
/** At least as many as the candidate table holds for a word; a multiple of four, as they are worked out in fours. */
export const mostCandidates = 32

/**
 * How well a word fits its neighbours; see `training/english/vectors.ts`. All numbers lie in the memory of the kernel
 * that works on them, and are named by their places in it.
 */
export type WordVectors = FitRoutines & {
  /** Room for the vectors of `heldWords` words of a text, as doubles, then for one of zeros. */
  readonly words: number
  /** Room for `heldStates` states. */
  readonly states: number
  /** Bytes from one vector of doubles to the next. */
  readonly step: number
  /**
   * Reads a little of each of some words' vectors for nothing, as many at a time as the memory can be asked for: then all
   * lie at hand.
   */
  readonly readAhead: (ids: Int32Array, from: number, to: number) => void
  /** Whose words are at hand: all contexts of a model share its room. */
  readonly holder: {of: object | undefined}
  /** What `fits` writes. */
  readonly candidateFits: Float64Array
  /** See `Candidates`. */
  readonly entries: Uint32Array
}

/** What has to be known before there is room for the vectors. */
export type VectorsShape = {
  readonly dimensions: number
  readonly rows: number
  /** Bytes of `candidates.bin`. */
  readonly entryBytes: number
}

export const readShape = (folder: URL): VectorsShape => {
  const {dimensions, rows}: {dimensions: number; rows: number} = JSON.parse(
    readFileSync(new URL('vectors.json', folder), 'utf8'),
  )
  if (dimensions % 8 !== 0) throw new RangeError(`Expected dimensions by eights, got ${dimensions}`)
  return {dimensions, rows, entryBytes: statSync(new URL('candidates.bin', folder)).size}
}

/**
 * Bytes of each piece in memory. The first is `vectors.bin` as it is: the factors of the words as neighbours, then as
 * themselves, their biases, and a weight for each dimension of each place, near to far on the left, then on the right,
 * all of four bytes; then the words' vectors as neighbours and as themselves, a byte a number.
 */
const pieces = ({dimensions, rows, entryBytes}: VectorsShape) => ({
  file: 4 * (3 * rows + 2 * reach * dimensions) + 2 * rows * dimensions,
  entries: entryBytes,
  places: 8 * 2 * reach * dimensions,
  words: 8 * (heldWords + 1) * dimensions,
  states: 8 * heldStates * dimensions,
  fits: 8 * mostCandidates,
})

/** What `readVectors` takes of a room. */
export const vectorsRoom = (shape: VectorsShape): number =>
  Object.values(pieces(shape)).reduce((sum, bytes) => sum + roomFor(bytes), 0)

/** Reads `vectors.bin` and `candidates.bin`, whose words are compared by their vectors, into a room. */
export const readVectors = (folder: URL, shape: VectorsShape, room: Room): WordVectors => {
  const {dimensions, rows} = shape
  const sizes = pieces(shape)
  const file = room.take(sizes.file)
  const entries = room.take(sizes.entries)
  const places = room.take(sizes.places)
  const words = room.take(sizes.words)
  const states = room.take(sizes.states)
  const fits = room.take(sizes.fits)
  const {buffer} = room
  readInto(folder, 'vectors.bin', new Uint8Array(buffer, file, sizes.file))
  readInto(folder, 'candidates.bin', new Uint8Array(buffer, entries, sizes.entries))
  const weights = 2 * reach * dimensions
  // What is asked for together lies together.
  const scales = new Float32Array(buffer, file + 4 * rows, 2 * rows)
  const [factors, biases] = [scales.slice(0, rows), scales.slice(rows)]
  for (let row = 0; row < rows; row += 1) {
    scales[2 * row] = factors[row] as number
    scales[2 * row + 1] = biases[row] as number
  }
  // In memory as doubles, which saves converting them a thousand times a word.
  new Float64Array(buffer, places, weights).set(new Float32Array(buffer, file + 12 * rows, weights))
  const context = file + 4 * (3 * rows + weights)
  const target = context + rows * dimensions
  const routines = fitRoutines(
    {
      dimensions,
      rows,
      contextFactors: file,
      targetScales: file + 4 * rows,
      context,
      target,
      places,
      entries,
      fits,
    },
    2 * reach,
  )
  const bytes = new Uint8Array(buffer)
  return {
    ...room.compile<FitRoutines>(routines),
    readAhead: (ids, from, to) => {
      let read = 0
      for (let at = from; at < to; at += 1) {
        const id = ids[at] as number
        const row = id < rows ? id * dimensions : 0
        read |= (bytes[context + row] as number) | (bytes[target + row] as number)
      }
      // Else nothing would have to be read.
      bytes[fits] = read
    },
    holder: {of: undefined},
    words,
    states,
    step: 8 * dimensions,
    candidateFits: new Float64Array(buffer, fits, mostCandidates),
    entries: new Uint32Array(buffer, entries, sizes.entries / 4),
  }
}
