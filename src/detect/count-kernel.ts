import type {CountTable} from './count-table.ts'
import {
  add,
  and,
  bitsOfFour,
  choose,
  constant,
  fourOf,
  get,
  isAtMost,
  isBelow,
  isEqual,
  isZero,
  loadInteger,
  loadVector,
  multiply,
  or,
  productAbove,
  type Room,
  type Routine,
  repeatWhile,
  roomFor,
  set,
  shiftLeft,
  shiftRight,
  storeByte,
  subtract,
  trailingZeros,
  types,
} from './wasm-code.ts'

/** Runs that are looked up at a time, at most. */
export const mostAsked = 2048
/** Slots that are looked at together. */
const wide = 4
/** Bytes of a slot in memory: a level, a byte of nothing, a mark. */
const slotBytes = 4

/** A count table (see `CountTable`) in a kernel's memory, mark and level side by side. */
export type PlacedTable = {readonly slots: number; readonly place: number}

export type Counts = {
  /** Of the runs to look up; see `hashOf`. */
  readonly hashes: Uint32Array
  /** What `lookUp` found of each, 0 when it was not counted. */
  readonly levels: Uint8Array
  /** Looks up the first so many of `hashes`, one at least. */
  readonly lookUp: (count: number, table: number, slots: number) => void
}

/** What `openCounts` takes of a room. */
export const countsRoom = roomFor(4 * mostAsked) + roomFor(mostAsked)
/** What `placeTable` takes. */
export const tableRoom = (slots: number): number => roomFor(slotBytes * (slots + wide))

/** Puts a table into a room. */
export const placeTable = (room: Room, {slots, marks, levels}: CountTable): PlacedTable => {
  const place = room.take(slotBytes * (slots + wide))
  const woven = new Uint32Array(room.buffer, place, slots + wide)
  for (let slot = 0; slot < slots; slot += 1)
    woven[slot] = ((marks[slot] as number) << 16) | (levels[slot] as number)
  // The beginning once more behind the end, so that slots can be read together anywhere.
  for (let more = 0; more < wide; more += 1) woven[slots + more] = woven[more % slots] as number
  return {slots, place}
}

/**
 * Makes look-ups quick. A table is larger than a processor's cache, and a look-up by itself mostly waits for memory; so
 * many are made in a row, eight slots are compared at once, and no step depends on what was found: the processor then
 * waits for several at a time.
 */
export const openCounts = (room: Room): Counts => {
  const hashes = room.take(4 * mostAsked)
  const found = room.take(mostAsked)
  const [count, table, slots, at, hash, mark, slot, bits] = [0, 1, 2, 3, 4, 5, 6, 7]
  const lookUp: Routine = {
    name: 'lookUp',
    parameters: [types.integer, types.integer, types.integer],
    results: [],
    locals: Array.from({length: 5}, () => types.integer),
    body: [
      repeatWhile(isBelow(get(at), get(count)), [
        // As in `placeOf` and `markOf`.
        set(hash, loadInteger(multiply(get(at), constant(4)), hashes)),
        set(slot, productAbove(get(hash), get(slots))),
        set(mark, and(get(hash), constant(0xffff))),
        set(mark, or(get(mark), isZero(get(mark)))),
        // Hardly ever do all marks lie above: then go on, from the end to the beginning.
        set(slot, subtract(get(slot), constant(wide))),
        repeatWhile(isZero(get(bits)), [
          set(slot, add(get(slot), constant(wide))),
          set(slot, choose(get(slot), subtract(get(slot), get(slots)), isBelow(get(slot), get(slots)))),
          set(
            bits,
            bitsOfFour(
              isAtMost(
                loadVector(add(get(table), multiply(get(slot), constant(slotBytes)))),
                fourOf(or(shiftLeft(get(mark), constant(16)), constant(0xffff))),
              ),
            ),
          ),
        ]),
        // The slot's number is of no use any more, what it holds is.
        set(slot, add(get(slot), trailingZeros(get(bits)))),
        set(slot, loadInteger(add(get(table), multiply(get(slot), constant(slotBytes))))),
        storeByte(
          get(at),
          multiply(get(slot), isEqual(get(mark), shiftRight(get(slot), constant(16)))),
          found,
        ),
        set(at, add(get(at), constant(1))),
      ]),
    ],
  }
  return {
    ...room.compile<Pick<Counts, 'lookUp'>>([lookUp]),
    hashes: new Uint32Array(room.buffer, hashes, mostAsked),
    levels: new Uint8Array(room.buffer, found, mostAsked),
  }
}
