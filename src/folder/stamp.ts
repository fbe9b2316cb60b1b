import {lstatSync, type Stats} from 'node:fs'

/** What the file system says of a file: as long as all of it stays the same, so does the content. */
export type Stamp = {
  readonly size: number
  /** Milliseconds since 1970: of the content, and of anything about the file. */
  readonly modified: number
  readonly changed: number
  readonly inode: number
}

export const sameStamp = (a: Stamp, b: Stamp): boolean =>
  a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode

/**
 * A file that changed less than this before it was looked at may change again without its times telling: some file
 * systems count in steps of two seconds (FAT), and a clock in the network may be a little off. Git calls such files
 * racy, and reads them again; so do we.
 */
const granularity = 2500

export const isRacy = (stamp: Stamp, now: number): boolean =>
  Math.max(stamp.modified, stamp.changed) > now - granularity

/** Size and time of a file; `undefined` when there is none, or no plain file. */
export const outputStamp = (file: string): {size: number; modified: number} | undefined => {
  let entry: Stats | undefined
  try {
    entry = lstatSync(file, {throwIfNoEntry: false})
  } catch {
    return undefined
  }
  return entry?.isFile() ? {size: entry.size, modified: entry.mtimeMs} : undefined
}

/** Whether the text in this file has the size and time that it was written with. */
export const isAsWritten = (
  file: string,
  size: number | undefined,
  modified: number | undefined,
): boolean => {
  const found = outputStamp(file)
  return found !== undefined && found.size === size && found.modified === modified
}
