/** Texts up to this length share one place: all but the longest lines there are. */
const longestShared = 1 << 16

const shared = new Uint16Array(longestShared)
const sharedBytes = Buffer.from(shared.buffer)

/**
 * The UTF-16 units of a text, and behind them whatever was there before; good until the next text is asked for. A loop
 * over them takes a fraction of the time of one over the text itself: V8 keeps texts in a dozen ways (whole, as part of
 * another, as a sum, of one byte or of two), and asks which for every character.
 */
export const unitsOf = (text: string): Uint16Array => {
  if (text.length <= longestShared) {
    sharedBytes.write(text, 0, 'utf16le')
    return shared
  }
  const own = new Uint16Array(text.length)
  Buffer.from(own.buffer).write(text, 0, 'utf16le')
  return own
}
