import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {type Finding, findingsOf} from '../document/finding.ts'
import {cleanFolder, manifestFile} from '../folder/clean-folder.ts'
import {reportGithub} from '../report/github.ts'
import {reportFindings} from '../report/pretty.ts'
import {formats, rootOf, rowsFolder} from './clean.ts'
import {type Command, choiceValue, textValue} from './command.ts'
import {openProgress} from './progress.ts'
import {settingsFrom, sharedOptions} from './settings.ts'

/** More files with findings than this are counted, not listed. */
const filesToList = 30

export const checkCommand: Command = {
  name: 'check',
  usage: 'copydesk check [PATH…] [options]',
  summary: 'write nothing; exit 1 if anything is flagged or out of date',
  help: `
Does all that clean does, but writes nothing: says which documents are garbled, are no article, cannot be read or carry
other flags, and, where there is an output folder, which cleaned texts are missing or out of date.

  copydesk check                     seeds/ against cleaned/
  copydesk check news/ a.html        whatever is named
  copydesk check --format github     annotations for a pull request

Exit code: 0 when nothing was found, 1 on findings, 2 when an input could not be read or the tool could not do its job.`,
  options: {
    out: {value: 'FOLDER', help: 'The output folder to compare with (default: cleaned).', short: 'o'},
    ...sharedOptions,
    workers: {value: 'N', help: 'Threads that clean (default: the number of cores).', short: 'j'},
    format: {value: 'FORMAT', help: '`pretty`, `json` (findings) or `github` (annotations).'},
  },
  run: async ({values, positionals}, terminal) => {
    const settings = settingsFrom(values)
    const format = choiceValue(values, 'format', formats) ?? 'pretty'
    const output = textValue(values, 'out') ?? settings.config.output
    const paths = positionals.length > 0 ? positionals : settings.config.input
    // Only texts that belong to the output folder can be out of date in it: those of the configured input, or any
    // when the folder is named.
    const own = positionals.length === 0 || textValue(values, 'out') !== undefined
    const comparing = own && existsSync(join(output, manifestFile))
    const progress = openProgress(terminal)
    let documents = 0
    let found = 0
    let files = 0
    const all: Finding[] = []
    const summary = await cleanFolder({
      ...settings,
      paths,
      output,
      ...rootOf(settings.config.input),
      check: true,
      together: comparing,
      signal: terminal.signal,
      onStart: progress.start,
      onResult: (result, done) => progress.step(done, ++documents, result.row.path),
      onRow: ({outdated, ...result}) => {
        const findings = findingsOf(outdated && comparing ? {...result, outdated} : result)
        if (findings.length === 0) return
        found += findings.length
        files++
        if (format === 'pretty') {
          if (files <= filesToList) terminal.write(reportFindings(findings, terminal.style, terminal.columns))
        } else {
          for (const finding of findings) all.push(finding)
        }
      },
    }).finally(progress.stop)
    if (format === 'json') terminal.write(`${JSON.stringify({findings: all, summary})}\n`)
    if (format === 'github') {
      terminal.write(reportGithub(all, rowsFolder(paths, settings.config.input, output)))
    }
    if (format === 'pretty') {
      if (files > filesToList) terminal.write(`… and ${files - filesToList} more files with findings\n\n`)
      const verdict =
        found === 0
          ? terminal.style('green', `${summary.documents} documents checked, nothing found`)
          : `${found} findings in ${files} of ${summary.documents} documents; \`copydesk explain FILE\` shows them in place`
      terminal.write(`${verdict}\n`)
    }
    if (summary.interrupted) return 130
    return summary.statuses.error > 0 ? 2 : found > 0 ? 1 : 0
  },
}
