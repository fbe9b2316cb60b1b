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
  // One step more, so that what stands last is looked at too.
  for (let index = 0; index <= blocks.length; index += 1) {
    const block = blocks[index]
    if (block?.removed) continue
    const line = block && lineOf(block)
    if (block && line !== undefined) {
      run.push(block)
      if (!stopped.test(line)) open += 1
    } else if (run.length > 0) {
      if (run.length >= fewestLines && open >= run.length * openShare) for (const each of run) found.add(each)
      run = []
      open = 0
    }
  }
  return found
}

/** A block's text if it is as short as a line of verse. */
const lineOf = (block: Block): string | undefined => {
  // Most paragraphs are long, and need no text made to see that.
  if (block.raw.length > 2 * longestLine) return undefined
  const text = textOf(block).trim()
  return text.length < longestLine ? text : undefined
}
