import {mkdirSync, statSync} from 'node:fs'
import {dirname} from 'node:path'

const isFolder = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false

/**
 * Makes a folder and those above it. Node's own way never returns where the system refuses a new entry by saying that
 * there is none, as below `/proc`.
 *
 * @throws the system's error, where it refuses.
 */
export const makeFolder = (folder: string): void => {
  const missing: string[] = []
  for (let path = folder; !isFolder(path) && dirname(path) !== path; path = dirname(path)) missing.push(path)
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path)
    } catch (error) {
      // Somebody else made it in the meantime.
      if (!isFolder(path)) throw error
    }
  }
}
