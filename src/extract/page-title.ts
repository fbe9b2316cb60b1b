import {likeliest} from './choice-model.ts'
import type {PageTree} from './page-tree.ts'
import {withoutPermalink} from './permalink.ts'
import {type TitleWitnesses, titleCandidates} from './title-candidates.ts'
import {titleFeatures} from './title-features.ts'

/**
 * The article's title: the likeliest of the page's first headings and of what its metadata claims, whole or without
 * the name of the site. Returns the witness too.
 */
export const pageTitle = (
  tree: PageTree,
  witnesses: TitleWitnesses,
): {readonly title: string; readonly source: string} | undefined => {
  const candidates = titleCandidates(tree, witnesses)
  const best = candidates[likeliest('title', titleFeatures(candidates, witnesses, tree)) ?? -1]
  return best ? {title: withoutPermalink(best.text), source: best.source} : undefined
}
