import {closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {contained, scratchFolder, scratchName} from '../write/atomic.ts'
import {makeFolder} from '../write/make-folder.ts'

export const manifestFile = 'manifest.jsonl'

/** Bytes gathered before they go to the disk. */
const chunkSize = 256 * 1024

/** A file of lines that grows in the scratch folder and takes its place whole. */
export type LineFile = {
  /** Text that ends in a line feed, or nothing. */
  readonly add: (lines: string) => void
  /** Flushes it to the disk and puts it in its place, unless the same bytes lie there already. */
  readonly place: () => void
  readonly abandon: () => void
}

const sameBytes = (a: string, b: string): boolean => {
  const open: number[] = []
  try {
    for (const file of [a, b]) open.push(openSync(file, 'r'))
    const [left = -1, right = -1] = open
    const size = fstatSync(left).size
    if (fstatSync(right).size !== size) return false
    const buffers = [Buffer.alloc(chunkSize), Buffer.alloc(chunkSize)] as const
    for (let position = 0; position < size; position += chunkSize) {
      readSync(left, buffers[0], 0, chunkSize, position)
      readSync(right, buffers[1], 0, chunkSize, position)
      if (!buffers[0].equals(buffers[1])) return false
    }
    return true
  } catch {
    return false
  } finally {
    for (const handle of open) closeSync(handle)
  }
}

/** Begins the file `name` of the output folder. Memory holds one chunk of it, however long it grows. */
export const openLineFile = (folder: string, name: string): LineFile => {
  const target = contained(folder, name)
  const scratch = contained(folder, scratchFolder)
  makeFolder(scratch)
  const temporary = join(scratch, scratchName(name))
  const handle = openSync(temporary, 'wx')
  let chunk: string[] = []
  let length = 0
  let open = true
  const flush = (): void => {
    const bytes = Buffer.from(chunk.join(''))
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written)
    chunk = []
    length = 0
  }
  const close = (): void => {
    if (open) closeSync(handle)
    open = false
  }
  return {
    add: lines => {
      chunk.push(lines)
      length += lines.length
      if (length >= chunkSize) flush()
    },
    place: () => {
      flush()
      fsyncSync(handle)
      close()
      if (sameBytes(temporary, target)) rmSync(temporary)
      else renameSync(temporary, target)
    },
    abandon: () => {
      close()
      rmSync(temporary, {force: true})
    },
  }
}
