import {type FileHandle, mkdir, open, rm} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Result} from './protocol.ts'

const journalFile = join('.copydesk', 'journal.jsonl')

type Entry = {readonly path: string; readonly offset: number; readonly length: number}

/**
 * The results of a run as they come, on the disk: memory holds only where each lies. They are read back in path order.
 */
export type Journal = {
  readonly append: (result: Result) => Promise<void>
  /** The results, in order of their paths. */
  readonly results: () => AsyncGenerator<Result>
  readonly close: () => Promise<void>
}

export const openJournal = async (folder: string): Promise<Journal> => {
  const file = join(folder, journalFile)
  await mkdir(dirname(file), {recursive: true})
  const handle: FileHandle = await open(file, 'w+')
  const entries: Entry[] = []
  let end = 0
  let last: Promise<void> = Promise.resolve()
  return {
    append: result => {
      last = last.then(async () => {
        const bytes = Buffer.from(`${JSON.stringify(result)}\n`)
        await handle.write(bytes, 0, bytes.length, end)
        entries.push({path: result.row.path, offset: end, length: bytes.length})
        end += bytes.length
      })
      return last
    },
    results: async function* () {
      await last
      entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.offset - b.offset))
      for (const {offset, length} of entries) {
        const bytes = Buffer.alloc(length)
        await handle.read(bytes, 0, length, offset)
        yield JSON.parse(bytes.toString('utf8')) as Result
      }
    },
    close: async () => {
      await handle.close()
      await rm(file, {force: true})
    },
  }
}

/** A journal that keeps everything in memory, for a run that must write nothing. */
export const memoryJournal = (): Journal => {
  const results: Result[] = []
  return {
    append: async result => {
      results.push(result)
    },
    results: async function* () {
      yield* results.sort((a, b) => (a.row.path < b.row.path ? -1 : 1))
    },
    close: async () => {},
  }
}
