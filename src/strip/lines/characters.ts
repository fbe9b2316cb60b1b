import {foldCase} from './word-hash.ts'

/** What a UTF-16 unit is to the scan. */
export const SPACE = 0
export const LETTER = 1
export const DIGIT = 2
export const PUNCTUATION = 3
export const SPACELESS = 4

const classOf = (code: number): number => {
  if (code <= 32) return SPACE
  if (code < 0x80) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return LETTER
    return code >= 48 && code <= 57 ? DIGIT : PUNCTUATION
  }
  if (code < 0xc0)
    return code === 0xa0 ? SPACE : code === 0xaa || code === 0xb5 || code === 0xba ? LETTER : PUNCTUATION
  if (code < 0xe00)
    return code === 0xd7 || code === 0xf7 || code === 0x60c || code === 0x61b || code === 0x61f
      ? PUNCTUATION
      : LETTER
  if (code < 0xf00) return SPACELESS
  if (code < 0x2000) return LETTER
  if (code < 0x2070) return code <= 0x200a || code === 0x2028 || code === 0x202f ? SPACE : PUNCTUATION
  if (code < 0x2c00) return PUNCTUATION
  if (code < 0x3000) return code < 0x2e80 ? LETTER : SPACELESS
  if (code <= 0x303f)
    return code === 0x3000 ? SPACE : code >= 0x3005 && code <= 0x3007 ? SPACELESS : PUNCTUATION
  if (code < 0xa000) return SPACELESS
  if (code < 0xac00) return LETTER
  if (code <= 0xd7ff) return LETTER
  if (code < 0xe000) return PUNCTUATION
  if (code >= 0xf900 && code < 0xfb00) return SPACELESS
  if (code >= 0xff00) return code >= 0xff66 && code <= 0xff9f ? SPACELESS : PUNCTUATION
  return LETTER
}

/** The class of every UTF-16 unit. */
export const classes = new Uint8Array(0x10000)
/** Every letter as it is hashed, whatever its case; 0 for what is none. */
export const foldedLetters = new Uint16Array(0x10000)
for (let code = 0; code < classes.length; code++) {
  const kind = classOf(code)
  classes[code] = kind
  if (kind === LETTER) foldedLetters[code] = foldCase(code)
}

/** Ends of lines: 0 a word, 1 a sentence, 2 a question, 3 an ellipsis, 4 a colon, 5 other punctuation. */
export const endOf = (line: string): number => {
  let index = line.length - 1
  while (index > 0 && '"\'”’»)]」』）*'.includes(line.charAt(index))) index--
  const last = line.charAt(index)
  if (last === '…' || (last === '.' && line.charAt(index - 1) === '.') || line.endsWith('[…]')) return 3
  if ('.!。！।'.includes(last)) return 1
  if ('?？؟'.includes(last)) return 2
  if (last === ':' || last === '：') return 4
  return classes[last.charCodeAt(0)] === PUNCTUATION ? 5 : 0
}

/** Beginnings of lines: 0 lower case or a script without case, 1 a capital, 2 a digit, 3 a quote, 4 a bullet or sign. */
export const startOf = (line: string): number => {
  const code = line.charCodeAt(0)
  const kind = classes[code] as number
  if (kind === DIGIT) return 2
  if (kind === PUNCTUATION) return '"\'“„«‘「『'.includes(line.charAt(0)) ? 3 : 4
  return kind === LETTER && isUpper(code) ? 1 : 0
}

export const isUpper = (code: number): boolean => foldCase(code) !== code
