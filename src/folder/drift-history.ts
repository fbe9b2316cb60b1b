import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Drift, SiteRun} from '../document/drift.ts'
import type {ManifestRow, ToolInfo} from '../document/row.ts'
import {writeAtomic} from '../write/atomic.ts'
import {driftOf, mostRules} from './drift.ts'

/** What each site came to in the last runs, one line a run. Not part of the state: it cannot be made again. */
export const historyFile = 'history.jsonl'

/** Runs that are remembered: two months of nights. */
const mostRuns = 60
/** Documents of a site whose sizes are looked at in one run; enough for a median. */
const mostSizes = 400
const mostExamples = 3

type Line = {readonly time: string; readonly tool: ToolInfo; readonly sites: readonly SiteRun[]}

type Tally = {
  documents: number
  reject: number
  error: number
  repair: number
  flags: number
  kept: number
  readonly shares: number[]
  readonly keptLogs: number[]
  readonly rules: Map<string, number>
  /** Paths, by what they are an example of. */
  readonly examples: Map<string, string[]>
}

/** The site of a document, for people: its host, its name, or its folder. */
export const siteName = ({path, url, site}: Pick<ManifestRow, 'path' | 'url' | 'site'>): string => {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname
  if (host) return host.replace(/^www\./, '')
  if (site !== undefined) return site
  const hash = path.indexOf('#')
  const file = hash < 0 ? path : path.slice(0, hash)
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')))
  return folder === '' ? '.' : `${folder}/`
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

const spreadOf = (values: readonly number[]): {middle: number; spread: number} => {
  const sorted = [...values].sort((a, b) => a - b)
  return {
    middle: rounded(quantile(sorted, 0.5)),
    spread: rounded((quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2),
  }
}

const example = (tally: Tally, kind: string, path: string): void => {
  const list = tally.examples.get(kind) ?? []
  tally.examples.set(kind, list)
  if (list.length < mostExamples) list.push(path)
}

/** Gathers what the documents of a run say about their sites. */
export type DriftWatch = {
  readonly add: (row: ManifestRow) => void
  /** Holds the run against the history, and enters it there. @returns what is not as it was, by site. */
  readonly finish: (tool: ToolInfo, now: Date) => Drift[]
}

const readHistory = (folder: string): Line[] => {
  let text: string
  try {
    text = readFileSync(join(folder, historyFile), 'utf8')
  } catch {
    return []
  }
  const lines: Line[] = []
  for (const line of text.split('\n')) {
    try {
      const parsed = JSON.parse(line) as Line
      if (Array.isArray(parsed.sites)) lines.push(parsed)
    } catch {
      // A damaged line costs what it remembers.
    }
  }
  return lines
}

const sameTool = (a: ToolInfo, b: ToolInfo): boolean =>
  a.version === b.version && a.rules === b.rules && a.config === b.config

const siteRun = (site: string, tally: Tally): SiteRun => {
  const removed = spreadOf(tally.shares)
  const kept = spreadOf(tally.keptLogs)
  const rules = [...tally.rules].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostRules)
  return {
    site,
    documents: tally.documents,
    reject: tally.reject,
    error: tally.error,
    repair: tally.repair,
    flags: rounded((1000 * tally.flags) / Math.max(1, tally.kept)),
    removedShare: removed.middle,
    removedSpread: removed.spread,
    keptLog: kept.middle,
    keptSpread: kept.spread,
    rules: Object.fromEntries(rules),
  }
}

export const openDriftWatch = (folder: string): DriftWatch => {
  const sites = new Map<string, Tally>()
  return {
    add: row => {
      const site = siteName(row)
      const tally: Tally = sites.get(site) ?? {
        documents: 0,
        reject: 0,
        error: 0,
        repair: 0,
        flags: 0,
        kept: 0,
        shares: [],
        keptLogs: [],
        rules: new Map(),
        examples: new Map(),
      }
      sites.set(site, tally)
      tally.documents++
      const {status, path, kept, removed} = row
      if (status !== 'clean') {
        tally[status]++
        example(tally, status, path)
      }
      if (status === 'reject' || status === 'error') return
      tally.kept += kept
      tally.flags += row.messages.filter(message => message.severity !== 'info').length
      if (tally.shares.length < mostSizes) {
        tally.shares.push(removed / Math.max(1, kept + removed))
        tally.keptLogs.push(Math.log(Math.max(1, kept)))
      }
      const fired = new Set(row.removals.map(({ruleId}) => ruleId))
      for (const ruleId of fired) tally.rules.set(ruleId, (tally.rules.get(ruleId) ?? 0) + 1)
      example(tally, 'text', path)
    },
    finish: (tool, now) => {
      const history = readHistory(folder)
      const runs = [...sites]
        .sort((a, b) => (a[0] < b[0] ? -1 : 1))
        .map(([site, tally]) => siteRun(site, tally))
      const comparable = history.filter(line => sameTool(line.tool, tool))
      const drifts: Drift[] = []
      for (const run of runs) {
        const before = comparable.flatMap(line => line.sites.filter(each => each.site === run.site))
        const examples = sites.get(run.site)?.examples
        for (const drift of driftOf(run, before)) {
          const status = {rejects: 'reject', errors: 'error', garbled: 'repair'}[String(drift.kind)] ?? 'text'
          drifts.push({...drift, examples: examples?.get(status) ?? []})
        }
      }
      if (runs.length > 0) {
        const lines = [...history, {time: now.toISOString(), tool, sites: runs}].slice(-mostRuns)
        const text = lines.map(line => `${JSON.stringify(line)}\n`).join('')
        writeAtomic(folder, historyFile, text, {durable: true})
      }
      return drifts
    },
  }
}
