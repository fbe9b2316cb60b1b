import {existsSync, readFileSync} from 'node:fs'
import {availableParallelism, homedir} from 'node:os'
import {join} from 'node:path'
import type {Decision} from '../document/decision.ts'
import type {Options} from '../document/options.ts'
import type {RuleLayers} from '../rules/load-rules.ts'
import {parseProfile} from '../strip/site-profile-file.ts'
import {bytesBounds, secondsBounds, workersBounds} from './bounds.ts'
import {
  choiceValue,
  listValue,
  numberValue,
  type Option,
  switchValue,
  textValue,
  type Values,
} from './command.ts'
import {type Config, configDigest, loadConfig} from './config.ts'
import {readDecisions} from './decisions.ts'
import {UsageError} from './usage-error.ts'

/** The options that every command that cleans shares. */
export const sharedOptions: Readonly<Record<string, Option>> = {
  config: {value: 'FILE', help: 'Read this configuration instead of copydesk.yml.'},
  title: {help: 'Put the title as the first paragraph (default: yes).', negatable: true},
  rules: {value: 'all|none', help: 'Which rules apply (default: all).'},
  'rule-folder': {
    value: 'FOLDER',
    help: 'Add the rule files of this folder; may be given again.',
    many: true,
  },
  'site-config': {value: 'FOLDER', help: 'Read ftr-site-config files from this folder.'},
  profile: {
    value: 'FILE',
    help: 'Add what recurs on sites, as a sites.json says; may be given again.',
    many: true,
  },
  engine: {value: 'ENGINE', help: '`copydesk` or `readability`: who judges HTML pages.'},
  fold: {help: 'Fold quotes, dashes and ellipses to ASCII (default: no).', negatable: true},
  detect: {help: 'Look for garbled text (default: yes).', negatable: true},
  'max-bytes': {value: 'N', help: 'Largest input, after decompression (default: 33554432).'},
  timeout: {value: 'SECONDS', help: 'Longest time for one document (default: 20).'},
}

/** Everything a command that cleans needs to know, from the command line over the configuration. */
export type Settings = {
  readonly config: Config
  readonly options: Options
  readonly ruleLayers: RuleLayers
  readonly siteConfig?: string
  readonly decisionsFile: string
  readonly decisions: readonly Decision[]
  readonly profiles: readonly string[]
  readonly configDigest: string
  readonly workers: number
}

/** The folder of the user's own rules. */
const userRules = (): string =>
  join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'copydesk', 'rules')

const mustExist = (folder: string): string => {
  if (!existsSync(folder))
    throw new UsageError(`There is no folder \`${folder}\`; expected a path that exists`)
  return folder
}

/** The text of a profile that can be used. */
const readProfile = (file: string): string => {
  try {
    const text = readFileSync(file, 'utf8')
    parseProfile(text)
    return text
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** @throws UsageError for a value that is out of range or a folder that does not exist. */
export const settingsFrom = (values: Values): Settings => {
  const config = loadConfig(textValue(values, 'config'))
  const seconds = numberValue(values, 'timeout', secondsBounds) ?? config.limits.seconds
  const options: Options = {
    title: switchValue(values, 'title') ?? config.title,
    rules: choiceValue(values, 'rules', ['all', 'none']) ?? config.rules,
    engine: choiceValue(values, 'engine', ['copydesk', 'readability']) ?? config.engine,
    fold: switchValue(values, 'fold') ?? config.fold,
    detect: switchValue(values, 'detect') ?? config.detect,
    limits: {
      bytes: numberValue(values, 'max-bytes', bytesBounds) ?? config.limits.bytes,
      depth: config.limits.depth,
      milliseconds: seconds * 1000,
    },
  }
  const decisions = readDecisions(config.decisions)
  const siteConfig = textValue(values, 'site-config') ?? config.siteConfig
  return {
    config,
    options,
    ruleLayers: {
      user: [userRules()],
      project: [join('.copydesk', 'rules'), ...config.ruleFolders.map(mustExist)],
      commandLine: listValue(values, 'rule-folder').map(mustExist),
    },
    ...(siteConfig === undefined ? {} : {siteConfig: mustExist(siteConfig)}),
    decisionsFile: config.decisions,
    decisions,
    profiles: [...config.profiles, ...listValue(values, 'profile')].map(readProfile),
    configDigest: configDigest(options, decisions),
    workers: numberValue(values, 'workers', workersBounds) ?? config.workers ?? availableParallelism(),
  }
}
