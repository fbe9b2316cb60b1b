import type {Edit} from '../document/edit.ts'
import {editLinkEdits} from './edit-link.ts'
import {formulaEdits} from './formula.ts'
import type {PageBlock} from './page-blocks.ts'
import type {PageTree} from './page-tree.ts'
import {permalinkEdits} from './permalink.ts'

/** What goes from within the blocks of a page, whatever becomes of the blocks: sorted, none overlapping another. */
export const inlineEdits = (tree: PageTree): ((block: PageBlock) => readonly Edit[]) => {
  const finders = [formulaEdits(tree), permalinkEdits, editLinkEdits]
  return block => {
    let edits: readonly Edit[] = []
    for (const find of finders) {
      const found = find(block)
      if (found.length === 0) continue
      edits = edits.length === 0 ? found : apart([...edits, ...found])
    }
    return edits
  }
}

const apart = (edits: readonly Edit[]): readonly Edit[] => {
  let end = 0
  return edits
    .toSorted((left, right) => left.start - right.start || right.end - left.end)
    .filter(edit => {
      const isFree = edit.start >= end
      if (isFree) end = edit.end
      return isFree
    })
}
