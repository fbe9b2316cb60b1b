import type {Edit} from '../document/edit.ts'
import type {Holder, PageBlock} from './page-blocks.ts'
import {nearest} from './page-tree.ts'

/** MediaWiki's `[edit]` behind a heading, in whatever language. */
const editLinkClass = /(?:^|\s)(?:mw-)?editsection(?:\s|$)/

/** Takes the link to change a section of a wiki out of the section's heading. */
export const editLinkEdits = ({raw, text, holders}: PageBlock): readonly Edit[] => {
  if (!text.endsWith(']')) return []
  const isLink = ({element}: Holder): boolean =>
    nearest(element, ({look}) => editLinkClass.test(look.className)) !== undefined
  const isBlank = ({start, end}: Holder): boolean => raw.slice(start, end).trim() === ''
  const heading = holders.findLastIndex(holder => !isLink(holder) && !isBlank(holder))
  const link = holders.find((holder, at) => at > heading && isLink(holder))
  const start = link ? raw.slice(0, link.start).trimEnd().length : 0
  return start === 0 ? [] : [{start, end: raw.length, replacement: '', ruleId: 'extract/edit-link'}]
}
