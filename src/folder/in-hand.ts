import {closeSync, openSync, readFileSync, rmSync, writeSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {makeFolder} from '../write/make-folder.ts'

const file = join('.copydesk', 'in-hand')

/**
 * The paths of the inputs in hand, on the disk at every moment, so that after the death of the whole process the next
 * run knows whom to suspect. Those that have ended since may be among them: they are not due, and nobody asks.
 */
export type InHand = {
  readonly begin: (paths: readonly string[]) => void
  readonly end: (path: string) => void
  readonly close: () => void
}

/** The inputs that were in hand when an earlier run died. */
export const leftInHand = (folder: string): string[] => {
  try {
    const [line = ''] = readFileSync(join(folder, file), 'utf8').split('\n')
    const paths: unknown = JSON.parse(line)
    return Array.isArray(paths) ? paths.filter(path => typeof path === 'string') : []
  } catch {
    return []
  }
}

export const openInHand = (folder: string): InHand => {
  makeFolder(dirname(join(folder, file)))
  const handle = openSync(join(folder, file), 'w')
  const paths = new Set<string>()
  // Only the first line counts, so that a shorter one can be laid over a longer one.
  const write = (): void => {
    writeSync(handle, `${JSON.stringify([...paths])}\n`, 0)
  }
  return {
    begin: begun => {
      for (const path of begun) paths.add(path)
      write()
    },
    end: path => {
      paths.delete(path)
    },
    close: () => {
      closeSync(handle)
      rmSync(join(folder, file), {force: true})
    },
  }
}
