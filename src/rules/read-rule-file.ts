import {createRequire} from 'node:module'
import type {LineCounter, Node, YAMLMap} from 'yaml'
import {nearest} from './nearest.ts'
import {compilePattern, patternError} from './pattern.ts'
import {
  type Drop,
  type LayerName,
  metadataGroups,
  type Pattern,
  type Place,
  type Rule,
  type RuleFile,
  type RuleMatch,
  type Samples,
} from './rule.ts'

// Loaded by the first rule file that is read as text: the built-in ones mostly are not.
const require = createRequire(import.meta.url)
const yaml = (): typeof import('yaml') => require('yaml') as typeof import('yaml')

/** A rule file is a page of text; more is a mistake or an attack. */
export const maxRuleFileBytes = 1024 * 1024

/** A rule file that cannot be used: says where, what was expected and what came. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError'
}

const fileKeys = ['match', 'extends', 'rules']
const matchKeys = ['host', 'text', 'witnesses']
const ruleKeys = [
  ...['id', 'why', 'line', 'labels', 'selector', 'drop', 'where', 'max', 'unless', 'near', 'references'],
  ...['before-title', 'off', 'test'],
]
const testKeys = ['drop', 'keep']
const drops: readonly Drop[] = ['line', 'element', 'list-after', 'to-end']
const places = ['head', 'tail', 'anywhere'] as const

type Source = {
  readonly file: string
  readonly layer: LayerName
  readonly lines: LineCounter
  readonly checkPatterns: boolean
}
type Field = Node | null | undefined

const lineOf = (source: Source, node: Field): number =>
  node?.range ? source.lines.linePos(node.range[0]).line : 1

const fail = (source: Source, node: Field, text: string): never => {
  throw new RuleFileError(`${source.file}:${lineOf(source, node)}: ${text}`)
}

const shown = (node: Field): string => {
  if (!node) return 'nothing'
  if (yaml().isMap(node)) return 'a map'
  if (yaml().isSeq(node)) return 'a list'
  return yaml().isScalar(node) ? `\`${String(node.value).slice(0, 80)}\`` : 'something else'
}

const quoted = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ')

/** The fields of a map by key, with every key checked. */
const fieldsOf = (source: Source, node: Field, what: string, keys: readonly string[]): Map<string, Field> => {
  if (!yaml().isMap(node)) return fail(source, node, `Expected ${what} to be a map, got ${shown(node)}`)
  const fields = new Map<string, Field>()
  for (const {key, value} of (node as YAMLMap<Node, Node | null>).items) {
    const name = yaml().isScalar(key) ? String(key.value) : ''
    if (!keys.includes(name)) {
      const meant = nearest(name, keys)
      const hint = meant ? `; did you mean \`${meant}\`?` : ''
      fail(source, key, `Expected a key of ${what} to be one of ${quoted(keys)}, got \`${name}\`${hint}`)
    }
    fields.set(name, value)
  }
  return fields
}

const textOf = (source: Source, node: Field, what: string): string => {
  if (yaml().isScalar(node) && typeof node.value === 'string' && node.value.trim() !== '') return node.value
  return fail(source, node, `Expected ${what} to be text, got ${shown(node)}`)
}

const textsOf = (source: Source, node: Field, what: string): readonly string[] => {
  if (node === undefined) return []
  if (!yaml().isSeq(node)) return [textOf(source, node, what)]
  return node.items.map(item => textOf(source, item as Node, `each item of ${what}`))
}

const choiceOf = <T extends string>(source: Source, node: Field, what: string, choices: readonly T[]): T => {
  const text = yaml().isScalar(node) ? String(node.value) : ''
  const found = choices.find(choice => choice === text)
  if (found) return found
  const meant = nearest(text, choices)
  const hint = meant ? `; did you mean \`${meant}\`?` : ''
  return fail(
    source,
    node,
    `Expected ${what} to be ${choices.map(c => `\`${c}\``).join(' or ')}, got ${shown(node)}${hint}`,
  )
}

const countOf = (source: Source, node: Field, what: string): number => {
  if (
    yaml().isScalar(node) &&
    typeof node.value === 'number' &&
    Number.isInteger(node.value) &&
    node.value > 0
  )
    return node.value
  return fail(source, node, `Expected ${what} to be a whole number above 0, got ${shown(node)}`)
}

const flagOf = (source: Source, node: Field, what: string): boolean => {
  if (node === undefined) return false
  if (yaml().isScalar(node) && typeof node.value === 'boolean') return node.value
  return fail(source, node, `Expected ${what} to be \`true\` or \`false\`, got ${shown(node)}`)
}

const patternsOf = (source: Source, node: Field, what: string): readonly Pattern[] => {
  const items = yaml().isSeq(node) ? (node.items as readonly Node[]) : node === undefined ? [] : [node]
  return items.map(item => {
    const written = textOf(source, item, what)
    const pattern = compilePattern(written)
    const problem = source.checkPatterns ? patternError(written) : undefined
    if (problem) fail(source, item, `Expected ${what} to be an RE2 pattern, got \`${written}\`: ${problem}`)
    for (const name of pattern.groupNames) {
      if (!(metadataGroups as readonly string[]).includes(name)) {
        const meant = nearest(name, metadataGroups)
        const hint = meant ? `; did you mean \`${meant}\`?` : ''
        fail(
          source,
          item,
          `Expected a group's name to be one of ${quoted(metadataGroups)}, got \`${name}\`${hint}`,
        )
      }
    }
    return pattern
  })
}

const readSamples = (source: Source, node: Field, rule: Field): Samples => {
  if (node === undefined)
    fail(source, rule, 'Expected the rule to have `test` with `drop` and `keep` lines, got none')
  const fields = fieldsOf(source, node, '`test`', testKeys)
  const drop = textsOf(source, fields.get('drop'), '`test.drop`')
  const keep = textsOf(source, fields.get('keep'), '`test.keep`')
  if (drop.length === 0) fail(source, node, 'Expected `test.drop` to have a line that must go, got none')
  if (keep.length === 0) fail(source, node, 'Expected `test.keep` to have a line that must stay, got none')
  return {drop, keep}
}

/** `strip/base/x`, `strip/theme/jnews/x`, `strip/dnyuz.com/x`. */
const ruleIdOf = (fileName: string, id: string): string => `strip/${fileName}/${id}`

const readRule = (source: Source, node: Field, name: string): Rule => {
  const fields = fieldsOf(source, node, 'a rule', ruleKeys)
  const id = textOf(source, fields.get('id') ?? node, '`id`')
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    fail(
      source,
      fields.get('id'),
      `Expected \`id\` to be small letters, digits and single hyphens, got \`${id}\``,
    )
  }
  const off = flagOf(source, fields.get('off'), '`off`')
  const line = patternsOf(source, fields.get('line'), '`line`')
  const labels = textsOf(source, fields.get('labels'), '`labels`')
  const written = fields.get('selector')
  const selector = written === undefined ? undefined : textOf(source, written, '`selector`')
  const onLines = line.length + labels.length > 0
  if (!off && onLines === (selector !== undefined)) {
    fail(
      source,
      node,
      `Expected rule \`${id}\` to have either \`line\` or \`labels\`, or \`selector\`, got ${onLines ? 'both' : 'neither'}`,
    )
  }
  const dropField = fields.get('drop')
  const drop =
    dropField === undefined ? (selector ? 'element' : 'line') : choiceOf(source, dropField, '`drop`', drops)
  if (!off && (drop === 'element') !== (selector !== undefined)) {
    fail(
      source,
      dropField,
      `Expected \`drop\` of a \`${selector ? 'selector' : 'line'}\` rule to ${selector ? '' : 'not '}be \`element\`, got \`${drop}\``,
    )
  }
  const references = flagOf(source, fields.get('references'), '`references`')
  if (references && drop !== 'list-after')
    fail(
      source,
      fields.get('references'),
      `Expected a rule with \`references\` to have \`drop: list-after\`, got \`${drop}\``,
    )
  const where = fields.get('where')
  const max = fields.get('max')
  const unless = fields.get('unless')
  const [near] = patternsOf(source, fields.get('near'), '`near`')
  return {
    id: ruleIdOf(name, id),
    why: textOf(source, fields.get('why') ?? node, '`why`'),
    place: {layer: source.layer, file: source.file, line: lineOf(source, node)},
    line,
    labels,
    ...(selector === undefined ? {} : {selector}),
    drop,
    where: where === undefined ? 'anywhere' : choiceOf(source, where, '`where`', places),
    ...(max === undefined ? {} : {max: countOf(source, max, '`max`')}),
    ...(unless === undefined ? {} : {unless: choiceOf(source, unless, '`unless`', ['prose-follows'])}),
    ...(near === undefined ? {} : {near}),
    references,
    beforeTitle: flagOf(source, fields.get('before-title'), '`before-title`'),
    off,
    test: off ? {drop: [], keep: []} : readSamples(source, fields.get('test'), node),
  }
}

const readMatch = (source: Source, node: Field): RuleMatch => {
  const fields = fieldsOf(source, node, '`match`', matchKeys)
  const host = textsOf(source, fields.get('host'), '`match.host`').map(name =>
    name.toLowerCase().replace(/^\*?\./, ''),
  )
  const text = patternsOf(source, fields.get('text'), '`match.text`')
  if (host.length + text.length === 0)
    fail(source, node, 'Expected `match` to have `host` or `text`, got neither')
  const count = fields.get('witnesses')
  const witnesses = count === undefined ? 1 : countOf(source, count, '`match.witnesses`')
  if (text.length > 0 && witnesses > text.length) {
    fail(
      source,
      count,
      `Expected \`witnesses\` to be at most the ${text.length} patterns of \`text\`, got \`${witnesses}\``,
    )
  }
  return {host, text, witnesses}
}

const parseYaml = (text: string, lineCounter: LineCounter, file: string) => {
  try {
    return yaml().parseDocument(text, {lineCounter, merge: false, version: '1.2', stringKeys: true})
  } catch (error) {
    // The parser recurses: brackets nested some thousand deep exhaust the stack.
    if (error instanceof RangeError)
      throw new RuleFileError(`${file}:1: Expected a rule file, got YAML nested too deep`)
    throw error
  }
}

/** The name a file's rules go by, from its path below the layer's folder without the ending. */
export const groupName = (path: string): string => {
  if (path === 'base') return 'base'
  const [folder, ...rest] = path.split('/')
  const name = rest.join('/')
  if (folder === 'themes' && name) return `theme/${name}`
  if (folder === 'widgets' && name) return `widget/${name}`
  return folder === 'sites' && name ? name : path
}

export type RuleFileText = {
  /** As shown to people. */
  readonly file: string
  readonly layer: LayerName
  /** See {@link groupName}. */
  readonly name: string
  readonly text: string
  /** False only where tests have seen to it that every pattern compiles: it costs a millisecond a pattern. */
  readonly checkPatterns: boolean
}

/**
 * Reads one rule file.
 *
 * @throws RuleFileError naming file and line, what was expected and what came.
 */
export const readRuleFile = ({file, layer, name, text, checkPatterns}: RuleFileText): RuleFile => {
  const lines = new (yaml().LineCounter)()
  const source: Source = {file, layer, lines, checkPatterns}
  const place: Place = {layer, file, line: 1}
  if (Buffer.byteLength(text) > maxRuleFileBytes) {
    fail(
      source,
      undefined,
      `Expected a rule file of at most ${maxRuleFileBytes} bytes, got ${Buffer.byteLength(text)}`,
    )
  }
  const parsed = parseYaml(text, lines, file)
  const [problem] = parsed.errors
  if (problem)
    throw new RuleFileError(
      `${file}:${problem.linePos?.[0].line ?? 1}: Expected YAML, got: ${problem.message.split('\n')[0]}`,
    )
  yaml().visit(parsed, {
    Node: (_, node) => {
      if (yaml().isAlias(node) || node.anchor)
        fail(source, node, 'Expected plain YAML, got an anchor or alias')
    },
  })
  const fields = fieldsOf(source, parsed.contents, 'a rule file', fileKeys)
  const list = fields.get('rules')
  if (!yaml().isSeq(list))
    return fail(source, list ?? parsed.contents, `Expected \`rules\` to be a list, got ${shown(list)}`)
  const rules = list.items.map(item => readRule(source, item as Node, name))
  const seen = new Map<string, Rule>()
  for (const rule of rules) {
    const other = seen.get(rule.id)
    if (other)
      throw new RuleFileError(
        `${file}:${rule.place.line}: Expected every \`id\` once in a file, got \`${rule.id}\` again after line ${other.place.line}`,
      )
    seen.set(rule.id, rule)
  }
  const match = fields.get('match')
  return {
    place,
    name,
    ...(match === undefined ? {} : {match: readMatch(source, match)}),
    extends: textsOf(source, fields.get('extends'), '`extends`').map(groupName),
    rules,
  }
}
