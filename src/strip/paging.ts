import type {Removal} from '../document/block.ts'
import {type PageFurniture, pageFurniture} from '../document/page-furniture.ts'
import type {Witness} from './look.ts'

/** A number proves itself by its neighbours in the sequence; a head only by the numbers it stands beside. */
const removals: Readonly<Record<PageFurniture, Removal>> = {
  'page-number': {
    ruleId: 'strip/page-number',
    reason: 'The line numbers a page of print: its number rises by one from page to page.',
    confidence: 0.97,
  },
  'running-head': {
    ruleId: 'strip/running-head',
    reason: 'The line stands beside the page numbers again and again.',
    confidence: 0.95,
  },
}

/** Page numbers and running heads as a witness; it needs neither rules nor other pages. */
export const pagingWitness: Witness = lines => ({
  removals: pageFurniture(lines).map(found => found && removals[found]),
})
