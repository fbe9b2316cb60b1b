import type {Finding} from '../document/finding.ts'
import {escapeTerminal} from './escape.ts'

/** GitHub shows ten annotations of a kind per step and drops the others without a word. */
const shownPerKind = 10

/** Control characters become visible, so that there is no line break left to begin another command with. */
const data = (text: string): string => escapeTerminal(text).replace(/%/g, '%25')

const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')

const kinds = {error: 'error', warning: 'warning', info: 'notice'} as const

/** A record of a stream has no lines of its own in the file. */
const recordName = /(\.(?:jsonl|ndjson)(?:\.gz)?)#.*$/su

/**
 * Workflow commands that GitHub Actions turns into annotations, worst first, within the number it shows.
 *
 * @param root The folder that paths are relative to, as seen from the repository's; empty for that folder itself.
 */
export const reportGithub = (findings: readonly Finding[], root: string): string => {
  const shown = {error: 0, warning: 0, info: 0}
  const lines: string[] = []
  let hidden = 0
  for (const severity of ['error', 'warning', 'info'] as const) {
    for (const finding of findings) {
      if (finding.severity !== severity) continue
      if (++shown[severity] > shownPerKind) {
        hidden++
        continue
      }
      const {path, place, ruleId, reason} = finding
      const name = path.replace(recordName, '$1')
      const at = place && name === path ? `,line=${place.line},col=${place.column}` : ''
      const file = property(root === '' ? name : `${root}/${name}`)
      lines.push(`::${kinds[severity]} file=${file}${at},title=${property(ruleId)}::${data(reason)}`)
    }
  }
  if (hidden > 0)
    lines.push(`${hidden} more findings are not shown as annotations; run \`copydesk check\` to see them`)
  return lines.map(line => `${line}\n`).join('')
}
