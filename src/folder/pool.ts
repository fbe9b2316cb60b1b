import {Worker} from 'node:worker_threads'
import PQueue from 'p-queue'
import type {ToolInfo} from '../document/row.ts'
import type {FromWorker, Job, Result, WorkerSettings} from './protocol.ts'

/** Configuration or rules that a worker could not start with. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const workerUrl = new URL(`./worker.${extension}`, import.meta.url)

/** Old-space megabytes one worker may use; a document that needs more is an error, not the end of the run. */
const workerMemory = 2048

/** How many jobs wait in the queue per worker: enough to keep it busy, few enough to keep memory flat. */
const queuedPerWorker = 4

type Desk = {readonly worker: Worker; readonly tool: ToolInfo; dead?: string}

const open = (settings: WorkerSettings): Promise<Desk> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, {
      workerData: settings,
      stdout: false,
      resourceLimits: {maxOldGenerationSizeMb: workerMemory},
    })
    worker.once('message', (message: FromWorker) => {
      if (message.type === 'ready') {
        const desk: Desk = {worker, tool: message.tool}
        worker.on('error', error => {
          desk.dead = error.message
        })
        resolve(desk)
      } else {
        reject(
          new StartError(message.type === 'fatal' ? message.reason : 'The worker spoke before it was ready'),
        )
        void worker.terminate()
      }
    })
    worker.once('error', reject)
  })

/** How a job ended: `done`, or the reason why its worker is gone. */
type Ending = 'done' | {readonly lost: string}

export type JobListener = {
  readonly result: (result: Result) => void | Promise<void>
  readonly lines?: (lines: string) => void
  /** A job has ended, well or not. */
  readonly done: () => void
  /** The document after the `handled` ones of the job took its worker with it. */
  readonly failed: (job: Job, reason: string, handled: number) => void | Promise<void>
}

/**
 * Worker threads that clean documents, with a deadline per document that is kept from outside: a worker that hangs or
 * dies costs the document it had in hand, and is replaced.
 */
export type Pool = {
  /** Waits until there is room, then takes the job on. */
  readonly add: (job: Job) => Promise<void>
  /** Waits until every job taken on has ended. */
  readonly drained: () => Promise<void>
  /** Jobs that have not begun are dropped. */
  readonly clear: () => void
  readonly close: () => Promise<void>
  readonly tool: ToolInfo
}

/** @throws StartError when the rules or the configuration cannot be used. */
export const openPool = async (
  settings: WorkerSettings,
  workers: number,
  listener: JobListener,
): Promise<Pool> => {
  const queue = new PQueue({concurrency: workers})
  const first = await open(settings)
  const idle: Desk[] = [first]
  const all = new Set<Desk>(idle)
  const problems: unknown[] = []

  const take = async (): Promise<Desk> => {
    for (let desk = idle.pop(); desk; desk = idle.pop()) {
      if (desk.dead === undefined) return desk
      all.delete(desk)
    }
    const desk = await open(settings)
    all.add(desk)
    return desk
  }

  const attempt = (desk: Desk, job: Job, count: () => void): Promise<Ending> =>
    new Promise((resolve, reject) => {
      const {worker} = desk
      const {milliseconds} = settings.options.limits
      let waiting: Promise<void> = Promise.resolve()
      const expire = (): void => {
        desk.dead = `Took longer than ${milliseconds / 1000} s`
        end({lost: `${desk.dead}; raise \`limits.seconds\` to give it more`})
        void worker.terminate()
      }
      let timer = setTimeout(expire, milliseconds)
      const end = (ending: Ending): void => {
        clearTimeout(timer)
        worker.off('message', heard)
        worker.off('error', failed)
        worker.off('exit', exited)
        waiting.then(() => resolve(ending), reject)
      }
      const failed = (error: unknown): void => {
        desk.dead = error instanceof Error ? error.message : String(error)
        const memory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        end({
          lost: memory
            ? `Needed more than ${workerMemory} MB of memory`
            : `Copydesk failed on it: ${desk.dead}`,
        })
      }
      const exited = (): void => {
        desk.dead ??= 'its worker stopped'
        end({lost: `Copydesk failed on it: ${desk.dead}`})
      }
      const heard = (message: FromWorker): void => {
        clearTimeout(timer)
        if (message.type === 'done') {
          end('done')
          return
        }
        timer = setTimeout(expire, milliseconds)
        if (message.type === 'lines') listener.lines?.(message.lines)
        if (message.type === 'result') {
          count()
          waiting = waiting.then(() => listener.result(message.result))
        }
      }
      worker.on('message', heard)
      worker.on('error', failed)
      worker.on('exit', exited)
      worker.postMessage(job)
    })

  const run = async (job: Job): Promise<void> => {
    let handled = job.skip
    for (;;) {
      const desk = await take()
      const ending = await attempt(desk, {...job, skip: handled}, () => {
        handled++
      })
      if (ending === 'done') {
        idle.push(desk)
        listener.done()
        return
      }
      all.delete(desk)
      await listener.failed(job, ending.lost, handled)
      if (!isStream(job)) {
        listener.done()
        return
      }
      handled++
    }
  }

  return {
    tool: first.tool,
    add: async job => {
      await queue.onSizeLessThan(workers * queuedPerWorker)
      if (problems.length > 0) throw problems[0]
      queue.add(() => run(job)).catch(problem => problems.push(problem))
    },
    drained: async () => {
      await queue.onIdle()
      if (problems.length > 0) throw problems[0]
    },
    clear: () => queue.clear(),
    close: async () => {
      queue.clear()
      await Promise.all([...all].map(desk => desk.worker.terminate()))
    },
  }
}

/** Whether the input holds many documents, of which the others are still wanted when one is lost. */
const isStream = (job: Job): boolean => /\.(jsonl|ndjson)(\.gz)?$/i.test(job.path)
