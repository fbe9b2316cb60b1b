import {escapeTerminal} from '../report/escape.ts'
import {nearest} from '../rules/nearest.ts'
import {version} from '../version.ts'
import {type Command, helpOf, parseCall, type Terminal} from './command.ts'
import {failed, failureCode, isExpected} from './failures.ts'
import {UsageError} from './usage-error.ts'

type Entry = {readonly usage: string; readonly summary: string; readonly load: () => Promise<Command>}

/** Each command is loaded when it is called: a hook should not wait for what it does not use. */
const commands = new Map<string, Entry>([
  [
    'clean',
    {
      usage: 'clean [PATH…]',
      summary: 'clean into an output folder (default: seeds → cleaned)',
      load: async () => (await import('./clean.ts')).cleanCommand,
    },
  ],
  [
    'check',
    {
      usage: 'check [PATH…]',
      summary: 'write nothing; exit 1 if anything is flagged or out of date',
      load: async () => (await import('./check.ts')).checkCommand,
    },
  ],
  [
    'explain',
    {
      usage: 'explain FILE',
      summary: 'every line: kept, or removed by which rule and why; every flag',
      load: async () => (await import('./explain.ts')).explainCommand,
    },
  ],
  [
    'repair',
    {
      usage: 'repair',
      summary: 'the work list: accept, reject or edit suggested repairs; apply them',
      load: async () => (await import('./repair.ts')).repairCommand,
    },
  ],
  [
    'rules',
    {
      usage: 'rules list|test|which',
      summary: 'list, test, which rule won',
      load: async () => (await import('./rules.ts')).rulesCommand,
    },
  ],
  [
    'init',
    {
      usage: 'init',
      summary: 'configuration, hook and schedule for a repository',
      load: async () => (await import('./init.ts')).initCommand,
    },
  ],
])

const overview = (): string => {
  const rows = [...commands.values()].map(({usage, summary}) => `  copydesk ${usage.padEnd(22)} ${summary}`)
  return `Copydesk ${version}: a folder of scraped articles in, clean text out, every character accounted for.

${rows.join('\n')}

  copydesk COMMAND --help     teaches a command; copydesk --version prints the version

Start with \`copydesk clean FOLDER\`, then look at one file with \`copydesk explain FILE\`.
`
}

const commandNamed = (name: string): Promise<Command> => {
  const entry = commands.get(name)
  if (entry) return entry.load()
  const near = nearest(name, [...commands.keys()])
  throw new UsageError(
    `There is no command \`${name}\`; ${near ? `did you mean \`${near}\`?` : '`copydesk --help` lists them'}`,
  )
}

const run = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.write(rest[0] === undefined ? overview() : helpOf(await commandNamed(rest[0])))
    return name === undefined ? failed : 0
  }
  if (name === '--version' || name === '-V') {
    terminal.write(`${version}\n`)
    return 0
  }
  const command = await commandNamed(name)
  const call = parseCall(command, rest)
  if (call.values.help) {
    terminal.write(helpOf(command))
    return 0
  }
  return command.run(call, terminal)
}

/**
 * Runs the command line; expected failures become one line on stderr, and a bug a stack trace. Neither may pass for
 * the exit code of a run that had findings.
 *
 * @returns the exit code.
 */
export const main = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    return await run(words, terminal)
  } catch (error) {
    if (isExpected(error)) {
      terminal.writeError(`copydesk: ${escapeTerminal(error.message)}\n`)
      return failureCode(error)
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.writeError(
      `copydesk: This is a bug in Copydesk ${version}; please report it with what follows.\n`,
    )
    terminal.writeError(`${trace.split('\n').map(escapeTerminal).join('\n')}\n`)
    return failed
  }
}
