import {findingsOf} from '../document/finding.ts'
import type {ManifestRow} from '../document/row.ts'
import {cleanFolder} from '../folder/clean-folder.ts'
import {reportGithub} from '../report/github.ts'
import {reportRows, reportSummary} from '../report/pretty.ts'
import {type Command, choiceValue, switchValue, textValue} from './command.ts'
import {openProgress} from './progress.ts'
import {settingsFrom, sharedOptions} from './settings.ts'
import {UsageError} from './usage-error.ts'

export const formats = ['pretty', 'json', 'github'] as const

/** Of a large run only this many rows are held for the list at the end; the manifest has them all. */
const rowsToShow = 1000

/** The folder that inputs are named relative to: the configured input, where it is a single one. */
export const rootOf = (input: readonly string[]): {root?: string} => {
  const [only] = input
  return input.length === 1 && only !== undefined ? {root: only} : {}
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

Exit code: 0 when every input was handled, flagged or not; 1 with --fail-on; 2 when an input could not be read or the
tool could not do its job; 75 when another run holds the output folder.`,
  options: {
    out: {value: 'FOLDER', help: 'The output folder (default: cleaned).', short: 'o'},
    ...sharedOptions,
    workers: {
      value: 'N',
      help: 'Threads that clean (default: the number of cores). Output does not depend on it.',
      short: 'j',
    },
    format: {value: 'FORMAT', help: '`pretty`, `json` (rows and summary) or `github` (annotations).'},
    'fail-on': {
      value: 'STATUS',
      help: '`repair` or `reject`: exit 1 when a document has it; may be given again.',
      many: true,
    },
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
    const failOn = [values['fail-on'] ?? []].flat().map(String)
    for (const status of failOn) choiceValue({status}, 'status', ['repair', 'reject'])
    const quiet = switchValue(values, 'quiet') ?? false
    const output = textValue(values, 'out') ?? settings.config.output
    const paths = positionals.length > 0 ? positionals : settings.config.input
    const progress = openProgress(terminal)
    const rows: ManifestRow[] = []
    let total = 0
    let documents = 0
    const summary = await cleanFolder({
      ...settings,
      paths,
      output,
      ...rootOf(settings.config.input),
      prune: switchValue(values, 'prune') ?? false,
      full: switchValue(values, 'full') ?? false,
      signal: terminal.signal,
      onStart: count => {
        total = count
        progress.start(count)
      },
      onResult: (result, done) => progress.step(done, ++documents, result.row.path),
      onRow: result => {
        if (format === 'json')
          terminal.write(`${rows.length === 0 ? '{"rows":[\n' : ',\n'}${JSON.stringify(result.row)}`)
        if (format === 'github') terminal.write(reportGithub(findingsOf(result), paths[0] ?? ''))
        if (rows.length < rowsToShow && (result.row.status !== 'clean' || total <= rowsToShow))
          rows.push(result.row)
      },
    }).finally(progress.stop)
    if (format === 'json') {
      terminal.write(`${rows.length === 0 ? '{"rows":[' : ''}\n],"summary":${JSON.stringify(summary)}}\n`)
    } else if (format === 'pretty' && !quiet) {
      const {style, columns} = terminal
      terminal.write(reportRows(rows, summary.documents, {style, columns}))
      terminal.write(reportSummary(summary, {output, style}))
      if (summary.documents === 0) terminal.writeError(`Nothing to clean in ${paths.join(', ')}\n`)
    }
    if (summary.interrupted) return 130
    if (summary.statuses.error > 0) return 2
    return failOn.some(status => summary.statuses[status as 'repair' | 'reject'] > 0) ? 1 : 0
  },
}
