import {createHash} from 'node:crypto'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import type {Finding} from '../document/finding.ts'
import {UsageError} from './usage-error.ts'

/** A finding with what tells it from others wherever it moves. */
export type Identified = Finding & {
  /** 16 hexadecimal digits of the rule and the words; places and numbers do not count. */
  readonly fingerprint: string
  /** Beginning of the digest of the input, if it could be read. */
  readonly source: string
}

/** A finding that somebody accepted. */
type Accepted = {
  readonly path: string
  readonly ruleId: string
  readonly actual?: string
  readonly fingerprint: string
  readonly source: string
  /** How often it stands in the file. */
  readonly count: number
}

const version = 1

/** Of a document there is one of these at most, however the sentence about it changes. */
const onePerDocument: ReadonlySet<string> = new Set(['strip/reject', 'detect/garbled', 'write/out-of-date'])

export const fingerprintOf = ({ruleId, reason, actual}: Finding): string => {
  const words = onePerDocument.has(ruleId) ? '' : (actual ?? reason.replace(/[\p{N}.,]+/gu, '0'))
  return createHash('sha256').update(`${ruleId}\0${words}`).digest('hex').slice(0, 16)
}

export const identify = (finding: Finding, sha256: string | undefined): Identified => ({
  ...finding,
  fingerprint: fingerprintOf(finding),
  source: sha256?.slice(0, 16) ?? '',
})

const isAccepted = (value: unknown): value is Accepted => {
  if (typeof value !== 'object' || value === null) return false
  const entry = new Map(Object.entries(value))
  return (
    ['path', 'ruleId', 'fingerprint', 'source'].every(key => typeof entry.get(key) === 'string') &&
    Number.isSafeInteger(entry.get('count'))
  )
}

const readBaseline = (file: string): readonly Accepted[] => {
  if (!existsSync(file))
    throw new UsageError(
      `There is no baseline \`${file}\`; \`copydesk check --baseline ${file} --write-baseline\` writes it`,
    )
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(
      `${file}: Expected JSON, got what does not parse (${error instanceof Error ? error.message : error})`,
    )
  }
  const accepted =
    typeof data === 'object' && data !== null && 'accepted' in data && 'version' in data ? data : undefined
  if (
    accepted?.version !== version ||
    !Array.isArray(accepted.accepted) ||
    !accepted.accepted.every(isAccepted)
  )
    throw new UsageError(`${file}: Expected a baseline of version ${version}, got something else`)
  return accepted.accepted
}

/** Findings that were accepted before, and are not said again. */
export type Baseline = {
  /** Whether this one was accepted: in this file, or in one with the same content that is not there any more. */
  readonly accepts: (finding: Identified) => boolean
  /** Accepted findings of the files that were looked at which nobody found any more. */
  readonly unused: (paths: ReadonlySet<string>) => number
}

/** @throws UsageError when the file cannot be used. */
export const openBaseline = (file: string): Baseline => {
  const left = new Map<string, number>()
  const moved = new Map<string, string[]>()
  const paths = new Map<string, string>()
  for (const {path, fingerprint, source, count} of readBaseline(file)) {
    const key = `${path}\0${fingerprint}`
    left.set(key, (left.get(key) ?? 0) + count)
    paths.set(key, path)
    if (source !== '' && !existsSync(path)) {
      const identity = `${source}\0${fingerprint}`
      moved.set(identity, [...(moved.get(identity) ?? []), key])
    }
  }
  const use = (key: string): boolean => {
    const count = left.get(key) ?? 0
    if (count > 0) left.set(key, count - 1)
    return count > 0
  }
  return {
    accepts: ({path, fingerprint, source}) =>
      use(`${path}\0${fingerprint}`) || (moved.get(`${source}\0${fingerprint}`) ?? []).some(use),
    unused: looked => {
      let count = 0
      for (const [key, rest] of left) if (rest > 0 && looked.has(paths.get(key) ?? '')) count += rest
      return count
    },
  }
}

/** Accepts all findings: one a line, so that a change of the baseline can be read. */
export const writeBaseline = (file: string, findings: readonly Identified[]): void => {
  const entries = new Map<string, Accepted>()
  for (const {path, ruleId, actual, fingerprint, source} of findings) {
    const key = `${path}\0${fingerprint}`
    const count = (entries.get(key)?.count ?? 0) + 1
    entries.set(key, {path, ruleId, ...(actual === undefined ? {} : {actual}), fingerprint, source, count})
  }
  const lines = [...entries].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, entry]) => JSON.stringify(entry))
  writeFileSync(file, `{"version": ${version}, "accepted": [\n${lines.join(',\n')}\n]}\n`)
}
