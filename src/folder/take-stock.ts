import {createHash} from 'node:crypto'
import type {ToolInfo} from '../document/row.ts'
import type {Input} from '../read/walk.ts'
import {errorRow} from '../write/row.ts'
import type {FolderSettings} from './folder-settings.ts'
import {leftInHand} from './in-hand.ts'
import {manifestFile} from './manifest.ts'
import {packResult} from './packed.ts'
import type {Result} from './protocol.ts'
import {passOverSame} from './run-jobs.ts'
import {importOutputs} from './stale-outputs.ts'
import type {State} from './state.ts'
import {nameInputs, refusalDigest, renameOutputs, survey} from './survey.ts'

/** What an unchanged input must have been cleaned with to be passed over. */
const basisOf = ({options, siteConfig, decisions = []}: FolderSettings, tool: ToolInfo): string => {
  const limits = {...options.limits, milliseconds: 0}
  return createHash('sha256')
    .update(JSON.stringify([tool, {...options, limits}, siteConfig, decisions]))
    .digest('hex')
}

/** What has to be made again for other reasons than that the input changed. */
const reconsider = (state: State, settings: FolderSettings, basis: string): void => {
  const seconds = String(settings.options.limits.milliseconds)
  if (settings.full || state.meta('basis') !== basis) state.setAllDue('all')
  else {
    state.setAllDue('transient')
    // Whoever gives documents more time wants those tried again that ran out of it.
    if (state.meta('deadline') !== seconds) state.setAllDue('quarantined')
  }
  state.setMeta('basis', basis)
  state.setMeta('deadline', seconds)
  for (const path of leftInHand(settings.output)) state.setSuspect(path, 1)
}

/** The rows of inputs that are not read: links, and files of other kinds. */
const refusedResult = (path: string, reason: string, tool: ToolInfo): Result => {
  const row = errorRow(path, reason, tool)
  const unreadable = reason.startsWith('Folder could not')
  return packResult({
    row: unreadable ? row : {...row, status: 'reject'},
    places: [],
    repairs: [],
    more: {written: false, ...(unreadable ? {transient: true} : {})},
  })
}

/** What a run finds. */
export type Stock = {
  readonly total: number
  /** Of them, those that were not read. */
  readonly skipped: number
  /** Of them, those that have to be cleaned. */
  readonly due: number
  /** Inputs came or went. */
  readonly changed: boolean
}

/** Holds the inputs against the state. */
export const takeStock = async (
  state: State,
  settings: FolderSettings,
  {base, inputs, fresh, tool}: {base: string; inputs: Iterable<Input>; fresh: boolean; tool: ToolInfo},
): Promise<Stock> => {
  const {output, check} = settings
  if (!check) reconsider(state, settings, basisOf(settings, tool))
  const surveyed = survey(state, inputs, {
    output: check ? undefined : output,
    now: Date.now(),
    refused: ({path, ...stamp}, reason) => {
      state.putInput(path, stamp, {racy: false, output: ''})
      state.forgetDocuments(path)
      state.record(path, refusedResult(path, reason, tool), {size: 0, modified: 0, retry: 0})
      state.finish(path, refusalDigest(reason))
    },
  })
  if (surveyed.changed) state.setMeta('named', 'no')
  if (state.meta('named') !== 'yes') {
    renameOutputs(state, nameInputs(state))
    state.setMeta('named', 'yes')
  }
  if (fresh && !check) await importOutputs(state, output, manifestFile)
  const skipped = surveyed.inputs - state.countDue()
  if (!check) passOverSame(state, {output, base, signal: settings.signal})
  const due = state.countDue()
  // Until they are written anew, so that a crash does not leave them as they are.
  if (surveyed.changed || due > 0) state.setMeta('lists', 'old')
  state.commit()
  return {total: surveyed.inputs, skipped, due, changed: surveyed.changed}
}
