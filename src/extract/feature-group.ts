import type {PageProfile} from './page-profile.ts'
import {noFacts, type TextFacts} from './text-facts.ts'

/** Numbers about one block that are worked out together, side by side in its row. */
export type FeatureGroup = {
  readonly names: readonly string[]
  /** Writes one number for each name into `row`, the first at `at`. */
  readonly write: (page: PageProfile, block: number, row: Float32Array, at: number) => void
}

export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

/** What stands in an array, or 0 outside. */
export const valueAt = (array: {readonly [index: number]: number}, index: number): number => array[index] ?? 0

export const factsAt = (page: PageProfile, block: number): TextFacts => page.facts[block] ?? noFacts

/** The share of the page's words inside the element with this index; -1 when there is none. */
export const shareInside = ({elements}: PageProfile, element: number): number =>
  element < 0 ? -1 : share(elements.words[element] as number, elements.words[0] as number)

/** The rank of a block's tag; -1 outside the page. */
export const tagOf = (page: PageProfile, block: number): number => page.tags[block] ?? -1
