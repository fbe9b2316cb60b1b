import {existsSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import {type Finding, findingsOf} from '../document/finding.ts'
import {jsonLine} from '../document/json-line.ts'
import type {RunSummary} from '../document/summary.ts'
import {cleanFolder} from '../folder/clean-folder.ts'
import type {ReportedRecord} from '../folder/folder-settings.ts'
import {manifestFile} from '../folder/manifest.ts'
import {findInputs} from '../read/walk.ts'
import {reportDrift} from '../report/drift.ts'
import {reportGithub} from '../report/github.ts'
import {type ListedRow, reportRows, reportSummary} from '../report/pretty.ts'
import {type Command, choiceValue, numberValue, switchValue, textValue} from './command.ts'
import {failureCode, isExpected} from './failures.ts'
import {logFormats, openLog} from './log.ts'
import {openProgress} from './progress.ts'
import {recordRun} from './run-record.ts'
import {settingsFrom, sharedOptions} from './settings.ts'
import {UsageError} from './usage-error.ts'
import {durationFrom, verdictFrom, verdictOptions} from './verdict.ts'

export const formats = ['pretty', 'json', 'github'] as const

/** Signs of drift that are spelled out; run.json has them all. */
const driftsToShow = 10

/** The folder that inputs are named relative to: the configured input, where it is a single one. */
export const rootOf = (input: readonly string[]): {root?: string} => {
  const [only] = input
  return input.length === 1 && only !== undefined ? {root: only} : {}
}

/** The folder that the paths of rows are relative to, as seen from the current one. */
export const rowsFolder = (paths: readonly string[], input: readonly string[], output: string): string => {
  const {base} = findInputs(paths, {output, ...rootOf(input)})
  return relative('.', base).split(sep).join('/')
}

export const cleanCommand: Command = {
  name: 'clean',
  usage: 'copydesk clean [PATH…] [options]',
  summary: 'clean into an output folder (default: seeds → cleaned)',
  help: `
Cleans files, folders and globs (.txt .md .html .htm .xhtml .mhtml .jsonl, each also .gz) into an output folder: the
text of each article, manifest.jsonl with one row for each input, and repairs.jsonl, the list of words to look at.
With - as the only PATH it reads one document from standard input and prints its text.

  copydesk clean                          seeds/ into cleaned/
  copydesk clean pages/ --out text/       another folder
  copydesk clean 'news/**/*.html.gz'      a pattern
  curl -s … | copydesk clean - --as html  a filter

Inputs that have not changed since the last run are not read again; --full reads them all.

Exit code: 0 when every input was handled, flagged or not; 1 with --fail-on or a --max; 2 when an input could not be
read or the tool could not do its job; 75 when another run holds the output folder or the deadline came first: run
again; 130 and 143 when Ctrl-C or SIGTERM stopped it.`,
  options: {
    out: {value: 'FOLDER', help: 'The output folder (default: cleaned).', short: 'o'},
    ...sharedOptions,
    workers: {
      value: 'N',
      help: 'Threads that clean (default: the number of cores). Output does not depend on it.',
      short: 'j',
    },
    format: {value: 'FORMAT', help: '`pretty`, `json` (rows and summary) or `github` (annotations).'},
    ...verdictOptions,
    'worker-memory': {
      value: 'MB',
      help: 'Memory for one worker; a document that needs more is an error (default: 2048).',
    },
    deadline: {
      value: 'DURATION',
      help: 'Stop after this long, such as 90s, 30m or 2h; the next run goes on from there.',
    },
    'log-format': {value: 'FORMAT', help: 'What goes to stderr: `text` or `json` (an object a line).'},
    metrics: {value: 'FILE', help: 'Write metrics for the textfile collector of Prometheus.'},
    full: {help: 'Read every input, even those that have not changed, and try again what was given up.'},
    prune: {help: 'Remove outputs whose inputs are gone.'},
    as: {value: 'KIND', help: 'What standard input holds: `text` (default) or `html`.'},
    quiet: {help: 'Print nothing but errors.', short: 'q'},
  },
  run: async (call, terminal) => {
    const {values, positionals} = call
    const settings = settingsFrom(values)
    const format = choiceValue(values, 'format', formats) ?? 'pretty'
    if (positionals.includes('-')) {
      if (positionals.length > 1)
        throw new UsageError('Expected `-` to be the only PATH, got others beside it')
      const {cleanStream} = await import('./clean-stream.ts')
      return cleanStream(settings, choiceValue(values, 'as', ['text', 'html']) ?? 'text', format, terminal)
    }
    if (textValue(values, 'as') !== undefined)
      throw new UsageError('`--as` is for standard input; give `-` as the PATH')
    const judge = verdictFrom(values)
    const quiet = switchValue(values, 'quiet') ?? false
    const output = textValue(values, 'out') ?? settings.config.output
    const paths = positionals.length > 0 ? positionals : settings.config.input
    const logFormat = choiceValue(values, 'log-format', logFormats) ?? 'text'
    const log = openLog(logFormat, terminal)
    const metrics = textValue(values, 'metrics')
    const where = {output, ...(metrics === undefined ? {} : {metrics})}
    const memory = numberValue(values, 'worker-memory', {least: 16, most: 1_000_000})
    const deadline = durationFrom(values, 'deadline')
    const signal =
      deadline === undefined
        ? terminal.signal
        : AbortSignal.any([terminal.signal, AbortSignal.timeout(deadline)])
    const progress = openProgress(logFormat === 'json' ? {...terminal, watched: false} : terminal)
    const started = new Date()
    const rows: ListedRow[] = []
    const findings: Finding[] = []
    let documents = 0
    let printed = 0
    let summary: RunSummary
    const isListed = format !== 'pretty' || !quiet
    const list = (result: ReportedRecord): void => {
      if (format === 'json')
        terminal.write(`${printed++ === 0 ? '{"rows":[\n' : ',\n'}${jsonLine(result.row)}`)
      else if (format === 'github') findings.push(...findingsOf(result))
      else {
        const {removals: _, ...row} = result.row
        rows.push(row)
      }
    }
    try {
      summary = await cleanFolder({
        ...settings,
        paths,
        output,
        ...rootOf(settings.config.input),
        prune: switchValue(values, 'prune') ?? false,
        full: switchValue(values, 'full') ?? false,
        ...(memory === undefined ? {} : {workerMemory: memory}),
        signal,
        onStart: (count, skipped) => {
          progress.start(count)
          log.say('info', 'start', {inputs: count, skipped, output})
        },
        onSkimmed: (path, read) => progress.read(read, path),
        onResult: ({path, status, reason}, done) => {
          progress.step(done, ++documents, path)
          if (status !== 'clean')
            log.say(status === 'error' ? 'error' : 'warning', 'document', {path, status, reason})
        },
        rows: format === 'pretty' ? 'notable' : 'all',
        ...(isListed ? {onRow: list} : {}),
      }).finally(progress.stop)
    } catch (error) {
      if (!isExpected(error)) throw error
      const exitCode = failureCode(error)
      log.say('error', 'failed', {error: error.message, exitCode}, error.message)
      // What the folder says of another run is not ours to change; and no folder that never was an output becomes one.
      if (error.name !== 'HeldError' && existsSync(join(output, manifestFile)))
        await recordRun({started, exitCode, error: error.message}, where).catch(() => undefined)
      return exitCode
    }
    const {code, reasons} = judge(summary, signal)
    if (format === 'json') {
      terminal.write(`${printed === 0 ? '{"rows":[' : ''}\n],"summary":${JSON.stringify(summary)}}\n`)
    } else if (format === 'github') {
      terminal.write(reportGithub(findings, rowsFolder(paths, settings.config.input, output)))
    } else if (!quiet) {
      const {style, columns} = terminal
      terminal.write(reportRows(rows, summary.documents, {style, columns}))
      terminal.write(reportSummary(summary, {output, style}))
      if (summary.documents === 0 && !summary.interrupted)
        terminal.writeError(`Nothing to clean in ${paths.join(', ')}\n`)
    }
    for (const drift of summary.drift) log.say('warning', 'drift', drift)
    for (const path of summary.quarantined) log.say('error', 'quarantined', {path})
    for (const reason of reasons) log.say('error', 'verdict', {reason}, reason)
    if (logFormat === 'text' && !quiet) terminal.writeError(reportDrift(summary.drift, driftsToShow))
    await recordRun({started, exitCode: code, summary, reasons}, where)
    const {orphans, drift, quarantined, ...numbers} = summary
    log.say('info', 'end', {exitCode: code, ...numbers})
    return code
  },
}
