import type {Document} from './document/document.ts'
import {type InputOptions, readGiven} from './given-input.ts'
import {paragraphsOf, renderText} from './write/text.ts'

export type ExtractResult = {
  /** The kept text, a paragraph for each block, as the page has it; empty for a page that is no article. */
  readonly text: string
  /** Every block with its kind and place in the source, those that are no article marked as removed; the metadata. */
  readonly document: Document
}

/**
 * Tells article from chrome on one page and goes no further: its words are neither normalised nor looked at, and rules
 * for lines are not asked. For reader modes and others that have their own use for the blocks. Of a text, which has no
 * markup, all blocks are kept: `clean` judges its lines.
 *
 * @param input Bytes, which are decoded first, or text, which is taken as it is.
 * @throws TypeError for an input or an option that is none; Error when the bytes are not text.
 */
export const extract = async (
  input: string | Uint8Array,
  options: InputOptions = {},
): Promise<ExtractResult> => {
  const {document, options: all, pipeline} = await readGiven(input, options)
  const extracted = await pipeline.extract(document)
  const paragraphs = extracted.rejected === undefined ? paragraphsOf(extracted, all) : []
  return {text: renderText(paragraphs), document: extracted}
}
