import {type Look, marks, type PageElement, type PageTree} from './page-tree.ts'

/** What an element's names, relations and addresses say of authors and dates, as bits. */
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
} as const

const wordHints: readonly (readonly [number, RegExp])[] = [
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
]

const wordBits = (words: string): number => {
  let bits = 0
  for (const [bit, says] of wordHints) if (says.test(words)) bits |= bit
  return bits
}

const lookBits = ({className, id}: Look): number => wordBits(`${className} ${id}`)

const authorAddress =
  /\/(?:author|authors|writers?|contributors?|staff|team|by|editors?|people|person|bio|experts?)\/[^/?]/i
const userAddress =
  /\/(?:users?|members?|profile|profiles|u|user-\d|~)\/?[^/?]|[?&](?:u|user|author)=|viewprofile/i

const linkBits = (element: PageElement): number => {
  let bits = 0
  const rel = element.attribute('rel')
  if (rel !== undefined && /\bauthor\b/i.test(rel)) bits |= hint.author
  const address = element.attribute('href')
  if (address === undefined) return bits
  if (authorAddress.test(address)) bits |= hint.authorAddress
  if (userAddress.test(address)) bits |= hint.userAddress
  return bits
}

/** The hints of every element, by its index. */
export const elementHints = (tree: PageTree): Uint16Array => {
  const byLook = tree.looks.map(lookBits)
  return Uint16Array.from(tree.elements, element => {
    let bits = byLook[element.look.index] ?? 0
    if (element.marks & marks['data-testid']) bits |= wordBits(element.attribute('data-testid') ?? '')
    if (element.marks & marks.itemprop && /\bauthor\b/i.test(element.attribute('itemprop') ?? ''))
      bits |= hint.author
    return element.name === 'a' ? bits | linkBits(element) : bits
  })
}
