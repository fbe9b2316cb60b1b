import {evidenceOf, hint, hintsIn} from './look-evidence.ts'
import {marks, type PageElement, type PageTree} from './page-tree.ts'

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

/** Hints that are asked of an element's class and id alone. */
const lookHints = ~(hint.elsewhere | hint.paywall)

/** The hints of every element, by its index. */
export const elementHints = (tree: PageTree): Uint16Array => {
  const hints = new Uint16Array(tree.elements.length)
  for (const element of tree.elements) {
    let bits = evidenceOf(element.look).hints
    if (element.marks & marks['data-testid']) bits |= hintsIn(element.attribute('data-testid') ?? '')
    if (element.marks & marks.itemprop && /\bauthor\b/i.test(element.attribute('itemprop') ?? ''))
      bits |= hint.author
    if (element.name === 'a') bits |= linkBits(element)
    hints[element.index] = bits & lookHints
  }
  return hints
}
