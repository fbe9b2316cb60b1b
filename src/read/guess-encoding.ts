import {isUtf8} from 'node:buffer'
import {type LetterModel, letterModels} from './encoding-languages.ts'

/** What the bytes look like. */
export type Guess = {
  /** WHATWG name. */
  readonly encoding: string
  /** 0..1. */
  readonly confidence: number
  /** Whether the bytes speak so clearly that the declared encoding must be wrong. */
  readonly overrulesDeclared: boolean
}

/** Bytes of text that are looked at; more does not change the verdict. */
const sampleBytes = 16_384

/** How likely each encoding is before a byte is read, as logarithms; the Windows ones are by far the most used. */
const rarity = (encoding: string): number => {
  if (encoding === 'windows-1252') return 0
  if (encoding.startsWith('windows-') || wide.has(encoding)) return -2
  return encoding.startsWith('koi8') || encoding === 'iso-8859-2' ? -3 : -5
}

const wide = new Set(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'])

/** How much likelier than the declared one an encoding must be, per character outside ASCII and in all, to overrule it. */
const overruling = {perCharacter: 1, total: 20}

/**
 * The encoding of bytes that are not UTF-8: the one under which they make the likeliest text. Every encoding is tried
 * with every language that was written in it; what counts is how frequent the letters outside ASCII are in the
 * language, whether they change case inside words, and where symbols stand.
 *
 * @param declared WHATWG name of the encoding that was declared, if any.
 */
export const guessEncoding = (bytes: Uint8Array, mediaType: string, declared?: string): Guess => {
  const sample = sampleOf(bytes, mediaType)
  const scores = new Map<string, number>([['windows-1252', englishScore(sample)]])
  const looks = new Map<string, Look>()
  for (const model of letterModels) {
    const logarithms = logarithmsOf(model)
    for (const encoding of model.encodings) {
      const look = looks.get(encoding) ?? lookAt(sample, encoding)
      looks.set(encoding, look)
      const score = rarity(encoding) + likelihood(look, model, logarithms)
      scores.set(encoding, Math.max(score, scores.get(encoding) ?? Number.NEGATIVE_INFINITY))
    }
  }
  const [best, second] = [...scores].sort((left, right) => right[1] - left[1])
  const [encoding, score] = best ?? ['windows-1252', 0]
  const margin = score - (second?.[1] ?? score)
  const declaredScore = declared === undefined ? undefined : scoreOf(declared, sample, scores)
  const characters = looks.get(encoding)?.characters ?? 0
  const lead = declaredScore === undefined ? 0 : score - declaredScore
  return {
    encoding,
    confidence: Math.min(0.95, 0.5 + margin / 40),
    overrulesDeclared: lead > overruling.total && lead > characters * overruling.perCharacter,
  }
}

/** An encoding without a model of its own is as good as its likeliest text in any language. */
const scoreOf = (encoding: string, sample: Uint8Array, scores: ReadonlyMap<string, number>): number => {
  const known = scores.get(encoding === 'gbk' ? 'gb18030' : encoding)
  if (known !== undefined) return known
  try {
    const look = lookAt(sample, encoding)
    return Math.max(...letterModels.map(model => likelihood(look, model, logarithmsOf(model))))
  } catch {
    // Such as `x-user-defined`, which has no decoder.
    return Number.NEGATIVE_INFINITY
  }
}

/** What a text in some encoding holds outside ASCII. */
type Look = {
  /** Letters in small, with their counts. */
  readonly letters: ReadonlyMap<string, number>
  /** Logarithm of how likely the rest is: case, symbols, what could not be decoded. */
  readonly rest: number
  readonly characters: number
}

const typographic = /[\u00a0«»‘’“”„‚–—…•€°§©®™·]/
const letter = /[\p{L}\p{M}]/u

/** Logarithms of how likely a character is beside the letters of a language; by judgement, not from counts. */
const log = {
  typographic: -3.5,
  symbol: -7,
  undecodable: -14,
  /** Of a capital, over the small letter. */
  capital: -2.3,
  /** Added where it is out of place: a capital after a small letter, a symbol inside a word. */
  misplaced: -4,
  unlistedLetter: -9,
}

const lookAt = (sample: Uint8Array, encoding: string): Look => {
  const text = new TextDecoder(encoding).decode(sample)
  const letters = new Map<string, number>()
  let rest = 0
  let characters = 0
  let previous = ' '
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (character >= '\u0080') {
      characters++
      const next = text.charAt(index + 1)
      if (letter.test(character)) {
        const small = character.toLowerCase()
        letters.set(small, (letters.get(small) ?? 0) + 1)
        if (small !== character) rest += log.capital + (isSmall(previous) ? log.misplaced : 0)
        if (mixesScripts(previous, character) || mixesScripts(next, character)) rest += log.misplaced
      } else rest += symbolLikelihood(character, previous, next)
    }
    previous = character
  }
  return {letters, rest, characters}
}

const isSmall = (character: string): boolean => character !== character.toUpperCase()

/** An ASCII letter right beside a letter of another alphabet. */
const mixesScripts = (neighbour: string, character: string): boolean =>
  /[a-zA-Z]/.test(neighbour) && character >= '\u0370' && character < '\u1e00'

const symbolLikelihood = (character: string, previous: string, next: string): number => {
  const code = character.charCodeAt(0)
  if (code < 0xa0 || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) return log.undecodable
  const isInside = letter.test(previous) && letter.test(next) && character !== '’' && character < '\u3000'
  const own = typographic.test(character)
    ? log.typographic
    : character >= '\u3000'
      ? log.symbol / 2
      : log.symbol
  return own + (isInside ? log.misplaced : 0)
}

/** English has no letters of its own outside ASCII: quotes and dashes, and a borrowed é now and then. */
const englishScore = (sample: Uint8Array): number => {
  const look = lookAt(sample, 'windows-1252')
  let score = look.rest
  for (const [character, count] of look.letters) score += count * (character === 'é' ? -3.5 : -6)
  return score
}

const likelihood = (look: Look, {unlisted}: LetterModel, logarithms: ReadonlyMap<string, number>): number => {
  let score = look.rest
  for (const [character, count] of look.letters) {
    const listed = logarithms.get(character)
    const other = unlisted?.pattern.test(character) ? Math.log(unlisted.probability) : log.unlistedLetter
    score += count * (listed ?? other)
  }
  return score
}

const logarithmCache = new Map<LetterModel, ReadonlyMap<string, number>>()

/** Frequencies fall about with the rank; the listed letters of a script with thousands make up half of a text. */
const logarithmsOf = (model: LetterModel): ReadonlyMap<string, number> => {
  const cached = logarithmCache.get(model)
  if (cached) return cached
  const characters = [...new Set(model.letters)]
  const weights = characters.map((_, rank) => 1 / (rank + 4))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const share = model.unlisted ? 0.6 : 0.95
  const logarithms = new Map(
    characters.map((character, rank) => [character, Math.log((share * (weights[rank] ?? 0)) / sum)]),
  )
  logarithmCache.set(model, logarithms)
  return logarithms
}

/** Text outside tags, scripts and styles, of lines that hold a byte beyond ASCII. */
const sampleOf = (bytes: Uint8Array, mediaType: string): Uint8Array => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  // `<` and `>` are never part of a character in the encodings that are tried.
  const bare = /html|xml/.test(mediaType)
    ? text.replaceAll(/<(script|style)\b[\s\S]*?<\/\1|<[^>]*>/gi, ' ')
    : text
  const lines: string[] = []
  let length = 0
  for (const line of bare.split(/[\r\n]+/)) {
    if (!/[\x80-\xff]/.test(line)) continue
    lines.push(line)
    length += line.length
    if (length >= sampleBytes) break
  }
  return Buffer.from(lines.join('\n').slice(0, sampleBytes), 'latin1')
}

/** How much is looked at. */
const wideSampleBytes = 65_536

/** Share of the NULs of a UTF-16 text that stand on the side of its high bytes; the rest are U+0100, U+0200, … */
const nullSide = 0.95

/** Share of characters with a zero high byte: spaces, digits and line breaks occur in text of every script. */
const nullShare = 0.01

/** Share above which it is text in Latin letters; below, a stray NUL or two in UTF-8 must be told from UTF-16. */
const latinShare = 0.2

/** A single NUL is a stray one, however short the text. */
const fewestNulls = 2

/** `utf-16le` or `utf-16be` when bytes without a byte order mark are in it. */
export const looksUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined
  const sample = bytes.subarray(0, wideSampleBytes)
  if (!sample.includes(0)) return undefined
  let even = 0
  let odd = 0
  for (let index = 0; index < sample.length; index += 2) {
    if (sample[index] === 0) even++
    if (sample[index + 1] === 0) odd++
  }
  const units = sample.length / 2
  const share = Math.max(even, odd) / units
  if (share < nullShare || (share < latinShare && isUtf8(bytes))) return undefined
  if (even + odd < fewestNulls) return undefined
  if (odd >= (even + odd) * nullSide) return 'utf-16le'
  return even >= (even + odd) * nullSide ? 'utf-16be' : undefined
}
