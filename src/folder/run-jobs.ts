import {join} from 'node:path'
import {kindOf} from '../read/kind.ts'
import {contained} from '../write/atomic.ts'
import {errorRow} from '../write/row.ts'
import type {FolderSettings} from './folder-settings.ts'
import type {InHand} from './in-hand.ts'
import type {Pages} from './pages.ts'
import {type JobListener, openPool, type Pool} from './pool.ts'
import type {Job, Result, WorkerSettings} from './protocol.ts'
import {outputStamp} from './stamp.ts'
import {type KnownInput, retry, type State} from './state.ts'

/** How many due inputs are taken from the state at a time. */
const pageSize = 256

const noResult = {places: [], repairs: [], written: false} as const

/** What the jobs of a run added up to. */
export type JobTally = {
  inputsDone: number
  /** Texts that were written. */
  written: number
  /** With `check`: texts that are missing or differ. */
  outdated: number
  /** Inputs that were read and found to be what they were. */
  same: number
  /** Documents whose row is new. */
  documents: number
}

const jobFor = (state: State, input: KnownInput, {base, task}: {base: string; task: Job['task']}): Job => {
  const {path, output, digest, records} = input
  const job: Job = {path, file: join(base, path), output, skip: 0, task}
  if (digest === undefined) return {...job, skip: task === 'clean' ? records : 0}
  const outputs = state.outputsBetween(path, path).map(each => ({output: each.output, digest: each.digest}))
  return {...job, known: {digest, outputs}}
}

type RecorderSettings = {
  readonly pages: Pages
  readonly inHand: Pick<InHand, 'begin' | 'end'>
  readonly tally: JobTally
  readonly tool: () => Pool['tool']
}

/** Enters what the workers say into the state. */
export const recorder = (
  state: State,
  settings: FolderSettings,
  {pages, inHand, tally, tool}: RecorderSettings,
): JobListener => {
  // A job whose documents are being recorded anew, those of an earlier run forgotten.
  const begun = new Set<string>()
  const lost = new Set<string>()

  const record = (job: Job, result: Result, why: number): void => {
    const {path} = job
    if (!begun.has(path)) {
      begun.add(path)
      if (job.known || job.task === 'collect') state.forgetDocuments(path)
    }
    const {output} = result.row
    const stamp =
      output === undefined || settings.check ? undefined : outputStamp(contained(settings.output, output))
    state.record(path, result, {...(stamp ?? {size: 0, modified: 0}), retry: why})
    tally.documents++
    if (result.written) tally.written++
    if (result.outdated) tally.outdated++
    settings.onResult?.(result, tally.inputsDone)
  }

  return {
    begin: job => inHand.begin(job.path),
    lines: (job, number, lines) => {
      if (!begun.has(job.path)) {
        begun.add(job.path)
        state.forgetDocuments(job.path)
        pages.forget(job.path)
      }
      if (lines) pages.put(job.path, number, lines)
    },
    result: (job, result) => record(job, result, result.transient ? retry.nextRun : retry.none),
    failed: (job, reason, path) => {
      // Whoever takes a worker down while lines are collected would do so again; of a stream, the others are wanted.
      if (job.task === 'collect') {
        if (kindOf(job.path)?.mediaType === 'application/jsonl') return
        lost.add(path)
      }
      record(job, {row: errorRow(path, reason, tool()), ...noResult}, retry.quarantined)
    },
    done: (job, ending) => {
      const anew = begun.delete(job.path)
      inHand.end(job.path)
      if (ending.type === 'stopped') return
      pages.finish(job.path)
      if (job.task === 'collect' && ending.type === 'done' && !lost.delete(job.path)) {
        // Nothing was said of an empty stream, or of a file that went away: it has no pages now.
        if (!anew) {
          state.forgetDocuments(job.path)
          pages.forget(job.path)
        }
        return
      }
      if (ending.type === 'same') {
        tally.same++
        for (const {output} of job.known?.outputs ?? []) {
          const stamp = outputStamp(contained(settings.output, output))
          if (stamp) state.confirmOutput(output, stamp.size, stamp.modified)
        }
      }
      state.finish(job.path, ending.type === 'same' ? job.known?.digest : ending.digest)
      tally.inputsDone++
    },
  }
}

const runThrough = async (
  pool: Pool,
  {
    state,
    base,
    task,
    signal,
  }: {state: State; base: string; task: Job['task']; signal: AbortSignal | undefined},
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
      for (const input of page) {
        if (signal?.aborted) break
        if (wanted(input)) await pool.add(jobFor(state, input, {base, task}))
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
  run: {state: State; base: string; task: Job['task']; workers: WorkerSettings; listener: JobListener},
): Promise<void> => {
  const {state, base, task} = run
  const where = {state, base, task, signal: settings.signal}
  const isOpen = (input: KnownInput): boolean => task === 'clean' || !input.collected
  let suspects = 0
  await runThrough(pool, where, input => {
    if (!isOpen(input)) return false
    if (input.suspect > 0) suspects++
    return input.suspect === 0
  })
  if (suspects === 0 || settings.signal?.aborted) return
  const memory = settings.workerMemory === undefined ? {} : {memory: settings.workerMemory}
  const apart = await openPool(run.workers, {workers: 1, process: true, ...memory}, run.listener)
  try {
    await runThrough(apart, where, isOpen)
  } finally {
    await apart.close()
  }
}
