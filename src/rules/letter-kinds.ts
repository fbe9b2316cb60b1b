/**
 * Letters are told apart in 64 kinds, so that those of a line are two words of bits: the space, the letters of ASCII
 * without their case, all figures together, four kinds beyond ASCII, and each sign of ASCII for itself, in the second word.
 */
export type LetterKinds = {readonly low: number; readonly high: number}

export const spaceKind = 0
export const figureKind = 27
const [latin1Kind, latinKind, middleKind, farKind] = [28, 29, 30, 31]
const firstSign = 32

/** For each unit of ASCII its kind. The grave accent is no sign of its own, as it is a quote to patterns. */
const ofAscii = new Uint8Array(0x80).fill(firstSign)
let signs = firstSign + 1
for (let unit = 0x21; unit < 0x7f; unit += 1) {
  const lower = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit
  if (lower >= 0x61 && lower <= 0x7a) ofAscii[unit] = lower - 0x60
  else if (unit >= 0x30 && unit <= 0x39) ofAscii[unit] = figureKind
  else if (unit !== 0x60) ofAscii[unit] = signs++
}
ofAscii[0x20] = spaceKind

/** The kind of a UTF-16 unit, 0..63. */
export const letterKind = (unit: number): number => {
  if (unit < 0x80) return ofAscii[unit] as number
  if (unit < 0xc0) return latin1Kind
  return unit < 0x250 ? latinKind : unit < 0x2000 ? middleKind : farKind
}

export const noKinds: LetterKinds = {low: 0, high: 0}

/** All kinds that letters beyond ASCII, or such as mean nothing, may be. */
export const kindsBeyond: LetterKinds = {
  low: (1 << latin1Kind) | (1 << latinKind) | (1 << middleKind) | (1 << farKind),
  high: 0,
}

export const kindsOfUnit = (unit: number): LetterKinds => {
  const kind = letterKind(unit)
  return kind < firstSign ? {low: 1 << kind, high: 0} : {low: 0, high: 1 << (kind - firstSign)}
}

export const allKinds = (left: LetterKinds, right: LetterKinds): LetterKinds => ({
  low: left.low | right.low,
  high: left.high | right.high,
})

/** Whether all of the kinds are among the others. */
export const areAmong = (kinds: LetterKinds, others: LetterKinds): boolean =>
  (kinds.low & ~others.low) === 0 && (kinds.high & ~others.high) === 0

export const hasKind = ({low, high}: LetterKinds, kind: number): boolean =>
  (((kind < firstSign ? low : high) >>> (kind & 31)) & 1) === 1
