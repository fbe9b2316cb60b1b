/** Most of what logarithms are taken of are small counts. */
const SIZE = 4096
const known = Float64Array.from({length: SIZE}, (_, value) => Math.log1p(value))

/** `Math.log1p`, looked up where it can be. */
export const log1p = (value: number): number => {
  const whole = value | 0
  return whole === value && whole >= 0 && whole < SIZE ? (known[whole] as number) : Math.log1p(value)
}

export const signedLog1p = (value: number): number => (value < 0 ? -log1p(-value) : log1p(value))
