/**
 * A read-only map from short runs of word ids to rounded counts: open addressing over 16-bit fingerprints, three
 * bytes a slot and no keys, so that a million runs take four megabytes and none can be listed. A run that was never
 * counted is mistaken for another about once in 30,000 look-ups.
 *
 * From a run's own place on, marks fall until the run's mark or a smaller one (Amble and Knuth, Ordered hash tables,
 * 1974): most look-ups are for runs that were never counted, and they end as soon as the others.
 */
export type CountTable = {
  readonly slots: number
  readonly marks: Uint16Array
  readonly levels: Uint8Array
}

/** Counts are kept as `round(levelsPerDoubling * log2(count)) + 1`. */
export const levelsPerDoubling = 14

/** Mixes up to three word ids into 32 bits (the finaliser of MurmurHash3 over a running product). */
export const hashOf = (first: number, second: number, third: number): number => {
  let hash = Math.imul(first + 0x9e3779b1, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 13) ^ third, 0x27d4eb2f)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** A table with room for fewer than `slots` entries. */
export const emptyTable = (slots: number): CountTable => ({
  slots,
  marks: new Uint16Array(slots),
  levels: new Uint8Array(slots),
})

// The place comes from the high bits, the mark from the low ones.
const placeOf = (hash: number, slots: number): number => Math.floor((hash * slots) / 4294967296)
const markOf = (hash: number): number => hash & 0xffff || 1

/** Puts a count in; the table must have free slots. Two runs with the same place and mark keep the larger count. */
export const putCount = (table: CountTable, ids: readonly [number, number, number], count: number): void => {
  const hash = hashOf(ids[0], ids[1], ids[2])
  const {slots, marks, levels} = table
  let mark = markOf(hash)
  let level = Math.min(255, Math.round(levelsPerDoubling * Math.log2(count)) + 1)
  for (let slot = placeOf(hash, slots); mark !== 0; slot = slot + 1 === slots ? 0 : slot + 1) {
    const found = marks[slot] as number
    const known = levels[slot] as number
    if (found > mark) continue
    marks[slot] = mark
    levels[slot] = found === mark ? Math.max(known, level) : level
    // What stood here goes further down, unless it was the same or nothing.
    if (found === mark) return
    mark = found
    level = known
  }
}
