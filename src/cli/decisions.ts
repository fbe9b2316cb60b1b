import {createHash} from 'node:crypto'
import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import type {Decision} from '../document/decision.ts'
import {UsageError} from './usage-error.ts'

/** Where decisions are kept unless the configuration says otherwise: beside it, to be committed with the corpus. */
export const defaultDecisionsFile = 'copydesk.decisions.jsonl'

const isDecision = (value: unknown): value is Decision => {
  if (typeof value !== 'object' || value === null) return false
  const {fingerprint, verdict, replacement} = value as Partial<Decision>
  if (typeof fingerprint !== 'string' || (replacement !== undefined && typeof replacement !== 'string'))
    return false
  return verdict === 'reject' || (verdict === 'accept' && typeof replacement === 'string')
}

/** The decisions in a file, none if there is no file. @throws UsageError that names the line that is none. */
export const readDecisions = (file: string): Decision[] => {
  if (!existsSync(file)) return []
  const decisions: Decision[] = []
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return
      let value: unknown
      try {
        value = JSON.parse(line)
      } catch {
        value = undefined
      }
      if (!isDecision(value)) {
        throw new UsageError(
          `${file}:${index + 1}: Expected a decision (\`fingerprint\`, \`verdict\`, \`replacement\`), got ${line.slice(0, 60)}`,
        )
      }
      decisions.push(value)
    })
  return decisions
}

/** Writes decisions, later ones over earlier ones of the same place, sorted so that two people's files merge well. */
export const writeDecisions = (file: string, decisions: readonly Decision[]): void => {
  const latest = new Map(decisions.map(decision => [decision.fingerprint, decision]))
  const sorted = [...latest.values()].sort((a, b) =>
    a.path === b.path ? (a.fingerprint < b.fingerprint ? -1 : 1) : a.path < b.path ? -1 : 1,
  )
  const temporary = `${file}.new`
  writeFileSync(temporary, sorted.map(decision => `${JSON.stringify(decision)}\n`).join(''))
  renameSync(temporary, file)
}

/** Digest of what was decided, for the manifest: decisions change the output. */
export const decisionsDigest = (decisions: readonly Decision[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        decisions.map(({fingerprint, verdict, replacement}) => [fingerprint, verdict, replacement]),
      ),
    )
    .digest('hex')
