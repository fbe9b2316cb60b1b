import {ownCopy} from '../document/own-copy.ts'
import {unitAt} from '../document/unit-at.ts'
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
export const hintsIn = (names: string): number => {
  let bits = 0
  for (let rest = mayHint(names); rest !== 0; rest &= rest - 1) {
    const [bit, says] = hintPatterns[31 - Math.clz32(rest & -rest)] as readonly [number, RegExp]
    if (says.test(names)) bits |= bit
  }
  return bits
}

/** The groups of a lower-case name, as a bit mask in the order of `classGroups`; no pattern reaches across a space. */
const groupsOf = (name: string): number => {
  let mask = 0
  for (let rest = mayBeOf(name); rest !== 0; rest &= rest - 1) {
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
const words: string[] = Array.from({length: places}, () => '')
const knownGroups = new Int32Array(places)
const knownHints = new Int32Array(places)
/** Longer words are made by programs and come once. */
const longestKnown = 40

const isWord = (text: string, from: number, to: number, word: string): boolean => {
  const {length} = word
  if (to - from !== length) return false
  for (let i = 0; i < length; i += 1) if (unitAt(text, from + i) !== unitAt(word, i)) return false
  return true
}

/** The place of a word, with what is known of it there. */
const placeOf = (text: string, from: number, to: number, hash: number): number => {
  const place = (hash ^ (hash >>> 15)) & (places - 1)
  const isSeen = hashes[place] === hash
  if (isSeen && isWord(text, from, to, words[place] as string)) return place
  const word = text.slice(from, to)
  knownGroups[place] = groupsOf(word)
  knownHints[place] = hintsIn(word)
  // The word itself is kept when it comes again: of a page's words a third are new, and most of those are its own.
  words[place] = isSeen && word.length <= longestKnown ? ownCopy(word) : ''
  hashes[place] = hash
  return place
}

/** Characters of class and id that are looked at for groups; utility classes make them long. */
const maximumCharacters = 300

/** What a class and id say. */
export const evidenceOf = (look: Look): Readonly<Look> => {
  if (look.hints < 0) {
    look.hints = 0
    const className = look.className.toLowerCase()
    addEvidence(look, className, 0)
    if (look.id !== '') addEvidence(look, look.id.toLowerCase(), className.length + 1)
  }
  return look
}

/** Adds what the words of a lower-case text say, which stands behind `before` other characters. */
const addEvidence = (look: Look, text: string, before: number): void => {
  const {length} = text
  const end = maximumCharacters - before
  for (let from = 0; from < length; ) {
    let to = from
    let hash = 0
    for (; to < length; to += 1) {
      const code = unitAt(text, to)
      if (code <= 0x20) break
      hash = (Math.imul(hash, 31) + code) | 0
    }
    if (to > from) {
      const place = placeOf(text, from, to, hash)
      look.hints |= knownHints[place] as number
      if (to <= end) look.groups |= knownGroups[place] as number
      else if (from < end) look.groups |= groupsOf(text.slice(from, end))
    }
    from = to + 1
  }
}
