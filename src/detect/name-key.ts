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

/** Whether one letter inserted, deleted, replaced or swapped with its neighbour makes one of the other (Damerau, 1964). */
export const isOneApart = (left: string, right: string): boolean => {
  const shorter = Math.min(left.length, right.length)
  let same = 0
  while (same < shorter && left[same] === right[same]) same += 1
  let leftEnd = left.length
  let rightEnd = right.length
  while (leftEnd > same && rightEnd > same && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1
    rightEnd -= 1
  }
  const leftRest = leftEnd - same
  const rightRest = rightEnd - same
  if (leftRest === 2 && rightRest === 2)
    return left[same] === right[same + 1] && left[same + 1] === right[same]
  return leftRest <= 1 && rightRest <= 1 && leftRest + rightRest > 0
}
