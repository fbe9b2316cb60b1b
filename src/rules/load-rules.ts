import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {readBuiltIn} from './built-in.ts'
import {groupName, maxRuleFileBytes, RuleFileError, readRuleFile} from './read-rule-file.ts'
import type {LayerName, RuleFile, RuleSet} from './rule.ts'
import {ruleSet} from './rule-set.ts'

/** The rules that come with the program. */
export const builtInRules = fileURLToPath(new URL('../../rules/', import.meta.url))

/** Folders or files of rules by layer, each laid over the ones before it. */
export type RuleLayers = {
  /** Leave the built-in rules out. */
  readonly builtIn?: boolean
  /** Usually `$XDG_CONFIG_HOME/copydesk/rules`; a folder that is not there is no error. */
  readonly user?: readonly string[]
  /** Usually `.copydesk/rules`; a folder that is not there is no error. */
  readonly project?: readonly string[]
  /** Named by the caller: must be there. */
  readonly commandLine?: readonly string[]
}

const maxFolderDepth = 4
const ending = /\.ya?ml$/

type Found = {readonly path: string; readonly name: string}

/** Rule files below a folder, in name order; symbolic links to folders are not followed. */
const filesBelow = (root: string): readonly Found[] => {
  const found: Found[] = []
  const waiting = [{folder: root, prefix: '', depth: 0}]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const entry of readdirSync(next.folder, {withFileTypes: true})) {
      const path = join(next.folder, entry.name)
      const name = `${next.prefix}${entry.name}`
      if (entry.isDirectory()) {
        if (next.depth < maxFolderDepth)
          waiting.push({folder: path, prefix: `${name}/`, depth: next.depth + 1})
      } else if (ending.test(entry.name)) found.push({path, name: groupName(name.replace(ending, ''))})
    }
  }
  return found.sort((left, right) => (left.path < right.path ? -1 : 1))
}

const filesOf = (location: string, required: boolean): readonly Found[] => {
  let isFolder: boolean
  try {
    isFolder = statSync(location).isDirectory()
  } catch (error) {
    if (!required && error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new RuleFileError(
      `${location}: Expected a rule file or a folder of rule files, got none that can be read`,
    )
  }
  if (isFolder) return filesBelow(location)
  return [{path: location, name: (location.split(/[\\/]/).pop() ?? location).replace(ending, '')}]
}

const readText = (path: string): string => {
  if (statSync(path).size > maxRuleFileBytes) {
    throw new RuleFileError(
      `${path}:1: Expected a rule file of at most ${maxRuleFileBytes} bytes, got ${statSync(path).size}`,
    )
  }
  return readFileSync(path, 'utf8')
}

/** A rule file as it lies on the disk. */
type RuleText = Found & {readonly text: string}

const textsAt = (location: string, required: boolean): readonly RuleText[] =>
  filesOf(location, required).map(found => ({...found, text: readText(found.path)}))

/** The built-in rule files, in the order of their names. */
export const readBuiltInTexts = (): readonly RuleText[] => textsAt(builtInRules, true)

/** The built-in rules from their files, without what the build worked out. */
export const parseBuiltInRules = (texts: readonly RuleText[]): readonly RuleFile[] =>
  texts.map(({path, name, text}) => {
    const file = `rules/${path.slice(builtInRules.length).replaceAll('\\', '/')}`
    return readRuleFile({file, layer: 'built-in', name, text, checkPatterns: false})
  })

const loadBuiltIn = (): readonly RuleFile[] => {
  const texts = readBuiltInTexts()
  return readBuiltIn(texts.map(({text}) => text)) ?? parseBuiltInRules(texts)
}

/** Reads the rule files of all layers, in layer order. @throws RuleFileError */
export const readRuleFiles = (layers: RuleLayers): readonly RuleFile[] => {
  const plan: readonly (readonly [LayerName, readonly string[]])[] = [
    ['user', layers.user ?? []],
    ['project', layers.project ?? []],
    ['command-line', layers.commandLine ?? []],
  ]
  const added = plan.flatMap(([layer, locations]) =>
    locations.flatMap(location =>
      textsAt(location, layer === 'command-line').map(({path, name, text}) =>
        readRuleFile({file: path, layer, name, text, checkPatterns: true}),
      ),
    ),
  )
  return layers.builtIn === false ? added : [...loadBuiltIn(), ...added]
}

/** Reads and lays over each other the rules of all layers. @throws RuleFileError */
export const loadRules = (layers: RuleLayers = {}): RuleSet => ruleSet(readRuleFiles(layers))
