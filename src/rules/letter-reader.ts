import {figured, type LineLetters, learn, quoted, slow, unknown} from './line-letters.ts'
import {foldCase, normalLine, plainQuotes} from './normal-line.ts'
import type {TextScanner} from './text-scanner.ts'

/** Letters that lower case makes two or three of are few, but a line may consist of them. */
const growth = 3

/** The most units that the letters of a line of `longest` units may have. */
export const roomFor = (longest: number): number => longest * growth

/**
 * Reads lines, one at a time, and the letters of those of no more than `longest` UTF-16 units, over which the scanner for
 * lines of such a length has then walked.
 */
export const letterReader = (
  longest: number,
  scannerFor: (length: number) => TextScanner,
): ((line: string) => LineLetters) => {
  const bytes = Buffer.alloc(roomFor(longest) * 2)
  const units = new Uint16Array(bytes.buffer, bytes.byteOffset, roomFor(longest))
  const letters: LineLetters = {text: '', units, length: 0, hasFigures: false}

  /** Takes a text in, and walks over it. @returns what is known of all its units, as bits. */
  const takeIn = (text: string, scanner: TextScanner): number => {
    letters.length = bytes.write(text, 'utf16le') / 2
    const all = scanner.walk(units, letters.length)
    letters.hasFigures = (all & figured) !== 0
    if ((all & unknown) === 0) return all
    learn(units, letters.length)
    return takeIn(text, scanner)
  }

  return line => {
    letters.length = 0
    if (line.length <= longest) {
      const all = takeIn(line, scannerFor(line.length))
      letters.text = (all & quoted) === 0 ? line : plainQuotes(line)
      if ((all & slow) === 0) return letters
    }
    const text = normalLine(line)
    letters.text = text
    letters.length = 0
    if (text.length <= longest) takeIn(foldCase(text), scannerFor(text.length))
    return letters
  }
}
