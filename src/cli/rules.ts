import {existsSync} from 'node:fs'
import {basename, join} from 'node:path'
import {textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import {describeSiteConfig, siteConfigFiles} from '../extract/site-config.ts'
import {manifestFile} from '../folder/manifest.ts'
import {openPipeline} from '../pipeline.ts'
import {kindOf} from '../read/kind.ts'
import {readInput} from '../read/read.ts'
import {findInputs} from '../read/walk.ts'
import {clip, escapeTerminal} from '../report/escape.ts'
import {type ListedRule, listRules, whichRules} from '../rules/explain-rules.ts'
import {loadRules, readRuleFiles} from '../rules/load-rules.ts'
import {proposeRules} from '../rules/propose-rules.ts'
import {testRules} from '../rules/test-rules.ts'
import {lineStatistics} from '../strip/repetition.ts'
import {matchRules} from '../strip/rules.ts'
import {collectLines} from '../strip/site-lines.ts'
import {buildProfile} from '../strip/site-profile.ts'
import {type Call, type Command, choiceValue, type Terminal, textValue} from './command.ts'
import {type Settings, settingsFrom, sharedOptions} from './settings.ts'
import {staleInManifest} from './stale-rules.ts'
import {UsageError} from './usage-error.ts'

type Format = 'pretty' | 'json'

const printRules = (
  rules: readonly ListedRule[],
  format: Format,
  {style, columns, write}: Terminal,
): void => {
  if (format === 'json') {
    write(`${JSON.stringify(rules)}\n`)
    return
  }
  let group: string | undefined
  for (const rule of rules) {
    if (rule.group !== group)
      write(`${group === undefined ? '' : '\n'}${style('bold', escapeTerminal(rule.group))}\n`)
    group = rule.group
    const place = `${rule.place.file}:${rule.place.line}`
    write(`  ${escapeTerminal(rule.id)}  ${style('dim', escapeTerminal(place))}\n`)
    write(`      ${clip(rule.why, Math.max(40, columns - 6))}\n`)
    for (const other of rule.overrides)
      write(`      ${style('yellow', 'instead of')} ${escapeTerminal(`${other.file}:${other.line}`)}\n`)
  }
}

const list = (settings: Settings, format: Format, terminal: Terminal): number => {
  const rules = listRules(loadRules(settings.ruleLayers))
  printRules(rules, format, terminal)
  if (format === 'pretty') terminal.write(`\n${rules.length} rules\n`)
  return 0
}

const test = (settings: Settings, format: Format, terminal: Terminal): number => {
  const result = testRules(readRuleFiles(settings.ruleLayers), {match: matchRules})
  if (format === 'json') {
    terminal.write(`${JSON.stringify(result)}\n`)
  } else {
    for (const {place, ruleId, reason} of result.failures) {
      terminal.write(
        `${escapeTerminal(`${place.file}:${place.line}`)}  ${terminal.style('red', escapeTerminal(ruleId))}  ${escapeTerminal(reason)}\n`,
      )
    }
    const verdict =
      result.failures.length === 0
        ? terminal.style('green', 'all as promised')
        : terminal.style('red', `${result.failures.length} not`)
    terminal.write(`${result.rules} rules, ${result.samples} samples: ${verdict}\n`)
  }
  return result.failures.length === 0 ? 0 : 1
}

/** The page that `which` is asked about: a URL, a host, or a file whose lines (and address) tell its site. */
const pageOf = async (
  asked: string,
  settings: Settings,
): Promise<{url?: string; host?: string; lines?: string[]}> => {
  if (!existsSync(asked)) {
    const url = URL.parse(asked)
    if (url?.host) return {url: asked, host: url.hostname}
    if (/^[\w-]+(\.[\w-]+)+$/.test(asked)) return {host: asked.toLowerCase()}
    throw new UsageError(`Expected a URL, a host name or a file that exists, got \`${asked}\``)
  }
  const kind = kindOf(asked)
  if (!kind) throw new UsageError(`\`${asked}\` is not of a kind that Copydesk reads`)
  const pipeline = await openPipeline({options: {...settings.options, rules: 'none', detect: false}})
  for await (const reading of readInput(
    {path: basename(asked), file: asked},
    kind,
    settings.options.limits,
  )) {
    if (!('document' in reading)) throw new UsageError(`${asked}: ${reading.problem}`)
    const {blocks, metadata} = await pipeline.clean(reading.document)
    return {...(metadata.url === undefined ? {} : {url: metadata.url}), lines: blocks.map(textOf)}
  }
  throw new UsageError(`There is no document in \`${asked}\``)
}

/** The file of a site's own expressions (`--site-config`) that its HTML pages are read by, as a rule among others. */
const siteConfigRule = (folder: string | undefined, page: {url?: string; host?: string}): ListedRule[] => {
  const host = page.host ?? (page.url === undefined ? undefined : URL.parse(page.url)?.hostname)
  const [file, ...others] = folder === undefined || host === undefined ? [] : siteConfigFiles(folder, host)
  if (file === undefined) return []
  const what = describeSiteConfig(file)
  return [
    {
      id: `extract/site-config/${basename(file, '.txt')}`,
      why: `On HTML pages it decides before the judge of blocks; rules have the last word (${what}).`,
      group: 'site config',
      place: {file, line: 1, layer: 'command-line'},
      overrides: others.map(other => ({file: other, line: 1, layer: 'command-line' as const})),
    },
  ]
}

const which = async (
  settings: Settings,
  asked: string | undefined,
  format: Format,
  terminal: Terminal,
): Promise<number> => {
  if (asked === undefined)
    throw new UsageError('Expected a URL, a host name or a file after `which`, got nothing')
  const page = await pageOf(asked, settings)
  const rules = [
    ...whichRules(loadRules(settings.ruleLayers), page),
    ...siteConfigRule(settings.siteConfig, page),
  ]
  printRules(rules, format, terminal)
  if (format === 'pretty') terminal.write(`\n${rules.length} rules apply to ${escapeTerminal(asked)}\n`)
  return 0
}

/** Witnesses that guess: what they remove, a rule would remove for certain. */
const guesses: ReadonlySet<string> = new Set(['strip/lines', 'strip/repetition'])

const withoutGuesses = (document: Document): Document => ({
  ...document,
  blocks: document.blocks.map(block => {
    const {removed, ...rest} = block
    return removed && guesses.has(removed.ruleId) ? rest : block
  }),
})

/** Learns what recurs on the pages of the inputs, without the rules that are there already, and prints rules for it. */
const propose = async (
  settings: Settings,
  paths: readonly string[],
  site: string | undefined,
  terminal: Terminal,
): Promise<number> => {
  const pipeline = await openPipeline({...settings, options: {...settings.options, detect: false}})
  const builder = buildProfile()
  const {base, inputs} = findInputs(paths.length > 0 ? paths : settings.config.input)
  for (const input of inputs) {
    const kind = input.refused === undefined ? kindOf(input.path) : undefined
    if (!kind) continue
    const file = join(base, input.path)
    for await (const reading of readInput({path: input.path, file}, kind, settings.options.limits)) {
      if ('document' in reading)
        builder.add(collectLines(withoutGuesses(await pipeline.clean(reading.document))))
    }
  }
  const profile = builder.finish()
  const statistics = lineStatistics(profile)
  const wanted = [...profile].filter(([name]) => site === undefined || name.endsWith(`:${site}`))
  let printed = 0
  for (const [name, {pages}] of wanted) {
    const lines = new Map(
      statistics
        .filter(line => line.site === name)
        .map(line => [line.sample, {pages: line.pages, examples: []}] as const),
    )
    if (lines.size === 0) continue
    const shortName = name.slice(name.indexOf(':') + 1) || 'this-folder'
    terminal.write(`${printed++ === 0 ? '' : '---\n'}${proposeRules(lines, {site: shortName, pages})}`)
  }
  if (printed === 0)
    terminal.writeError('Nothing recurs on at least three pages of a site that no rule removes already\n')
  return 0
}

const stale = async (
  settings: Settings,
  output: string,
  format: Format,
  terminal: Terminal,
): Promise<number> => {
  const found = await staleInManifest(loadRules(settings.ruleLayers), join(output, manifestFile))
  if (format === 'json') terminal.write(`${JSON.stringify(found)}\n`)
  else {
    for (const {ruleId, reason} of found)
      terminal.write(`${terminal.style('yellow', escapeTerminal(ruleId))}  ${escapeTerminal(reason)}\n`)
    terminal.write(`${found.length} stale ${found.length === 1 ? 'rule' : 'rules'}\n`)
  }
  return 0
}

export const rulesCommand: Command = {
  name: 'rules',
  usage: 'copydesk rules list|test|which|propose|stale [options]',
  summary: 'list, test, which rule won, propose rules from repetition, stale rules',
  help: `
  copydesk rules list           every rule that is on, with its file and line and what it replaces
  copydesk rules test           run every rule on its own samples; exit 1 when one breaks its promise
  copydesk rules which PAGE     the rules that apply to a URL, a host, or a file
  copydesk rules propose PATH…  a rule file, ready for review, of what recurs on the pages and no rule removes yet
  copydesk rules stale [FOLDER] the rules of a site that removed nothing on 20 and more pages of it, by the manifest in
                                the output folder: the site has probably changed

Rules come in layers, each laid over the one before: built in, the user's ($XDG_CONFIG_HOME/copydesk/rules), the
project's (.copydesk/rules and \`ruleFolders\` of the configuration), and those of --rule-folder. With --site-config,
\`which\` names the site's file of expressions too.`,
  options: {
    config: sharedOptions.config ?? {help: ''},
    'rule-folder': sharedOptions['rule-folder'] ?? {help: ''},
    'site-config': sharedOptions['site-config'] ?? {help: ''},
    format: {value: 'FORMAT', help: '`pretty` or `json`.'},
    site: {value: 'NAME', help: 'propose: only for this host or site.'},
  },
  run: async ({values, positionals}: Call, terminal) => {
    const settings = settingsFrom(values)
    const format = choiceValue(values, 'format', ['pretty', 'json']) ?? 'pretty'
    const [action, asked, ...rest] = positionals
    if (action === 'propose')
      return propose(settings, positionals.slice(1), textValue(values, 'site'), terminal)
    if (rest.length > 0) throw new UsageError(`Expected at most two words, got \`${rest[0]}\` as well`)
    if (action === 'list') return list(settings, format, terminal)
    if (action === 'test') return test(settings, format, terminal)
    if (action === 'which') return which(settings, asked, format, terminal)
    if (action === 'stale') return stale(settings, asked ?? settings.config.output, format, terminal)
    throw new UsageError(
      `Expected \`list\`, \`test\`, \`which\`, \`propose\` or \`stale\`, got ${action === undefined ? 'nothing' : `\`${action}\``}`,
    )
  },
}
