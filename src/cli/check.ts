import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {findingsOf} from '../document/finding.ts'
import type {RunSummary} from '../document/summary.ts'
import {cleanFolder} from '../folder/clean-folder.ts'
import {manifestFile} from '../folder/manifest.ts'
import {reportGithub} from '../report/github.ts'
import type {JunitCase} from '../report/junit.ts'
import {reportScreen} from '../report/screen.ts'
import {version} from '../version.ts'
import {type Baseline, type Identified, identify, openBaseline, writeBaseline} from './baseline.ts'
import {type CheckPaths, checkPathsFrom, pathOptions} from './check-paths.ts'
import {rootOf} from './clean.ts'
import {type Command, choiceValue, switchValue, type Terminal, textValue} from './command.ts'
import {stoppedCode} from './failures.ts'
import {openProgress} from './progress.ts'
import {settingsFrom, sharedOptions} from './settings.ts'
import {UsageError} from './usage-error.ts'

const formats = ['pretty', 'json', 'github', 'sarif', 'junit'] as const

type Format = (typeof formats)[number]

/** What a check found. */
type Checked = {
  readonly summary: RunSummary
  /** One a document, those without findings too. */
  readonly cases: readonly (JunitCase & {readonly findings: readonly Identified[]})[]
  readonly accepted: number
}

/** The file of a document: a record of a stream has none of its own. */
const fileOf = (path: string): string => /^(.*?\.(?:jsonl|ndjson)(?:\.gz)?)#/is.exec(path)?.[1] ?? path

const report = async (format: Format, {summary, cases}: Checked, terminal: Terminal): Promise<void> => {
  const findings = cases.flatMap(each => each.findings)
  // Lines of a record are not lines of the stream it came from.
  const inFiles = findings.map(({place, ...finding}) => {
    const path = fileOf(finding.path)
    return {...finding, path, ...(place && path === finding.path ? {place} : {})}
  })
  if (format === 'json') terminal.write(`${JSON.stringify({findings, summary})}\n`)
  if (format === 'github') terminal.write(reportGithub(inFiles, ''))
  if (format === 'sarif') {
    const {reportSarif} = await import('../report/sarif.ts')
    terminal.write(reportSarif(inFiles, version))
  }
  if (format === 'junit') {
    const {reportJunit} = await import('../report/junit.ts')
    terminal.write(reportJunit(cases))
  }
}

const reportPretty = (
  {summary, cases, accepted}: Checked,
  unused: number,
  {named}: CheckPaths,
  terminal: Terminal,
): void => {
  const {style, columns} = terminal
  const files = cases.filter(({findings}) => findings.length > 0)
  const found = files.reduce((total, {findings}) => total + findings.length, 0)
  terminal.write(
    reportScreen(
      files.map(({findings}) => findings),
      style,
      columns,
    ),
  )
  const known = accepted === 0 ? '' : ` (${accepted} more are accepted in the baseline)`
  const [first] = files
  const worst = first && fileOf(first.path)
  terminal.write(
    found === 0
      ? `${style('green', `${summary.documents} ${summary.documents === 1 ? 'document' : 'documents'} checked, nothing found`)}${known}\n`
      : `${found} ${found === 1 ? 'finding' : 'findings'} in ${files.length} of ${summary.documents} documents${known}; \`copydesk explain ${files.length === 1 || named ? worst : 'FILE'}\` shows them in place\n`,
  )
  if (unused > 0) terminal.write(`${unused} accepted findings are gone; \`--write-baseline\` forgets them\n`)
}

export const checkCommand: Command = {
  name: 'check',
  usage: 'copydesk check [PATH…] [options]',
  summary: 'write nothing; exit 1 if anything is flagged or out of date',
  help: `
Does all that clean does, but writes nothing: says which documents are garbled, are no article, cannot be read or carry
other flags, and, where there is an output folder, which cleaned texts are missing or out of date. Files that are named
are judged each as if it were alone.

  copydesk check                                         seeds/ against cleaned/
  copydesk check news/ a.html                            whatever is named
  copydesk check --staged                                what the next commit holds, from the index
  git ls-files -z news | copydesk check --files-from -   a list
  copydesk check --format github                         annotations for a pull request
  copydesk check --format sarif > copydesk.sarif         for code scanning
  copydesk check --baseline accepted.json --write-baseline
                                                         accept all that is found now

Exit code: 0 when nothing was found that is not accepted, 1 on findings, 2 when an input could not be read or the tool
could not do its job.`,
  options: {
    out: {value: 'FOLDER', help: 'The output folder to compare with (default: cleaned).', short: 'o'},
    ...sharedOptions,
    ...pathOptions,
    workers: {value: 'N', help: 'Threads that clean (default: the number of cores).', short: 'j'},
    format: {
      value: 'FORMAT',
      help: '`pretty`, `json`, `github` (annotations), `sarif` (code scanning) or `junit`.',
    },
    baseline: {value: 'FILE', help: 'Do not say findings that this file accepts.'},
    'write-baseline': {help: 'Accept all that is found: write it to the baseline.'},
  },
  run: async ({values, positionals}, terminal) => {
    const settings = settingsFrom(values)
    const format = choiceValue(values, 'format', formats) ?? 'pretty'
    const output = textValue(values, 'out') ?? settings.config.output
    const baselineFile = textValue(values, 'baseline') ?? settings.config.baseline
    const writes = switchValue(values, 'write-baseline') ?? false
    if (writes && baselineFile === undefined)
      throw new UsageError('`--write-baseline` needs `--baseline FILE`, or `baseline` in the configuration')
    const baseline: Baseline | undefined =
      baselineFile === undefined || writes ? undefined : openBaseline(baselineFile)
    const looked = await checkPathsFrom(values, positionals, settings, terminal)
    const {paths, named, staged, shown} = looked
    if (paths.length === 0 && format === 'pretty') {
      staged?.remove()
      terminal.write('Nothing to check\n')
      return 0
    }
    // Only texts that belong to the output folder can be out of date in it: those of the configured input, or any
    // when the folder is named.
    const own = !named || textValue(values, 'out') !== undefined
    const comparing = own && existsSync(join(output, manifestFile))
    const progress = openProgress(terminal)
    let documents = 0
    let accepted = 0
    let errors = 0
    let base = ''
    const cases: (JunitCase & {findings: Identified[]})[] = []
    const all: Identified[] = []
    let summary: RunSummary
    try {
      summary = await cleanFolder({
        ...settings,
        paths,
        output,
        ...(staged ? {root: staged.folder} : rootOf(settings.config.input)),
        check: true,
        together: comparing,
        signal: terminal.signal,
        onStart: (total, _, root) => {
          base = root
          progress.start(total)
        },
        onSkimmed: (path, read) => progress.read(read, path),
        onResult: (result, done) => progress.step(done, ++documents, result.path),
        onRow: ({outdated, ...result}) => {
          const path = shown(join(base, result.row.path))
          const found = findingsOf(outdated && comparing ? {...result, outdated} : result).map(finding =>
            identify({...finding, path}, result.row.source?.sha256),
          )
          all.push(...found)
          const findings = writes ? [] : found.filter(finding => !baseline?.accepts(finding))
          accepted += found.length - findings.length
          if (findings.some(({ruleId}) => ruleId === 'read/error')) errors++
          cases.push({path, findings})
        },
      }).finally(progress.stop)
    } finally {
      staged?.remove()
    }
    if (writes && baselineFile !== undefined) {
      writeBaseline(baselineFile, all)
      terminal.write(`${all.length} findings accepted in ${baselineFile}\n`)
      return 0
    }
    const checked: Checked = {summary, cases, accepted}
    const unused = baseline?.unused(new Set(cases.map(({path}) => path))) ?? 0
    if (format === 'pretty') reportPretty(checked, unused, looked, terminal)
    else await report(format, checked, terminal)
    if (summary.interrupted) return stoppedCode(terminal.signal)
    if (errors > 0) return 2
    return cases.some(({findings}) => findings.length > 0) ? 1 : 0
  },
}
