/**
 * What different transliterations and misspellings of one name have in common: `Witkoff`, `Wittkoff` and `Vitkov`
 * give `vitkov`; `Zelensky`, `Zelenskyy` and `Selenskyj` give two keys, `zelenski` and `selenski`.
 *
 * The folding follows what the common romanisations of Cyrillic, Arabic, Greek and Hebrew differ in: `w`/`v`, `y`/`i`/`j`,
 * doubled letters, `kh`/`h`, `zh`/`j`, `ts`/`tz`/`c`, `ck`/`k`/`q`, `ph`/`f`, `ou`/`u`, and the endings `-ski`,
 * `-ov`, `-ev`. Vowels other than those stay: names differ in little else.
 */
export const nameKey = (name: string): string => {
  let key = plain.test(name)
    ? name.toLowerCase()
    : name
        .normalize('NFD')
        .replace(/[\p{M}'’ʼ`ʹ-]/gu, '')
        .toLowerCase()
  let letters = lettersOf(key)
  for (const {needs, pattern, replacement} of foldings) {
    // Most names have nothing to fold: a pattern is tried where its letters are.
    if ((letters & needs) !== needs) continue
    const folded = key.replace(pattern, replacement)
    if (folded === key) continue
    key = folded
    letters = lettersOf(key)
  }
  return key
}

const plain = /^[A-Za-z]+$/

/** Bits beyond the 26 letters: any other letter, and a letter twice in a row. */
const otherLetter = 1 << 26
const doubledLetter = 1 << 27

/** Which letters a lower-case word holds, as bits. */
const lettersOf = (word: string): number => {
  let letters = 0
  let previous = 0
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at)
    letters |= code >= 97 && code <= 122 ? 1 << (code - 97) : otherLetter
    if (code === previous) letters |= doubledLetter
    previous = code
  }
  return letters
}

/** Letters that must be there, a pattern, and what takes its place. */
const foldings = (
  [
    ['ł', /ł/g, 'l'],
    ['ø', /ø/g, 'o'],
    ['đ', /đ/g, 'd'],
    ['ß', /ß/g, 'ss'],
    ['æ', /æ/g, 'ae'],
    ['œ', /œ/g, 'oe'],
    ['ı', /ı/g, 'i'],
    ['sch', /sch(?=[^aeiouy])/g, 'sh'],
    ['tch', /tsch|tch/g, 'ch'],
    ['dj', /dj/g, 'j'],
    ['dzh', /dzh/g, 'j'],
    ['zh', /zh/g, 'j'],
    ['kh', /kh/g, 'h'],
    ['gh', /gh/g, 'g'],
    ['ph', /ph/g, 'f'],
    ['ck', /ck/g, 'k'],
    ['q', /q/g, 'k'],
    ['c', /c(?![hieyz])/g, 'k'],
    ['x', /x/g, 'ks'],
    ['tz', /tz/g, 'ts'],
    ['w', /w/g, 'v'],
    ['o', /ou|oo/g, 'u'],
    ['j', /(?<![^aeiou])j(?![aou])/g, 'i'],
    ['y', /y/g, 'i'],
    ['', /(\p{L})\1+/gu, '$1'],
    ['f', /f$/, 'v'],
    ['ski', /(?<=sk)i+$/, 'i'],
  ] as const
).map(([letters, pattern, replacement]) => ({
  needs: letters === '' ? doubledLetter : lettersOf(letters),
  pattern,
  replacement,
}))

/** The number of letters to insert, delete, replace or swap with a neighbour to get from one to the other (Damerau, 1964). */
export const editDistance = (left: string, right: string): number => {
  const width = right.length + 1
  let beforePrevious = new Uint16Array(width)
  let previous = Uint16Array.from({length: width}, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = new Uint16Array(width)
    current[0] = row
    for (let column = 1; column < width; column++) {
      const same = left[row - 1] === right[column - 1]
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      )
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1]
      ) {
        best = Math.min(best, (beforePrevious[column - 2] ?? 0) + 1)
      }
      current[column] = best
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.length] ?? 0
}
