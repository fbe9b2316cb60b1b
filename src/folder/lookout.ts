import {Worker} from 'node:worker_threads'
import {holdsOutputs, type StretchOutputs} from './stretch.ts'

/** What the thread is told when it starts, and at each question. */
export type LookoutStart = {readonly output: string; readonly answers: SharedArrayBuffer}
export type LookoutQuestion = {readonly number: number; readonly outputs: StretchOutputs}

export const answer = {none: 0, unchanged: 1, changed: 2} as const

/** Answers that may be open at once. */
export const mostOpen = 64

/** Milliseconds after which a thread that does not answer is taken for dead. */
const patience = 5000

/** Looks at the texts of stretches beside this thread, which has the inputs to look at. */
export type Lookout = {
  /** @returns what says, waiting where it must, whether the texts lie in the output folder as they were written. */
  readonly ask: (outputs: StretchOutputs) => () => boolean
  readonly close: () => void
}

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const threadUrl = new URL(`./lookout-thread.${extension}`, import.meta.url)

/** Opens a lookout; no more than `mostOpen` of its answers may be waited for at a time. */
export const openLookout = (output: string): Lookout => {
  const answers = new Int32Array(new SharedArrayBuffer(mostOpen * Int32Array.BYTES_PER_ELEMENT))
  const start: LookoutStart = {output, answers: answers.buffer}
  const thread = new Worker(threadUrl, {workerData: start, stdout: false, stderr: false})
  let isAlive = true
  const lose = (): void => {
    isAlive = false
  }
  thread.on('error', lose)
  thread.unref()
  let asked = 0
  return {
    ask: outputs => {
      const number = asked++ % mostOpen
      Atomics.store(answers, number, answer.none)
      const question: LookoutQuestion = {number, outputs}
      if (isAlive) thread.postMessage(question)
      return () => {
        if (isAlive && Atomics.wait(answers, number, answer.none, patience) === 'timed-out') lose()
        const said = Atomics.load(answers, number)
        return said === answer.none ? holdsOutputs(outputs, output) : said === answer.unchanged
      }
    },
    close: () => void thread.terminate(),
  }
}
