import {foldCase} from './word-hash.ts'

/** What a UTF-16 unit is to the scan. */
export const SPACE = 0
export const LETTER = 1
export const DIGIT = 2
export const PUNCTUATION = 3
export const SPACELESS = 4

/** Where in the table of units a class begins, which reaches to the next. */
const beginnings: readonly (readonly [from: number, kind: number])[] = [
  [0, SPACE],
  [0x21, PUNCTUATION],
  [0x30, DIGIT],
  [0x3a, PUNCTUATION],
  [0x41, LETTER],
  [0x5b, PUNCTUATION],
  [0x61, LETTER],
  [0x7b, PUNCTUATION],
  [0xc0, LETTER],
  [0xe00, SPACELESS],
  [0xf00, LETTER],
  [0x2000, PUNCTUATION],
  [0x2c00, LETTER],
  [0x2e80, SPACELESS],
  [0x3000, PUNCTUATION],
  [0x3040, SPACELESS],
  [0xa000, LETTER],
  [0xd800, PUNCTUATION],
  [0xe000, LETTER],
  [0xf900, SPACELESS],
  [0xfb00, LETTER],
  [0xff00, PUNCTUATION],
  [0xff66, SPACELESS],
  [0xffa0, PUNCTUATION],
]

/** Units of another class than those beside them. */
const exceptions: Readonly<Record<number, string>> = {
  [SPACE]: '\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u202f\u3000',
  [LETTER]: '\u00aa\u00b5\u00ba',
  [PUNCTUATION]: '\u00d7\u00f7\u060c\u061b\u061f',
  [SPACELESS]: '\u3005\u3006\u3007',
}

/** The class of every UTF-16 unit. */
export const classes = new Uint8Array(0x10000)
for (const [from, kind] of beginnings) classes.fill(kind, from)
for (const [kind, units] of Object.entries(exceptions))
  for (const unit of units) classes[unit.charCodeAt(0)] = Number(kind)

/** Beyond this unit no letter has another case. */
const lastCased = 0x1eff

/** Every letter as it is hashed, whatever its case; 0 for what is none. */
export const foldedLetters = new Uint16Array(0x10000)
for (let code = 0; code < 0x10000; code++)
  if (classes[code] === LETTER) foldedLetters[code] = code <= lastCased ? foldCase(code) : code

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
