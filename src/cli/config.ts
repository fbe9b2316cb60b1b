import {createHash} from 'node:crypto'
import {existsSync, readFileSync, statSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, relative, resolve} from 'node:path'
import type {Node} from 'yaml'
import type {Decision} from '../document/decision.ts'
import {defaultOptions, type Options} from '../document/options.ts'
import {nearest} from '../rules/nearest.ts'
import {
  type Bounds,
  boundsText,
  bytesBounds,
  depthBounds,
  isWithin,
  secondsBounds,
  workersBounds,
} from './bounds.ts'
import {decisionsDigest, defaultDecisionsFile} from './decisions.ts'
import {UsageError} from './usage-error.ts'

// Loaded by a configuration file: most calls have none.
const require = createRequire(import.meta.url)
const yaml = (): typeof import('yaml') => require('yaml') as typeof import('yaml')

/** What a configuration file may say; command-line options win over it. */
export type Config = {
  readonly input: readonly string[]
  readonly output: string
  readonly title: boolean
  readonly rules: Options['rules']
  readonly ruleFolders: readonly string[]
  readonly siteConfig: string | undefined
  /** Files that say what recurs on sites. */
  readonly profiles: readonly string[]
  /** Findings that `check` accepts. */
  readonly baseline: string | undefined
  /** Where decisions on suspected words are kept. */
  readonly decisions: string
  readonly engine: Options['engine']
  readonly fold: boolean
  readonly detect: boolean
  readonly workers: number | undefined
  readonly limits: {readonly bytes: number; readonly depth: number; readonly seconds: number}
  /** The file it came from. */
  readonly file: string | undefined
}

export const defaultConfig: Config = {
  input: ['seeds'],
  output: 'cleaned',
  title: defaultOptions.title,
  rules: defaultOptions.rules,
  ruleFolders: [],
  siteConfig: undefined,
  profiles: [],
  baseline: undefined,
  decisions: defaultDecisionsFile,
  engine: defaultOptions.engine,
  fold: defaultOptions.fold,
  detect: defaultOptions.detect,
  workers: undefined,
  limits: {
    bytes: defaultOptions.limits.bytes,
    depth: defaultOptions.limits.depth,
    seconds: defaultOptions.limits.milliseconds / 1000,
  },
  file: undefined,
}

type Check = {readonly expected: string; readonly read: (value: unknown) => unknown}

const flag: Check = {
  expected: '`true` or `false`',
  read: value => (typeof value === 'boolean' ? value : undefined),
}
const text: Check = {
  expected: 'a text',
  read: value => (typeof value === 'string' && value !== '' ? value : undefined),
}
const texts: Check = {
  expected: 'a text or a list of texts',
  read: value => {
    const list = Array.isArray(value) ? value : [value]
    return list.every(item => typeof item === 'string' && item !== '') ? list : undefined
  },
}
const oneOf = (...words: readonly string[]): Check => ({
  expected: words.map(word => `\`${word}\``).join(' or '),
  read: value => words.find(word => word === value),
})
const numberIn = (bounds: Bounds): Check => ({
  expected: boundsText(bounds),
  read: value => (typeof value === 'number' && isWithin(value, bounds) ? value : undefined),
})

type Checks = {readonly [key: string]: Check | Checks}

const checks: Checks = {
  input: texts,
  output: text,
  title: flag,
  rules: oneOf('all', 'none'),
  ruleFolders: texts,
  siteConfig: text,
  profiles: texts,
  baseline: text,
  decisions: text,
  engine: oneOf('copydesk', 'readability'),
  fold: flag,
  detect: flag,
  workers: numberIn(workersBounds),
  limits: {bytes: numberIn(bytesBounds), depth: numberIn(depthBounds), seconds: numberIn(secondsBounds)},
}

const isCheck = (check: Check | Checks): check is Check => typeof check.read === 'function'

const shown = (value: unknown): string => {
  const json = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return json.length > 40 ? `${json.slice(0, 39)}…` : json
}

/** Reads a mapping against its checks; `where` tells the file and line of a node. */
const readMap = (
  node: unknown,
  allowed: Checks,
  where: (node: unknown) => string,
): Record<string, unknown> => {
  if (!yaml().isMap(node))
    throw new UsageError(`${where(node)}: Expected keys and values, got something else`)
  const values: Record<string, unknown> = {}
  for (const {key, value} of node.items) {
    const name = yaml().isScalar(key) ? String(key.value) : ''
    const check = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    if (!check) {
      const near = nearest(name, Object.keys(allowed))
      const hint =
        near === undefined
          ? `expected one of ${Object.keys(allowed).join(', ')}`
          : `did you mean \`${near}\`?`
      throw new UsageError(`${where(key)}: Unknown key \`${name}\`; ${hint}`)
    }
    if (!isCheck(check)) {
      values[name] = readMap(value, check, where)
      continue
    }
    const plain: unknown = value === null ? null : (value as Node).toJSON()
    const read = check.read(plain)
    if (read === undefined) {
      throw new UsageError(
        `${where(value ?? key)}: Expected \`${name}\` to be ${check.expected}, got ${shown(plain)}`,
      )
    }
    values[name] = read
  }
  return values
}

const parse = (
  file: string,
  content: string,
  key: string | undefined,
): Record<string, unknown> | undefined => {
  const lines = new (yaml().LineCounter)()
  const document = yaml().parseDocument(content, {lineCounter: lines, prettyErrors: false, uniqueKeys: true})
  const name = relative('.', file) || file
  const problem = document.errors[0]
  if (problem) throw new UsageError(`${name}:${lines.linePos(problem.pos[0]).line}: ${problem.message}`)
  const where = (node: unknown): string => {
    const range =
      typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[] | null) : null
    return range?.[0] === undefined ? name : `${name}:${lines.linePos(range[0]).line}`
  }
  const node = key === undefined ? document.contents : document.get(key, true)
  if (node === undefined || node === null) return key === undefined ? {} : undefined
  return readMap(node, checks, where)
}

const maximumConfigSize = 1024 * 1024

const readConfigFile = (file: string, key?: string): Record<string, unknown> | undefined => {
  if (!statSync(file).isFile()) throw new UsageError(`${file}: Expected a configuration file, got a folder`)
  const content = readFileSync(file)
  if (content.length > maximumConfigSize) {
    throw new UsageError(
      `${file}: Expected a configuration of at most ${maximumConfigSize} bytes, got ${content.length}`,
    )
  }
  return parse(file, content.toString('utf8'), key)
}

export const configNames: readonly string[] = ['copydesk.yml', 'copydesk.yaml']

/**
 * The configuration: the file given, or else `copydesk.yml` or the `copydesk` key of `package.json` in the current folder.
 * Paths in it are relative to the file.
 *
 * @throws UsageError that names the file, the line, what was expected and what came.
 */
export const loadConfig = (given: string | undefined): Config => {
  let file = given
  if (file !== undefined && !existsSync(file)) {
    throw new UsageError(`There is no configuration file \`${file}\`; expected a path that exists`)
  }
  file ??= configNames.find(name => existsSync(name))
  let values = file === undefined ? undefined : readConfigFile(file)
  if (values === undefined && existsSync('package.json')) {
    values = readConfigFile('package.json', 'copydesk')
    if (values) file = 'package.json'
  }
  if (values === undefined || file === undefined) return defaultConfig
  const base = dirname(resolve(file))
  const local = (path: string): string => relative('.', resolve(base, path)) || '.'
  const merged = {
    ...defaultConfig,
    ...values,
    limits: {...defaultConfig.limits, ...(values.limits as Partial<Config['limits']> | undefined)},
    file,
  } as Config
  return {
    ...merged,
    input: merged.input.map(local),
    output: local(merged.output),
    profiles: merged.profiles.map(local),
    baseline: merged.baseline === undefined ? undefined : local(merged.baseline),
    decisions: local(merged.decisions),
    ruleFolders: merged.ruleFolders.map(local),
    siteConfig: merged.siteConfig === undefined ? undefined : local(merged.siteConfig),
  }
}

/** Digest of what of the configuration changes the output; where files lie and how many threads work does not. */
export const configDigest = (options: Options, decisions: readonly Decision[]): string => {
  const {title, rules, engine, fold, detect, limits} = options
  const decided = decisions.length === 0 ? {} : {decisions: decisionsDigest(decisions)}
  const digested = {...decided, title, rules, engine, fold, detect, bytes: limits.bytes, depth: limits.depth}
  return createHash('sha256').update(JSON.stringify(digested)).digest('hex').slice(0, 16)
}
