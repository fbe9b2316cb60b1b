import type {RunSummary} from '../document/summary.ts'

/** When a run took place and how it ended. */
export type RunTimes = {
  readonly started: Date
  readonly ended: Date
  readonly exitCode: number
  /** Of the last run that did its job, which may be this one; seconds since 1970. */
  readonly lastSuccess?: number
}

type Sample = readonly [labels: string, value: number]

const escapeLabel = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const metric = (name: string, help: string, samples: readonly Sample[]): string =>
  `# HELP copydesk_${name} ${help}\n# TYPE copydesk_${name} gauge\n${samples
    .map(([labels, value]) => `copydesk_${name}${labels} ${value}\n`)
    .join('')}`

/** More sites than this are not named: every name is a time series. */
const mostSites = 50

const seconds = (date: Date): number => date.getTime() / 1000

/** A run as Prometheus reads it from a textfile collector. `summary` is absent when there was none. */
export const reportMetrics = (summary: RunSummary | undefined, times: RunTimes): string => {
  const one = (value: number): Sample[] => [['', value]]
  const parts = [
    metric('run_start_timestamp_seconds', 'When the last run began.', one(seconds(times.started))),
    metric('run_end_timestamp_seconds', 'When the last run ended.', one(seconds(times.ended))),
    metric('run_exit_code', 'Exit code of the last run.', one(times.exitCode)),
  ]
  if (times.lastSuccess !== undefined)
    parts.push(
      metric('last_success_timestamp_seconds', 'When a run last did its job.', one(times.lastSuccess)),
    )
  if (!summary) return parts.join('')
  const {statuses} = summary
  parts.push(
    metric('run_duration_seconds', 'How long the last run took.', one(summary.milliseconds / 1000)),
    metric('run_interrupted', 'Whether the last run was stopped early.', one(summary.interrupted ? 1 : 0)),
    metric('inputs', 'Inputs found.', one(summary.inputs)),
    metric('inputs_skipped', 'Inputs that had not changed and were not read.', one(summary.skipped)),
    metric(
      'documents',
      'Documents in the manifest, by status.',
      Object.entries(statuses).map(([status, count]) => [`{status="${status}"}`, count]),
    ),
    metric('texts_written', 'Texts that the last run wrote.', one(summary.written)),
    metric('characters', 'Characters, white space not counted.', [
      ['{fate="kept"}', summary.kept],
      ['{fate="removed"}', summary.removed],
    ]),
    metric('flags', 'Warnings and errors about texts.', one(summary.flags)),
    metric('duplicates', 'Near-duplicates.', one(summary.duplicates)),
    metric('orphans', 'Texts whose inputs are gone.', one(summary.orphans.length)),
    metric('quarantined', 'Inputs given up after two tries.', one(summary.quarantined.length)),
    metric(
      'drift',
      'Sites that are not what they were.',
      summary.drift.length === 0
        ? []
        : [...new Set(summary.drift.map(({site, kind}) => `{site="${escapeLabel(site)}",kind="${kind}"}`))]
            .slice(0, mostSites)
            .map(labels => [labels, 1]),
    ),
    metric('drifts', 'How many signs of drift there are.', one(summary.drift.length)),
  )
  return parts.join('')
}
