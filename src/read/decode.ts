import {isAscii, isUtf8} from 'node:buffer'
import type {Message} from '../document/message.ts'
import {type Declaration, declaredEncodings} from './declared-encoding.ts'
import {countSequences, decodeMixed} from './decode-mixed.ts'
import {guessEncoding, looksUtf16} from './guess-encoding.ts'

export {looksBinary} from './looks-binary.ts'

export type Decoded = {
  /** Without a byte order mark. */
  readonly text: string
  /** WHATWG name. */
  readonly encoding: string
  /** How many U+FFFD the decoding put in. */
  readonly replacements: number
  /** How sure it is that this is the encoding, 0..1. */
  readonly confidence: number
  readonly messages: readonly Message[]
}

/**
 * UTF-8 sequences per stray byte from which on text that is not all UTF-8 is UTF-8 with foreign or broken pieces. In
 * text of an older encoding, bytes form UTF-8 sequences by chance, but rarely as many as those that do not.
 */
const sequencesPerStray = 0.5

/** Below this many UTF-8 sequences, a text declared in an East Asian encoding may be both by chance. */
const enoughSequences = 4

/**
 * Bytes to text, in the order of the WHATWG rules: byte order mark, the transport's charset, the page's own
 * declaration, then what the bytes look like. A declaration is overruled where the bytes prove it wrong. Never throws.
 */
export const decode = (
  bytes: Uint8Array,
  hint: {readonly mediaType: string; readonly charset?: string},
): Decoded => {
  const mark = byteOrderMark(bytes)
  if (mark && mark.encoding !== 'utf-8') return decodeAs(bytes.subarray(mark.length), mark.encoding, 1)
  const content = mark ? bytes.subarray(mark.length) : bytes
  if (mark && isUtf8(content)) return decodeValid(content, 1)

  const wide = looksUtf16(content)
  if (wide) return decodeAs(content, wide, 0.95)
  const [declared] = declaredEncodings(content, hint)
  if (declared?.from === 'transport' && /^utf-16/.test(declared.encoding) && !isAscii(content)) {
    const decoded = decodeAs(content, declared.encoding, 0.9)
    if (decoded.replacements === 0) return decoded
  }
  if (isAscii(content)) return decodeAscii(content, declared)
  if (isUtf8(content)) return decodeUtf8(content, declared)
  const {valid, stray} = countSequences(content)
  if (mark || valid >= stray * sequencesPerStray) return decodeBrokenUtf8(content, declared, hint.mediaType)
  return decodeLegacy(content, declared, hint.mediaType)
}

const byteOrderMark = (bytes: Uint8Array): {encoding: string; length: number} | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return {encoding: 'utf-8', length: 3}
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return {encoding: 'utf-16le', length: 2}
  return bytes[0] === 0xfe && bytes[1] === 0xff ? {encoding: 'utf-16be', length: 2} : undefined
}

/** Escape sequences of ISO-2022-JP that leave ASCII. */
const shifts = ['\x1b$@', '\x1b$B', '\x1b(J', '\x1b(I']

/** ASCII reads the same in all encodings but those that shift by escapes. */
const decodeAscii = (bytes: Uint8Array, declared: Declaration | undefined): Decoded => {
  const isShifted = bytes.includes(0x1b) && shifts.some(shift => latin1(bytes).includes(shift))
  if (isShifted) return decodeAs(bytes, 'iso-2022-jp', declared?.encoding === 'iso-2022-jp' ? 1 : 0.95)
  return {text: latin1(bytes), encoding: 'utf-8', replacements: 0, confidence: 1, messages: []}
}

const decodeUtf8 = (bytes: Uint8Array, declared: Declaration | undefined): Decoded => {
  if (!declared || declared.encoding === 'utf-8') return decodeValid(bytes, 1)
  const isEastAsian = eastAsian.has(declared.encoding)
  if (isEastAsian && countSequences(bytes).valid < enoughSequences) {
    const decoded = decodeAs(bytes, declared.encoding, 0.7)
    if (decoded.replacements === 0) return decoded
  }
  return decodeValid(bytes, 0.98, [overruled(declared, 'utf-8', 'the bytes are valid UTF-8 throughout')])
}

/** Bytes that are UTF-8 throughout: nothing in them is replaced. */
const decodeValid = (bytes: Uint8Array, confidence: number, messages: readonly Message[] = []): Decoded => ({
  text: new TextDecoder('utf-8').decode(bytes),
  encoding: 'utf-8',
  replacements: 0,
  confidence,
  messages,
})

const eastAsian = new Set(['shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr'])

const decodeBrokenUtf8 = (
  bytes: Uint8Array,
  declared: Declaration | undefined,
  mediaType: string,
): Decoded => {
  const isUsable = declared && declared.encoding !== 'utf-8' && declared.encoding !== 'replacement'
  const other = isUsable ? declared.encoding : guessEncoding(foreignBytes(bytes), mediaType).encoding
  const {text, foreignLines} = decodeMixed(bytes, other)
  const replacements = countReplacements(text) - countReplacementBytes(bytes)
  const message: Message = {
    severity: 'warning',
    ruleId: 'read/mixed-encodings',
    reason: `${foreignLines} ${foreignLines === 1 ? 'line is' : 'lines are'} not valid UTF-8 and were read in part as \`${other}\`; check their accented letters and quotes.`,
  }
  return {
    text,
    encoding: 'utf-8',
    replacements: Math.max(0, replacements),
    confidence: 0.8,
    messages: [message],
  }
}

/** The lines that are not UTF-8. */
const foreignBytes = (bytes: Uint8Array): Uint8Array => {
  const lines: Uint8Array[] = []
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline + 1
    const line = bytes.subarray(start, end)
    if (!isUtf8(line)) lines.push(line)
    start = end
  }
  return Buffer.concat(lines)
}

/** A declared encoding is believed while its decoding gives no more than this share of replacement characters. */
const tolerableReplacements = 0.002

const decodeLegacy = (bytes: Uint8Array, declared: Declaration | undefined, mediaType: string): Decoded => {
  const guess = guessEncoding(bytes, mediaType, declared?.encoding)
  if (!declared || declared.encoding === guess.encoding)
    return decodeAs(bytes, guess.encoding, guess.confidence)
  if (declared.encoding === 'utf-8') {
    const why = 'the bytes are not valid UTF-8'
    return decodeAs(bytes, guess.encoding, guess.confidence, [overruled(declared, guess.encoding, why)])
  }
  if (declared.encoding !== 'replacement') {
    const decoded = decodeAs(bytes, declared.encoding, 0.9)
    const isTolerable = decoded.replacements <= decoded.text.length * tolerableReplacements
    if (isTolerable && !guess.overrulesDeclared) return decoded
  }
  const why = 'the bytes make no text in it'
  return decodeAs(bytes, guess.encoding, guess.confidence, [overruled(declared, guess.encoding, why)])
}

const overruled = (declared: Declaration, encoding: string, why: string): Message => ({
  severity: 'info',
  ruleId: 'read/encoding-overruled',
  reason: `The encoding is declared as \`${declared.label}\` but was read as \`${encoding}\`, as ${why}.`,
  actual: declared.label,
  expected: [encoding],
})

const decodeAs = (
  bytes: Uint8Array,
  encoding: string,
  confidence: number,
  messages: readonly Message[] = [],
): Decoded => {
  const text =
    encoding === 'x-user-defined' ? decodeUserDefined(bytes) : new TextDecoder(encoding).decode(bytes)
  const own = encoding === 'utf-8' ? countReplacementBytes(bytes) : 0
  return {text, encoding, replacements: Math.max(0, countReplacements(text) - own), confidence, messages}
}

/** The bytes from 0x80 on are U+F780 and up. */
const decodeUserDefined = (bytes: Uint8Array): string =>
  latin1(bytes).replaceAll(/[\x80-\xff]/g, character => String.fromCharCode(0xf700 + character.charCodeAt(0)))

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const countReplacements = (text: string): number => {
  let count = 0
  for (let index = text.indexOf('\ufffd'); index >= 0; index = text.indexOf('\ufffd', index + 1)) count++
  return count
}

/** U+FFFD that stands in the input as UTF-8, and so was not put in by this decoding. */
const countReplacementBytes = (bytes: Uint8Array): number => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let count = 0
  for (
    let index = buffer.indexOf(replacementBytes);
    index >= 0;
    index = buffer.indexOf(replacementBytes, index + 3)
  )
    count++
  return count
}

const replacementBytes = Buffer.from([0xef, 0xbf, 0xbd])
