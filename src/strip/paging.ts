import {furnitureRemovals, pageFurniture} from '../document/page-furniture.ts'
import type {Witness} from './look.ts'

/** Page numbers and running heads as a witness; it needs neither rules nor other pages. */
export const pagingWitness: Witness = lines => ({
  removals: pageFurniture(lines).map(found => found && furnitureRemovals[found]),
})
