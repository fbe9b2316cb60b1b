import {unitsOf} from '../compute/text-units.ts'
import {classGroups} from './class-evidence.ts'
import type {Look} from './page-tree.ts'
import {PatternSet} from './pattern-set.ts'

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
  [
    hint.authorWord,
    /author|byline|by-line|writer|posted-?by|contributor|(?:^|[\s_-])by(?:$|[\s_-])|autor(?:e|a|es)?(?:$|[\s_-])|auteur|verfasser/i,
  ],
  [hint.userWord, /user-?(?:name|info|details|link)?|poster|member|profile|nickname|persona?\b/i],
  [hint.detail, /meta|info|details|credit|attribution|publish|hero|header/i],
  [
    hint.other,
    /bio|avatar|image|photo|desc|about|card|social|job|role|date|comment|related|review|reply|quote/i,
  ],
  [hint.date, /date|time|publish|posted|entry-meta|created|timestamp|datum|fecha/i],
  [hint.update, /updat|modif|edited|revis|expire|event|start|end-/i],
  [hint.published, /publish|entry-date/i],
  [
    hint.elsewhere,
    /comment|related|recommend|sidebar|widget|footer|popular|trending|latest|recent|teaser|carousel|nav\b|navbar|navigation|menu|cookie|event|calendar|upcoming|review-|testimonial|coment|komment|koment|reacties|relacionad|verwandt|rodape|fusszeile/i,
  ],
  [
    hint.paywall,
    /(?:^|[\s_-])(?:paywall|piano-offer|tp-container|subscriber-only|premium-content)(?:$|[\s_-])/i,
  ],
]

const hintSet = new PatternSet(hintPatterns.map(([, says]) => says))
const groupSet = new PatternSet(classGroups.map(([, says]) => says))

/** The hints in a name, or in several with spaces between them; no pattern reaches across a space. */
export const hintsIn = (names: string, units = unitsOf(names)): number => {
  let bits = 0
  for (let rest = hintSet.in(names, units); rest !== 0; rest &= rest - 1)
    bits |= (hintPatterns[31 - Math.clz32(rest & -rest)] as readonly [number, RegExp])[0]
  return bits
}

/** Characters of class and id that are looked at for groups; utility classes make them long. */
const maximumCharacters = 300

/** What a class and id say. */
export const evidenceOf = (look: Look): Readonly<Look> => {
  if (look.hints < 0) {
    const {className, id} = look
    look.hints = 0
    addEvidence(look, className, maximumCharacters)
    addEvidence(look, id, Math.max(0, maximumCharacters - className.length - 1))
  }
  return look
}

const addEvidence = (look: Look, names: string, maximum: number): void => {
  if (names === '') return
  const units = unitsOf(names)
  look.hints |= hintsIn(names, units)
  look.groups |= groupSet.in(names.slice(0, maximum), units)
}
