import type {Finding} from '../document/finding.ts'
import {reportFindings} from './pretty.ts'
import type {Style} from './style.ts'

/** Lines of findings that are shown of one run: what fits on a screen with the verdict below. */
const screenLines = 30
/** Of one file, at most these; `reportFindings` adds a head and a blank line. */
const mostOfFile = 8

const ranks = {error: 0, warning: 1, info: 2} as const

/** What was found in one file, worst first. */
export type FileFindings = readonly Finding[]

/** A screenful: the files with the worst findings, and as much of each as there is room for. */
export const reportScreen = (files: readonly FileFindings[], style: Style, columns: number): string => {
  const sorted = [...files].sort((a, b) => ranks[a[0]?.severity ?? 'info'] - ranks[b[0]?.severity ?? 'info'])
  const fair = Math.floor(screenLines / Math.max(1, sorted.length)) - 3
  const ofFile = Math.min(mostOfFile, Math.max(1, fair))
  let lines = 0
  let shown = 0
  let text = ''
  for (const findings of sorted) {
    const more = findings.length > ofFile ? 1 : 0
    const needed = Math.min(findings.length, ofFile) + 2 + more
    if (shown > 0 && lines + needed > screenLines) break
    text += reportFindings(findings, style, columns, ofFile)
    lines += needed
    shown++
  }
  const left = sorted.length - shown
  return left > 0 ? `${text}… and ${left} more files with findings\n\n` : text
}
