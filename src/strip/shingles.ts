/** Words in a shingle: five and more miss copies with a word changed here and there, three collide in stock phrases. */
const WORDS = 4
/** Characters in a shingle of a text in a script without spaces, about as long as four words are. */
const CHARACTERS = 6

/**
 * A word, or one character of the scripts that are written without spaces: Chinese, Japanese, Thai, Lao, Khmer,
 * Burmese, Tibetan. Punctuation and case do not count.
 */
const tokenPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]|[\p{L}\p{N}\p{M}]+/gu
const beyondAscii = /[^ -~\s]/

const isUnspaced = (code: number): boolean =>
  (code >= 0xe00 && code <= 0xfff) ||
  (code >= 0x1000 && code <= 0x109f) ||
  (code >= 0x1780 && code <= 0x17ff) ||
  (code >= 0x3041 && code <= 0x9fff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  code >= 0x20000

/** The last steps of MurmurHash3 (Austin Appleby, public domain): every bit of the input moves every bit of the output. */
export const mix = (value: number): number => {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const FNV_START = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units, mixed. */
const hashToken = (token: string): number => {
  let hash = FNV_START
  for (let index = 0; index < token.length; index++) {
    hash = Math.imul(hash ^ token.charCodeAt(index), FNV_PRIME)
  }
  return mix(hash)
}

/** The hashes of the words of a text in ASCII: what the pattern would find, five times as fast. */
const hashAscii = (text: string): number[] => {
  const tokens: number[] = []
  let hash = FNV_START
  let inside = false
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    const lower = unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit
    if ((lower >= 0x61 && lower <= 0x7a) || (lower >= 0x30 && lower <= 0x39)) {
      hash = Math.imul(hash ^ lower, FNV_PRIME)
      inside = true
    } else if (inside) {
      tokens.push(mix(hash))
      hash = FNV_START
      inside = false
    }
  }
  if (inside) tokens.push(mix(hash))
  return tokens
}

/** The different numbers (32 bits) of `all`, in the order in which they first came. A `Set` would box most of them. */
const distinct = (all: Uint32Array): Uint32Array => {
  let size = 16
  while (size < all.length * 2) size *= 2
  /** For each place the number of a value, from 1 on; open addressing. */
  const places = new Int32Array(size)
  let count = 0
  for (const value of all) {
    let place = value & (size - 1)
    while (places[place] !== 0 && all[(places[place] as number) - 1] !== value)
      place = (place + 1) & (size - 1)
    if (places[place] !== 0) continue
    all[count] = value
    count += 1
    places[place] = count
  }
  return all.subarray(0, count)
}

/** The hashes (32 bits) of all different shingles of a text: runs of four words, or of six characters. */
export const shinglesOf = (text: string): Uint32Array => {
  let tokens: number[] = []
  let unspaced = 0
  if (beyondAscii.test(text)) {
    for (const match of text.normalize('NFKC').toLowerCase().matchAll(tokenPattern)) {
      const token = match[0]
      if (token.length <= 2 && isUnspaced(token.codePointAt(0) ?? 0)) unspaced += 1
      tokens.push(hashToken(token))
    }
  } else tokens = hashAscii(text)
  const size = Math.min(tokens.length, unspaced > tokens.length / 2 ? CHARACTERS : WORDS)
  if (size === 0) return new Uint32Array()
  const shingles = new Uint32Array(tokens.length - size + 1)
  for (let end = size; end <= tokens.length; end++) {
    let hash = 0
    for (let index = end - size; index < end; index++)
      hash = Math.imul(hash, 0x9e3779b1) + (tokens[index] ?? 0)
    shingles[end - size] = mix(hash)
  }
  return distinct(shingles)
}
