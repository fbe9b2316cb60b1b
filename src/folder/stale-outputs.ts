import {createReadStream, existsSync, lstatSync, readFileSync, realpathSync, rmdirSync, rmSync} from 'node:fs'
import {dirname, join, resolve, sep} from 'node:path'
import {createInterface} from 'node:readline'
import {ContainmentError, contained, writeAtomic} from '../write/atomic.ts'
import type {State} from './state.ts'

/** Outputs of inputs that are gone and that nobody has pruned yet: they are reported until somebody does. */
const orphansFile = '.copydesk/orphans.json'

const pageSize = 500

/** The input that a row is of: its path, or for a record of a stream the path of the stream. */
const inputOf = (state: State, path: string): string => {
  for (let hash = path.indexOf('#'); hash >= 0; hash = path.indexOf('#', hash + 1))
    if (state.hasInput(path.slice(0, hash))) return path.slice(0, hash)
  return path
}

const isContained = (folder: string, output: string): boolean => {
  try {
    contained(folder, output)
    return true
  } catch (error) {
    if (error instanceof ContainmentError) return false
    throw error
  }
}

/** What the last manifest and the list of orphans tell of texts written before, for a state that knows nothing. */
export const importOutputs = async (state: State, folder: string, manifest: string): Promise<void> => {
  const file = join(folder, manifest)
  if (existsSync(file)) {
    const lines = createInterface({input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY})
    for await (const line of lines) {
      try {
        const {path, output} = JSON.parse(line) as {path?: unknown; output?: unknown}
        if (typeof path !== 'string' || typeof output !== 'string' || !isContained(folder, output)) continue
        state.putStale(output, inputOf(state, path))
      } catch {
        // A manifest that somebody damaged only costs the knowledge of what an earlier run wrote.
      }
    }
  }
  try {
    const orphans: unknown = JSON.parse(readFileSync(join(folder, orphansFile), 'utf8'))
    if (Array.isArray(orphans))
      for (const output of orphans)
        if (typeof output === 'string' && isContained(folder, output)) state.putStale(output, '')
  } catch {
    // None, or damaged: the same cost.
  }
}

const isThere = (file: string): boolean => lstatSync(file, {throwIfNoEntry: false}) !== undefined

/** Removes a text and the folders that it leaves empty. */
const remove = (folder: string, output: string): void => {
  const file = contained(folder, output)
  const root = resolve(folder)
  const parent = realpathSync(dirname(file))
  const top = realpathSync(root)
  // A folder that is a link leads to files that are not ours.
  if (parent !== top && !parent.startsWith(top + sep)) return
  rmSync(file, {force: true})
  for (let above = dirname(file); above !== root && above.startsWith(root); above = dirname(above)) {
    try {
      rmdirSync(above)
    } catch {
      return
    }
  }
}

/**
 * Removes texts whose inputs have none any more, and, with `prune`, those whose inputs are gone.
 *
 * @returns the texts whose inputs are gone and that are still there.
 */
export const settleStale = (state: State, folder: string, {prune}: {readonly prune: boolean}): string[] => {
  const orphans: string[] = []
  for (let last = ''; ; ) {
    const page = state.staleAfter(last, pageSize)
    last = page.at(-1)?.output ?? ''
    if (last === '') break
    for (const {output, current, known} of page) {
      const file = contained(folder, output)
      if (!current && isThere(file)) {
        if (known || prune) remove(folder, output)
        else {
          orphans.push(output)
          continue
        }
      }
      state.dropStale(output)
    }
  }
  orphans.sort()
  if (orphans.length > 0) writeAtomic(folder, orphansFile, JSON.stringify(orphans))
  else rmSync(join(folder, orphansFile), {force: true})
  return orphans
}
