import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {RepairRow} from '../document/row.ts'
import {clip} from '../report/escape.ts'
import {placeInText} from '../report/repairs.ts'
import {countBounds} from './bounds.ts'
import {type Call, numberValue, type Terminal, textValue} from './command.ts'
import {UsageError} from './usage-error.ts'

/** What a language model proposed for one place. */
export type Proposal = {readonly fingerprint: string; readonly words: string; readonly by: string}

const proposalsFile = 'proposals.jsonl'

/** The proposals of language models kept in an output folder, by fingerprint. */
export const readProposals = (output: string): Map<string, Proposal> => {
  const file = join(output, proposalsFile)
  if (!existsSync(file)) return new Map()
  const proposals = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Proposal)
  return new Map(proposals.map(proposal => [proposal.fingerprint, proposal]))
}

const instruction =
  'A program replaced words of a news article by wrong synonyms. In the passage, the suspected words stand between ' +
  '<< and >>. Answer with the words that most probably stood there, in the same form and case, and nothing else. If the ' +
  'words are right, repeat them.'

/** Longer answers are no replacement of a few words. */
const longestAnswer = 120

/** Milliseconds one answer may take. */
const patience = 60_000

const isUsable = (words: unknown): words is string =>
  typeof words === 'string' && words.trim() !== '' && words.length <= longestAnswer && !words.includes('\n')

type Answer = {readonly choices?: readonly {readonly message?: {readonly content?: unknown}}[]}

const askModel = async (
  url: string,
  model: string,
  passage: string,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const key = process.env.COPYDESK_API_KEY
  const response = await fetch(url, {
    method: 'POST',
    headers: {'content-type': 'application/json', ...(key ? {authorization: `Bearer ${key}`} : {})},
    body: JSON.stringify({
      model,
      temperature: 0,
      messages: [
        {role: 'system', content: instruction},
        {role: 'user', content: passage},
      ],
    }),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  })
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`)
  const content = ((await response.json()) as Answer).choices?.[0]?.message?.content
  const words = typeof content === 'string' ? content.trim() : undefined
  return isUsable(words) ? words : undefined
}

const chatUrl = (endpoint: string): string => {
  const url = URL.parse(endpoint)
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`Expected \`--endpoint\` to be an http or https URL, got \`${endpoint}\``)
  }
  return /\/chat\/completions\/?$/.test(url.pathname)
    ? url.href
    : new URL('chat/completions', url.href.replace(/\/*$/, '/')).href
}

/**
 * Asks a language model about undecided places and keeps what it proposes beside the work list. This is the only thing in
 * Copydesk that opens a connection, and only when it is called with an endpoint.
 */
export const proposeRepairs = async (work: {
  readonly rows: readonly RepairRow[]
  readonly output: string
  readonly call: Call
  readonly terminal: Terminal
}): Promise<number> => {
  const {rows, output, call, terminal} = work
  const endpoint = textValue(call.values, 'endpoint')
  if (endpoint === undefined)
    throw new UsageError('Expected `--endpoint URL` with `propose`; nothing is ever sent without it')
  const url = chatUrl(endpoint)
  const model = textValue(call.values, 'model') ?? 'default'
  const proposals = readProposals(output)
  const asked = rows
    .filter(row => !proposals.has(row.fingerprint))
    .slice(0, numberValue(call.values, 'limit', countBounds) ?? 100)
  let failures = 0
  for (const row of asked) {
    if (terminal.signal.aborted) break
    const text = readFileSync(join(output, row.output), 'utf8')
    const {before, words, after} = placeInText(row, text)
    try {
      const proposed = await askModel(url, model, `${before}<<${words}>>${after}`, terminal.signal)
      if (proposed === undefined) continue
      proposals.set(row.fingerprint, {fingerprint: row.fingerprint, words: proposed, by: model})
    } catch (error) {
      failures++
      const why = error instanceof Error ? error.message : String(error)
      terminal.writeError(`copydesk: no answer about “${clip(row.actual, 40)}”: ${clip(why, 200)}\n`)
      if (failures >= 3) break
    }
  }
  const lines = [...proposals.values()].map(proposal => `${JSON.stringify(proposal)}\n`)
  writeFileSync(join(output, proposalsFile), lines.join(''))
  terminal.write(
    `${proposals.size} proposals; \`copydesk repair list\` shows them, \`accept FINGERPRINT:m\` takes one\n`,
  )
  return failures > 0 ? 2 : 0
}
