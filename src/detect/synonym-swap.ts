import {sourceSpan, textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import {allCapitals, capitalised, firstWordId, sentenceInitial} from './english-words.ts'
import {type Judge, type Judged, judgeText, readJudge} from './swap-judge.ts'
import {compareCandidates, type Proposal} from './swap-proposals.ts'
import {tally, verdictOf} from './swap-verdict.ts'

/** A document is flagged from this score on; calibrated so that one good article in five hundred is. */
const flagScore = 0.75
/** A word is flagged when it is likelier swapped than this, given how much of its document is. */
const flagChance = 0.55
/** Texts with fewer words say too little for a verdict. */
const fewestWords = 25
/** Nor is a text garbled for one or two odd words. */
const fewestSuspects = 4
/** The most frequent words are function words; the rest are content words. */
const functionWords = 130
/** English running text has at least this share of the hundred most frequent words; measured on short news. */
const leastFunctionShare = 0.2
const mostProposals = 3

let loaded: Judge | undefined
/** Loads the English model on first use. */
const englishJudge = (): Judge => {
  loaded ??= readJudge(new URL('../../models/english/', import.meta.url))
  return loaded
}

const looksEnglish = ({evidence}: Judged): boolean => {
  let known = 0
  for (const [id, times] of evidence.inDocument) if (id < firstWordId + 100) known += times
  return known >= evidence.count * leastFunctionShare
}

const contentWords = ({evidence}: Judged): number => {
  let count = 0
  for (let unit = 0; unit < evidence.count; unit += 1) {
    const id = evidence.words.id[evidence.from[unit] as number] as number
    if ((evidence.phrase[unit] as number) < 0 && (id === 0 || id >= firstWordId + functionWords)) count += 1
  }
  return count
}

const inCaseOf = (word: string, flags: number): string => {
  if (flags & allCapitals) return word.toUpperCase()
  return flags & capitalised ? word.charAt(0).toUpperCase() + word.slice(1) : word
}

type Suspect = {readonly unit: number; readonly chance: number; readonly start: number; readonly end: number}

/** Suspicious units that do not overlap, likeliest first, in text order. */
const suspectsOf = ({evidence, odds}: Judged, share: number): Suspect[] => {
  const {words, from, to} = evidence
  const found: Suspect[] = []
  for (let unit = 0; unit < evidence.count; unit += 1) {
    const weight = share * Math.exp(odds[unit] as number)
    const chance = weight / (1 - share + weight)
    if (chance < flagChance) continue
    const start = words.start[from[unit] as number] as number
    const end = words.end[(to[unit] as number) - 1] as number
    found.push({unit, chance, start, end})
  }
  const chosen: Suspect[] = []
  for (const suspect of found.sort((a, b) => b.chance - a.chance || a.start - b.start))
    if (!chosen.some(other => other.start < suspect.end && suspect.start < other.end)) chosen.push(suspect)
  return chosen.sort((a, b) => a.start - b.start)
}

const proposalsFor = (
  judge: Judge,
  {evidence}: Judged,
  unit: number,
): {expected: string[]; scores: number[]} => {
  const proposals: Proposal[] = []
  compareCandidates(judge.comparer, evidence, unit, proposals)
  proposals.sort((a, b) => b.gain - a.gain || a.id - b.id)
  const top = proposals[0]?.gain ?? 0
  const sum = proposals.reduce((total, {gain}) => total + Math.exp(gain - top), 0)
  const flags = evidence.words.flags[evidence.from[unit] as number] as number
  const chosen = proposals.slice(0, mostProposals)
  return {
    expected: chosen.map(({id}) =>
      inCaseOf(judge.model.words[id] ?? '', flags & sentenceInitial ? flags : flags & allCapitals),
    ),
    scores: chosen.map(({gain}) => Number((Math.exp(gain - top) / sum).toFixed(3))),
  }
}

/**
 * Finds words that a synonym spinner put there: each word is compared, among its neighbours, with the words it could
 * have replaced. Adds a message per suspicious word of a garbled document and the document's verdict; text in other
 * languages is left alone.
 */
export const detectSynonymSwaps = (document: Document): Document => {
  const language = document.metadata.language?.code ?? 'und'
  if (language !== 'eng' && language !== 'und') return document
  const blocks = document.blocks.flatMap((block, index) =>
    block.removed || block.kind === 'code' || block.kind === 'table'
      ? []
      : [{block, index, text: textOf(block)}],
  )
  if (blocks.every(({text}) => text.trim() === '')) return document
  const judge = englishJudge()
  const {weights} = judge

  // One text, so that what a word's document says counts; paragraphs end sentences.
  const whole = blocks.map(({text}) => text).join('.\n')
  const judged = judgeText(judge, whole)
  if (language === 'und' && !looksEnglish(judged)) return document
  const tallied = tally(judged.odds)
  if (tallied.words < fewestWords) return document
  const score = 1 / (1 + Math.exp(-verdictOf(tallied, weights.verdict)))
  const share = Math.max(0.01, tallied.share)
  const suspected = score >= flagScore ? suspectsOf(judged, share) : []
  const flagged = suspected.length >= fewestSuspects
  const suspects = flagged ? suspected : []
  const content = contentWords(judged)
  const messages: Message[] = []
  let at = 0
  let begin = 0
  for (const {unit, chance, start, end} of suspects) {
    while (at + 1 < blocks.length && start >= begin + (blocks[at]?.text.length ?? 0) + 2) {
      begin += (blocks[at]?.text.length ?? 0) + 2
      at += 1
    }
    const place = blocks[at]
    if (!place || end - begin > place.text.length) continue
    const actual = whole.slice(start, end)
    const {expected, scores} = proposalsFor(judge, judged, unit)
    messages.push({
      severity: 'warning',
      ruleId: 'detect/synonym-swap',
      reason:
        expected.length > 0
          ? `\`${actual}\` is an unlikely word here (${Math.round(100 * chance)} % likely swapped); \`${expected[0]}\` fits its neighbours better`
          : `\`${actual}\` is an unlikely word here (${Math.round(100 * chance)} % likely swapped)`,
      span: sourceSpan(place.block, start - begin, end - begin),
      actual,
      ...(expected.length > 0 ? {expected, scores} : {}),
      at: {block: place.index, start: start - begin, end: end - begin},
    })
  }
  const typical = Math.round(content * weights.typical)
  const count = suspectsOf(judged, 0.1).length
  return {
    ...document,
    messages: [...document.messages, ...messages],
    garbled: {
      score: Number(score.toFixed(4)),
      spans: messages.flatMap(({span}) => (span ? [span] : [])),
      flagged,
      reason: `${count} of ${content} content words have a far likelier synonym; typical for human news: ${typical}`,
    },
  }
}
