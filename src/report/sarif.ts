import type {Finding} from '../document/finding.ts'
import {escapeTerminal} from './escape.ts'
import {ruleHelp} from './rule-help.ts'

/** GitHub keeps the first 5,000 results of a run, so that the worst come first and there are no more. */
const mostResults = 5000

const levels = {error: 'error', warning: 'warning', info: 'note'} as const
const ranks = {error: 0, warning: 1, info: 2} as const

export type SarifFinding = Finding & {readonly fingerprint: string}

const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

const messageOf = ({reason, actual, expected}: Finding): string => {
  const better = expected?.[0] === undefined ? '' : ` → “${expected[0]}”`
  return escapeTerminal(`${reason}${actual === undefined ? '' : ` (“${actual}”${better})`}`)
}

/** The findings as SARIF 2.1.0, for code scanning. Valid, and empty, when nothing was found. */
export const reportSarif = (findings: readonly SarifFinding[], version: string): string => {
  const worst = [...findings].sort((a, b) => ranks[a.severity] - ranks[b.severity]).slice(0, mostResults)
  const ruleIds = [...new Set(worst.map(finding => finding.ruleId))].sort()
  const rules = ruleIds.map(id => {
    const {title, help} = ruleHelp(id)
    return {
      id,
      name: title.replace(/[^\p{L}\p{N}]+(\p{L})?/gu, (_, letter: string = '') => letter.toUpperCase()),
      shortDescription: {text: title},
      fullDescription: {text: help},
      help: {text: help, markdown: help},
      properties: {tags: [id.split('/')[0] ?? id]},
    }
  })
  const results = worst.map(finding => ({
    ruleId: finding.ruleId,
    ruleIndex: ruleIds.indexOf(finding.ruleId),
    level: levels[finding.severity],
    message: {text: messageOf(finding)},
    locations: [
      {
        physicalLocation: {
          artifactLocation: {uri: uriOf(finding.path)},
          region: {startLine: finding.place?.line ?? 1, startColumn: finding.place?.column ?? 1},
        },
      },
    ],
    partialFingerprints: {'copydesk/v1': finding.fingerprint},
  }))
  const left = findings.length - worst.length
  const driver = {name: 'Copydesk', semanticVersion: version, rules}
  const run = {
    tool: {driver},
    columnKind: 'utf16CodeUnits',
    results,
    ...(left > 0 ? {properties: {resultsLeftOut: left}} : {}),
  }
  return `${JSON.stringify({$schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run]}, null, 1)}\n`
}
