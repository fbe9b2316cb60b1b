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
  for (const [pattern, replacement] of foldings) key = key.replace(pattern, replacement)
  return key
}

const plain = /^[A-Za-z]+$/

const foldings: readonly (readonly [RegExp, string])[] = [
  [/ł/g, 'l'],
  [/ø/g, 'o'],
  [/đ/g, 'd'],
  [/ß/g, 'ss'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/ı/g, 'i'],
  [/sch(?=[^aeiouy])/g, 'sh'],
  [/tsch|tch/g, 'ch'],
  [/dzh|dj/g, 'j'],
  [/zh/g, 'j'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/c(?![hieyz])/g, 'k'],
  [/x/g, 'ks'],
  [/tz/g, 'ts'],
  [/w/g, 'v'],
  [/ou|oo/g, 'u'],
  [/y|(?<![^aeiou])j(?![aou])/g, 'i'],
  [/(\p{L})\1+/gu, '$1'],
  [/f$/, 'v'],
  [/(?<=sk)i+$/, 'i'],
]

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
