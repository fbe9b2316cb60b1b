import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Decision} from '../document/decision.ts'
import {jsonLine} from '../document/json-line.ts'
import type {RepairRow} from '../document/row.ts'
import {clip} from '../report/escape.ts'
import {reportRepair} from '../report/repairs.ts'
import {shareBounds} from './bounds.ts'
import {type Call, type Command, numberValue, switchValue, type Terminal, textValue} from './command.ts'
import {readDecisions, writeDecisions} from './decisions.ts'
import {proposeRepairs, readProposals} from './propose-repairs.ts'
import {type Settings, settingsFrom, sharedOptions} from './settings.ts'
import {UsageError} from './usage-error.ts'

/** What the actions of the command work on. */
type Work = {
  readonly settings: Settings
  readonly output: string
  readonly rows: readonly RepairRow[]
  readonly decisions: readonly Decision[]
  readonly call: Call
  readonly terminal: Terminal
}

const readRows = (output: string): RepairRow[] => {
  const file = join(output, 'repairs.jsonl')
  if (!existsSync(file)) throw new UsageError(`There is no \`${file}\`; run \`copydesk clean\` first`)
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as RepairRow)
}

const openRows = ({rows, decisions}: Work): RepairRow[] => {
  const decided = new Set(decisions.map(({fingerprint}) => fingerprint))
  return rows.filter(({fingerprint}) => !decided.has(fingerprint))
}

const textOfRow = (output: string, texts: Map<string, string>, row: RepairRow): string => {
  const known = texts.get(row.output)
  if (known !== undefined) return known
  const file = join(output, row.output)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  texts.clear()
  texts.set(row.output, text)
  return text
}

const decisionOn = (row: RepairRow, verdict: Decision['verdict'], replacement?: string): Decision => ({
  fingerprint: row.fingerprint,
  verdict,
  ...(replacement === undefined ? {} : {replacement}),
  path: row.path,
  ruleId: row.ruleId,
  actual: row.actual,
})

const save = ({settings, decisions, terminal}: Work, made: readonly Decision[]): number => {
  writeDecisions(settings.decisionsFile, [...decisions, ...made])
  const next = made.some(({verdict}) => verdict === 'accept')
    ? '; `copydesk repair apply` puts the words in'
    : ''
  terminal.write(`${made.length} decided in ${settings.decisionsFile}${next}\n`)
  return 0
}

const list = (work: Work): number => {
  const {output, terminal, call} = work
  const wanted = new Set(call.positionals.slice(1))
  const texts = new Map<string, string>()
  const proposals = readProposals(output)
  const rows = openRows(work).filter(({path}) => wanted.size === 0 || wanted.has(path))
  if (textValue(call.values, 'format') === 'json') {
    for (const row of rows)
      terminal.write(`${jsonLine({...row, proposed: proposals.get(row.fingerprint)})}\n`)
    return 0
  }
  let path: string | undefined
  for (const row of rows) {
    if (row.path !== path) terminal.write(`${terminal.style('bold', clip(row.path, 100))}\n`)
    path = row.path
    terminal.write(`${reportRepair(row, textOfRow(output, texts, row), terminal.style)}`)
    const proposed = proposals.get(row.fingerprint)
    if (proposed)
      terminal.write(
        `${' '.repeat(18)}m ${clip(proposed.words, 60)} (proposed by ${clip(proposed.by, 60)})\n`,
      )
  }
  terminal.write(`${rows.length} places undecided, ${work.decisions.length} decided\n`)
  return 0
}

/** The row that `FINGERPRINT` or an unmistakable beginning of one names. */
const rowNamed = (rows: readonly RepairRow[], name: string): RepairRow => {
  const found = name.length < 4 ? [] : rows.filter(({fingerprint}) => fingerprint.startsWith(name))
  const [row] = found
  if (found.length === 1 && row) return row
  throw new UsageError(
    found.length > 1
      ? `\`${name}\` begins ${found.length} fingerprints; give more of it`
      : `There is no place \`${name}\` in the work list; \`copydesk repair list\` shows them`,
  )
}

/** The words that `FINGERPRINT`, `FINGERPRINT:2` or `FINGERPRINT:m` accepts. */
const acceptedBy = (work: Work, name: string): Decision => {
  const [print = '', which = '1'] = name.split(':')
  const row = rowNamed(work.rows, print)
  const words =
    which === 'm' ? readProposals(work.output).get(row.fingerprint)?.words : row.expected[Number(which) - 1]
  if (words === undefined) {
    throw new UsageError(
      `Expected a number from 1 to ${row.expected.length} (or \`m\`) after \`${print}:\`, got \`${which}\``,
    )
  }
  return decisionOn(row, 'accept', words)
}

const accept = (work: Work): number => {
  const {call} = work
  const names = call.positionals.slice(1)
  const least = numberValue(call.values, 'min-score', shareBounds)
  if (switchValue(call.values, 'all') || least !== undefined) {
    const paths = new Set(names)
    const rows = openRows(work).filter(({path}) => paths.size === 0 || paths.has(path))
    const sure = rows.filter(({scores}) => (scores[0] ?? 0) >= (least ?? 0))
    return save(
      work,
      sure.map(row => decisionOn(row, 'accept', row.expected[0] ?? row.actual)),
    )
  }
  if (names.length === 0)
    throw new UsageError('Expected fingerprints after `accept`, or `--all` or `--min-score`, got nothing')
  return save(
    work,
    names.map(name => acceptedBy(work, name)),
  )
}

const reject = (work: Work): number => {
  const names = work.call.positionals.slice(1)
  if (switchValue(work.call.values, 'all')) {
    const paths = new Set(names)
    const rows = openRows(work).filter(({path}) => paths.size === 0 || paths.has(path))
    return save(
      work,
      rows.map(row => decisionOn(row, 'reject')),
    )
  }
  if (names.length === 0)
    throw new UsageError('Expected fingerprints after `reject`, or `--all`, got nothing')
  return save(
    work,
    names.map(name => decisionOn(rowNamed(work.rows, name), 'reject')),
  )
}

const edit = (work: Work): number => {
  const [, name, words, ...rest] = work.call.positionals
  if (name === undefined || words === undefined || rest.length > 0) {
    throw new UsageError(
      "Expected a fingerprint and the right words in quotes after `edit`: `copydesk repair edit 1f2e 'the year'`",
    )
  }
  return save(work, [decisionOn(rowNamed(work.rows, name), 'accept', words)])
}

const undo = ({call, settings, decisions, terminal}: Work): number => {
  const names = call.positionals.slice(1)
  if (names.length === 0) throw new UsageError('Expected fingerprints after `undo`, got nothing')
  const left = decisions.filter(
    ({fingerprint}) => !names.some(name => name.length >= 4 && fingerprint.startsWith(name)),
  )
  writeDecisions(settings.decisionsFile, left)
  terminal.write(`${decisions.length - left.length} undone; \`copydesk clean\` brings the findings back\n`)
  return 0
}

const apply = async (work: Work): Promise<number> => {
  const {cleanCommand} = await import('./clean.ts')
  const {config, out} = work.call.values
  return cleanCommand.run({values: {config, out}, positionals: []}, work.terminal)
}

const review = async (work: Work): Promise<number> => {
  const {terminal, output} = work
  const {ask} = terminal
  if (!ask) return list(work)
  const made: Decision[] = []
  const texts = new Map<string, string>()
  const rows = openRows(work)
  for (const [index, row] of rows.entries()) {
    terminal.write(`\n${terminal.style('dim', `${index + 1}/${rows.length}  ${clip(row.path, 80)}`)}\n`)
    terminal.write(reportRepair(row, textOfRow(output, texts, row), terminal.style))
    const answer = await ask(
      'Enter or a number accepts, r rejects, s skips, q ends; anything else is put in its place: ',
    )
    if (answer === undefined || answer === 'q') break
    const number = answer === '' ? 1 : /^\d$/.test(answer) ? Number(answer) : 0
    const words = number > 0 ? row.expected[number - 1] : answer
    if (answer === 's' || words === undefined) continue
    made.push(answer === 'r' ? decisionOn(row, 'reject') : decisionOn(row, 'accept', words))
    writeDecisions(work.settings.decisionsFile, [...work.decisions, ...made])
  }
  return made.length === 0 ? 0 : save(work, made)
}

const actions: Readonly<Record<string, (work: Work) => number | Promise<number>>> = {
  list,
  accept,
  reject,
  edit,
  undo,
  apply,
  propose: work => proposeRepairs({...work, rows: openRows(work)}),
}

export const repairCommand: Command = {
  name: 'repair',
  usage: 'copydesk repair [list|accept|reject|edit|undo|apply|propose] [options]',
  summary: 'the work list: accept, reject or edit suggested repairs; apply them',
  help: `
  copydesk repair                          on a terminal: go through the list; elsewhere: print it
  copydesk repair list [INPUT…]            every undecided place with its fingerprint and proposals
  copydesk repair accept 1f2e 77ab:2       take the first proposal of one place, the second of another
  copydesk repair accept --min-score 0.9   take the first proposal wherever it is that sure
  copydesk repair reject 1f2e              the words are right; never flag them again
  copydesk repair edit 1f2e 'the year'     put these words in their place
  copydesk repair undo 1f2e                forget what was decided
  copydesk repair apply                    clean again, with the accepted words put in
  copydesk repair propose --endpoint URL   ask a language model for proposals

A fingerprint names a place by its words and those around them, and any beginning of at least four digits that is unique
will do. Decisions are kept in copydesk.decisions.jsonl, to be committed with the corpus: they survive new runs, and a
place that was decided is no finding any more. propose sends the sentences around undecided places to the URL (an
OpenAI-compatible chat completion endpoint; key in COPYDESK_API_KEY). What comes back is marked as a model's and is never
put in unless you accept it (accept 1f2e:m).`,
  options: {
    config: sharedOptions.config ?? {help: ''},
    out: {value: 'FOLDER', help: 'The output folder (default: cleaned).', short: 'o'},
    all: {help: 'accept, reject: every undecided place (of the inputs named).'},
    'min-score': {value: 'N', help: 'accept: every place whose first proposal is at least this sure, 0..1.'},
    format: {value: 'FORMAT', help: 'list: `pretty` or `json`.'},
    endpoint: {value: 'URL', help: 'propose: where the language model answers.'},
    model: {value: 'NAME', help: 'propose: which model to ask for.'},
    limit: {value: 'N', help: 'propose: ask about at most so many places (default: 100).'},
  },
  run: async (call, terminal) => {
    const settings = settingsFrom(call.values)
    const output = textValue(call.values, 'out') ?? settings.config.output
    const work: Work = {
      settings,
      output,
      rows: readRows(output),
      decisions: readDecisions(settings.decisionsFile),
      call,
      terminal,
    }
    const [name] = call.positionals
    if (name === undefined) return review(work)
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action)
      throw new UsageError(
        `Expected one of ${Object.keys(actions).join(', ')} after \`repair\`, got \`${name}\``,
      )
    return action(work)
  },
}
