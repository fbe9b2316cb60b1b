import type {Metadata} from '../document/document.ts'
import {likeliest} from './choice-model.ts'
import type {PageTree} from './page-tree.ts'
import {withoutPermalink} from './permalink.ts'
import {type TitleCandidate, type TitleWitnesses, titleCandidates} from './title-candidates.ts'
import {titleFeatures} from './title-features.ts'

/**
 * The article's title: the likeliest of the page's first headings and of what its metadata claims, whole or without
 * the name of the site. Returns the witness too; nothing where there are none.
 */
export const pageTitle = (
  tree: PageTree,
  witnesses: TitleWitnesses,
): Pick<Metadata, 'title' | 'besideTitle'> & {readonly source?: string} => {
  const candidates = titleCandidates(tree, witnesses)
  const best = candidates[likeliest('title', titleFeatures(candidates, witnesses, tree)) ?? -1]
  if (!best) return {}
  const beside = besideIn(candidates, best)
  return {
    title: withoutPermalink(best.text),
    ...(beside ? {besideTitle: {text: beside.text, source: beside.source}} : {}),
    source: best.source,
  }
}

/** What stands beside a candidate in a claim that is both: of `Tides | The Harbour Book`, one of the two for the other. */
const besideIn = (
  candidates: readonly TitleCandidate[],
  {says}: TitleCandidate,
): TitleCandidate | undefined => {
  const all = new Set(candidates.map(candidate => candidate.says))
  return candidates.find(other => all.has(`${other.says} ${says}`) || all.has(`${says} ${other.says}`))
}
