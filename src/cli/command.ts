import {parseArgs} from 'node:util'
import type {Style} from '../report/style.ts'
import {nearest} from '../rules/nearest.ts'
import {type Bounds, boundsText, isWithin} from './bounds.ts'
import {UsageError} from './usage-error.ts'

/** Where a command writes and what it knows of the terminal. */
export type Terminal = {
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  readonly style: Style
  readonly errorStyle: Style
  readonly columns: number
  /** Whether somebody watches stderr. */
  readonly watched: boolean
  readonly input: AsyncIterable<Uint8Array>
  /** Asks the person at the keyboard; absent when nobody is, `undefined` when the answer is the end of input. */
  readonly ask?: (question: string) => Promise<string | undefined>
  /** Fires on the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal
}

/** One option of a command, as `--help` shows it. */
export type Option = {
  /** What stands for the value: `N`, `FOLDER`; absent for a switch. */
  readonly value?: string
  readonly help: string
  readonly short?: string
  readonly many?: boolean
  /** A switch that can be turned off with `--no-NAME`. */
  readonly negatable?: boolean
}

export type Command = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly help: string
  readonly options: Readonly<Record<string, Option>>
  readonly run: (call: Call, terminal: Terminal) => Promise<number>
}

export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** A parsed command line. */
export type Call = {readonly values: Values; readonly positionals: readonly string[]}

/** What Node's parser says, in our style: it quotes the option, and a value after a comma. */
const valueProblem = (message: string): string => {
  const option = `\`${/--[\w-]+/.exec(message)?.[0] ?? ''}\``
  if (message.includes('does not take an argument')) return `Option ${option} takes no value`
  const got = message.includes('ambiguous') ? 'what looks like an option' : 'nothing'
  return `Expected a value after ${option}, got ${got}`
}

/** @throws UsageError that names the word and the nearest right one. */
export const parseCall = (command: Command, words: readonly string[]): Call => {
  const options = Object.fromEntries(
    Object.entries({...command.options, help: helpOption}).map(([name, option]) => [
      name,
      {
        type: option.value === undefined ? ('boolean' as const) : ('string' as const),
        ...(option.short ? {short: option.short} : {}),
        multiple: option.many ?? false,
      },
    ]),
  )
  try {
    const {values, positionals} = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      allowNegative: true,
      strict: true,
    })
    for (const [name, value] of Object.entries(values)) {
      if (value === false && !command.options[name]?.negatable) {
        throw new UsageError(`There is no option \`--no-${name}\``)
      }
    }
    return {values: values as Values, positionals}
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error
    const unknown = /^Unknown option '(-[^']*)'/.exec(error.message)?.[1]
    if (unknown === undefined) throw new UsageError(valueProblem(error.message))
    const near = unknown.startsWith('--')
      ? nearest(unknown.replace(/^--(?:no-)?/, ''), Object.keys(options))
      : undefined
    const hint =
      near === undefined ? `\`copydesk ${command.name} --help\` lists them` : `did you mean \`--${near}\`?`
    throw new UsageError(`There is no option \`${unknown}\`; ${hint}`)
  }
}

const helpOption: Option = {help: 'Show this.', short: 'h'}

/** The `--help` text of a command. */
export const helpOf = (command: Command): string => {
  const rows = Object.entries({...command.options, help: helpOption}).map(([name, option]) => {
    const short = option.short ? `-${option.short}, ` : '    '
    const negatable = option.negatable ? '[no-]' : ''
    return [`  ${short}--${negatable}${name}${option.value ? ` ${option.value}` : ''}`, option.help] as const
  })
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  const options = rows.map(
    ([left, help]) => `${left.padEnd(width)}${help.replaceAll('\n', `\n${' '.repeat(width)}`)}`,
  )
  return `${command.usage}\n\n${command.help.trim()}\n\nOptions:\n${options.join('\n')}\n`
}

/** The value of an option that takes one. */
export const textValue = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export const listValue = (values: Values, name: string): readonly string[] => {
  const value = values[name]
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
}

export const switchValue = (values: Values, name: string): boolean | undefined => {
  const value = values[name]
  return typeof value === 'boolean' ? value : undefined
}

const alternatives = (words: readonly string[]): string => {
  const quoted = words.map(each => `\`${each}\``)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}

/** @throws UsageError when the value is none of `words`. */
export const choiceValue = <Word extends string>(
  values: Values,
  name: string,
  words: readonly Word[],
): Word | undefined => {
  const value = textValue(values, name)
  if (value === undefined) return undefined
  const word = words.find(candidate => candidate === value)
  if (word !== undefined) return word
  throw new UsageError(`Expected \`--${name}\` to be ${alternatives(words)}, got \`${value}\``)
}

/** @throws UsageError when the value is not a number within the bounds. */
export const numberValue = (values: Values, name: string, bounds: Bounds): number | undefined => {
  const value = textValue(values, name)
  if (value === undefined) return undefined
  const number = Number(value)
  if (value.trim() === '' || !isWithin(number, bounds)) {
    throw new UsageError(`Expected \`--${name}\` to be ${boundsText(bounds)}, got \`${value}\``)
  }
  return number
}
