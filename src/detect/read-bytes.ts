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

/** Reads a file of a known length into its places, one part after the other. */
export const readInto = (folder: URL, name: string, ...parts: readonly Uint8Array[]): void => {
  const file = openSync(new URL(name, folder), 'r')
  try {
    for (const part of parts) {
      for (let at = 0; at < part.length; ) {
        const length = readSync(file, part, at, part.length - at, null)
        if (length === 0) throw new RangeError(`Expected \`${name}\` to be longer`)
        at += length
      }
    }
  } finally {
    closeSync(file)
  }
}
