import type {Drift} from '../document/drift.ts'
import {escapeTerminal} from './escape.ts'

const percent = (share: number): string => `${Math.round(share * 100)} %`

const size = (characters: number): string => Math.round(characters).toLocaleString('en-US')

/** What drifted, in one sentence, and what to do. */
export const sentenceOf = (drift: Drift): string => {
  const {kind, now, usual, ruleId = ''} = drift
  switch (kind) {
    case 'removed-more':
      return `${percent(now)} of a page is removed now, ${percent(usual)} was usual: its template may have changed`
    case 'removed-less':
      return `only ${percent(now)} of a page is removed now, ${percent(usual)} was usual: its template may have changed, so that rules no longer see its chrome`
    case 'shorter':
      return `texts have ${size(now)} characters now, ${size(usual)} were usual: there may be a paywall, or only teasers`
    case 'longer':
      return `texts have ${size(now)} characters now, ${size(usual)} were usual: chrome may be left in them`
    case 'rejects':
      return `${percent(now)} of the documents have no article in them, ${percent(usual)} was usual: the scraper may get error or consent pages`
    case 'errors':
      return `${percent(now)} of the documents could not be read, ${percent(usual)} was usual`
    case 'garbled':
      return `${percent(now)} of the texts are garbled, ${percent(usual)} was usual`
    case 'rule-stopped':
      return `the rule \`${ruleId}\` fired on ${percent(now)} of the texts, ${percent(usual)} was usual: the line it removes may read otherwise now`
  }
}

/** Drift for people: a line a finding, with documents that show it. */
export const reportDrift = (drifts: readonly Drift[], most: number): string => {
  const lines = drifts.slice(0, most).map(drift => {
    const examples = drift.examples.length === 0 ? '' : `; see ${drift.examples.join(', ')}`
    return `Drift: ${escapeTerminal(`${drift.site} (${drift.documents} documents): ${sentenceOf(drift)}${examples}`)}`
  })
  if (drifts.length > most) lines.push(`… and ${drifts.length - most} more; all are in run.json`)
  return lines.map(line => `${line}\n`).join('')
}
