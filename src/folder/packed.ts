import type {ReportedRow} from '../document/finding.ts'
import {jsonLine} from '../document/json-line.ts'
import type {RepairRow} from '../document/row.ts'
import type {PageLines} from '../strip/site-lines.ts'
import type {PackedPage, Result} from './protocol.ts'

type Unpacked = ReportedRow & {
  readonly repairs: readonly RepairRow[]
  readonly page?: PageLines
  readonly more: Pick<Result, 'written' | 'signature' | 'textDigest' | 'transient'>
}

/**
 * A result as it goes from a worker to the state: rows are text already, since a thread is handed a text in no time and
 * an object piece by piece, and what the run itself asks for stands beside them.
 */
export const packResult = ({row, places, outdated, repairs, page, more}: Unpacked): Result => {
  const {path, status, reason, output, site, kept, removed, messages} = row
  return {
    path,
    status,
    ...(reason === undefined ? {} : {reason}),
    ...(output === undefined ? {} : {output}),
    ...(site === undefined ? {} : {site}),
    kept,
    removed,
    flags: messages.filter(message => message.severity !== 'info').length,
    row: jsonLine(row),
    repairs: repairs.map(repair => `${jsonLine(repair)}\n`).join(''),
    places: JSON.stringify({places, ...(outdated ? {outdated} : {})}),
    ...(page ? {page: packPage(page)} : {}),
    ...more,
  }
}

/**
 * A page's record: text, which a thread is handed in no time, and beside it what its site is judged by. Compressed it
 * would be half as long, some 3 KB, and take four times as long to make and to read.
 */
export const packPage = ({site, page, lines, longest}: PageLines): PackedPage => ({
  site,
  page,
  lines: JSON.stringify([lines.map(({key, sample, place}) => [key, sample, place]), longest]),
})

type PackedLines = readonly [
  lines: readonly (readonly [string, string, number])[],
  longest: readonly string[],
]

export const unpackPage = ({site, page, lines: packed}: PackedPage): PageLines => {
  const [lines, longest] = JSON.parse(packed) as PackedLines
  return {site, page, lines: lines.map(([key, sample, place]) => ({key, sample, place})), longest}
}
