/** How much of a file is looked at: enough for any header, little enough to cost nothing. */
const sampleBytes = 65_536

/**
 * Share of control bytes from which on a file is not text. Text has none but white space; a page with a stray control
 * or two stays far below, compressed data and images lie at a tenth and above.
 */
const controlShare = 0.02

/** NULs that all stand at even or all at odd offsets are the high bytes of UTF-16. */
const utf16Share = 0.9

/** First bytes of what scrapers save under a text's name: images, archives, PDF, fonts, audio and video, programs. */
const signatures: readonly string[] = [
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  'GIF87a',
  'GIF89a',
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  '\u001f\u008b',
  'BZh',
  '\u00fd7zXZ',
  '7z\u00bc\u00af',
  '\u0028\u00b5\u002f\u00fd',
  'Rar!',
  '%PDF-',
  '\u007fELF',
  'wOFF',
  'wOF2',
  'OggS',
  'ID3',
  '\u00d0\u00cf\u0011\u00e0',
  'SQLite format 3',
]

/** Whether bytes are something else than text in any encoding: an image, an archive, a PDF, a program. */
export const looksBinary = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1')
  if (signatures.some(signature => head.startsWith(signature))) return true
  if (head.startsWith('RIFF') || head.slice(4, 8) === 'ftyp') return true
  if (hasWideByteOrderMark(bytes)) return false
  const sample = bytes.subarray(0, sampleBytes)
  const {controls, evenNulls, oddNulls} = countControls(sample)
  const nulls = evenNulls + oddNulls
  if (controls > sample.length * controlShare) return true
  if (nulls === 0) return false
  const isUtf16 = Math.max(evenNulls, oddNulls) >= nulls * utf16Share && nulls > sample.length * controlShare
  return !isUtf16 && nulls > sample.length * controlShare
}

/** A function of its own, as all of a run is spent in its loop: V8 went on to guess wrong what would come after it. */
const countControls = (sample: Uint8Array): {controls: number; evenNulls: number; oddNulls: number} => {
  const counts = {controls: 0, evenNulls: 0, oddNulls: 0}
  for (let index = 0; index < sample.length; index++) {
    const byte = sample[index] as number
    if (byte > 0x1f && byte !== 0x7f) continue
    if (byte !== 0) counts.controls += isControl(byte) ? 1 : 0
    else if (index % 2 === 0) counts.evenNulls++
    else counts.oddNulls++
  }
  return counts
}

const hasWideByteOrderMark = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

/** Escape belongs to ISO-2022-JP and to dumps of terminals, so that it is none here. */
const isControl = (byte: number): boolean =>
  (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b) || byte === 0x7f
