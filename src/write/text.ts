import {type Block, textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'

/** One paragraph of the output: its text, and the block it came from (none for a title found in the metadata only). */
export type Paragraph = {readonly text: string; readonly block?: number}

/**
 * The paragraphs of the cleaned text in output order: the title first (unless `title` is false), then the kept blocks.
 * A block whose text came to nothing is left out.
 */
export const paragraphsOf = (document: Document, options: {readonly title: boolean}): Paragraph[] => {
  const titleBlock = document.blocks.findIndex(block => block.role === 'title' && !block.removed)
  const paragraphs: Paragraph[] = []
  const titleOf = (block: Block | undefined): string =>
    block ? textOf(block) : (document.metadata.title ?? '')
  if (options.title) {
    const text = titleOf(document.blocks[titleBlock])
    if (text !== '') paragraphs.push(titleBlock < 0 ? {text} : {text, block: titleBlock})
  }
  document.blocks.forEach((block, index) => {
    if (block.removed || index === titleBlock) return
    const text = textOf(block)
    if (text !== '') paragraphs.push({text, block: index})
  })
  return paragraphs
}

/** What stands between two paragraphs of a cleaned text. */
export const paragraphBreak = '\n\n'

/** The cleaned text: paragraphs separated by one blank line, one newline at the end. */
export const renderText = (paragraphs: readonly Paragraph[]): string =>
  paragraphs.length === 0 ? '' : `${paragraphs.map(paragraph => paragraph.text).join(paragraphBreak)}\n`

/** Where each block's text begins in the cleaned text. */
export const blockOffsets = (paragraphs: readonly Paragraph[]): Map<number, number> => {
  const offsets = new Map<number, number>()
  let position = 0
  for (const {text, block} of paragraphs) {
    if (block !== undefined) offsets.set(block, position)
    position += text.length + paragraphBreak.length
  }
  return offsets
}
