import type {Edit} from '../document/edit.ts'
import type {Holder, PageBlock} from './page-blocks.ts'
import type {PageElement} from './page-tree.ts'
import {tagNamed} from './tag-names.ts'

/** What documentation writes into a heading's link to itself, which its style sheets show below the pointer only. */
const signs = /^[¶§#⚓🔗\ue000-\uf8ff]\ufe0f?$/u
const signAtAnEnd = /^[¶§#⚓🔗\ue000-\uf8ff]|(?:[¶§#⚓🔗\ue000-\uf8ff]|\ufe0f)$/u

const linkTag = tagNamed('a')

/** Takes out of a block the sign, before its text or behind it, that links to the block itself. */
export const permalinkEdits = ({raw, text, holders, element}: PageBlock): readonly Edit[] => {
  if (holders.length < 2 || !signAtAnEnd.test(text)) return []
  const filled = holders.filter(({start, end}) => raw.slice(start, end).trim() !== '')
  const [first, second] = filled
  const [last, previous] = filled.toReversed()
  if (!first || !second || !last || !previous) return []
  if (isPermalink(raw, last, element)) {
    const start = previous.start + raw.slice(previous.start, previous.end).trimEnd().length
    return [{start, end: raw.length, replacement: '', ruleId: 'extract/permalink'}]
  }
  if (!isPermalink(raw, first, element)) return []
  const end = second.end - raw.slice(second.start, second.end).trimStart().length
  return [{start: 0, end, replacement: '', ruleId: 'extract/permalink'}]
}

/** Whether what a holder holds is nothing but such a sign, inside a link to a place of the page. */
const isPermalink = (raw: string, holder: Holder, block: PageElement): boolean => {
  if (!signs.test(raw.slice(holder.start, holder.end).trim())) return false
  let at: PageElement | undefined = holder.element
  while (at && at.tag !== linkTag && at !== block) at = at.parent
  return at?.tag === linkTag && (at.attribute('href') ?? '').startsWith('#')
}

/** A title without such a link's sign at its end; of its elements nothing is known, so that only the surest goes. */
export const withoutPermalink = (title: string): string => title.replace(/ ?¶$/, '')
