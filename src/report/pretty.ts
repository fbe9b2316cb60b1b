import type {Finding} from '../document/finding.ts'
import type {ManifestRow, Status} from '../document/row.ts'
import {mostListed, type RunSummary} from '../document/summary.ts'
import {clip, escapeTerminal} from './escape.ts'
import type {Style} from './style.ts'

/** Digits in groups of three. `toLocaleString` does the same and takes 50 ms the first time. */
const number = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`

const seconds = (milliseconds: number): string =>
  milliseconds < 10_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${number(Math.round(milliseconds / 1000))} s`

const colours = {clean: 'green', repair: 'yellow', reject: 'magenta', error: 'red'} as const

/** What the list says of a document: most of a row is what was removed. */
export type ListedRow = Pick<
  ManifestRow,
  'path' | 'status' | 'reason' | 'title' | 'kept' | 'removed' | 'messages' | 'duplicateOf'
>

const remark = (row: ListedRow): string => {
  if (row.reason !== undefined) return row.reason
  const flags = row.messages.filter(message => message.severity !== 'info').length
  const parts = [row.title ?? '']
  if (flags > 0) parts.push(plural(flags, 'flag'))
  if (row.duplicateOf) parts.push(`the same as ${row.duplicateOf.path}`)
  return parts.filter(part => part !== '').join(' · ')
}

/** One line about a document, as `clean` lists it. */
const rowLine = (row: ListedRow, width: number, columns: number, style: Style): string => {
  const name = clip(row.path, width).padEnd(width)
  const share =
    row.kept + row.removed === 0 ? '' : `${Math.round((100 * row.kept) / (row.kept + row.removed))} %`
  const rest = Math.max(20, columns - width - 20)
  return `  ${name}  ${style(colours[row.status], row.status.padEnd(6))}  ${share.padStart(5)}  ${style('dim', clip(remark(row), rest))}\n`
}

/** What `clean` lists of the rows: all of a small run, what needs a look of a large one. */
export const reportRows = (
  rows: readonly ListedRow[],
  total: number,
  options: {readonly style: Style; readonly columns: number},
): string => {
  const shown = total <= mostListed ? rows : rows.filter(row => row.status !== 'clean')
  const width = Math.min(44, Math.max(0, ...shown.slice(0, mostListed).map(row => row.path.length)))
  const lines = shown.slice(0, mostListed).map(row => rowLine(row, width, options.columns, options.style))
  if (shown.length > mostListed)
    lines.push(`  … and ${number(shown.length - mostListed)} more; all are in the manifest\n`)
  if (lines.length === 0) return ''
  const head = `  ${'input'.padEnd(width)}  status   kept  remark\n`
  return `${options.style('dim', head)}${lines.join('')}\n`
}

/** The last lines of `clean`: what was done, what it means, and what to do next. */
export const reportSummary = (
  summary: RunSummary,
  where: {readonly output: string; readonly style: Style},
): string => {
  const {style} = where
  const {statuses} = summary
  const part = (status: Status, words: string): string =>
    statuses[status] === 0 ? '' : style(colours[status], `${number(statuses[status])} ${words}`)
  const parts = [
    part('clean', 'clean'),
    part('repair', 'to repair'),
    part('reject', 'without an article'),
    part('error', statuses.error === 1 ? 'error' : 'errors'),
  ].filter(text => text !== '')
  const lines = [
    `${plural(summary.documents, 'document')}: ${parts.join(', ') || (summary.interrupted ? 'none was finished' : 'nothing to do')} (${seconds(summary.milliseconds)})`,
  ]
  const total = summary.kept + summary.removed
  if (total > 0) {
    const share = Math.round((100 * summary.removed) / total)
    lines.push(
      `${number(summary.kept)} characters kept, ${number(summary.removed)} removed (${share} %), every one accounted for in ${where.output}/manifest.jsonl`,
    )
  }
  if (summary.duplicates > 0) lines.push(`${plural(summary.duplicates, 'text')} nearly the same as another`)
  if (summary.unchanged > 0)
    lines.push(
      `${plural(summary.unchanged, 'text')} already up to date${summary.skipped === 0 ? '' : `, ${plural(summary.skipped, 'input')} unchanged and not read`}`,
    )
  if (statuses.repair > 0)
    lines.push(
      `${style('yellow', 'Garbled text:')} the work list is ${where.output}/repairs.jsonl; \`copydesk explain FILE\` shows it in place`,
    )
  if (summary.orphans.length > 0) {
    const names = summary.orphans
      .slice(0, 3)
      .map(name => escapeTerminal(name))
      .join(', ')
    lines.push(
      `${plural(summary.orphans.length, 'output')} of inputs that are gone (${names}${summary.orphans.length > 3 ? ', …' : ''}); \`--prune\` removes them`,
    )
  }
  if (summary.quarantined.length > 0)
    lines.push(
      `${plural(summary.quarantined.length, 'input')} given up after two tries (${escapeTerminal(summary.quarantined.slice(0, 3).join(', '))}${summary.quarantined.length > 3 ? ', …' : ''}); \`--full\` tries again`,
    )
  if (summary.interrupted)
    lines.push(style('red', 'Stopped early: the manifest is as it was before; run again to finish'))
  return lines.map(line => `${line}\n`).join('')
}

const severityColours = {error: 'red', warning: 'yellow', info: 'dim'} as const

/** A screenful: more findings than this of one file are counted, not listed. */
const findingsPerFile = 8

/** The findings of one file, as `check` prints them. */
export const reportFindings = (
  findings: readonly Finding[],
  style: Style,
  columns: number,
  most = findingsPerFile,
): string => {
  const first = findings[0]
  if (!first) return ''
  const lines = [style('bold', escapeTerminal(first.path))]
  for (const {severity, ruleId, reason, place, actual, expected} of findings.slice(0, most)) {
    const at = (place ? `${place.line}:${place.column}` : '-').padStart(8)
    const swap = actual === undefined || !expected?.[0] ? '' : ` “${actual}” → “${expected[0]}”`
    const room = Math.max(30, columns - 22 - ruleId.length)
    lines.push(
      `${at}  ${style(severityColours[severity], severity.padEnd(7))}  ${clip(reason + swap, room)}  ${style('dim', ruleId)}`,
    )
  }
  if (findings.length > most) {
    lines.push(`          … ${number(findings.length - most)} more; \`copydesk explain\` shows them all`)
  }
  return `${lines.join('\n')}\n\n`
}
