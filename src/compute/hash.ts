/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units, in 32 bits: where it begins. */
export const hashStart = 0x811c9dc5 | 0

/** A hash with one more unit. */
export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** The last step where all bits must count: the low ones alone are not even enough (finaliser of MurmurHash3). */
export const mixHash = (hash: number): number => {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
