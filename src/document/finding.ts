import type {Message} from './message.ts'
import type {ManifestRow} from './row.ts'

/** Where a span begins for people: both count from 1, columns in UTF-16 units. */
export type Place = {readonly line: number; readonly column: number}

/** The places of some offsets in a text. */
export const placesOf = (source: string, offsets: readonly number[]): Place[] => {
  const order = offsets.map((offset, index) => ({offset, index})).sort((a, b) => a.offset - b.offset)
  const places: Place[] = offsets.map(() => ({line: 1, column: 1}))
  let line = 1
  let lineStart = 0
  for (const {offset, index} of order) {
    for (
      let next = source.indexOf('\n', lineStart);
      next >= 0 && next < offset;
      next = source.indexOf('\n', lineStart)
    ) {
      line++
      lineStart = next + 1
    }
    places[index] = {line, column: offset - lineStart + 1}
  }
  return places
}

/** A row with the places of its messages (`undefined` for a message without a span). */
export type ReportedRow = {
  readonly row: ManifestRow
  readonly places: readonly (Place | undefined)[]
  readonly outdated?: 'missing' | 'differs'
}

/** Something that `check` fails on. */
export type Finding = {
  readonly path: string
  readonly severity: Message['severity']
  readonly ruleId: string
  readonly reason: string
  readonly place?: Place
  readonly actual?: string
  readonly expected?: readonly string[]
}

const order = {error: 0, warning: 1, info: 2} as const

/**
 * What is wrong with a document, worst first: that it could not be read, is no article, is garbled or out of date, and
 * its warnings. Messages of severity `info` are not findings.
 */
export const findingsOf = ({row, places, outdated}: ReportedRow): Finding[] => {
  const {path, status, reason = ''} = row
  const findings: Finding[] = []
  if (status === 'error') findings.push({path, severity: 'error', ruleId: 'read/error', reason})
  if (status === 'reject') findings.push({path, severity: 'warning', ruleId: 'strip/reject', reason})
  if (status === 'repair') findings.push({path, severity: 'error', ruleId: 'detect/garbled', reason})
  if (outdated) {
    const what = outdated === 'missing' ? 'There is no cleaned text yet' : 'The cleaned text is out of date'
    findings.push({
      path,
      severity: 'warning',
      ruleId: 'write/out-of-date',
      reason: `${what}; run \`copydesk clean\``,
    })
  }
  row.messages.forEach((message, index) => {
    if (message.severity === 'info') return
    const {severity, ruleId, actual, expected} = message
    const place = places[index]
    findings.push({
      path,
      severity,
      ruleId,
      reason: message.reason,
      ...(place ? {place} : {}),
      ...(actual === undefined ? {} : {actual}),
      ...(expected ? {expected} : {}),
    })
  })
  return findings.sort((a, b) => order[a.severity] - order[b.severity])
}
