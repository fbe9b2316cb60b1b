import {type Block, textOf} from '../document/block.ts'

/** A line of verse is shorter, in UTF-16 units; so is an item of a list. */
const longestLine = 60
/** Fewer short lines in a row are headings or a dialogue. */
const fewestLines = 4
/** In prose every paragraph ends in a stop; of these lines at least this share do not. */
const openShare = 0.5
const stopped = /[.!?:…]["”’»)]*$/

/**
 * Which blocks are lines of verse or of a list rather than paragraphs: runs of short ones that mostly end in no stop.
 * Poets choose words that nobody else would, and a list has no neighbours to judge a word by.
 */
export const verseBlocks = (blocks: readonly Block[]): ReadonlySet<Block> => {
  const found = new Set<Block>()
  let run: Block[] = []
  let open = 0
  const finish = (): void => {
    if (run.length >= fewestLines && open >= run.length * openShare) for (const block of run) found.add(block)
    run = []
    open = 0
  }
  for (const block of blocks) {
    if (block.removed) continue
    // Most paragraphs are long, and need no text made to see that.
    const text = block.raw.length > 2 * longestLine ? block.raw : textOf(block).trim()
    if (text.length >= longestLine) {
      finish()
      continue
    }
    run.push(block)
    if (!stopped.test(text)) open += 1
  }
  finish()
  return found
}
