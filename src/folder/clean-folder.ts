import {lstatSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {completeOptions, shown} from '../complete-options.ts'
import type {Drift} from '../document/drift.ts'
import {jsonLine} from '../document/json-line.ts'
import type {ManifestRow, ToolInfo} from '../document/row.ts'
import {mostListed, type RunSummary} from '../document/summary.ts'
import {kindOf} from '../read/kind.ts'
import {findInputs} from '../read/walk.ts'
import {mergeProfiles} from '../strip/site-profile.ts'
import {formatProfile, parseProfile} from '../strip/site-profile-file.ts'
import {isOfTheSystem, isOutOfRoom, scratchFolder, writeAtomic} from '../write/atomic.ts'
import {makeFolder} from '../write/make-folder.ts'
import {openDriftWatch} from './drift-history.ts'
import type {FolderSettings} from './folder-settings.ts'
import {type InHand, openInHand} from './in-hand.ts'
import {lockFolder} from './lock.ts'
import {manifestFile, openLineFile} from './manifest.ts'
import {type Pages, pagesOn} from './pages.ts'
import {type JobListener, openPool, type Pool, UnwritableError} from './pool.ts'
import type {WorkerSettings} from './protocol.ts'
import type {Recorded} from './records.ts'
import {type JobTally, recorder, runJobs} from './run-jobs.ts'
import {settleStale} from './stale-outputs.ts'
import {outputStamp} from './stamp.ts'
import {type State, stateOn} from './state.ts'
import {isStoreDamaged, isStoreFull, openStore, removeStore, type Store} from './store.ts'
import {takeStock} from './take-stock.ts'

export const repairsFile = 'repairs.jsonl'
/** What recurs on each site's pages. */
export const sitesFile = 'sites.json'

/** What the stages are made of, which are many: they are loaded only where no worker has been asked. */
const toolOf = async (settings: WorkerSettings): Promise<ToolInfo> => {
  const {openPipeline} = await import('../pipeline.ts')
  return (await openPipeline(settings)).tool
}

/** @throws UnwritableError where it cannot be made. */
const makeOutput = (output: string): void => {
  try {
    makeFolder(output)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UnwritableError(`Cannot write to \`${output}\`: ${why}; expected a folder, or a place for one`)
  }
}

/** The state folder, which asks git to leave it alone. */
const prepareStateFolder = (output: string): void => {
  const folder = join(output, '.copydesk')
  makeFolder(folder)
  writeFileSync(join(folder, '.gitignore'), '*\n')
  rmSync(join(output, scratchFolder), {recursive: true, force: true})
}

const placeMark = (output: string): string =>
  [manifestFile, repairsFile]
    .map(name => outputStamp(join(output, name)))
    .map(stamp => `${stamp?.size}:${stamp?.modified}`)
    .join(' ')

const withDuplicate = (document: Recorded): string => {
  if (!document.duplicateOf) return document.row
  const {tool, ...row} = JSON.parse(document.row) as ManifestRow
  return jsonLine({...row, duplicateOf: document.duplicateOf, tool})
}

/** Writes the manifest and the work list from the state, one row in memory at a time. */
const writeLists = (state: State, output: string): void => {
  const manifest = openLineFile(output, manifestFile)
  const repairs = openLineFile(output, repairsFile)
  try {
    for (const document of state.documents('all')) {
      manifest.add(`${withDuplicate(document)}\n`)
      if (document.repairs !== '') repairs.add(document.repairs)
    }
    repairs.place()
    manifest.place()
  } finally {
    manifest.abandon()
    repairs.abandon()
  }
  state.setMeta('lists', placeMark(output))
}

/** Notable documents beyond so many are not told of. */
const mostNotable = 1000

const reportRows = (state: State, {onRow, rows = 'all'}: FolderSettings): void => {
  if (!onRow) return
  const some = rows === 'notable' && state.totals().documents > mostListed
  for (const document of some ? state.documents('notable', mostNotable) : state.documents('all')) {
    const {places, outdated} = document
    onRow({row: JSON.parse(withDuplicate(document)) as ManifestRow, places, ...(outdated ? {outdated} : {})})
  }
}

/** Holds the sites of new and changed inputs against what they were in earlier runs. */
const watchDrift = (state: State, output: string, tool: ToolInfo): readonly Drift[] => {
  const watch = openDriftWatch(output)
  for (const row of state.freshRows()) watch.add(row)
  const drift = watch.finish(tool, new Date())
  state.settleFresh()
  return drift
}

/** Bytes of text that are cleaned faster than a thread is started. */
const smallText = 200_000

/** Whether the run is for one small text file, as a hook's often is: a page may hang, a text does not. */
const isSmallText = (paths: readonly string[]): boolean => {
  const [path = ''] = paths
  const kind = paths.length === 1 ? kindOf(path) : undefined
  if (!kind || kind.gzip || !kind.mediaType.startsWith('text/') || kind.mediaType === 'text/html')
    return false
  const entry = lstatSync(path, {throwIfNoEntry: false})
  return entry?.isFile() === true && entry.size <= smallText
}

const countOutdated = (state: State): number => {
  let count = 0
  for (const {outdated} of state.documents('all')) if (outdated) count++
  return count
}

/** Of fewer pages nothing recurs. */
const fewestSkimmed = 4

type Run = {
  readonly state: State
  readonly base: string
  readonly workers: WorkerSettings
  readonly listener: JobListener
}

/**
 * Looks at the folder as a whole: lines that recur on a site's pages are chrome, so that the inputs for which that says
 * something else than they were cleaned by are cleaned once more, and those that were only skimmed are cleaned. Where
 * that brings news of a site (a text changed meanwhile, or the worker that skimmed it died), it is judged again.
 */
const judgeTogether = async (
  openWorkers: () => Promise<Pool>,
  settings: FolderSettings,
  {pages, tally, verdicts, ...run}: Run & {pages: Pages; tally: JobTally; verdicts: Map<string, string>},
): Promise<void> => {
  const {state} = run
  const given = (settings.profiles ?? []).map(parseProfile).reduce(mergeProfiles, new Map())
  const {profile, due, skimmed, isKept} = pages.judge(given)
  for (const path of due.keys()) state.forgetDocuments(path)
  if (state.dueAfter(undefined, 1).length > 0) {
    tally.inputsDone -= due.size
    pages.setTextsChanged()
    state.setMeta('lists', 'old')
    state.commit()
    const pool = await openWorkers()
    pool.equip(profile)
    for (const verdictsOn of [due, skimmed])
      for (const [path, verdict] of verdictsOn) verdicts.set(path, verdict)
    const {late} = tally
    tally.judged = true
    await runJobs(pool, settings, {...run, workers: {...run.workers, profile}, skims: false})
    if (settings.signal?.aborted) return
    if (tally.late > late) return judgeTogether(openWorkers, settings, {...run, pages, tally, verdicts})
  }
  if (!isKept) pages.keep(profile, given)
  if (settings.check) return
  if (profile === formatProfile(new Map())) rmSync(join(settings.output, sitesFile), {force: true})
  else writeAtomic(settings.output, sitesFile, profile)
}

const cleanOnce = async (settings: FolderSettings): Promise<RunSummary> => {
  const began = performance.now()
  const {output, check = false, signal} = settings
  const {base, inputs} = findInputs(settings.paths, {
    output,
    writes: !check,
    ...(settings.root === undefined ? {} : {root: settings.root}),
  })
  if (!check) makeOutput(output)
  const release = check ? undefined : await lockFolder(output)
  let opened: {store: Store; fresh: boolean} | undefined
  let pool: Pool | undefined
  let inHand: InHand | undefined
  try {
    if (!check) prepareStateFolder(output)
    opened = await openStore(check ? undefined : output)
    const state = stateOn(opened.store)
    const pages = pagesOn(opened.store)
    const together = settings.together ?? true
    const kept = together ? pages.kept() : undefined
    const workers: WorkerSettings = {
      options: settings.options,
      ...(settings.decisions ? {decisions: settings.decisions} : {}),
      ...(settings.ruleLayers ? {ruleLayers: settings.ruleLayers} : {}),
      ...(settings.siteConfig === undefined ? {} : {siteConfig: settings.siteConfig}),
      output,
      compare: check,
      signatures: together,
      configDigest: settings.configDigest ?? '',
      ...(kept === undefined ? {} : {profile: kept}),
    }
    const tally: JobTally = {inputsDone: 0, written: 0, documents: 0, judged: false, late: 0}
    let tool: ToolInfo = {version: '', rules: '', config: ''}
    const verdicts = new Map<string, string>()
    const listener = recorder(state, settings, {
      pages,
      inHand: {begin: paths => inHand?.begin(paths), end: path => inHand?.end(path)},
      tally,
      tool: () => tool,
      verdicts,
    })
    const memory = settings.workerMemory === undefined ? {} : {memory: settings.workerMemory}
    const here = isSmallText(settings.paths)
    const openWorkers = async (): Promise<Pool> => {
      pool ??= await openPool(workers, {workers: Math.max(1, settings.workers), here, ...memory}, listener)
      return pool
    }
    // Where there is a state there may be nothing to do, and no worker to be started for it.
    tool = check || opened.fresh ? (await openWorkers()).tool : await toolOf(workers)
    const stock = await takeStock(state, settings, {base, inputs, fresh: opened.fresh, tool})
    if (stock.changed) pages.setChanged()
    if (!check) inHand = openInHand(output)
    const {total, skipped, due} = stock
    tally.inputsDone = total - due
    settings.onStart?.(total, total - due, base)
    const isStopped = (): boolean => signal?.aborted ?? false
    const run = {state, base, workers, listener}
    if (due > 0) {
      pages.setTextsChanged()
      // Without the profile of an earlier run, texts are read for one first, and cleaned once by it instead of twice.
      const skims = together && kept === undefined && due >= fewestSkimmed
      await runJobs(await openWorkers(), settings, {...run, skims})
    }
    if (together && !isStopped()) await judgeTogether(openWorkers, settings, {...run, pages, tally, verdicts})
    // What comes now is the main thread's alone, and takes the memory that the workers give back.
    await pool?.close()
    pool = undefined
    if (together && !isStopped()) pages.compare()
    state.commit()
    const interrupted = isStopped()
    let orphans: string[] = []
    let drift: readonly Drift[] = []
    if (!interrupted && !check) {
      orphans = settleStale(state, output, {prune: settings.prune ?? false})
      if (state.meta('lists') !== placeMark(output)) writeLists(state, output)
      drift = watchDrift(state, output, tool)
    }
    reportRows(state, settings)
    const {withText, ...totals} = state.totals()
    return {
      inputs: total,
      skipped,
      ...totals,
      written: tally.written,
      unchanged: Math.max(0, withText - tally.written),
      orphans,
      drift,
      outdated: check ? countOutdated(state) : 0,
      quarantined: state.quarantined(),
      interrupted,
      milliseconds: performance.now() - began,
      tool,
    }
  } finally {
    await pool?.close()
    inHand?.close()
    if (!check) rmSync(join(output, scratchFolder), {recursive: true, force: true})
    try {
      opened?.store.close()
    } finally {
      await release?.()
    }
  }
}

/** The system does not let us write there. */
const isRefused = (error: unknown, output: string): boolean =>
  isOfTheSystem(error) && 'path' in error && String(error.path).startsWith(output)

/** @throws TypeError in one sentence; what TypeScript says to its users, others hear here. */
const checkedSettings = (given: FolderSettings): FolderSettings => {
  const {paths, output, workers, options} = given ?? {}
  const expect = (holds: boolean, name: string, expected: string, got: unknown): void => {
    if (!holds) throw new TypeError(`Expected \`${name}\` to be ${expected}, got ${shown(got)}`)
  }
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
  expect(Array.isArray(paths) && paths.every(isText), 'paths', 'a list of files, folders and globs', paths)
  expect(isText(output), 'output', 'the name of a folder', output)
  expect(Number.isSafeInteger(workers) && workers > 0, 'workers', 'a whole number above 0', workers)
  return {...given, options: completeOptions(options)}
}

/**
 * Cleans the inputs into the output folder, or (with `check`) says how the output folder differs from what cleaning
 * would write. Output depends on inputs, options, rules and version only: what an earlier run did is kept where it is
 * what this run would do.
 *
 * @throws TypeError for settings that are none, PathError for a path that leads nowhere, HeldError when another run holds the output folder, StartError when
 *   the rules or the configuration cannot be used, UnwritableError when the output folder takes no more.
 */
export const cleanFolder = async (given: FolderSettings): Promise<RunSummary> => {
  const settings = checkedSettings(given)
  try {
    return await cleanOnce(settings)
  } catch (error) {
    if (isStoreFull(error) || isOutOfRoom(error) || isRefused(error, settings.output))
      throw new UnwritableError(
        `Cannot write to \`${settings.output}\`: ${error instanceof Error ? error.message : error}; what was finished is kept, make room and run again`,
      )
    if (!isStoreDamaged(error) || settings.check) throw error
    // All that a damaged state costs is time.
    removeStore(settings.output)
    return cleanOnce(settings)
  }
}
