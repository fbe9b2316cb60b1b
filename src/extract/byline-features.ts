import type {AuthorCandidate} from './author-candidates.ts'
import {authorFeatureNames} from './author-features.ts'
import type {PageClaims} from './page-claims.ts'
import {kindNames, kindsOf} from './page-facts.ts'
import {comparable, saysWords} from './plain-words.ts'
import type {VisiblePage} from './visible-page.ts'

/** The columns by which a page's likeliest author is taken or left: its row of `authorFeatures`, and `bylineSigns`. */
export const bylineFeatureNames: readonly string[] = [
  ...authorFeatureNames,
  'also in small letters',
  'blocks with the name',
  'blocks of the name alone',
  'in the title',
  'words in the title',
  ...kindNames,
  'page open graph',
  'page address depth',
  'page address hyphens',
  'page has date',
  'page has JSON-LD date',
  'page has meta date',
  'long blocks',
  'characters of long blocks',
  'blocks',
]

/** Characters from which on a block is hardly a label, a teaser or an entry of a menu. */
const longBlock = 200

/**
 * What else tells whether a candidate is the page's author. What is no name is a phrase, whose words the page has in
 * small letters too; and shops and lists have names of many things, and seldom an author.
 */
export const bylineSigns = (
  candidate: AuthorCandidate,
  page: VisiblePage,
  {account, dates}: PageClaims,
  {hasDate}: {readonly hasDate: boolean},
): number[] => {
  const {blocks} = page
  let long = 0
  let characters = 0
  for (const {text} of blocks) {
    if (text.length < longBlock) continue
    long += 1
    characters += text.length
  }
  return [
    ...nameSigns(candidate, page),
    ...kindsOf(account),
    account.openGraph,
    account.addressDepth,
    account.addressHyphens,
    Number(hasDate),
    Number(dates.published !== undefined),
    Number(dates.metas.length > 0),
    long,
    characters,
    blocks.length,
  ]
}

/** Words of fewer letters stand in small letters anywhere. */
const capitalised = /\p{Lu}\p{L}{2,}/gu

const nameSigns = ({names}: AuthorCandidate, {blocks, titleAt}: VisiblePage): number[] => {
  const [first = ''] = names
  const all = comparable(names.join(' '))
  const small = (names.join(' ').match(capitalised) ?? []).map(word => word.toLowerCase())
  const found = small.filter(word => blocks.some(({text}) => hasWord(text, word))).length
  let blocksWith = 0
  let blocksAlone = 0
  for (const {text} of blocks) {
    if (!text.includes(first)) continue
    blocksWith += 1
    if (saysWords(text, all)) blocksAlone += 1
  }
  const title = comparable(blocks[titleAt]?.text ?? '')
  const ofTitle = new Set(title.split(' '))
  const words = all.split(' ')
  return [
    small.length === 0 ? 0 : found / small.length,
    blocksWith,
    blocksAlone,
    Number(title.includes(all)),
    words.filter(word => ofTitle.has(word)).length / words.length,
  ]
}

const letter = /[\p{L}\p{N}]/u

/** Whether the text has the word, in just these letters. */
const hasWord = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + word.length))) return true
  return false
}
