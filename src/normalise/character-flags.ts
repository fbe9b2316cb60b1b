import {unitAt} from '../document/unit-at.ts'
import {charsetMask, leadCodes} from './mojibake-charsets.ts'

/** What a character may need: the passes of the normaliser look only at text that holds one of their flags. */
export const flag = {
  /** White space other than a plain space. */
  space: 1,
  /** `&`, which may begin a character reference. */
  ampersand: 2,
  /** Controls, zero-width and bidi characters, soft hyphens, tags. */
  invisible: 4,
  /** Characters that may change under NFC, or that are compatibility forms (ligatures, full width). */
  form: 8,
  /** Two characters that a UTF-8 sequence turns into when it is read with a one-byte charset; and `Ã` anywhere. */
  mojibake: 16,
  /** May be the first of those two. */
  lead: 32,
  /** Quotes, dashes and ellipses that folding writes in ASCII. */
  fold: 64,
  /** Halves of a pair; one alone counts as invisible. */
  surrogate: 128,
} as const

type Ranges = readonly (readonly [from: number, to: number])[]

const spaces: Ranges = [
  [0x09, 0x0d],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
]

const invisibles: Ranges = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffc],
  [0xfffe, 0xffff],
  // The high surrogate of the tag characters.
  [0xdb40, 0xdb40],
]

/**
 * Wherever NFC may change a character, alone or after another: marks, conjoining jamo, singletons, compositions that
 * NFC excludes; and the compatibility forms. Wider than need be: the pass itself decides.
 */
const forms: Ranges = [
  [0x132, 0x133],
  [0x149, 0x149],
  [0x1c4, 0x1cc],
  [0x1f1, 0x1f3],
  [0x300, 0x36f],
  [0x374, 0x374],
  [0x37e, 0x37e],
  [0x387, 0x387],
  [0x483, 0x489],
  [0x591, 0x5c7],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6ed],
  [0x711, 0x711],
  [0x730, 0x74a],
  [0x7a6, 0xe31],
  [0xe34, 0xe3a],
  [0xe47, 0xe4e],
  [0xe80, 0x11ff],
  [0x135d, 0x135f],
  [0x1712, 0x1dff],
  [0x1f00, 0x1fff],
  [0x20d0, 0x20f0],
  [0x2126, 0x2126],
  [0x212a, 0x212b],
  [0x2329, 0x232a],
  [0x2adc, 0x2adc],
  [0x2c00, 0x2dff],
  [0x302a, 0x302f],
  [0x3099, 0x309a],
  [0xa000, 0xabff],
  [0xf900, 0xfaff],
  [0xfb00, 0xfeff],
  [0xff00, 0xffef],
  // High surrogates, those of most emoji excepted.
  [0xd800, 0xd83b],
  [0xd83f, 0xdb3f],
]

const folds: Ranges = [
  [0xab, 0xab],
  [0xbb, 0xbb],
  [0x2bc, 0x2bc],
  [0x2010, 0x2015],
  [0x2018, 0x201f],
  [0x2026, 0x2026],
  [0x2032, 0x2036],
  [0x2039, 0x203a],
  [0x2212, 0x2212],
]

const table = new Uint8Array(0x10000)
const markRange = (from: number, to: number, bit: number): void => {
  for (let code = from; code <= to; code++) table[code] = (table[code] ?? 0) | bit
}
const mark = (ranges: Ranges, bit: number): void => {
  for (const [from, to] of ranges) markRange(from, to, bit)
}
mark(spaces, flag.space)
mark([[0x26, 0x26]], flag.ampersand)
mark(invisibles, flag.invisible)
mark(forms, flag.form)
mark(folds, flag.fold)
mark([[0xd800, 0xdfff]], flag.surrogate)
mark([[0xc3, 0xc3]], flag.mojibake)
for (const code of leadCodes) table[code] = (table[code] ?? 0) | flag.lead

/** The flags of a UTF-16 code unit. */
export const flagsOf = (code: number): number => table[code] ?? 0

/**
 * The flags of all characters of a text together, in one pass; `flag.space` also where two plain spaces meet, and at
 * a space at either end.
 */
export const textFlags = (text: string): number => {
  let flags = 0
  let previous = 0x20
  for (let index = 0, {length} = text; index < length; index++) {
    const code = unitAt(text, index)
    if (code > 0x20 && code < 0x7f) {
      if (code === 0x26) flags |= flag.ampersand
    } else if (code === 0x20) {
      if (previous === 0x20) flags |= flag.space
    } else {
      flags |= table[code] ?? 0
      if (code >= 0x80 && (table[previous] ?? 0) & flag.lead && charsetMask(previous, code) !== 0)
        flags |= flag.mojibake
    }
    previous = code
  }
  if (previous === 0x20 && text.length > 0) flags |= flag.space
  return flags & flag.surrogate && !text.isWellFormed() ? flags | flag.invisible : flags
}
