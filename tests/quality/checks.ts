import {type CleanResult, clean} from '../../src/clean.ts'
import {textOf} from '../../src/document/block.ts'
import {spansOf} from '../document/spans-of.ts'
import {cleanFixture, type ExpectedRow, type Fixture} from './fixture.ts'
import {type WordScore, wordScore, wordsOf} from './word-score.ts'

/**
 * `text`: the editor's text, to the byte. `row`: what the row says. `settled`: the editor's text stays as it is.
 * `again`: the tool's own text stays as it is. `account`: nothing vanished silently. `glue`: no two words joined.
 */
export const checkNames = ['text', 'row', 'settled', 'again', 'account', 'glue'] as const

export type CheckName = (typeof checkNames)[number]

/** How a fixture fared: what is wrong by each check (nothing for a check that passed), and how near the text came. */
export type Outcome = {
  readonly result: CleanResult
  readonly problems: Readonly<Record<CheckName, readonly string[]>>
  readonly score: WordScore
}

const firstDifference = (actual: string, expected: string): string[] => {
  if (actual === expected) return []
  const got = actual.split('\n')
  const wanted = expected.split('\n')
  const at = wanted.findIndex((line, index) => line !== got[index])
  const line = at < 0 ? wanted.length : at
  const show = (text: string | undefined): string => (text === undefined ? 'the end' : `«${text}»`)
  return [`line ${line + 1}: expected ${show(wanted[line])}, got ${show(got[line])}`]
}

/** Fields of the row that are compared as they are; `null` stands for absent. */
const plainFields = ['title', 'byline', 'site', 'url', 'syndicatedFrom', 'rights', 'references'] as const

const rowProblems = ({row}: CleanResult, expected: ExpectedRow): string[] => {
  const problems: string[] = []
  const same = (name: string, got: unknown, wanted: unknown): void => {
    const [is, should] = [JSON.stringify(got ?? null), JSON.stringify(wanted)]
    if (should !== undefined && is !== should) problems.push(`${name}: expected ${should}, got ${is}`)
  }
  same('status', row.status, expected.status)
  same('encoding', row.source?.encoding, expected.encoding)
  same('language', row.language?.code, expected.language)
  for (const field of plainFields) same(field, row[field], expected[field])
  same('published', row.published?.slice(0, 10), expected.published)
  if (expected.reason !== undefined && !new RegExp(expected.reason, 'u').test(row.reason ?? '')) {
    problems.push(`reason: expected ${expected.reason}, got ${row.reason ?? 'none'}`)
  }
  for (const ruleId of expected.removedBy ?? []) {
    if (!row.removals.some(removal => removal.ruleId === ruleId)) {
      problems.push(`removals: expected one by ${ruleId}, got none`)
    }
  }
  for (const [ruleId, words] of Object.entries(expected.flags ?? {})) {
    const flagged = row.messages.filter(message => message.ruleId === ruleId).map(({actual}) => actual ?? '')
    same(`flags of ${ruleId}`, [...new Set(flagged)].sort(), [...new Set(words)].sort())
  }
  return problems
}

/** Of a dump, the blocks are the whole source; of any input, a block is either in the text or in the removals. */
const accountProblems = ({document, row, text}: CleanResult): string[] => {
  const problems: string[] = []
  const {source, blocks} = document
  if (document.sourceInfo.mediaType !== 'text/html') {
    let position = 0
    const spans = blocks.flatMap(block => spansOf(block, source)).sort((a, b) => a.start - b.start)
    for (const {start, end} of spans) {
      if (start < position) problems.push(`blocks overlap at ${start}`)
      const between = source.slice(position, start)
      // A byte order mark, a zero-width space and the like are as blank as a space.
      if (/[^\s\p{Cc}\p{Cf}]/u.test(between)) problems.push(`in no block: «${between.trim()}»`)
      position = end
    }
    if (/[^\s\p{Cc}\p{Cf}]/u.test(source.slice(position)))
      problems.push(`in no block: «${source.slice(position)}»`)
  }
  const paragraphs = new Set(text.split(/\n{2,}/).map(paragraph => paragraph.trim()))
  for (const block of blocks) {
    const {start, end} = block.origin
    if (block.removed) {
      const covered = row.removals.some(({span}) => span.start <= start && span.end >= end)
      if (!covered) problems.push(`removed, but in no removal: «${block.raw}»`)
      continue
    }
    const kept = textOf(block).trim()
    if (row.status === 'reject' || kept === '') continue
    if (kept.split(/\n{2,}/).some(part => !paragraphs.has(part.trim()))) {
      problems.push(`neither kept nor removed: «${kept}»`)
    }
  }
  return problems
}

/** Words of the text that are two neighbours of the source run together, unless the editor wrote them so. */
const glueProblems = ({document, text}: CleanResult, expected: string): string[] => {
  const isHtml = document.sourceInfo.mediaType === 'text/html'
  const source = wordsOf(isHtml ? document.source.replace(/<[^>]*>/g, ' ') : document.source)
  const pairs = new Map<string, string>()
  source.forEach((word, index) => {
    const next = source[index + 1]
    if (next !== undefined && word.length > 1 && next.length > 1) pairs.set(word + next, `${word}|${next}`)
  })
  const known = new Set([...source, ...wordsOf(expected)])
  return wordsOf(text).flatMap(word => {
    const pair = known.has(word) ? undefined : pairs.get(word)
    return pair === undefined ? [] : [`joined: ${pair}`]
  })
}

export const checkFixture = async (fixture: Fixture): Promise<Outcome> => {
  const result = await cleanFixture(fixture)
  const again = async (text: string): Promise<string[]> =>
    text === '' ? [] : firstDifference((await clean(text, {mediaType: 'text/plain'})).text, text)
  return {
    result,
    score: wordScore(result.text, fixture.text),
    problems: {
      text: firstDifference(result.text, fixture.text),
      row: rowProblems(result, fixture.expected),
      settled: await again(fixture.text),
      again: await again(result.text),
      account: accountProblems(result),
      glue: glueProblems(result, fixture.text),
    },
  }
}
