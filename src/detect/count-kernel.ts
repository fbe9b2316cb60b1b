import {
  add,
  and,
  bitsOfFour,
  type Code,
  choose,
  constant,
  firstShorts,
  fourOf,
  get,
  isAtMost,
  isBelow,
  isEqual,
  isZero,
  lastShorts,
  loadByte,
  loadEightUnsigned,
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
  storeVector,
  subtract,
  trailingZeros,
  types,
} from '../compute/wasm-code.ts'

/** Runs that are looked up at a time, at most. */
export const mostAsked = 2048
/** Slots that are looked at together. */
const wide = 4
/** Bytes of a slot in memory: a level, a byte of nothing, a mark. */
const slotBytes = 4
const markBytes = 2
/** Slots that are put side by side at a time, at most. */
const mostWoven = 32_768

/** A count table (see `CountTable`) in a kernel's memory, mark and level side by side. */
export type PlacedTable = {readonly slots: number; readonly place: number}

/** Fills in the marks, two bytes each, and levels of the slots from a number on, as many as there is room for. */
export type ReadSlots = (from: number, marks: Uint8Array, levels: Uint8Array) => void

export type Counts = {
  /** Of the runs to look up; see `hashOf`. */
  readonly hashes: Uint32Array
  /** What `lookUp` found of each, 0 when it was not counted. */
  readonly levels: Uint8Array
  /** Looks up the first so many of `hashes`, one at least. */
  readonly lookUp: (count: number, table: number, slots: number) => void
  /** Puts a table into the room, to look up in. */
  readonly place: (slots: number, read: ReadSlots) => PlacedTable
}

/** What `openCounts` takes of a room. */
export const countsRoom =
  roomFor(4 * mostAsked) +
  roomFor(mostAsked) +
  roomFor(1) +
  roomFor(markBytes * mostWoven) +
  roomFor(mostWoven)
/** What a table takes of it. */
export const tableRoom = (slots: number): number => roomFor(slotBytes * (slots + 8))

/** `weave(from, to)`: puts the marks and levels that were copied side by side into the slots `[from, to)`, eight at once. */
const weaveSlots = (marks: number, levels: number): Routine => {
  const [slot, end, mark, eightMarks, eightLevels] = [0, 1, 2, 3, 4]
  const at = get(mark)
  return {
    name: 'weave',
    parameters: [types.integer, types.integer],
    results: [],
    locals: [types.integer, types.vector, types.vector],
    body: [
      repeatWhile(isBelow(get(slot), get(end)), [
        set(eightMarks, loadVector(multiply(at, constant(markBytes)), marks)),
        set(eightLevels, loadEightUnsigned(at, levels)),
        storeVector(get(slot), firstShorts(get(eightLevels), get(eightMarks))),
        storeVector(get(slot), lastShorts(get(eightLevels), get(eightMarks)), 4 * slotBytes),
        set(mark, add(at, constant(8))),
        set(slot, add(get(slot), constant(8 * slotBytes))),
      ]),
    ],
  }
}

/**
 * Makes look-ups quick. A table is larger than a processor's cache, and a look-up by itself mostly waits for memory; so
 * many are made in a row, four slots are compared at once, and no step depends on what was found: the processor then
 * waits for several at a time.
 */
export const openCounts = (room: Room): Counts => {
  const hashes = room.take(4 * mostAsked)
  const found = room.take(mostAsked)
  const touched = room.take(1)
  const [asked, table, slots, at, hash, mark, slot, bits] = [0, 1, 2, 3, 4, 5, 6, 7]
  const hashAtHand = loadInteger(multiply(get(at), constant(4)), hashes)
  const slotAt = (number: Code): Code => add(get(table), multiply(number, constant(slotBytes)))
  const lookUp: Routine = {
    name: 'lookUp',
    parameters: [types.integer, types.integer, types.integer],
    results: [],
    locals: Array.from({length: 5}, () => types.integer),
    body: [
      // Every place is read once for nothing, as many at a time as the memory can be asked for; then all lie at hand.
      repeatWhile(isBelow(get(at), get(asked)), [
        set(bits, or(get(bits), loadByte(slotAt(productAbove(hashAtHand, get(slots)))))),
        set(at, add(get(at), constant(1))),
      ]),
      storeByte(constant(touched), get(bits)),
      set(at, constant(0)),
      repeatWhile(isBelow(get(at), get(asked)), [
        // As in `placeOf` and `markOf` of a count table.
        set(hash, hashAtHand),
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
                loadVector(slotAt(get(slot))),
                fourOf(or(shiftLeft(get(mark), constant(16)), constant(0xffff))),
              ),
            ),
          ),
        ]),
        // The slot's number is of no use any more, what it holds is.
        set(slot, add(get(slot), trailingZeros(get(bits)))),
        set(slot, loadInteger(slotAt(get(slot)))),
        storeByte(
          get(at),
          multiply(get(slot), isEqual(get(mark), shiftRight(get(slot), constant(16)))),
          found,
        ),
        set(at, add(get(at), constant(1))),
      ]),
    ],
  }
  const markRoom = room.take(markBytes * mostWoven)
  const levelRoom = room.take(mostWoven)
  const routines = room.compile<Pick<Counts, 'lookUp'> & {weave: (from: number, to: number) => void}>([
    lookUp,
    weaveSlots(markRoom, levelRoom),
  ])
  return {
    hashes: new Uint32Array(room.buffer, hashes, mostAsked),
    levels: new Uint8Array(room.buffer, found, mostAsked),
    lookUp: routines.lookUp,
    place: (count, read) => {
      // What is woven in eights may end behind the table's end.
      const place = room.take(slotBytes * (count + 8))
      for (let from = 0; from < count; from += mostWoven) {
        const to = Math.min(count, from + mostWoven)
        read(
          from,
          new Uint8Array(room.buffer, markRoom, markBytes * (to - from)),
          new Uint8Array(room.buffer, levelRoom, to - from),
        )
        routines.weave(place + slotBytes * from, place + slotBytes * to)
      }
      // The beginning once more behind the end, so that slots can be read together anywhere.
      const woven = new Uint32Array(room.buffer, place, count + wide)
      for (let more = 0; more < wide; more += 1) woven[count + more] = woven[more % count] as number
      return {slots: count, place}
    },
  }
}
