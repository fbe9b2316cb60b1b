import {unitsOf} from '../compute/text-units.ts'

/** A word with a capital in front, and what may follow it in a name: `O’Neill`, `McKay`. Not a part of an address. */
const pattern =
  /(?<![\p{L}\p{N}\p{M}_@#/.-])\p{Lu}[\p{Ll}\p{M}]+(?:['’ʼ]\p{Ll}{2,}|\p{Lu}\p{Ll}+)*(?![\p{L}\p{N}\p{M}_/@])/uy

const capital = /\p{Lu}/u

/** Of each unit that was met, whether a name may begin with it. */
const beginnings = new Uint8Array(0x10000)
const begins = 1
const doesNot = 2

const mayBegin = (unit: number): boolean => {
  if (beginnings[unit] === 0) {
    // Half of a pair may be of a capital.
    const isHalf = unit >= 0xd800 && unit <= 0xdbff
    beginnings[unit] = isHalf || capital.test(String.fromCharCode(unit)) ? begins : doesNot
  }
  return beginnings[unit] === begins
}

/** For each unit of ASCII: whether a name never stands behind it, never before it, and whether either is left to the pattern. */
const [notBehind, notBefore, perhaps] = [1, 2, 4]
const sides = new Uint8Array(0x80)
const mark = (units: string, bits: number): void => {
  for (const unit of units) sides[unit.charCodeAt(0)] = (sides[unit.charCodeAt(0)] ?? 0) | bits
}
const small = 'abcdefghijklmnopqrstuvwxyz'
mark(`${small}${small.toUpperCase()}0123456789_@/`, notBehind | notBefore)
mark('#.-', notBehind)
mark(`${small.toUpperCase()}'`, perhaps)

/** Where the small letters from a place on end. Behind a text stand zeros, which are none. */
const endOfSmall = (units: Uint16Array, start: number): number => {
  let at = start
  while ((units[at] as number) >= 0x61 && (units[at] as number) <= 0x7a) at += 1
  return at
}

/** Where the name ends that begins at a place with a capital; 0 where none does. */
const endOfName = (text: string, units: Uint16Array, start: number): number => {
  const before = start === 0 ? 0 : (units[start - 1] as number)
  if (before < 0x80 && ((sides[before] as number) & notBehind) !== 0) return 0
  // Most names are of ASCII: what is not is left to the pattern.
  if (before < 0x80 && (units[start] as number) < 0x80) {
    const end = endOfSmall(units, start + 1)
    const after = units[end] as number
    if (after < 0x80 && ((sides[after] as number) & perhaps) === 0)
      return end === start + 1 || ((sides[after] as number) & notBefore) !== 0 ? 0 : end
  }
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : 0
}

/** The first place from `start` on where a name may begin. */
const nextCapital = (units: Uint16Array, start: number, length: number): number => {
  let at = start
  for (; at < length; at += 1) {
    const unit = units[at] as number
    if (unit < 0x80 ? unit >= 0x41 && unit <= 0x5a : mayBegin(unit)) break
  }
  return at
}

/**
 * The names of a text, as far as capitals tell: where each begins and where it ends, one after the other. Those that
 * the pattern finds, which would be asked at every letter.
 */
export const findNames = (text: string): readonly number[] => {
  const found: number[] = []
  const units = unitsOf(text)
  const {length} = text
  for (let at = nextCapital(units, 0, length); at < length; at = nextCapital(units, at, length)) {
    const end = endOfName(text, units, at)
    if (end > 0) found.push(at, end)
    at = Math.max(end, at + 1)
  }
  return found
}
