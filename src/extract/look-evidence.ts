import {unitsOf} from '../compute/text-units.ts'
import {classGroups} from './class-evidence.ts'
import type {Look} from './page-tree.ts'
import {screenOf} from './pattern-screen.ts'

/** What an element's names, relations and addresses say of authors, dates and its place on the page, as bits. */
export const hint = {
  author: 1,
  authorName: 2,
  authorWord: 4,
  userWord: 8,
  authorAddress: 16,
  userAddress: 32,
  detail: 64,
  other: 128,
  date: 256,
  update: 512,
  published: 1024,
  /** Speaks of other articles or of readers. */
  elsewhere: 2048,
  paywall: 4096,
} as const

const hintPatterns: readonly (readonly [number, RegExp])[] = [
  [hint.authorName, /(?:author|byline|writer|contributor)s?[-_]{0,2}(?:meta|info|link|text)?[-_]{0,2}name/i],
  [hint.authorWord, /author|byline|by-line|writer|posted-?by|contributor|(?:^|[\s_-])by(?:$|[\s_-])/i],
  [hint.userWord, /user-?(?:name|info|details|link)?|poster|member|profile|nickname|persona?\b/i],
  [hint.detail, /meta|info|details|credit|attribution|publish|hero|header/i],
  [
    hint.other,
    /bio|avatar|image|photo|desc|about|card|social|job|role|date|comment|related|review|reply|quote/i,
  ],
  [hint.date, /date|time|publish|posted|entry-meta|created|timestamp/i],
  [hint.update, /updat|modif|edited|revis|expire|event|start|end-/i],
  [hint.published, /publish|entry-date/i],
  [
    hint.elsewhere,
    /comment|related|recommend|sidebar|widget|footer|popular|trending|latest|recent|teaser|carousel|nav\b|navbar|navigation|menu|cookie|event|calendar|upcoming|review-|testimonial/i,
  ],
  [
    hint.paywall,
    /(?:^|[\s_-])(?:paywall|piano-offer|tp-container|subscriber-only|premium-content)(?:$|[\s_-])/i,
  ],
]

const mayHint = screenOf(hintPatterns.map(([, says]) => says))
const mayBeOf = screenOf(classGroups.map(([, says]) => says))

/** The hints in a name, or in several with spaces between them; no pattern reaches across a space. */
export const hintsIn = (names: string): number => hintsOf(names, mayHint(unitsOf(names), 0, names.length))

/** The hints of those patterns that are possible. */
const hintsOf = (names: string, possible: number): number => {
  let bits = 0
  for (let rest = possible; rest !== 0; rest &= rest - 1) {
    const [bit, says] = hintPatterns[31 - Math.clz32(rest & -rest)] as readonly [number, RegExp]
    if (says.test(names)) bits |= bit
  }
  return bits
}

/** Those of the possible groups that a lower-case name is of, as a bit mask in the order of `classGroups`. */
const groupsOf = (name: string, possible: number): number => {
  let mask = 0
  for (let rest = possible; rest !== 0; rest &= rest - 1) {
    const group = 31 - Math.clz32(rest & -rest)
    if (classGroups[group]?.[1].test(name)) mask |= 1 << group
  }
  return mask
}

/**
 * What is known of words, whatever page they came from: sites use the same frameworks, so that most words were seen
 * before. A word's place is by its hash, and another with the same place takes it over; it changes no result.
 */
const places = 1 << 14
const hashes = new Int32Array(places)
/** 0 for none. */
const lengths = new Uint8Array(places)
const knownGroups = new Int32Array(places)
const knownHints = new Int32Array(places)
/** Longer words are made by programs and come once. */
const longestKnown = 32
const letters = new Uint16Array(places * longestKnown)

const isKnown = (units: Uint16Array, from: number, to: number, place: number): boolean => {
  if (lengths[place] !== to - from) return false
  const first = place * longestKnown - from
  for (let i = from; i < to; i += 1) if (units[i] !== letters[first + i]) return false
  return true
}

/** The place of a word, with what is known of it there. */
const placeOf = (text: string, units: Uint16Array, from: number, to: number, hash: number): number => {
  const place = (hash ^ (hash >>> 15)) & (places - 1)
  if (hashes[place] === hash && isKnown(units, from, to, place)) return place
  const mayGroup = mayBeOf(units, from, to)
  const mayTell = mayHint(units, from, to)
  const word = mayGroup === 0 && mayTell === 0 ? '' : text.slice(from, to).toLowerCase()
  knownGroups[place] = groupsOf(word, mayGroup)
  knownHints[place] = hintsOf(word, mayTell)
  hashes[place] = hash
  lengths[place] = to - from <= longestKnown ? to - from : 0
  if (to - from <= longestKnown) letters.set(units.subarray(from, to), place * longestKnown)
  return place
}

/** Characters of class and id that are looked at for groups; utility classes make them long. */
const maximumCharacters = 300

/** What a class and id say. */
export const evidenceOf = (look: Look): Readonly<Look> => {
  if (look.hints < 0) {
    look.hints = 0
    const length = addEvidence(look, look.className, 0)
    if (look.id !== '') addEvidence(look, look.id, length + 1)
  }
  return look
}

/** Makes capitals of ASCII small, up to the first character outside it. @returns whether there was none. */
const lowerAscii = (units: Uint16Array, length: number): boolean => {
  for (let i = 0; i < length; i += 1) {
    const code = units[i] as number
    if (code >= 0x80) return false
    if (code >= 0x41 && code <= 0x5a) units[i] = code | 0x20
  }
  return true
}

/**
 * Adds what the words of a text say, which stands behind `before` other characters, whatever their case.
 *
 * @returns the length of the text in lower case.
 */
const addEvidence = (look: Look, name: string, before: number): number => {
  let text = name
  let units = unitsOf(text)
  if (!lowerAscii(units, text.length)) {
    text = name.toLowerCase()
    units = unitsOf(text)
  }
  const {length} = text
  const end = maximumCharacters - before
  for (let from = 0; from < length; ) {
    let to = from
    let hash = 0
    for (; to < length; to += 1) {
      const code = units[to] as number
      if (code <= 0x20) break
      hash = (Math.imul(hash, 31) + code) | 0
    }
    if (to > from) {
      const place = placeOf(text, units, from, to, hash)
      look.hints |= knownHints[place] as number
      if (to <= end) look.groups |= knownGroups[place] as number
      else if (from < end)
        look.groups |= groupsOf(text.slice(from, end).toLowerCase(), mayBeOf(units, from, end))
    }
    from = to + 1
  }
  return length
}
