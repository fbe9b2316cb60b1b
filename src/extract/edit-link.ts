import type {Edit} from '../document/edit.ts'
import type {PageBlock} from './page-blocks.ts'
import type {PageElement} from './page-tree.ts'

/** MediaWiki's `[edit]` behind a heading, in whatever language. */
const editLinkClass = /(?:^|\s)(?:mw-)?editsection(?:\s|$)/

/** Takes the link to change a section of a wiki out of the section's heading. */
export const editLinkEdits = ({raw, text, holders, element}: PageBlock): readonly Edit[] => {
  if (!text.endsWith(']')) return []
  let start = raw.length
  for (let at = holders.length - 1; at >= 0; at -= 1) {
    const holder = holders[at]
    if (!holder) break
    const isBlank = raw.slice(holder.start, holder.end).trim() === ''
    if (!isBlank && !isInEditLink(holder.element, element)) break
    start = holder.start
  }
  const kept = raw.slice(0, start).trimEnd().length
  return kept === 0 || start === raw.length
    ? []
    : [{start: kept, end: raw.length, replacement: '', ruleId: 'extract/edit-link'}]
}

const isInEditLink = (holder: PageElement, block: PageElement): boolean => {
  for (let at: PageElement | undefined = holder; at && at !== block; at = at.parent)
    if (editLinkClass.test(at.look.className)) return true
  return false
}
