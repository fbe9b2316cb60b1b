import {createHash} from 'node:crypto'
import {completeOptions, type GivenOptions, oneOf, shown, words} from './complete-options.ts'
import type {Document} from './document/document.ts'
import type {Options} from './document/options.ts'
import type {ManifestRow, RepairRow} from './document/row.ts'
import {outputMap, type SourceRun} from './document/source-map.ts'
import {openPipeline, type Pipeline} from './pipeline.ts'
import {newDocument, readDocument} from './read/read.ts'
import {manifestRow, repairRows} from './write/row.ts'
import {paragraphBreak, paragraphsOf, renderText} from './write/text.ts'

export type CleanOptions = GivenOptions & {
  /** What the input is; told by its looks (a tag near its beginning) when absent. */
  readonly mediaType?: 'text/plain' | 'text/markdown' | 'text/html'
  /** Names the document in the row. */
  readonly path?: string
  /** Where the page came from: picks site rules. */
  readonly url?: string
}

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

const pipelines = new Map<string, Promise<Pipeline>>()

/** Pipelines are immutable, so that one serves all calls with the same options. */
const pipelineFor = (options: Options): Promise<Pipeline> => {
  const key = JSON.stringify(options)
  const known = pipelines.get(key)
  if (known) return known
  const opened = openPipeline({options})
  pipelines.set(key, opened)
  return opened
}

const ownOptions = {
  mediaType: oneOf('text/plain', 'text/markdown', 'text/html'),
  path: words,
  url: words,
}

const looksLikeHtml = (text: string): boolean =>
  /^\s*(?:<!doctype html|<html|<head|<body|<[a-z][^>]*>)/i.test(text.slice(0, 1000))

/**
 * Cleans one document in this thread. There is no deadline: for input that nobody vouches for, use `cleanFolder`, whose
 * workers can be stopped.
 *
 * @param input Bytes, which are decoded first, or text, which is taken as it is.
 * @throws TypeError for an input or an option that is none; Error when the bytes are not text.
 */
export const clean = async (input: string | Uint8Array, options: CleanOptions = {}): Promise<CleanResult> => {
  if (typeof input !== 'string' && !(input instanceof Uint8Array))
    throw new TypeError(`Expected a text or its bytes (a \`Uint8Array\`), got ${shown(input)}`)
  const all = completeOptions(options, ownOptions)
  const {mediaType, path = 'document', url} = options
  let document: Document
  if (typeof input === 'string') {
    const type = mediaType ?? (looksLikeHtml(input) ? 'text/html' : 'text/plain')
    const bytes = Buffer.byteLength(input)
    const sha256 = createHash('sha256').update(input).digest('hex')
    document = newDocument(path, input, {sha256, bytes, mediaType: type, encoding: 'utf-8', replacements: 0})
  } else {
    const head = new TextDecoder('latin1').decode(input.subarray(0, 1000))
    const reading = readDocument(path, input, mediaType ?? (looksLikeHtml(head) ? 'text/html' : 'text/plain'))
    if (!('document' in reading)) throw new Error(reading.problem)
    document = reading.document
  }
  if (url !== undefined) {
    const {metadata} = document
    document = {...document, metadata: {...metadata, url, sources: {...metadata.sources, url: 'caller'}}}
  }
  const pipeline = await pipelineFor(all)
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
    repairs: repairRows(cleaned, path, paragraphs),
    document: cleaned,
    sourceMap: () => outputMap(cleaned, paragraphs, paragraphBreak),
  }
}
