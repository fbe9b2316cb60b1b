import {type Block, textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import {repeatedOn} from './repetition.ts'
import type {Profile} from './site-profile.ts'

/**
 * A page whose title recurs on its site, as chrome does, is called by the name of the site or of the book it is from:
 * what its own data says beside that becomes its title. Where there is no such thing, or that recurs as well, the title
 * stays: a column may have one name every week.
 */
export const retitle = (document: Document, profile: Profile): Document => {
  const {metadata, blocks} = document
  const {besideTitle, sources} = metadata
  const titled = blocks.findIndex(({role}) => role === 'title')
  if (titled < 0 || !besideTitle) return document
  const repeated = repeatedOn(profile, document)
  if (!repeated) return document
  // As a page's record has them: what is said of a title must not change unless the verdict on the record does.
  const removals = repeated(blocks.map(block => (block.removed ? '' : textOf(block).trim())))
  const removed = removals[titled]
  const {text, source} = besideTitle
  const heading = blocks.findIndex(block => block.kind === 'heading' && says(block, text))
  if (!removed || removals[heading]) return document
  return {
    ...document,
    blocks: blocks.map((block, row): Block => {
      if (row !== heading && row !== titled) return block
      const {role: _role, removed: _removed, ...rest} = block
      return row === heading ? {...rest, role: 'title'} : {...rest, removed}
    }),
    metadata: {...metadata, title: text, sources: {...sources, title: source}},
  }
}

const says = (block: Block, text: string): boolean =>
  block.raw.length >= text.length && textOf(block).trim().toLowerCase() === text.toLowerCase()
