import {unitsOf} from '../compute/text-units.ts'

/** ISO 15924 codes of the scripts told apart here; `Zyyy` is everything else: digits, spaces, punctuation. */
export type Script =
  | 'Latn'
  | 'Cyrl'
  | 'Grek'
  | 'Arab'
  | 'Hebr'
  | 'Deva'
  | 'Beng'
  | 'Guru'
  | 'Gujr'
  | 'Orya'
  | 'Taml'
  | 'Telu'
  | 'Knda'
  | 'Mlym'
  | 'Sinh'
  | 'Thai'
  | 'Laoo'
  | 'Tibt'
  | 'Mymr'
  | 'Geor'
  | 'Armn'
  | 'Ethi'
  | 'Khmr'
  | 'Hang'
  | 'Kana'
  | 'Hani'
  | 'Zyyy'

/** First code point, last code point, script: the letters of the blocks that living languages are written in, sorted. */
const ranges: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x5a, 'Latn'],
  [0x61, 0x7a, 'Latn'],
  [0xaa, 0xaa, 'Latn'],
  [0xba, 0xba, 'Latn'],
  [0xc0, 0xd6, 'Latn'],
  [0xd8, 0xf6, 'Latn'],
  [0xf8, 0x2af, 'Latn'],
  [0x370, 0x3ff, 'Grek'],
  [0x400, 0x52f, 'Cyrl'],
  [0x531, 0x587, 'Armn'],
  [0x5d0, 0x5f2, 'Hebr'],
  [0x620, 0x64a, 'Arab'],
  [0x66e, 0x6d3, 'Arab'],
  [0x6ee, 0x6ff, 'Arab'],
  [0x750, 0x77f, 'Arab'],
  [0x900, 0x963, 'Deva'],
  [0x980, 0x9ff, 'Beng'],
  [0xa00, 0xa7f, 'Guru'],
  [0xa80, 0xaff, 'Gujr'],
  [0xb00, 0xb7f, 'Orya'],
  [0xb80, 0xbff, 'Taml'],
  [0xc00, 0xc7f, 'Telu'],
  [0xc80, 0xcff, 'Knda'],
  [0xd00, 0xd7f, 'Mlym'],
  [0xd80, 0xdff, 'Sinh'],
  [0xe00, 0xe7f, 'Thai'],
  [0xe80, 0xeff, 'Laoo'],
  [0xf00, 0xfff, 'Tibt'],
  [0x1000, 0x109f, 'Mymr'],
  [0x10a0, 0x10ff, 'Geor'],
  [0x1100, 0x11ff, 'Hang'],
  [0x1200, 0x139f, 'Ethi'],
  [0x1780, 0x17ff, 'Khmr'],
  [0x1c90, 0x1cbf, 'Geor'],
  [0x1e00, 0x1eff, 'Latn'],
  [0x1f00, 0x1fff, 'Grek'],
  [0x3041, 0x30ff, 'Kana'],
  [0x3130, 0x318f, 'Hang'],
  [0x31f0, 0x31ff, 'Kana'],
  [0x3400, 0x9fff, 'Hani'],
  [0xac00, 0xd7af, 'Hang'],
  [0xf900, 0xfaff, 'Hani'],
  [0xfb50, 0xfdff, 'Arab'],
  [0xfe70, 0xfeff, 'Arab'],
  [0xff66, 0xff9f, 'Kana'],
  [0x20000, 0x3ffff, 'Hani'],
]

/** The script of a code point. */
export const scriptOf = (code: number): Script => {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ? 'Latn' : 'Zyyy'
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last, script] = ranges[middle] ?? [0, 0, 'Zyyy']
    if (code < first) high = middle - 1
    else if (code > last) low = middle + 1
    else return script
  }
  return 'Zyyy'
}

/** 1 for a letter: a sum takes less time than a question that is answered in no order. */
const asciiLetters = Uint8Array.from({length: 0x80}, (_, code) => (scriptOf(code) === 'Latn' ? 1 : 0))

/** Counts the letters beyond ASCII. @returns how many of ASCII there are. */
const countUnits = (text: string, units: Uint16Array, counts: Map<Script, number>): number => {
  const {length} = text
  let latin = 0
  for (let at = 0; at < length; ) {
    const unit = units[at] as number
    if (unit < 0x80) {
      latin += asciiLetters[unit] as number
      at += 1
    } else at += countAt(text, at, counts)
  }
  return latin
}

/** Counts the letter at a place. @returns its units. */
const countAt = (text: string, at: number, counts: Map<Script, number>): number => {
  const code = text.codePointAt(at) ?? 0
  const script = scriptOf(code)
  if (script !== 'Zyyy') counts.set(script, (counts.get(script) ?? 0) + 1)
  return code > 0xffff ? 2 : 1
}

/** How many letters of each script a text holds; `Zyyy` is not counted. */
export const countScripts = (text: string): Map<Script, number> => {
  const counts = new Map<Script, number>()
  const latin = countUnits(text, unitsOf(text), counts)
  if (latin > 0) counts.set('Latn', (counts.get('Latn') ?? 0) + latin)
  return counts
}
