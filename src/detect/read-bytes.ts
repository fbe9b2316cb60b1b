import {readFileSync} from 'node:fs'

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
