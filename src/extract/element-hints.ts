import {evidenceOf, hint, hintsIn} from './look-evidence.ts'
import {hasOwnText, marks, type PageElement, type PageTree} from './page-tree.ts'
import {tagNamed} from './tag-names.ts'
import {trait} from './tags.ts'

/** What the names, relations and addresses of a page's elements say. */
export type ElementHints = {
  /** Bits of `hint` for each element, by its index. */
  readonly bits: Uint16Array
  /** The elements that may name an author: they say so, or have text of their own and stand in one that says so. */
  readonly ofAuthors: readonly PageElement[]
  /** The elements that may name a day. */
  readonly ofDates: readonly PageElement[]
}

const authorAddress =
  /\/(?:author|authors|writers?|contributors?|staff|team|by|editors?|people|person|bio|experts?)\/[^/?]/i
const userAddress =
  /\/(?:users?|members?|profile|profiles|u|user-\d|~)\/?[^/?]|[?&](?:u|user|author)=|viewprofile/i

/** Hints that are asked of an element's class and id alone. */
const lookHints = ~(hint.elsewhere | hint.paywall)

const tellsAuthor =
  hint.author | hint.authorName | hint.authorWord | hint.userWord | hint.authorAddress | hint.userAddress

const tellingMarks = marks.rel | marks.itemprop | marks['data-testid']

const linkTag = tagNamed('a')

export const elementHints = (tree: PageTree): ElementHints => {
  const {elements} = tree
  const bits = new Uint16Array(elements.length)
  const ofAuthors: PageElement[] = []
  const ofDates: PageElement[] = []
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index] as PageElement
    const own = hintsOf(element)
    bits[index] = own
    const {parent} = element
    if (!parent) continue
    if (own & hint.date || element.marks & marks.itemprop || element.tag.traits & trait.time)
      ofDates.push(element)
    const around =
      own | (bits[parent.index] as number) | (parent.parent ? (bits[parent.parent.index] as number) : 0)
    if (around & tellsAuthor && (own & tellsAuthor || hasOwnText(element, Infinity))) ofAuthors.push(element)
  }
  return {bits, ofAuthors, ofDates}
}

const hintsOf = (element: PageElement): number => {
  let bits = evidenceOf(element.look).hints
  if (element.marks & tellingMarks) bits |= markHints(element)
  if (element.tag === linkTag) bits |= addressHints(element.attribute('href') ?? '')
  return bits & lookHints
}

const markHints = (element: PageElement): number => {
  let bits = 0
  if (element.marks & marks['data-testid']) bits |= hintsIn(element.attribute('data-testid') ?? '')
  if (element.marks & marks.itemprop && saysAuthor(element.attribute('itemprop'))) bits |= hint.author
  if (element.tag === linkTag && element.marks & marks.rel && saysAuthor(element.attribute('rel')))
    bits |= hint.author
  return bits
}

const saysAuthor = (value: string | undefined): boolean => value !== undefined && /\bauthor\b/i.test(value)

const addressHints = (address: string): number =>
  (authorAddress.test(address) ? hint.authorAddress : 0) | (userAddress.test(address) ? hint.userAddress : 0)
