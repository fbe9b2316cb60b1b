import {HeldError} from '../folder/lock.ts'
import {StartError} from '../folder/pool.ts'
import {PathError} from '../read/walk.ts'
import {escapeTerminal} from '../report/escape.ts'
import {nearest} from '../rules/nearest.ts'
import {RuleFileError} from '../rules/read-rule-file.ts'
import {version} from '../version.ts'
import {checkCommand} from './check.ts'
import {cleanCommand} from './clean.ts'
import {type Command, helpOf, parseCall, type Terminal} from './command.ts'
import {explainCommand} from './explain.ts'
import {rulesCommand} from './rules.ts'
import {UsageError} from './usage-error.ts'

const commands: readonly Command[] = [cleanCommand, checkCommand, explainCommand, rulesCommand]

const overview = (): string => {
  const rows = commands.map(
    ({usage, summary}) => `  ${usage.replace(' [options]', '').padEnd(27)} ${summary}`,
  )
  return `Copydesk ${version}: a folder of scraped articles in, clean text out, every character accounted for.

${rows.join('\n')}

  copydesk COMMAND --help     teaches a command; copydesk --version prints the version

Start with \`copydesk clean FOLDER\`, then look at one file with \`copydesk explain FILE\`.
`
}

/** Exit codes: could not do its job; another run holds the output folder (EX_TEMPFAIL of sysexits.h). */
const failed = 2
const held = 75

const run = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = commands.find(command => command.name === rest[0])
    terminal.write(asked ? helpOf(asked) : overview())
    return name === undefined ? failed : 0
  }
  if (name === '--version' || name === '-V') {
    terminal.write(`${version}\n`)
    return 0
  }
  const command = commands.find(candidate => candidate.name === name)
  if (!command) {
    const near = nearest(
      name,
      commands.map(candidate => candidate.name),
    )
    throw new UsageError(
      `There is no command \`${name}\`; ${near ? `did you mean \`${near}\`?` : '`copydesk --help` lists them'}`,
    )
  }
  const call = parseCall(command, rest)
  if (call.values.help) {
    terminal.write(helpOf(command))
    return 0
  }
  return command.run(call, terminal)
}

const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof RuleFileError ||
  error instanceof PathError ||
  error instanceof StartError ||
  error instanceof HeldError

/** Runs the command line; expected failures become one line on stderr. @returns the exit code. */
export const main = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    return await run(words, terminal)
  } catch (error) {
    if (!isExpected(error)) throw error
    terminal.writeError(`copydesk: ${escapeTerminal(error.message)}\n`)
    return error instanceof HeldError ? held : failed
  }
}
