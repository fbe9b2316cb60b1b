import type {RunSummary} from '../document/summary.ts'
import {listValue, type Option, textValue, type Values} from './command.ts'
import {failed, stoppedCode} from './failures.ts'
import {UsageError} from './usage-error.ts'

const failures = ['repair', 'reject', 'drift'] as const

/** The options that turn what a run found into an exit code. */
export const verdictOptions: Readonly<Record<string, Option>> = {
  'fail-on': {
    value: 'WHAT',
    help: '`repair`, `reject` or `drift`: exit 1 when there is any; may be given again.',
    many: true,
  },
  'max-repair': {value: 'N|N%', help: 'Exit 1 when more documents than this are garbled.'},
  'max-reject': {value: 'N|N%', help: 'Exit 1 when more documents than this have no article.'},
  'max-error': {value: 'N|N%', help: 'Exit 2 only when more documents than this are errors (default: 0).'},
}

/** A number of documents, or a share of them. */
type Bound = {readonly text: string; readonly exceeded: (count: number, documents: number) => boolean}

const boundFrom = (values: Values, name: string): Bound | undefined => {
  const text = textValue(values, name)
  if (text === undefined) return undefined
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? []
  const most = Number(digits)
  if (
    digits === undefined ||
    (percent === '' && !Number.isInteger(most)) ||
    (percent === '%' && most > 100)
  ) {
    throw new UsageError(
      `Expected \`--${name}\` to be a number of documents or a share such as \`2%\`, got \`${text}\``,
    )
  }
  return {
    text,
    exceeded: (count, documents) => (percent === '' ? count > most : count * 100 > most * documents),
  }
}

/** How a run ends: its exit code, and why it is not 0. */
export type Verdict = {readonly code: number; readonly reasons: readonly string[]}

/**
 * What makes a run fail, from the command line.
 *
 * @throws UsageError for a word or a number that is none.
 */
export const verdictFrom = (values: Values): ((summary: RunSummary, signal: AbortSignal) => Verdict) => {
  const failOn = listValue(values, 'fail-on')
  for (const word of failOn) {
    if (!failures.some(each => each === word))
      throw new UsageError(
        `Expected \`--fail-on\` to be ${failures.map(each => `\`${each}\``).join(', ')}, got \`${word}\``,
      )
  }
  const bounds = {
    repair: boundFrom(values, 'max-repair'),
    reject: boundFrom(values, 'max-reject'),
    error: boundFrom(values, 'max-error'),
  }
  return (summary, signal) => {
    const {statuses, documents, drift} = summary
    if (summary.interrupted) return {code: stoppedCode(signal), reasons: []}
    const reasons: string[] = []
    for (const status of ['repair', 'reject'] as const) {
      const count = statuses[status]
      if (failOn.includes(status) && count > 0) reasons.push(`${count} with status ${status}`)
      else if (bounds[status]?.exceeded(count, documents))
        reasons.push(
          `${count} of ${documents} with status ${status}, at most ${bounds[status]?.text} expected`,
        )
    }
    if (failOn.includes('drift') && drift.length > 0) reasons.push(`${drift.length} signs of drift`)
    const {error} = statuses
    const tooMany = bounds.error ? bounds.error.exceeded(error, documents) : error > 0
    if (tooMany && bounds.error)
      reasons.push(`${error} of ${documents} with status error, at most ${bounds.error.text} expected`)
    return {code: tooMany ? failed : reasons.length > 0 ? 1 : 0, reasons}
  }
}

/** Milliseconds of a duration such as `90`, `90s`, `30m` or `2h`. */
export const durationFrom = (values: Values, name: string): number | undefined => {
  const text = textValue(values, name)
  if (text === undefined) return undefined
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text) ?? []
  const milliseconds = Number(digits) * ({s: 1, m: 60, h: 3600}[unit || 's'] ?? 1) * 1000
  if (!(milliseconds > 0))
    throw new UsageError(
      `Expected \`--${name}\` to be a duration such as \`90s\`, \`30m\` or \`2h\`, got \`${text}\``,
    )
  return milliseconds
}
