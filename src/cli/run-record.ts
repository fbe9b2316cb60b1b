import {randomBytes} from 'node:crypto'
import {readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {RunSummary} from '../document/summary.ts'
import {type RunTimes, reportMetrics} from '../report/metrics.ts'
import {writeAtomic} from '../write/atomic.ts'

export const runFile = 'run.json'

/** Lists longer than this are cut; the manifest and the output of the run have them whole. */
const mostListed = 1000

/** The run as `run.json` tells it: the one place, beside metrics and logs, where there are times. */
const recordOf = (
  summary: RunSummary | undefined,
  {started, ended, exitCode}: RunTimes,
  {error, reasons}: {error: string | undefined; reasons: readonly string[]},
): string => {
  const cut = summary && {
    ...summary,
    orphans: summary.orphans.slice(0, mostListed),
    quarantined: summary.quarantined.slice(0, mostListed),
    drift: summary.drift.slice(0, mostListed),
  }
  const record = {
    started: started.toISOString(),
    ended: ended.toISOString(),
    exitCode,
    ...(error === undefined ? {} : {error}),
    ...(reasons.length === 0 ? {} : {reasons}),
    ...cut,
  }
  return `${JSON.stringify(record, null, 2)}\n`
}

const lastSuccess = (file: string): number | undefined => {
  try {
    const found = /^copydesk_last_success_timestamp_seconds (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1]
    return found === undefined ? undefined : Number(found)
  } catch {
    return undefined
  }
}

/** The collector may read at any moment: the file is there whole, or as it was. */
const replaceFile = (file: string, text: string): void => {
  const temporary = join(dirname(file), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    writeFileSync(temporary, text, {flag: 'wx', mode: 0o644})
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, {force: true})
    throw error
  }
}

export type RunEnd = {
  readonly started: Date
  readonly exitCode: number
  readonly summary?: RunSummary
  readonly error?: string
  readonly reasons?: readonly string[]
}

/** Leaves the record of a run in its output folder, and its metrics where they are wanted. */
export const recordRun = async (
  {started, exitCode, summary, error, reasons = []}: RunEnd,
  where: {readonly output: string; readonly metrics?: string},
): Promise<void> => {
  const ended = new Date()
  const {metrics} = where
  const done = summary !== undefined && !summary.interrupted && exitCode <= 1
  const before = metrics === undefined ? undefined : lastSuccess(metrics)
  const success = done ? ended.getTime() / 1000 : before
  const times = {started, ended, exitCode, ...(success === undefined ? {} : {lastSuccess: success})}
  if (metrics !== undefined) replaceFile(metrics, reportMetrics(summary, times))
  writeAtomic(where.output, runFile, recordOf(summary, times, {error, reasons}))
}
