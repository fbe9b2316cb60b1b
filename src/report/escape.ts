const controls = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Text from a file made safe for a terminal: control and format characters are shown as `\u{…}`, never sent. */
export const escapeTerminal = (text: string): string =>
  text.replace(controls, character =>
    character === '\t' ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )

/** At most `length` characters of one line, cut at the end with `…`, safe for a terminal. */
export const clip = (text: string, length: number): string => {
  const line = escapeTerminal(text.slice(0, length * 2).replace(/\s+/g, ' '))
  const characters = Array.from(line)
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : line
}
