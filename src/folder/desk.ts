import {hash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import type {Document, SourceInfo} from '../document/document.ts'
import {placesOf, type ReportedRow} from '../document/finding.ts'
import type {ToolInfo} from '../document/row.ts'
import {openPipeline} from '../pipeline.ts'
import {kindOf} from '../read/kind.ts'
import {type Reading, readInput} from '../read/read.ts'
import {signature} from '../strip/near-duplicates.ts'
import type {PageLines} from '../strip/site-lines.ts'
import type {Profile} from '../strip/site-profile.ts'
import {parseProfile} from '../strip/site-profile-file.ts'
import {contained, isOfTheSystem, isOutOfRoom, writeAtomic} from '../write/atomic.ts'
import {recordsFolder, safeName} from '../write/output-names.ts'
import {errorRow, manifestRow, repairRows, statusOf} from '../write/row.ts'
import {paragraphsOf, renderText} from '../write/text.ts'
import {packPage, packResult} from './packed.ts'
import type {
  Bundle,
  Done,
  FromWorker,
  Job,
  Result,
  Skim,
  Skimmed,
  Unwritable,
  WorkerSettings,
} from './protocol.ts'
import {digestOf} from './same-bytes.ts'

/** Where one thread works: the pipeline made ready, and one job after another. */
export type Desk = {
  readonly tool: ToolInfo
  readonly handle: (order: Job | Bundle | Skim) => AsyncGenerator<FromWorker>
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

const compared = (folder: string, output: string, text: string): ReportedRow['outdated'] => {
  let there: string
  try {
    there = readFileSync(contained(folder, output), 'utf8')
  } catch {
    return 'missing'
  }
  return there === text ? undefined : 'differs'
}

const messagePlaces = (document: Document): ReportedRow['places'] => {
  const starts = document.messages.flatMap(message => (message.span ? [message.span.start] : []))
  const places = placesOf(document.source, starts)
  let next = 0
  return document.messages.map(message => (message.span ? places[next++] : undefined))
}

const because = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const textDigestOf = (text: string): string => hash('sha256', text)

/** @throws when the rules cannot be loaded; the message says where and why. */
export const openDesk = async (settings: WorkerSettings): Promise<Desk> => {
  const pipeline = await openPipeline(settings)
  const {tool} = pipeline
  const {title, limits} = settings.options
  let stopping = false
  let profile: Profile | undefined =
    settings.profile === undefined ? undefined : parseProfile(settings.profile)

  const failed = (
    path: string,
    reason: string,
    {source, transient = false}: {source?: SourceInfo | undefined; transient?: boolean | undefined},
  ): Result =>
    packResult({
      row: errorRow(path, reason, tool, source ? {source} : {}),
      places: [],
      repairs: [],
      more: {written: false, transient},
    })

  const unread = (reading: Exclude<Reading, {document: Document}>): Result =>
    failed(reading.path, reading.problem, reading)

  const pageAndDocument = async (
    read: Document,
    {skimmed}: Job,
  ): Promise<{document: Document; page?: PageLines}> =>
    skimmed === read.sourceInfo.sha256
      ? {document: await pipeline.clean(read, profile)}
      : pipeline.cleanPage(read, profile)

  const cleaned = async (read: Document, output: string, job: Job): Promise<Result> => {
    const {document, page} = await pageAndDocument(read, job)
    const places = messagePlaces(document)
    if (statusOf(document) === 'reject' || settings.output === undefined)
      return packResult({
        row: manifestRow(document, undefined, tool),
        places,
        repairs: [],
        ...(page ? {page} : {}),
        more: {written: false},
      })
    const paragraphs = paragraphsOf(document, {title})
    const text = renderText(paragraphs)
    const outdated = settings.compare ? compared(settings.output, output, text) : undefined
    return packResult({
      row: manifestRow(document, output, tool),
      places,
      ...(outdated ? {outdated} : {}),
      repairs: repairRows(document, output, paragraphs),
      ...(page ? {page} : {}),
      more: {
        written: settings.compare ? false : writeAtomic(settings.output, output, text),
        textDigest: textDigestOf(text),
        ...(settings.signatures ? {signature: signature(text)} : {}),
      },
    })
  }

  async function* handleJob(job: Job): AsyncGenerator<FromWorker> {
    const kind = kindOf(job.path)
    if (!kind) throw new Error(`Expected a path of a kind that is read, got ${job.path}`)
    const outputFor = outputsOf(job)
    // A plain file's digest comes with its row; others are packed, or many.
    const plain = !kind.gzip && kind.mediaType !== 'application/jsonl'
    let digest = plain ? undefined : digestOf(job.file)
    let number = 0
    let last: Result | undefined
    for await (const reading of readInput(job, kind, limits)) {
      const path = 'document' in reading ? reading.document.path : reading.path
      const output = outputFor(path)
      if (number++ < job.skip) continue
      if (stopping) {
        yield {type: 'done'}
        return
      }
      if (path !== job.path) yield {type: 'begin', path}
      const source = 'document' in reading ? reading.document.sourceInfo : reading.source
      if (plain) digest = source?.sha256
      try {
        last = 'document' in reading ? await cleaned(reading.document, output, job) : unread(reading)
      } catch (error) {
        if (isOutOfRoom(error)) {
          yield {type: 'unwritable', reason: because(error)}
          return
        }
        last = failed(path, `Copydesk failed on it: ${because(error)}`, {
          source,
          transient: isOfTheSystem(error),
        })
      }
      // Of a stream each result is told at once; that of a file goes with its end.
      if (kind.mediaType === 'application/jsonl') {
        yield {type: 'result', result: last}
        last = undefined
      }
    }
    yield {type: 'done', digest: digest ?? '', ...(last ? {result: last} : {})}
  }

  /** Nothing where the text cannot be read, or something fails on it: cleaning it will say why. */
  const skim = async (job: Job): Promise<Skimmed | undefined> => {
    const kind = kindOf(job.path)
    if (!kind) return undefined
    try {
      for await (const reading of readInput(job, kind, limits))
        if ('document' in reading) {
          const {document} = reading
          return {digest: document.sourceInfo.sha256, page: packPage(await pipeline.skim(document))}
        }
    } catch {}
    return undefined
  }

  async function* handle(order: Job | Bundle | Skim): AsyncGenerator<FromWorker> {
    if (order.task === 'clean') {
      yield* handleJob(order)
      return
    }
    if (order.task === 'skim') {
      const texts: (Skimmed | undefined)[] = []
      for (const job of order.jobs) texts.push(await skim(job))
      yield {type: 'skimmed', texts}
      return
    }
    const endings: (Done | Unwritable)[] = []
    for (const job of order.jobs) {
      for await (const answer of handleJob(job))
        if (answer.type === 'done' || answer.type === 'unwritable') endings.push(answer)
      if (endings.at(-1)?.type === 'unwritable') break
    }
    yield {type: 'done-all', endings}
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
