import {hash} from 'node:crypto'
import {completeOptions, type GivenOptions, oneOf, shown, words} from './complete-options.ts'
import type {Document} from './document/document.ts'
import type {Options} from './document/options.ts'
import {openPipeline, type Pipeline} from './pipeline.ts'
import {newDocument, readDocument} from './read/read.ts'

/** What a caller of the library may say of one document, and how it is to be worked on. */
export type InputOptions = GivenOptions & {
  /** What the input is; told by its looks (a tag near its beginning) when absent. */
  readonly mediaType?: 'text/plain' | 'text/markdown' | 'text/html'
  /** Names the document in the row. */
  readonly path?: string
  /** Where the page came from: picks site rules. */
  readonly url?: string
}

/** A caller's document as it was read, all options, and the pipeline for them. */
export type GivenInput = {
  readonly document: Document
  readonly options: Options
  readonly pipeline: Pipeline
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

const documentOf = (input: string | Uint8Array, {mediaType, path = 'document'}: InputOptions): Document => {
  if (typeof input === 'string') {
    const type = mediaType ?? (looksLikeHtml(input) ? 'text/html' : 'text/plain')
    const bytes = Buffer.from(input)
    const facts = {sha256: hash('sha256', bytes), bytes: bytes.length, mediaType: type}
    return newDocument(path, input, {...facts, encoding: 'utf-8', replacements: 0})
  }
  const head = new TextDecoder('latin1').decode(input.subarray(0, 1000))
  const reading = readDocument(path, input, mediaType ?? (looksLikeHtml(head) ? 'text/html' : 'text/plain'))
  if (!('document' in reading)) throw new Error(reading.problem)
  return reading.document
}

/**
 * Reads what a caller gave.
 *
 * @param input Bytes, which are decoded first, or text, which is taken as it is.
 * @throws TypeError for an input or an option that is none; Error when the bytes are not text.
 */
export const readGiven = async (input: string | Uint8Array, given: InputOptions): Promise<GivenInput> => {
  if (typeof input !== 'string' && !(input instanceof Uint8Array))
    throw new TypeError(`Expected a text or its bytes (a \`Uint8Array\`), got ${shown(input)}`)
  const options = completeOptions(given, ownOptions)
  const document = documentOf(input, given)
  const pipeline = await pipelineFor(options)
  if (given.url === undefined) return {document, options, pipeline}
  const {metadata} = document
  const sources = {...metadata.sources, url: 'caller'}
  return {document: {...document, metadata: {...metadata, url: given.url, sources}}, options, pipeline}
}
