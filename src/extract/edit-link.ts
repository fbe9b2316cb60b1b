import type {Edit} from '../document/edit.ts'
import type {Holder, PageBlock} from './page-blocks.ts'
import type {PageElement} from './page-tree.ts'

/** MediaWiki's `[edit]` behind a heading, in whatever language. */
const editLinkClass = /(?:^|\s)(?:mw-)?editsection(?:\s|$)/

/** Takes the link to change a section of a wiki out of the section's heading. */
export const editLinkEdits = ({raw, text, holders, element}: PageBlock): readonly Edit[] => {
  if (!text.endsWith(']')) return []
  const isLink = ({element: holder}: Holder): boolean => isInEditLink(holder, element)
  const isBlank = ({start, end}: Holder): boolean => raw.slice(start, end).trim() === ''
  const heading = holders.findLastIndex(holder => !isLink(holder) && !isBlank(holder))
  const link = holders.find((holder, at) => at > heading && isLink(holder))
  const start = link ? raw.slice(0, link.start).trimEnd().length : 0
  return start === 0 ? [] : [{start, end: raw.length, replacement: '', ruleId: 'extract/edit-link'}]
}

const isInEditLink = (holder: PageElement, block: PageElement): boolean => {
  for (let at: PageElement | undefined = holder; at && at !== block; at = at.parent)
    if (editLinkClass.test(at.look.className)) return true
  return false
}
