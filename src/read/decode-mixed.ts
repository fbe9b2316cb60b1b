import {isUtf8} from 'node:buffer'

export type Mixed = {
  readonly text: string
  /** Lines that were not UTF-8. */
  readonly foreignLines: number
}

const utf8 = new TextDecoder('utf-8', {ignoreBOM: true})

/**
 * Text of which some lines are UTF-8 and some are not, as in dumps put together from several sources: every line by
 * itself. In a line that is not UTF-8, what is valid UTF-8 is read as such, what is a UTF-8 sequence cut short becomes
 * U+FFFD, and the other bytes are read in the other encoding.
 */
export const decodeMixed = (bytes: Uint8Array, other: string): Mixed => {
  const decoder = new TextDecoder(other)
  const pieces: string[] = []
  let foreignLines = 0
  let goodFrom = 0
  let start = 0
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline + 1
    const line = bytes.subarray(start, end)
    if (!isUtf8(line)) {
      if (goodFrom < start) pieces.push(utf8.decode(bytes.subarray(goodFrom, start)))
      pieces.push(decodeLine(line, decoder))
      foreignLines++
      goodFrom = end
    }
    start = end
  }
  if (goodFrom < bytes.length) pieces.push(utf8.decode(bytes.subarray(goodFrom)))
  return {text: pieces.join(''), foreignLines}
}

const decodeLine = (line: Uint8Array, decoder: TextDecoder): string => {
  if (countSequences(line).valid === 0) return decoder.decode(line)
  let text = ''
  let position = 0
  while (position < line.length) {
    let plain = position
    while (plain < line.length && (line[plain] ?? 0) < 0x80) plain++
    let high = plain
    while (high < line.length && (line[high] ?? 0) >= 0x80) high++
    text += utf8.decode(line.subarray(position, plain))
    const run = line.subarray(plain, high)
    text += isUtf8(run) || sequencePrefix(run, 0) >= 2 ? utf8.decode(run) : decodeRun(run, decoder)
    position = high
  }
  return text
}

/** A run of high bytes that is not all UTF-8: its sequences one by one. */
const decodeRun = (run: Uint8Array, decoder: TextDecoder): string => {
  let text = ''
  let index = 0
  while (index < run.length) {
    const length = sequenceLength(run, index)
    const next = index + Math.max(1, length)
    text += length > 0 ? utf8.decode(run.subarray(index, next)) : decoder.decode(run.subarray(index, next))
    index = next
  }
  return text
}

const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x80 && byte <= 0xbf

const expectedLength = (lead: number): number => {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

/** How many bytes from `index` on are a lead byte and the continuation bytes that belong to it. */
const sequencePrefix = (bytes: Uint8Array, index: number): number => {
  const expected = expectedLength(bytes[index] ?? 0)
  if (expected === 0) return 0
  let length = 1
  while (length < expected && isContinuation(bytes[index + length])) length++
  return length
}

/** The length of the whole UTF-8 sequence at `index`, or 0. */
const sequenceLength = (bytes: Uint8Array, index: number): number => {
  const length = sequencePrefix(bytes, index)
  if (length < 2 || length < expectedLength(bytes[index] ?? 0)) return 0
  return isUtf8(bytes.subarray(index, index + length)) ? length : 0
}

/** How many UTF-8 sequences bytes hold, and how many high bytes that belong to none. */
export const countSequences = (bytes: Uint8Array): {valid: number; stray: number} => {
  let valid = 0
  let stray = 0
  let index = 0
  while (index < bytes.length) {
    if ((bytes[index] ?? 0) < 0x80) {
      index++
      continue
    }
    const length = sequenceLength(bytes, index)
    if (length > 0) valid++
    else stray++
    index += Math.max(1, length)
  }
  return {valid, stray}
}
