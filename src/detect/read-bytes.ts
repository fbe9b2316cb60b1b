import {closeSync, openSync, readFileSync, readSync} from 'node:fs'

/** A file's bytes at the start of a buffer of their own, where wider typed arrays may begin. */
export const readBytes = (folder: URL, name: string): Uint8Array<ArrayBuffer> => {
  const buffer = readFileSync(new URL(name, folder))
  // A large file has a buffer of its own already, a small one may share one.
  if (buffer.byteOffset === 0 && buffer.buffer.byteLength === buffer.byteLength) {
    return new Uint8Array(buffer.buffer as ArrayBuffer)
  }
  return new Uint8Array(
    buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer,
  )
}

/** Fills a piece of memory from a place of a file on. */
type ReadPart = (target: Uint8Array, position: number) => void

/** Opens a file for reading parts of it. */
export const readParts = <Result>(folder: URL, name: string, work: (read: ReadPart) => Result): Result => {
  const file = openSync(new URL(name, folder), 'r')
  try {
    return work((target, position) => {
      for (let at = 0; at < target.length; ) {
        const length = readSync(file, target, at, target.length - at, position + at)
        if (length === 0) throw new RangeError(`Expected \`${name}\` to be longer`)
        at += length
      }
    })
  } finally {
    closeSync(file)
  }
}

/** Reads a file of a known length into its place. */
export const readInto = (folder: URL, name: string, target: Uint8Array): void =>
  readParts(folder, name, read => read(target, 0))
