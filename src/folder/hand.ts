import {type ChildProcess, fork} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {Worker} from 'node:worker_threads'
import type {ToolInfo} from '../document/row.ts'
import type {Bundle, FromWorker, Job, Skim, ToWorker, WorkerSettings} from './protocol.ts'

/** Configuration or rules that a worker could not start with. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/**
 * Megabytes for a worker's young objects. Node ends a worker that needs too much memory only if 16 MB more let its last
 * collection finish; with V8's own setting the survivors are more, and the whole program dies.
 */
const youngMemory = 24

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const workerUrl = new URL(`./worker.${extension}`, import.meta.url)

/** One who works: a thread; a process that may die without taking the run with it; or this thread itself. */
export type Hand = {
  readonly tool: ToolInfo
  readonly send: (message: ToWorker) => void
  /** Who hears what it says, and why it is gone; one at a time. */
  listener:
    | {readonly heard: (message: FromWorker) => void; readonly lost: (reason: string) => void}
    | undefined
  /** Why it can work no more. */
  dead?: string
  readonly terminate: () => Promise<unknown>
}

const stopProcess = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })

/** @throws StartError when the rules or the configuration cannot be used. */
export const openHand = (
  settings: WorkerSettings,
  kind: {readonly process: boolean; readonly memory: number},
): Promise<Hand> =>
  new Promise((resolve, reject) => {
    const worker = kind.process
      ? fork(fileURLToPath(workerUrl), {
          serialization: 'advanced',
          execArgv: [`--max-old-space-size=${kind.memory}`],
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        })
      : new Worker(workerUrl, {
          workerData: settings,
          stdout: false,
          resourceLimits: {maxOldGenerationSizeMb: kind.memory, maxYoungGenerationSizeMb: youngMemory},
        })
    const isThread = worker instanceof Worker
    let hand: Hand | undefined
    const terminate = (): Promise<unknown> => (isThread ? worker.terminate() : stopProcess(worker))
    const lose = (reason: string): void => {
      if (!hand) reject(new Error(`A worker could not be started: ${reason}`))
      if (!hand || hand.dead !== undefined) return
      hand.dead = reason
      hand.listener?.lost(reason)
    }
    worker.on('message', (message: FromWorker) => {
      if (hand) hand.listener?.heard(message)
      else if (message.type === 'ready') {
        const send = (order: ToWorker): void => {
          if (isThread) worker.postMessage(order)
          else if (worker.connected) worker.send(order)
        }
        hand = {tool: message.tool, send, listener: undefined, terminate}
        resolve(hand)
      } else {
        reject(
          new StartError(message.type === 'fatal' ? message.reason : 'The worker spoke before it was ready'),
        )
        void terminate()
      }
    })
    worker.on('error', (error: Error) => {
      const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      lose(
        memory ? `Needed more than ${kind.memory} MB of memory` : `Copydesk failed on it: ${error.message}`,
      )
    })
    worker.on('exit', (code: number | null, signal?: NodeJS.Signals | null) =>
      lose(`Copydesk failed on it: its worker stopped (${signal ?? `exit code ${code}`})`),
    )
    if (!isThread) worker.send({settings})
  })

/**
 * Opens a hand in this thread. It saves a hook the start of another, and knows no deadline: for text only, whose
 * stages take time in proportion to its length.
 *
 * @throws StartError when the rules or the configuration cannot be used.
 */
export const openHandHere = async (settings: WorkerSettings): Promise<Hand> => {
  const {openDesk} = await import('./desk.ts')
  const desk = await openDesk(settings).catch((error: unknown) => {
    throw new StartError(error instanceof Error ? error.message : String(error))
  })
  const work = async (order: Job | Bundle | Skim): Promise<void> => {
    try {
      for await (const answer of desk.handle(order)) hand.listener?.heard(answer)
    } catch (error) {
      hand.dead = `Copydesk failed on it: ${error instanceof Error ? error.message : String(error)}`
      hand.listener?.lost(hand.dead)
    }
  }
  const hand: Hand = {
    tool: desk.tool,
    listener: undefined,
    send: message => {
      if (message.task === 'stop') desk.stop()
      else if (message.task === 'equip') desk.equip(message.profile)
      else void work(message)
    },
    terminate: async () => {},
  }
  return hand
}
