import type {ToolInfo} from '../document/row.ts'
import {type Hand, openHand, openHandHere} from './hand.ts'
import type {Bundle, FromWorker, Job, Result, Skim, Skimmed, WorkerSettings} from './protocol.ts'
import {openQueue} from './queue.ts'

/** The output folder cannot be written: the run is over, and what it finished is kept. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError'
}

/** Old-space megabytes one worker may use; a document that needs more is an error, not the end of the run. */
const workerMemory = 2048

/** How many jobs wait in the queue per worker: enough to keep it busy, few enough to keep memory flat. */
const queuedPerWorker = 4

/** A document that takes its worker with it this often is given up. */
const triesPerDocument = 2

/** How an attempt ended: at its end, or with the loss of the worker. */
type Ending = Extract<FromWorker, {type: 'done' | 'done-all' | 'unwritable' | 'skimmed'}> | Lost
type Lost = {readonly type: 'lost'; readonly reason: string}

const isEnding = (message: FromWorker): message is Exclude<Ending, Lost> =>
  message.type === 'done' ||
  message.type === 'done-all' ||
  message.type === 'unwritable' ||
  message.type === 'skimmed'

/** How a job ended: all of it done, or stopped before its end. */
export type JobEnding = {readonly type: 'done'; readonly digest: string} | {readonly type: 'stopped'}

export type JobListener = {
  /** A worker takes the jobs on. */
  readonly begin?: (jobs: readonly Job[]) => void
  readonly result: (job: Job, result: Result) => void | Promise<void>
  readonly done: (job: Job, ending: JobEnding) => void
  readonly skimmed?: (job: Job, skimmed: Skimmed) => void
  /** A document took its worker with it, twice. `path` is the document's. */
  readonly failed: (job: Job, reason: string, path: string) => void | Promise<void>
}

/**
 * Workers that clean documents, with a deadline per document that is kept from outside: a worker that hangs or dies
 * costs at most the document it had in hand, and is replaced.
 */
export type Pool = {
  /** Waits until there is room, then takes the jobs on, to be done by one worker; several only where each is a small file. */
  readonly add: (jobs: readonly Job[]) => Promise<void>
  /** Waits until there is room, then has the texts read for what they tell of their sites; those that fail are left out. */
  readonly skim: (jobs: readonly Job[]) => Promise<void>
  /** Waits until every job taken on has ended. */
  readonly drained: () => Promise<void>
  /** What recurs on the pages of each site, for all jobs from now on. */
  readonly equip: (profile: string) => void
  /** Jobs that have not begun are dropped, and those in hand end after their current document. */
  readonly stop: () => void
  readonly close: () => Promise<void>
  readonly tool: ToolInfo
}

/** Whether the input holds many documents, of which the others are still wanted when one is lost. */
const isStream = (job: Job): boolean => /\.(jsonl|ndjson)(\.gz)?$/i.test(job.path)

type PoolSettings = {
  readonly workers: number
  /** Each worker in a process of its own. */
  readonly process?: boolean
  /** The one worker in this thread. */
  readonly here?: boolean
  /** Megabytes a worker may use. */
  readonly memory?: number
}

/** @throws StartError when the rules or the configuration cannot be used. */
export const openPool = async (
  given: WorkerSettings,
  {workers, process = false, here = false, memory = workerMemory}: PoolSettings,
  listener: JobListener,
): Promise<Pool> => {
  let settings = given
  const queue = openQueue({width: workers, depth: workers * queuedPerWorker})
  const openOne = (): Promise<Hand> => (here ? openHandHere(settings) : openHand(settings, {process, memory}))
  const first = await openOne()
  const idle: Hand[] = [first]
  const all = new Set<Hand>(idle)
  const problems: unknown[] = []
  let stopping = false
  let closed = false

  /** A worker that is free, or a new one; none once the run has ended, which may be while the new one is started. */
  const take = async (): Promise<Hand | undefined> => {
    if (closed) return undefined
    for (let hand = idle.pop(); hand; hand = idle.pop()) {
      if (hand.dead === undefined) return hand
      all.delete(hand)
    }
    const hand = await openOne()
    if (closed) {
      await hand.terminate()
      return undefined
    }
    all.add(hand)
    return hand
  }

  const attempt = (
    hand: Hand,
    order: Job | Bundle | Skim,
    on: {
      readonly begin?: (path: string) => void
      readonly result?: (result: Result) => void | Promise<void>
    },
  ): Promise<Ending> =>
    new Promise((resolve, reject) => {
      const {milliseconds} = settings.options.limits
      let waiting: Promise<void> = Promise.resolve()
      const expire = (): void => {
        hand.dead = `Took longer than ${milliseconds / 1000} s`
        end({type: 'lost', reason: `${hand.dead}; raise \`limits.seconds\` to give it more`})
        void hand.terminate()
      }
      let timer = setTimeout(expire, milliseconds)
      const end = (ending: Ending): void => {
        clearTimeout(timer)
        hand.listener = undefined
        waiting.then(() => resolve(ending), reject)
      }
      const hear = (result: Result): void => {
        waiting = waiting.then(() => on.result?.(result))
        // Heard at the end of the job, and no surprise until then.
        waiting.catch(() => {})
      }
      const heard = (message: FromWorker): void => {
        if (message.type === 'done' && message.result) hear(message.result)
        if (isEnding(message)) {
          end(message)
          return
        }
        clearTimeout(timer)
        timer = setTimeout(expire, milliseconds)
        if (message.type === 'begin') on.begin?.(message.path)
        if (message.type === 'result') hear(message.result)
      }
      hand.listener = {heard, lost: reason => end({type: 'lost', reason})}
      hand.send(order)
      // The wish to stop may have come while the worker was being started.
      if (stopping) hand.send({task: 'stop'})
    })

  const unwritable = (reason: string): UnwritableError =>
    new UnwritableError(
      `Cannot write to \`${settings.output}\`: ${reason}; what was finished is kept, make room and run again`,
    )

  const tellDone = (job: Job, digest: string | undefined): void =>
    listener.done(job, digest === undefined ? {type: 'stopped'} : {type: 'done', digest})

  /** Does all jobs at once. @returns those that have to be done one by one, since the worker was lost over one of them. */
  const runTogether = async (jobs: readonly Job[]): Promise<readonly Job[]> => {
    const hand = await take()
    if (!hand) return []
    const ending = await attempt(hand, {task: 'clean-all', jobs}, {})
    if (ending.type !== 'done-all') {
      all.delete(hand)
      return jobs
    }
    idle.push(hand)
    for (const [index, each] of ending.endings.entries()) {
      if (each.type === 'unwritable') throw unwritable(each.reason)
      const job = jobs[index] as Job
      if (each.result) await listener.result(job, each.result)
      tellDone(job, each.digest)
    }
    return []
  }

  const skim = async (jobs: readonly Job[]): Promise<void> => {
    const hand = await take()
    if (!hand) return
    const ending = await attempt(hand, {task: 'skim', jobs}, {})
    if (ending.type !== 'skimmed') {
      all.delete(hand)
      return
    }
    idle.push(hand)
    for (const [index, text] of ending.texts.entries()) if (text) listener.skimmed?.(jobs[index] as Job, text)
  }

  const runAll = async (jobs: readonly Job[]): Promise<void> => {
    listener.begin?.(jobs)
    for (const job of jobs.length > 1 ? await runTogether(jobs) : jobs) await run(job)
  }

  const run = async (job: Job): Promise<void> => {
    let handled = job.skip
    let tries = 0
    for (;;) {
      const hand = await take()
      if (!hand) return
      let path = job.path
      const before = handled
      const on = {
        begin: (begun: string) => {
          path = begun
        },
        result: (result: Result) => {
          handled++
          return listener.result(job, result)
        },
      }
      const ending = await attempt(hand, {...job, skip: handled}, on)
      if (ending.type !== 'lost') {
        idle.push(hand)
        if (ending.type === 'unwritable') throw unwritable(ending.reason)
        if (ending.type === 'done') tellDone(job, ending.digest)
        return
      }
      all.delete(hand)
      tries = handled > before ? 1 : tries + 1
      if (stopping) {
        listener.done(job, {type: 'stopped'})
        return
      }
      if (tries < triesPerDocument) continue
      await listener.failed(job, ending.reason, path)
      if (!isStream(job)) {
        listener.done(job, {type: 'done', digest: ''})
        return
      }
      handled++
      tries = 0
    }
  }

  const halt = (): void => {
    stopping = true
    queue.close()
    for (const hand of all) hand.send({task: 'stop'})
  }

  const enqueue = async (work: () => Promise<void>): Promise<void> => {
    await queue.add(() =>
      work().catch(problem => {
        problems.push(problem)
        halt()
      }),
    )
    if (problems.length > 0) throw problems[0]
  }

  return {
    tool: first.tool,
    add: jobs => enqueue(() => runAll(jobs)),
    skim: jobs => enqueue(() => skim(jobs)),
    drained: async () => {
      await queue.drained()
      if (problems.length > 0) throw problems[0]
    },
    equip: profile => {
      settings = {...settings, profile}
      for (const hand of all) hand.send({task: 'equip', profile})
    },
    stop: halt,
    close: async () => {
      halt()
      closed = true
      await Promise.all([...all].map(hand => hand.terminate()))
      await queue.drained()
    },
  }
}
