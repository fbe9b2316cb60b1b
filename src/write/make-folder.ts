import {mkdirSync, statSync} from 'node:fs'
import {dirname} from 'node:path'

const entryAt = (path: string) => statSync(path, {throwIfNoEntry: false})

const isFolder = (path: string): boolean => entryAt(path)?.isDirectory() ?? false

/**
 * Makes a folder and those above it. Node's own way never returns where the system refuses a new entry by saying that
 * there is none, as below `/proc`.
 *
 * @throws the system's error, where it refuses.
 */
export const makeFolder = (folder: string): void => {
  if (isFolder(folder)) return
  const missing = [folder]
  // A file above it is left to stand in the way, so that the system names what is wrong.
  for (let path = dirname(folder); !entryAt(path) && dirname(path) !== path; path = dirname(path))
    missing.push(path)
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path)
    } catch (error) {
      // Somebody else made it in the meantime.
      if (!isFolder(path)) throw error
    }
  }
}
