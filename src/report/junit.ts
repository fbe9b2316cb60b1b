import type {Finding} from '../document/finding.ts'
import {escapeTerminal} from './escape.ts'

const xml = (text: string): string =>
  escapeTerminal(text)
    // What XML 1.0 does not know at all: half of a surrogate pair, and the two that are no characters.
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A document with what was found in it. */
export type JunitCase = {readonly path: string; readonly findings: readonly Finding[]}

const lineOf = ({place, severity, reason, ruleId}: Finding): string =>
  xml(`${place ? `${place.line}:${place.column} ` : ''}${severity}: ${reason} [${ruleId}]`)

const caseOf = ({path, findings}: JunitCase): string => {
  const head = `  <testcase classname="copydesk" name="${xml(path)}"`
  const [worst] = findings
  if (!worst) return `${head}/>\n`
  const kind = worst.ruleId === 'read/error' ? 'error' : 'failure'
  const lines = findings.map(lineOf).join('\n')
  return `${head}>\n    <${kind} message="${xml(worst.reason)}" type="${xml(worst.ruleId)}">${lines}</${kind}>\n  </testcase>\n`
}

/** One test case a document, failed where something was found. */
export const reportJunit = (cases: readonly JunitCase[]): string => {
  const errors = cases.filter(({findings}) => findings[0]?.ruleId === 'read/error').length
  const failures = cases.filter(({findings}) => findings.length > 0).length - errors
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n <testsuite name="copydesk" tests="${cases.length}" failures="${failures}" errors="${errors}">\n${cases.map(caseOf).join('')} </testsuite>\n</testsuites>\n`
}
