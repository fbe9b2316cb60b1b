import {createHash} from 'node:crypto'
import {existsSync, readFileSync} from 'node:fs'
import {compilePattern} from './pattern.ts'
import type {Pattern, PatternShape, RuleFile} from './rule.ts'

/**
 * The built-in rules as the build left them: parsing YAML and working out what each pattern can match takes longer
 * than a hook should. Made by `build/bundle.ts`.
 */
const compiledFile = new URL('./built-in.json', import.meta.url)

type StoredPattern = {readonly source: string; readonly shape: PatternShape}

/** A pattern as it is stored has a shape and no methods. */
const isStoredPattern = (value: unknown): value is StoredPattern =>
  typeof value === 'object' && value !== null && 'source' in value && 'shape' in value

type Compiled = {readonly digest: string; readonly files: readonly RuleFile[]}

/** Digest of the rule files' texts, by which a build that is older than the rules is told. */
export const digestOfTexts = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex')

// JSON knows no Infinity, which stands for lines of any length.
const anyLength = -1

/** The compiled rules as text. */
export const formatBuiltIn = (texts: readonly string[], files: readonly RuleFile[]): string =>
  JSON.stringify({digest: digestOfTexts(texts), files}, (_key, value: unknown) => {
    if (!isStoredPattern(value)) return value
    const {source, shape} = value
    return {
      source,
      shape: {...shape, maxLength: Number.isFinite(shape.maxLength) ? shape.maxLength : anyLength},
    }
  })

const revivePattern = ({source, shape}: StoredPattern): Pattern =>
  compilePattern(source, {
    ...shape,
    maxLength: shape.maxLength === anyLength ? Number.POSITIVE_INFINITY : shape.maxLength,
  })

/** The compiled rules, if there are any for just these texts. */
export const readBuiltIn = (
  texts: readonly string[],
  file: URL = compiledFile,
): readonly RuleFile[] | undefined => {
  if (!existsSync(file)) return undefined
  const {digest, files} = JSON.parse(readFileSync(file, 'utf8'), (_key, value: unknown) =>
    isStoredPattern(value) ? revivePattern(value) : value,
  ) as Compiled
  return digest === digestOfTexts(texts) ? files : undefined
}
