import {join} from 'node:path'
import type {ToolInfo} from '../document/row.ts'
import {kindOf} from '../read/kind.ts'
import {contained} from '../write/atomic.ts'
import {errorRow} from '../write/row.ts'
import type {FolderSettings} from './folder-settings.ts'
import type {InHand} from './in-hand.ts'
import {packResult} from './packed.ts'
import {misjudged, type Pages} from './pages.ts'
import {type JobListener, openPool, type Pool} from './pool.ts'
import type {Job, Result, WorkerSettings} from './protocol.ts'
import type {KnownInput} from './records.ts'
import {isSame} from './same-bytes.ts'
import {outputStamp} from './stamp.ts'
import {retry, type State} from './state.ts'

/** How many due inputs are taken from the state at a time. */
const pageSize = 256

const failedResult = (path: string, reason: string, tool: ToolInfo): Result =>
  packResult({row: errorRow(path, reason, tool), places: [], repairs: [], more: {written: false}})

/** What the jobs of a run added up to. */
export type JobTally = {
  inputsDone: number
  /** Texts that were written. */
  written: number
  /** Documents whose row is new. */
  documents: number
  /** The folder was judged as a whole. */
  judged: boolean
  /** Pages that told of their sites only after that: what they tell is not in the verdicts. */
  late: number
}

const jobFor = (input: KnownInput, base: string): Job => {
  const {path, output, digest, records, skimmed} = input
  const isKnown = digest !== undefined
  return {
    path,
    file: join(base, path),
    output,
    skip: isKnown ? 0 : records,
    task: 'clean',
    isKnown,
    ...(skimmed === undefined ? {} : {skimmed}),
  }
}

/**
 * Of the due inputs, passes over those that hold the bytes they held when they were last cleaned, and whose texts are
 * what was written then: files that were copied, or touched, or looked at too soon after they were written.
 */
export const passOverSame = (
  state: State,
  {output, base, signal}: {output: string; base: string; signal: AbortSignal | undefined},
): void => {
  for (let last: string | undefined; ; ) {
    const page = state.dueAfter(last, pageSize)
    last = page.at(-1)?.path
    if (last === undefined || signal?.aborted) return
    for (const {path, digest, suspect} of page) {
      if (digest === undefined || suspect > 0) continue
      const outputs = state.outputsBetween(path, path)
      if (!isSame({digest, outputs}, join(base, path), output)) continue
      for (const each of outputs) {
        const stamp = outputStamp(contained(output, each.output))
        if (stamp) state.confirmOutput(each.output, stamp.size, stamp.modified)
      }
      state.finish(path, digest)
    }
  }
}

type RecorderSettings = {
  readonly pages: Pages
  readonly inHand: Pick<InHand, 'begin' | 'end'>
  readonly tally: JobTally
  readonly tool: () => ToolInfo
  /** What the folder pass said of the inputs that are to be cleaned after it. */
  readonly verdicts: Map<string, string>
}

/** Enters what the workers say into the state. */
export const recorder = (
  state: State,
  settings: FolderSettings,
  {pages, inHand, tally, tool, verdicts}: RecorderSettings,
): JobListener => {
  // A job whose documents are being recorded anew, those of an earlier run forgotten.
  const begun = new Set<string>()
  let textsRead = 0

  const record = (job: Job, result: Result, why: number): void => {
    const {path} = job
    if (!begun.has(path)) {
      begun.add(path)
      if (job.isKnown) state.forgetDocuments(path)
    }
    const {output} = result
    const stamp =
      output === undefined || settings.check ? undefined : outputStamp(contained(settings.output, output))
    if (result.page) pages.put(path, result.page)
    if (result.page && tally.judged && (job.skimmed !== undefined || !verdicts.has(path))) {
      tally.late++
      verdicts.delete(path)
      pages.setVerdict(path, misjudged)
    }
    state.record(path, result, {...(stamp ?? {size: 0, modified: 0}), retry: why})
    tally.documents++
    if (result.written) tally.written++
    settings.onResult?.(result, tally.inputsDone)
  }

  return {
    begin: jobs => inHand.begin(jobs.map(job => job.path)),
    skimmed: (job, skimmed) => {
      pages.putSkimmed(job.path, skimmed)
      settings.onSkimmed?.(job.path, ++textsRead)
    },
    result: (job, result) => record(job, result, result.transient ? retry.nextRun : retry.none),
    failed: (job, reason, path) => record(job, failedResult(path, reason, tool()), retry.quarantined),
    done: (job, ending) => {
      begun.delete(job.path)
      inHand.end(job.path)
      if (ending.type === 'stopped') return
      state.finish(job.path, ending.digest)
      const verdict = verdicts.get(job.path)
      if (verdict !== undefined) pages.setVerdict(job.path, verdict)
      if (verdict === undefined || job.skimmed !== undefined) state.setFresh(job.path)
      tally.inputsDone++
    },
  }
}

/** A text file of no more bytes goes to a worker together with others, up to so many bytes and so many files. */
const smallFile = 16_000
const bundleBytes = 48_000
const bundleFiles = 16

/** A text file of no more bytes is skimmed: no more than a worker takes without trouble. */
const skimmedFile = 1_000_000

/** Whether the input is of a kind that neither hangs nor dies on all we know. */
const isText = ({path, suspect}: KnownInput): boolean => {
  const kind = kindOf(path)
  return (
    suspect === 0 &&
    kind !== undefined &&
    !kind.gzip &&
    (kind.mediaType === 'text/plain' || kind.mediaType === 'text/markdown')
  )
}

/** Whether the input can be handed over with others. */
const isSmallText = (input: KnownInput): boolean => input.stamp.size <= smallFile && isText(input)

/** Whether nothing is recorded of the input, and it can be read ahead of its cleaning. */
const isSkimmable = (input: KnownInput): boolean =>
  input.digest === undefined && input.records === 0 && input.stamp.size <= skimmedFile && isText(input)

/** The inputs in their order, those that go together in bundles. */
const bundlesOf = (
  inputs: readonly KnownInput[],
  goesTogether: (input: KnownInput) => boolean,
): readonly (readonly KnownInput[])[] => {
  const bundles: KnownInput[][] = []
  let open: KnownInput[] = []
  let bytes = 0
  for (const input of inputs) {
    if (!goesTogether(input)) {
      bundles.push([input])
      continue
    }
    if (open.length === 0 || open.length === bundleFiles || bytes + input.stamp.size > bundleBytes) {
      open = []
      bytes = 0
      bundles.push(open)
    }
    open.push(input)
    bytes += input.stamp.size
  }
  return bundles
}

type Where = {
  readonly state: State
  readonly base: string
  readonly signal: AbortSignal | undefined
  readonly skims: boolean
}

const split = <Value>(
  values: readonly Value[],
  isFirst: (value: Value) => boolean,
): readonly [Value[], Value[]] => [values.filter(isFirst), values.filter(value => !isFirst(value))]

const runThrough = async (
  pool: Pool,
  {state, base, signal, skims}: Where,
  wanted: (input: KnownInput) => boolean,
): Promise<void> => {
  const stop = (): void => pool.stop()
  signal?.addEventListener('abort', stop)
  try {
    let last: string | undefined
    while (!signal?.aborted) {
      const page = state.dueAfter(last, pageSize)
      if (page.length === 0) break
      last = page.at(-1)?.path
      const due = page.filter(wanted)
      const [ahead, now] = skims ? split(due, isSkimmable) : [[], due]
      const unread = ahead.filter(input => input.skimmed === undefined)
      for (const inputs of bundlesOf(unread, () => true)) {
        if (signal?.aborted) break
        await pool.skim(inputs.map(input => jobFor(input, base)))
      }
      for (const inputs of bundlesOf(now, isSmallText)) {
        if (signal?.aborted) break
        await pool.add(inputs.map(input => jobFor(input, base)))
      }
    }
    if (signal?.aborted) pool.stop()
    await pool.drained()
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/**
 * Puts every due input through the pool. Those that were in hand when an earlier run died come last, one by one, each
 * in a process of its own: if one of them is to blame, it dies alone.
 */
export const runJobs = async (
  pool: Pool,
  settings: FolderSettings,
  run: {
    readonly state: State
    readonly base: string
    readonly workers: WorkerSettings
    readonly listener: JobListener
    /** New texts are only skimmed, and stay due. */
    readonly skims: boolean
  },
): Promise<void> => {
  const {state, base, skims} = run
  const where = {state, base, signal: settings.signal, skims}
  let suspects = 0
  await runThrough(pool, where, input => {
    if (input.suspect > 0) suspects++
    return input.suspect === 0
  })
  if (suspects === 0 || settings.signal?.aborted) return
  const memory = settings.workerMemory === undefined ? {} : {memory: settings.workerMemory}
  const apart = await openPool(run.workers, {workers: 1, process: true, ...memory}, run.listener)
  try {
    await runThrough(apart, where, input => input.suspect > 0)
  } finally {
    await apart.close()
  }
}
