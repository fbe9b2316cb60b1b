import {createHash} from 'node:crypto'
import {existsSync, readFileSync} from 'node:fs'
import {compilePattern, type KnownPattern} from './pattern.ts'
import type {Pattern, Rule, RuleFile, RuleMatch} from './rule.ts'

/**
 * The built-in rules as the build left them: parsing YAML and working out what each pattern can match takes longer
 * than a hook should. Made by `build/bundle.ts`.
 */
const compiledFile = new URL('./built-in.json', import.meta.url)

type StoredPattern = KnownPattern & {readonly source: string}
type StoredRule = Omit<Rule, 'line' | 'near'> & {
  readonly line: readonly StoredPattern[]
  readonly near?: StoredPattern
}
type StoredFile = Omit<RuleFile, 'match' | 'rules'> & {
  readonly match?: Omit<RuleMatch, 'text'> & {readonly text: readonly StoredPattern[]}
  readonly rules: readonly StoredRule[]
}

type Compiled = {readonly digest: string; readonly files: readonly StoredFile[]}

/** Digest of the rule files' texts, by which a build that is older than the rules is told. */
export const digestOfTexts = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex')

// JSON knows no Infinity, which stands for lines of any length.
const anyLength = -1

const storePattern = ({source, shape, screen}: Pattern): StoredPattern => ({
  source,
  shape: {...shape, maxLength: Number.isFinite(shape.maxLength) ? shape.maxLength : anyLength},
  screen: screen(),
})

const revivePattern = ({source, shape, screen}: StoredPattern): Pattern =>
  compilePattern(source, {
    shape: {...shape, maxLength: shape.maxLength === anyLength ? Number.POSITIVE_INFINITY : shape.maxLength},
    screen,
  })

const storeFile = ({match, rules, ...rest}: RuleFile): StoredFile => ({
  ...rest,
  ...(match && {match: {...match, text: match.text.map(storePattern)}}),
  rules: rules.map(({line, near, ...rule}) => ({
    ...rule,
    line: line.map(storePattern),
    ...(near && {near: storePattern(near)}),
  })),
})

const reviveFile = ({match, rules, ...rest}: StoredFile): RuleFile => ({
  ...rest,
  ...(match && {match: {...match, text: match.text.map(revivePattern)}}),
  rules: rules.map(({line, near, ...rule}) => ({
    ...rule,
    line: line.map(revivePattern),
    ...(near && {near: revivePattern(near)}),
  })),
})

/** The compiled rules as text. */
export const formatBuiltIn = (texts: readonly string[], files: readonly RuleFile[]): string => {
  const compiled: Compiled = {digest: digestOfTexts(texts), files: files.map(storeFile)}
  return JSON.stringify(compiled)
}

/** The compiled rules, if there are any for just these texts. */
export const readBuiltIn = (
  texts: readonly string[],
  file: URL = compiledFile,
): readonly RuleFile[] | undefined => {
  if (!existsSync(file)) return undefined
  const {digest, files} = JSON.parse(readFileSync(file, 'utf8')) as Compiled
  return digest === digestOfTexts(texts) ? files.map(reviveFile) : undefined
}
