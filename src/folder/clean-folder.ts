import {lstat, readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import type {Decision} from '../document/decision.ts'
import type {Options} from '../document/options.ts'
import type {ManifestRow, Status, ToolInfo} from '../document/row.ts'
import type {RunSummary} from '../document/summary.ts'
import {kindOf} from '../read/kind.ts'
import {findInputs, type Input} from '../read/walk.ts'
import type {RuleLayers} from '../rules/load-rules.ts'
import {contained, scratchFolder, writeAtomic} from '../write/atomic.ts'
import {outputNames} from '../write/output-names.ts'
import {errorRow} from '../write/row.ts'
import {type Journal, memoryJournal, openJournal} from './journal.ts'
import {lockFolder} from './lock.ts'
import {openPool, type Pool} from './pool.ts'
import type {Job, Result, WorkerSettings} from './protocol.ts'

/** What a run over a folder is asked to do. */
export type FolderSettings = {
  /** Files, folders and globs. */
  readonly paths: readonly string[]
  /** The output folder. */
  readonly output: string
  /** The folder that inputs are named relative to, where they all lie in it. */
  readonly root?: string
  readonly options: Options
  readonly ruleLayers?: RuleLayers
  /** What people decided on suspected words. */
  readonly decisions?: readonly Decision[]
  readonly siteConfig?: string
  readonly configDigest?: string
  /** Threads that clean, at least 1. The output does not depend on it. */
  readonly workers: number
  /** Compare with what lies in the output folder instead of writing. */
  readonly check?: boolean
  /** Remove the outputs of inputs that are gone. */
  readonly prune?: boolean
  /** Stops the run: documents in hand are finished, the manifest stays as it was. */
  readonly signal?: AbortSignal
  readonly onStart?: (total: number) => void
  /** Called for each document as it ends, in no particular order. */
  readonly onResult?: (result: Result, inputsDone: number) => void
  /** Called for each row in path order, at the end. */
  readonly onRow?: (result: Result) => void
}

export const manifestFile = 'manifest.jsonl'
export const repairsFile = 'repairs.jsonl'

const readRows = async (folder: string): Promise<ManifestRow[]> => {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => '')
  const rows: ManifestRow[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    try {
      rows.push(JSON.parse(line) as ManifestRow)
    } catch {
      // A manifest that somebody damaged only costs the knowledge of what an earlier run wrote.
    }
  }
  return rows
}

const isJob = (input: Input): boolean => input.refused === undefined && kindOf(input.path) !== undefined

const refusal = (input: Input): string => {
  if (input.refused !== undefined) return input.refused
  const name = input.path.slice(input.path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return `Not a kind of file that Copydesk reads (\`${dot > 0 ? name.slice(dot) : name}\`)`
}

/** The rows of inputs that are not read: links, and files of other kinds. */
const refusedResult = (input: Input, tool: ToolInfo): Result => {
  const row = errorRow(input.path, refusal(input), tool)
  const unreadable = input.refused?.startsWith('Folder could not') ?? false
  return {row: unreadable ? row : {...row, status: 'reject'}, places: [], repairs: [], written: false}
}

const jobFor = (input: Input, names: ReadonlyMap<string, string>): Job => ({
  path: input.path,
  file: input.file,
  output: names.get(input.path) ?? '',
  skip: 0,
  task: 'clean',
})

/** Outputs of inputs that are gone and that nobody has pruned yet, so that they are reported until somebody does. */
const orphansFile = '.copydesk/orphans.json'

const knownOrphans = async (folder: string): Promise<string[]> => {
  try {
    const list: unknown = JSON.parse(await readFile(join(folder, orphansFile), 'utf8'))
    return Array.isArray(list) ? list.filter(name => typeof name === 'string') : []
  } catch {
    return []
  }
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  )

/** Removes what an earlier run wrote for inputs that now have no text, and finds the outputs of inputs that are gone. */
const settleOutputs = async (
  settings: FolderSettings,
  before: readonly ManifestRow[],
  now: ReadonlyMap<string, string | undefined>,
): Promise<string[]> => {
  const {output: folder, check, prune} = settings
  const outputs = new Set(now.values())
  const gone = new Set(await knownOrphans(folder))
  for (const {path, output} of before) {
    if (output === undefined || outputs.has(output)) continue
    if (!now.has(path)) gone.add(output)
    else if (!check) await rm(contained(folder, output), {force: true})
  }
  const orphans: string[] = []
  for (const output of [...gone].sort()) {
    if (outputs.has(output) || !(await exists(contained(folder, output)))) continue
    if (prune && !check) await rm(contained(folder, output), {force: true})
    else orphans.push(output)
  }
  if (!check) {
    if (orphans.length > 0) await writeAtomic(folder, orphansFile, JSON.stringify(orphans))
    else await rm(join(folder, orphansFile), {force: true})
  }
  return orphans
}

/** Runs all jobs of one task through the pool. */
const runJobs = async (
  pool: Pool,
  inputs: readonly Input[],
  jobOf: (input: Input) => Job,
  signal: AbortSignal | undefined,
): Promise<void> => {
  for (const input of inputs) {
    if (signal?.aborted) break
    await pool.add(jobOf(input))
  }
  if (signal?.aborted) pool.clear()
  await pool.drained()
}

type Tally = {-readonly [Key in keyof RunSummary]: RunSummary[Key]} & {statuses: Record<Status, number>}

const count = (tally: Tally, {row, written, outdated}: Result): void => {
  tally.documents++
  tally.statuses[row.status]++
  if (written) tally.written++
  else if (row.output !== undefined && outdated === undefined) tally.unchanged++
  if (outdated) tally.outdated++
  tally.kept += row.kept
  tally.removed += row.removed
  tally.flags += row.messages.filter(message => message.severity !== 'info').length
  if (row.duplicateOf) tally.duplicates++
}

const writeManifest = async (
  settings: FolderSettings,
  journal: Journal,
  tally: Tally,
): Promise<{rows: string[]; repairs: string[]; now: Map<string, string | undefined>}> => {
  const rows: string[] = []
  const repairs: string[] = []
  const now = new Map<string, string | undefined>()
  for await (const result of journal.results()) {
    count(tally, result)
    now.set(result.row.path, result.row.output)
    rows.push(JSON.stringify(result.row))
    for (const repair of result.repairs) repairs.push(JSON.stringify(repair))
    settings.onRow?.(result)
  }
  return {rows, repairs, now}
}

const lines = (rows: readonly string[]): string => rows.map(row => `${row}\n`).join('')

/**
 * Cleans the inputs into the output folder, or (with `check`) says how the output folder differs from what cleaning
 * would write. Output depends on inputs, options, rules and version only.
 *
 * @throws PathError for a path that leads nowhere, HeldError when another run holds the output folder, StartError when
 *   the rules or the configuration cannot be used.
 */
export const cleanFolder = async (settings: FolderSettings): Promise<RunSummary> => {
  const began = performance.now()
  const check = settings.check ?? false
  const inputs = await findInputs(settings.paths, {
    output: settings.output,
    ...(settings.root === undefined ? {} : {root: settings.root}),
  })
  const jobs = inputs.filter(isJob)
  const release = check ? undefined : await lockFolder(settings.output)
  const journal = check ? memoryJournal() : await openJournal(settings.output)
  let pool: Pool | undefined
  try {
    settings.onStart?.(inputs.length)
    const names = outputNames(jobs.map(({path}) => ({path, stem: kindOf(path)?.stem ?? path})))
    const workerSettings: WorkerSettings = {
      options: settings.options,
      ...(settings.decisions ? {decisions: settings.decisions} : {}),
      ...(settings.ruleLayers ? {ruleLayers: settings.ruleLayers} : {}),
      ...(settings.siteConfig === undefined ? {} : {siteConfig: settings.siteConfig}),
      output: settings.output,
      compare: check,
      configDigest: settings.configDigest ?? '',
    }
    const threads = Math.max(1, Math.min(settings.workers, jobs.length))
    let inputsDone = 0
    const take = async (result: Result): Promise<void> => {
      settings.onResult?.(result, inputsDone)
      await journal.append(result)
    }
    pool = await openPool(workerSettings, threads, {
      result: take,
      done: () => {
        inputsDone++
      },
      failed: (job, reason, handled) => {
        const path = handled > 0 || job.skip > 0 ? `${job.path}#${handled + 1}` : job.path
        return take({
          row: errorRow(path, reason, pool?.tool ?? noTool),
          places: [],
          repairs: [],
          written: false,
        })
      },
    })
    const {tool} = pool
    for (const input of inputs) if (!isJob(input)) await take(refusedResult(input, tool))
    await runJobs(pool, jobs, input => jobFor(input, names), settings.signal)
    const interrupted = settings.signal?.aborted ?? false
    const tally: Tally = {
      inputs: inputs.length,
      documents: 0,
      statuses: {clean: 0, repair: 0, reject: 0, error: 0},
      written: 0,
      unchanged: 0,
      kept: 0,
      removed: 0,
      flags: 0,
      duplicates: 0,
      orphans: [],
      outdated: 0,
      interrupted,
      milliseconds: 0,
      tool,
    }
    const {rows, repairs, now} = await writeManifest(settings, journal, tally)
    if (!interrupted) {
      tally.orphans = await settleOutputs(settings, await readRows(settings.output), now)
      if (!check) {
        await writeAtomic(settings.output, repairsFile, lines(repairs), {durable: true})
        await writeAtomic(settings.output, manifestFile, lines(rows), {durable: true})
      }
    }
    return {...tally, milliseconds: performance.now() - began}
  } finally {
    await pool?.close()
    await journal.close()
    if (!check) await rm(contained(settings.output, scratchFolder), {recursive: true, force: true})
    await release?.()
  }
}

const noTool: ToolInfo = {version: '', rules: '', config: ''}
