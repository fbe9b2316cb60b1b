import {characterTest} from './character-test.ts'
import {allKinds, areAmong, kindsBeyond, kindsOfUnit, type LetterKinds, noKinds} from './letter-kinds.ts'
import {foldCase} from './normal-line.ts'
import type {CharacterSet, PatternTree, SetItem} from './pattern-tree.ts'

/** What is known of the kinds of letters in the lines that a pattern matches. Errs only towards knowing less. */
export type LetterScreen = {
  /** No other kinds are in them. */
  readonly only: LetterKinds
  /** What they may begin with, and end with. */
  readonly first: LetterKinds
  readonly last: LetterKinds
  /** Of each of these lists, all kinds of one entry are in them. */
  readonly needs: readonly (readonly LetterKinds[])[]
}

type Need = readonly LetterKinds[]

type Part = LetterScreen & {readonly mayBeNothing: boolean}

/** Longer lists say little, and more lists than these nothing new. */
const mostEntries = 40
const mostNeeds = 5

const nothing: Part = {only: noKinds, first: noKinds, last: noKinds, needs: [], mayBeNothing: true}

/** Without entries that ask for more than another one; no list where an entry asks for nothing. */
const shortest = (need: Need): Need | undefined => {
  const kept: LetterKinds[] = []
  for (const entry of need) {
    if (kept.some(other => areAmong(other, entry))) continue
    const others = kept.filter(other => !areAmong(entry, other))
    kept.splice(0, kept.length, ...others, entry)
  }
  return kept.length > mostEntries || kept.some(entry => areAmong(entry, noKinds)) ? undefined : kept
}

/** The lists that say most: those of few entries. */
const best = (needs: readonly Need[]): readonly Need[] =>
  needs.length <= mostNeeds
    ? needs
    : [...needs].sort((left, right) => left.length - right.length).slice(0, mostNeeds)

const joined = (left: Part, right: Part): Part => {
  let needs: readonly Need[] = [...left.needs, ...right.needs]
  const before = left.needs.at(-1)
  const [after] = right.needs
  // What is needed in any case is added to the neighbour's, so that a word is one entry of all its letters.
  if (before && after && (before.length === 1 || after.length === 1)) {
    const both = shortest(before.flatMap(one => after.map(other => allKinds(one, other))))
    if (both) needs = [...left.needs.slice(0, -1), both, ...right.needs.slice(1)]
  }
  return {
    only: allKinds(left.only, right.only),
    first: left.mayBeNothing ? allKinds(left.first, right.first) : left.first,
    last: right.mayBeNothing ? allKinds(right.last, left.last) : right.last,
    needs: best(needs),
    mayBeNothing: left.mayBeNothing && right.mayBeNothing,
  }
}

const fewest = (needs: readonly Need[]): Need | undefined =>
  needs.reduce<Need | undefined>(
    (least, need) => (least && least.length <= need.length ? least : need),
    undefined,
  )

const eitherOf = (options: readonly Part[]): Part => {
  let whole: Omit<Part, 'needs'> | undefined
  let need: Need | undefined = []
  for (const option of options) {
    const {only, first, last, mayBeNothing} = option
    whole = whole
      ? {
          only: allKinds(whole.only, only),
          first: allKinds(whole.first, first),
          last: allKinds(whole.last, last),
          mayBeNothing: whole.mayBeNothing || mayBeNothing,
        }
      : {only, first, last, mayBeNothing}
    const own = fewest(option.needs)
    need = need && own ? [...need, ...own] : undefined
  }
  const needed = need && shortest(need)
  return {...(whole ?? nothing), needs: needed ? [needed] : []}
}

/** Characters beyond ASCII that are a letter of it where letter case is folded. */
const foldedToAscii = ['\u0130', '\u0131', '\u017F', '\u212A']
/** Gone where letter case is folded, behind an i. */
const dotAbove = '\u0307'

const kindsOfText = (text: string): LetterKinds => {
  let kinds = noKinds
  const folded = foldCase(text)
  for (let at = 0; at < folded.length; at += 1) kinds = allKinds(kinds, kindsOfUnit(folded.charCodeAt(at)))
  return kinds
}

/** The kinds of a member that is one letter, or one figure. */
const kindsOfMember = (item: SetItem): LetterKinds | undefined => {
  if (item.kind === 'text') return kindsOfText(item.text)
  return item.kind === 'digit' && !item.negated ? kindsOfText('0') : undefined
}

const partOfSet = new Map<CharacterSet, Part>()

const setPart = (set: CharacterSet): Part => {
  const known = partOfSet.get(set)
  if (known) return known
  const part = readSet(set)
  partOfSet.set(set, part)
  return part
}

const readSet = (set: CharacterSet): Part => {
  const members = set.negated ? [] : set.items.map(kindsOfMember)
  const test = characterTest(set)
  const mayBeNothing = test(dotAbove.charCodeAt(0))
  if (members.length > 0 && members.every(kinds => kinds !== undefined)) {
    const kinds = members.reduce(allKinds, noKinds)
    const need = mayBeNothing ? undefined : shortest(members)
    return {only: kinds, first: kinds, last: kinds, needs: need ? [need] : [], mayBeNothing}
  }
  let kinds = kindsBeyond
  for (let unit = 0; unit < 0x80; unit += 1) if (test(unit)) kinds = allKinds(kinds, kindsOfUnit(unit))
  for (const letter of foldedToAscii)
    if (test(letter.charCodeAt(0))) kinds = allKinds(kinds, kindsOfText(letter))
  return {only: kinds, first: kinds, last: kinds, needs: [], mayBeNothing}
}

const partOf = (tree: PatternTree): Part => {
  switch (tree.kind) {
    case 'set':
      return setPart(tree)
    case 'sequence':
      return tree.parts.map(partOf).reduce(joined, nothing)
    case 'either':
      return eitherOf(tree.options.map(partOf))
    case 'repeat': {
      if (tree.max === 0) return nothing
      const part = partOf(tree.part)
      return tree.min > 0 ? part : {...part, needs: [], mayBeNothing: true}
    }
    case 'group':
      return partOf(tree.part)
    case 'edge':
      return nothing
  }
}

/** Reads off a pattern of which letters its matching lines are made, lower-cased as the index sees them. */
export const letterScreen = (tree: PatternTree): LetterScreen => {
  const {only, first, last, needs} = partOf(tree)
  return {only, first, last, needs}
}
