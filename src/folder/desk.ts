import {readFile} from 'node:fs/promises'
import type {Document} from '../document/document.ts'
import {placesOf} from '../document/finding.ts'
import type {ToolInfo} from '../document/row.ts'
import {openPipeline} from '../pipeline.ts'
import {kindOf} from '../read/kind.ts'
import {readInput} from '../read/read.ts'
import {contained, writeAtomic} from '../write/atomic.ts'
import {safeName} from '../write/output-names.ts'
import {errorRow, manifestRow, repairRows, statusOf} from '../write/row.ts'
import {paragraphsOf, renderText} from '../write/text.ts'
import type {FromWorker, Job, Result, WorkerSettings} from './protocol.ts'

/** Where one thread works: the pipeline made ready, and one job after another. */
export type Desk = {
  readonly tool: ToolInfo
  readonly handle: (job: Job) => AsyncGenerator<FromWorker>
}

/** The output of a document: the job's own, or, for a record of a stream, a file in a folder of the stream's name. */
const outputFor = (job: Job, path: string): string => {
  if (path === job.path) return job.output
  return `${job.output.slice(0, -'.txt'.length)}/${safeName(path.slice(job.path.length + 1))}.txt`
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

/** @throws when the rules cannot be loaded; the message says where and why. */
export const openDesk = async (settings: WorkerSettings): Promise<Desk> => {
  const pipeline = await openPipeline(settings)
  const {tool} = pipeline
  const {title, limits} = settings.options

  async function* handle(job: Job): AsyncGenerator<FromWorker> {
    const kind = kindOf(job.path)
    if (!kind) throw new Error(`Expected a path of a kind that is read, got ${job.path}`)
    let number = 0
    for await (const reading of readInput(job, kind, limits)) {
      if (number++ < job.skip) continue
      if (!('document' in reading)) {
        const more = reading.source ? {source: reading.source} : {}
        yield {
          type: 'result',
          result: {
            row: errorRow(reading.path, reading.problem, tool, more),
            places: [],
            repairs: [],
            written: false,
          },
        }
        continue
      }
      try {
        const document = await pipeline.clean(reading.document)
        const status = statusOf(document)
        const places = messagePlaces(document)
        if (status === 'reject' || settings.output === undefined) {
          const row = manifestRow(document, undefined, tool)
          yield {type: 'result', result: {row, places, repairs: [], written: false}}
          continue
        }
        const output = outputFor(job, document.path)
        const paragraphs = paragraphsOf(document, {title})
        const text = renderText(paragraphs)
        const outdated = settings.compare ? await compared(settings.output, output, text) : undefined
        const written = settings.compare ? false : await writeAtomic(settings.output, output, text)
        yield {
          type: 'result',
          result: {
            row: manifestRow(document, output, tool),
            places,
            repairs: repairRows(document, output, paragraphs),
            written,
            ...(outdated ? {outdated} : {}),
          },
        }
      } catch (error) {
        const {path, sourceInfo} = reading.document
        const row = errorRow(path, `Copydesk failed on it: ${because(error)}`, tool, {source: sourceInfo})
        yield {type: 'result', result: {row, places: [], repairs: [], written: false}}
      }
    }
  }

  return {tool, handle}
}
