import {defaultOptions, type Limits, type Options} from './document/options.ts'

/** Options as callers may give them: what is absent is as in `defaultOptions`. */
export type GivenOptions = Partial<Omit<Options, 'limits'>> & {readonly limits?: Partial<Limits>}

type Check = {readonly expected: string; readonly holds: (value: unknown) => boolean}

const flag: Check = {expected: 'true or false', holds: value => typeof value === 'boolean'}

const oneOf = (...words: readonly string[]): Check => ({
  expected: words.map(word => `\`${word}\``).join(' or '),
  holds: value => words.some(word => word === value),
})

const positive: Check = {
  expected: 'a whole number above 0',
  holds: value => Number.isSafeInteger(value) && Number(value) > 0,
}

const optionChecks: Readonly<Record<Exclude<keyof Options, 'limits'>, Check>> = {
  title: flag,
  rules: oneOf('all', 'none'),
  engine: oneOf('copydesk', 'readability'),
  fold: flag,
  detect: flag,
}

const limitChecks: Readonly<Record<keyof Limits, Check>> = {
  bytes: positive,
  depth: positive,
  milliseconds: positive,
}

/** A value as it is shown in a message. */
export const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object itself, with what is `undefined` in it left out. */
const checked = (
  name: string,
  value: unknown,
  checks: Readonly<Record<string, Check>>,
): Readonly<Record<string, unknown>> => {
  if (!isObject(value)) throw new TypeError(`Expected \`${name}\` to be an object, got ${shown(value)}`)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  for (const [key, field] of fields) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined
    if (!check)
      throw new TypeError(
        `Expected \`${name}\` to have only ${Object.keys(checks).join(', ')}, got \`${key}\``,
      )
    if (!check.holds(field))
      throw new TypeError(`Expected \`${name}.${key}\` to be ${check.expected}, got ${shown(field)}`)
  }
  return Object.fromEntries(fields)
}

/**
 * All options, with what the caller left out; `more` says what else the caller may give beside them.
 *
 * @throws TypeError in one sentence, for what is no option or no value of it.
 */
export const completeOptions = (given: unknown, more: Readonly<Record<string, Check>> = {}): Options => {
  const limits: Check = {expected: 'an object', holds: isObject}
  const fields = checked('options', given, {...more, ...optionChecks, limits})
  const options = Object.fromEntries(
    Object.entries(fields).filter(([key]) => Object.hasOwn(optionChecks, key)),
  )
  return {
    ...defaultOptions,
    ...options,
    limits: {...defaultOptions.limits, ...checked('options.limits', fields.limits ?? {}, limitChecks)},
  }
}

/** What a text among the options must be. */
export const words: Check = {expected: 'a text', holds: value => typeof value === 'string'}

export {oneOf}
