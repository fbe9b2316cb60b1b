/**
 * Units of UTF-16 that can be folded one by one, without looking at the text around them: those of the Latin letters
 * that Western languages use, and general punctuation. That is nearly all that nearly all pages hold; whatever has
 * another unit is folded as a text.
 */
const runs = [
  [0, 0x180],
  [0x2000, 0x2070],
] as const

/** Stands for a unit that cannot be folded alone: marks that join the letter before, fractions, ligatures. */
export const NOT_ALONE = 0
/** Stands for a unit between words. */
export const BETWEEN = 1

const space = 0x20
const zero = 0x30

/** The units, and what each of them is when it is folded. */
const foldedUnits: readonly (readonly [unit: number, folded: string])[] = runs.flatMap(([from, to]) =>
  Array.from({length: to - from}, (_, index) => {
    const unit = from + index
    return [unit, String.fromCharCode(unit).normalize('NFKC').toLowerCase()] as const
  }),
)

const foldedBy = (fold: (folded: string) => number): Uint16Array => {
  const units = new Uint16Array(0x2070)
  for (const [unit, folded] of foldedUnits) units[unit] = folded.length === 1 ? fold(folded) : NOT_ALONE
  return units
}

/** By unit: what it is in the key of a line, where white space is one space and every number a zero. */
export const keyUnits = foldedBy(folded =>
  /\s/.test(folded) ? space : /\p{N}/u.test(folded) ? zero : folded.charCodeAt(0),
)

/** By unit: what it is in a word, or `BETWEEN`. */
export const wordUnits = foldedBy(folded =>
  /[\p{L}\p{N}\p{M}]/u.test(folded) ? folded.charCodeAt(0) : BETWEEN,
)
