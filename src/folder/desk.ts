import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {readFile} from 'node:fs/promises'
import type {Document} from '../document/document.ts'
import {placesOf} from '../document/finding.ts'
import type {ToolInfo} from '../document/row.ts'
import {openPipeline} from '../pipeline.ts'
import {kindOf} from '../read/kind.ts'
import {type Reading, readInput} from '../read/read.ts'
import {signature} from '../strip/near-duplicates.ts'
import type {Profile} from '../strip/site-profile.ts'
import {parseProfile} from '../strip/site-profile-file.ts'
import {contained, isOfTheSystem, isOutOfRoom, writeAtomic} from '../write/atomic.ts'
import {recordsFolder, safeName} from '../write/output-names.ts'
import {errorRow, manifestRow, repairRows, statusOf} from '../write/row.ts'
import {paragraphsOf, renderText} from '../write/text.ts'
import type {FromWorker, Job, Known, Result, WorkerSettings} from './protocol.ts'

/** Where one thread works: the pipeline made ready, and one job after another. */
export type Desk = {
  readonly tool: ToolInfo
  readonly handle: (job: Job) => AsyncGenerator<FromWorker>
  /** What recurs on the pages of each site, from now on. */
  readonly equip: (profile: string) => void
  /** The job in hand ends after its current document. */
  readonly stop: () => void
}

/** The outputs of a job: its own, or, for the records of a stream, files in a folder of the stream's name. */
const outputsOf = (job: Job): ((path: string) => string) => {
  const seen = new Set<string>()
  return path => {
    if (path === job.path) return job.output
    const name = safeName(path.slice(job.path.length + 1))
    const folded = name.normalize('NFC').toLowerCase()
    // Ids that differ in case only are one name on many a disk: the later one carries its place in the stream.
    const unique = seen.has(folded) ? `${name}~${seen.size}` : name
    seen.add(folded)
    return `${recordsFolder(job.output)}/${unique}.txt`
  }
}

const compared = async (folder: string, output: string, text: string): Promise<Result['outdated']> => {
  const there = await readFile(contained(folder, output), 'utf8').catch(() => undefined)
  if (there === text) return undefined
  return there === undefined ? 'missing' : 'differs'
}

const messagePlaces = (document: Document): Result['places'] => {
  const starts = document.messages.flatMap(message => (message.span ? [message.span.start] : []))
  const places = placesOf(document.source, starts)
  let next = 0
  return document.messages.map(message => (message.span ? places[next++] : undefined))
}

const because = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Digest of a file's bytes, or `undefined` when it cannot be read. */
const digestOf = async (file: string): Promise<string | undefined> => {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  } catch {
    return undefined
  }
  return hash.digest('hex')
}

const textDigestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const isSame = async (
  known: Known,
  digest: string | undefined,
  folder: string | undefined,
): Promise<boolean> => {
  if (digest !== known.digest || folder === undefined) return false
  for (const {output, digest: expected} of known.outputs) {
    if ((await digestOf(contained(folder, output))) !== expected) return false
  }
  return true
}

/** @throws when the rules cannot be loaded; the message says where and why. */
export const openDesk = async (settings: WorkerSettings): Promise<Desk> => {
  const pipeline = await openPipeline(settings)
  const {tool} = pipeline
  const {title, limits} = settings.options
  let stopping = false
  let profile: Profile | undefined =
    settings.profile === undefined ? undefined : parseProfile(settings.profile)

  const failure = (reading: Exclude<Reading, {document: Document}>): Result => ({
    row: errorRow(reading.path, reading.problem, tool, reading.source ? {source: reading.source} : {}),
    places: [],
    repairs: [],
    written: false,
    ...(reading.transient ? {transient: true} : {}),
  })

  const cleaned = async (read: Document, output: string): Promise<Result> => {
    const {document, page} = await pipeline.cleanPage(read, profile)
    const places = messagePlaces(document)
    if (statusOf(document) === 'reject' || settings.output === undefined)
      return {row: manifestRow(document, undefined, tool), places, repairs: [], written: false, page}
    const paragraphs = paragraphsOf(document, {title})
    const text = renderText(paragraphs)
    const outdated = settings.compare ? await compared(settings.output, output, text) : undefined
    return {
      row: manifestRow(document, output, tool),
      places,
      repairs: repairRows(document, output, paragraphs),
      written: settings.compare ? false : await writeAtomic(settings.output, output, text),
      textDigest: textDigestOf(text),
      ...(settings.signatures ? {signature: signature(text)} : {}),
      page,
      ...(outdated ? {outdated} : {}),
    }
  }

  async function* handle(job: Job): AsyncGenerator<FromWorker> {
    const kind = kindOf(job.path)
    if (!kind) throw new Error(`Expected a path of a kind that is read, got ${job.path}`)
    const outputFor = outputsOf(job)
    // A plain file's digest comes with its row; others are packed, or many.
    const plain = !kind.gzip && kind.mediaType !== 'application/jsonl'
    let digest = plain && !job.known ? undefined : await digestOf(job.file)
    if (job.known && (await isSame(job.known, digest, settings.output))) {
      yield {type: 'same'}
      return
    }
    let number = 0
    for await (const reading of readInput(job, kind, limits)) {
      const path = 'document' in reading ? reading.document.path : reading.path
      const output = outputFor(path)
      if (number++ < job.skip) continue
      if (stopping) {
        yield {type: 'done'}
        return
      }
      if (path !== job.path) yield {type: 'begin', path}
      if (!('document' in reading)) {
        if (plain) digest = reading.source?.sha256
        yield {type: 'result', result: failure(reading)}
        continue
      }
      const {sourceInfo} = reading.document
      if (plain) digest = sourceInfo.sha256
      try {
        yield {type: 'result', result: await cleaned(reading.document, output)}
      } catch (error) {
        if (isOutOfRoom(error)) {
          yield {type: 'unwritable', reason: because(error)}
          return
        }
        const row = errorRow(path, `Copydesk failed on it: ${because(error)}`, tool, {source: sourceInfo})
        const transient = isOfTheSystem(error)
        yield {type: 'result', result: {row, places: [], repairs: [], written: false, transient}}
      }
    }
    yield {type: 'done', digest: digest ?? ''}
  }

  return {
    tool,
    handle,
    equip: text => {
      profile = parseProfile(text)
    },
    stop: () => {
      stopping = true
    },
  }
}
