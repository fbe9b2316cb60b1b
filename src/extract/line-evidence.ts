/** What a short line may say of authors and dates, as bits. */
export const lineSays = {
  digit: 1,
  /** Figures as in a date. */
  date: 2,
  year: 4,
  /** With figures. */
  copyright: 8,
  /** A word of bylines, with figures. */
  bylineWord: 16,
  /** The line, or a part of it, may begin as bylines do. */
  byline: 32,
} as const

const byline =
  /^(?:(?:[\d./-]{6,10} )?(?:written |posted |words |story |published |submitted )?by[:\s]|(?:von|par|por|di|door|autor|author|автор)[\s:])/i

/** Most lines have neither figures nor several parts. */
const telling = /[\d|•·]/

/** What lines with figures or several parts may say. */
const patterns: readonly (readonly [number, RegExp])[] = [
  [lineSays.digit, /\d/],
  [lineSays.date, /\d{4}|\d[./-]\d\d?[./-]\d\d/],
  [lineSays.year, /\d{4}/],
  [lineSays.copyright, /©|copyright|\(c\)/i],
  [lineSays.bylineWord, /\b(?:by|author|autor|writer|written|words|text|von|par|por|di|door)\b|автор/i],
  [lineSays.byline, new RegExp(`[|•·]\\s*${byline.source.slice(1)}`, 'i')],
]

/** What a line says, as bits of `lineSays`. */
export const lineEvidence = (text: string): number => {
  let says = byline.test(text) ? lineSays.byline : 0
  if (!telling.test(text)) return says
  for (const [bit, pattern] of patterns) if (pattern.test(text)) says |= bit
  return says
}
