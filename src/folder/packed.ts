import {deflateRawSync, inflateRawSync} from 'node:zlib'
import type {ReportedRow} from '../document/finding.ts'
import {jsonLine} from '../document/json-line.ts'
import type {RepairRow} from '../document/row.ts'
import type {PageLines} from '../strip/site-lines.ts'
import type {Result} from './protocol.ts'

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

/** A record has some 5 KB: zlib's tables for large streams would take longer to make than to use. */
const packing = {level: 1, windowBits: 12, memLevel: 5}

/**
 * A page's record in some 2 KB, in memory of its own: the library's own result lies in a pool of 64 KB, all of which
 * would go along when the record is handed to another thread.
 */
export const packPage = (page: PageLines): Uint8Array =>
  new Uint8Array(deflateRawSync(JSON.stringify(page), packing))

/** The page's record, and the same as JSON. */
export const unpackPage = (bytes: Uint8Array): {readonly page: PageLines; readonly json: string} => {
  const json = inflateRawSync(bytes).toString('utf8')
  return {page: JSON.parse(json) as PageLines, json}
}
