/** What the bytes look like. */
export type Guess = {
  /** WHATWG name. */
  readonly encoding: string
  /** 0..1. */
  readonly confidence: number
  /** Whether the bytes speak so clearly that a declaration of another encoding must be wrong. */
  readonly overrulesDeclared: boolean
}

/** The encoding of bytes that are not UTF-8. */
export const guessEncoding = (_bytes: Uint8Array, _mediaType: string, _declared?: string): Guess => ({
  encoding: 'windows-1252',
  confidence: 0.4,
  overrulesDeclared: false,
})

/** How much is looked at. */
const sampleBytes = 65_536

/** Share of the NULs of a UTF-16 text that stand on the side of its high bytes; the rest are U+0100, U+0200, … */
const nullSide = 0.95

/** Share of characters with a zero high byte: spaces, digits and line breaks occur in text of every script. */
const nullShare = 0.01

/** `utf-16le` or `utf-16be` when bytes without a byte order mark are in it. */
export const looksUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined
  const sample = bytes.subarray(0, sampleBytes)
  let even = 0
  let odd = 0
  for (let index = 0; index < sample.length; index += 2) {
    if (sample[index] === 0) even++
    if (sample[index + 1] === 0) odd++
  }
  const units = sample.length / 2
  if (Math.max(even, odd) < units * nullShare) return undefined
  if (odd >= (even + odd) * nullSide) return 'utf-16le'
  return even >= (even + odd) * nullSide ? 'utf-16be' : undefined
}
