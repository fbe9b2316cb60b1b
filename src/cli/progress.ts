import {clip} from '../report/escape.ts'
import type {Terminal} from './command.ts'

const refreshMilliseconds = 100

/** A line on a watched stderr that says how far the run is. */
export type Progress = {
  readonly start: (total: number) => void
  /** So many inputs have been read ahead of their cleaning. */
  readonly read: (done: number, path: string) => void
  readonly step: (done: number, documents: number, path: string) => void
  readonly stop: () => void
}

const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / 60)
  return minutes === 0 ? `${whole} s` : `${minutes}:${String(whole % 60).padStart(2, '0')} min`
}

const silent: Progress = {start: () => {}, read: () => {}, step: () => {}, stop: () => {}}

/** Draws on `terminal.writeError` when somebody watches, and is silent otherwise. */
export const openProgress = (terminal: Terminal): Progress => {
  if (!terminal.watched) return silent
  let total = 0
  let began = 0
  let drawn = 0
  const erase = '\r\u001b[K'
  const draw = (path: string, headAt: (now: number) => string): void => {
    const now = performance.now()
    if (now - drawn < refreshMilliseconds) return
    drawn = now
    const head = headAt(now)
    terminal.writeError(erase + head + clip(path, Math.max(0, terminal.columns - head.length - 1)))
  }
  return {
    start: count => {
      total = count
      began = performance.now()
    },
    read: (done, path) => {
      draw(path, now => {
        // What is left is told by what cleaning takes.
        began = now
        return `${done}/${total} inputs read  `
      })
    },
    step: (done, documents, path) => {
      draw(path, now => {
        const left = done === 0 ? '' : `, ${clock(((now - began) / 1000 / done) * (total - done))} left`
        const more = documents > done ? ` (${documents} documents)` : ''
        return `${done}/${total} inputs${more}${left}  `
      })
    },
    stop: () => {
      if (drawn > 0) terminal.writeError(erase)
    },
  }
}
