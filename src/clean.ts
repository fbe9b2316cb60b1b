import type {Document} from './document/document.ts'
import type {ManifestRow, RepairRow} from './document/row.ts'
import {outputMap, type SourceRun} from './document/source-map.ts'
import {type InputOptions, readGiven} from './given-input.ts'
import {manifestRow, repairRows} from './write/row.ts'
import {paragraphBreak, paragraphsOf, renderText} from './write/text.ts'

export type CleanResult = {
  /** The cleaned text; empty for a document that is no article. */
  readonly text: string
  readonly row: ManifestRow
  readonly repairs: readonly RepairRow[]
  /** Every block, kept and removed, with its edits. */
  readonly document: Document
  /** Where every character of `text` came from, in runs that cover it without a gap. */
  readonly sourceMap: () => readonly SourceRun[]
}

/**
 * Cleans one document in this thread. There is no deadline: for input that nobody vouches for, use `cleanFolder`, whose
 * workers can be stopped.
 *
 * @param input Bytes, which are decoded first, or text, which is taken as it is.
 * @throws TypeError for an input or an option that is none; Error when the bytes are not text.
 */
export const clean = async (input: string | Uint8Array, options: InputOptions = {}): Promise<CleanResult> => {
  const {document, options: all, pipeline} = await readGiven(input, options)
  const cleaned = await pipeline.clean(document)
  if (cleaned.rejected !== undefined) {
    return {
      text: '',
      row: manifestRow(cleaned, undefined, pipeline.tool),
      repairs: [],
      document: cleaned,
      sourceMap: () => [],
    }
  }
  const paragraphs = paragraphsOf(cleaned, all)
  return {
    text: renderText(paragraphs),
    row: manifestRow(cleaned, undefined, pipeline.tool),
    repairs: repairRows(cleaned, document.path, paragraphs),
    document: cleaned,
    sourceMap: () => outputMap(cleaned, paragraphs, paragraphBreak),
  }
}
