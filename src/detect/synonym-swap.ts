import {existsSync} from 'node:fs'
import {type Block, sourceSpan, textOf} from '../document/block.ts'
import type {Document, Garbled} from '../document/document.ts'
import type {Message} from '../document/message.ts'
import {registerPull} from './register.ts'
import {independentOdds, type Judge, type Judged, judgeText, readJudge} from './swap-judge.ts'
import {
  commonShares,
  countContentWords,
  repairsFor,
  type Suspect,
  sharesOf,
  startOf,
  suspectsOf,
} from './swap-suspects.ts'
import {type Tally, tally} from './swap-tally.ts'
import {verdictOf} from './swap-verdict.ts'
import {verseBlocks} from './verse.ts'
import {firstWordId} from './vocabulary.ts'

/**
 * A document is flagged from this score on. Chosen on held-out good text, so that one news article in two hundred at
 * most is flagged; `npm run bench:garble` measures it.
 */
const flagScore = 0.9
/** A paragraph of a document that is not flagged needs more: there are many, and each says less. */
const flagParagraphScore = 0.98
/** Texts with fewer words say too little for a verdict. */
const fewestWords = 25
/** Nor is a text garbled for a few odd words. */
const fewestSuspects = 5
/** English running text has at least this share of the hundred most frequent words; measured on short news. */
const leastFunctionShare = 0.2
const mostProposals = 3
/** Between the blocks of a document, so that sentences end with them. */
const gap = '\n\n'

/** Folder of a language's model in `models/`, where it is not the language's ISO 639-3 code. */
const folders: Readonly<Record<string, string>> = {eng: 'english'}

const loaded = new Map<string, Judge | undefined>()
/** Loads a language's model on first use; none for a language without one. */
const judgeFor = (code: string): Judge | undefined => {
  if (!loaded.has(code)) {
    const folder = new URL(`../../models/${folders[code] ?? code}/`, import.meta.url)
    const known = /^[a-z]{3}$/.test(code) && existsSync(new URL('weights.json', folder))
    loaded.set(code, known ? readJudge(folder) : undefined)
  }
  return loaded.get(code)
}

/** A block that is looked at, and where its text begins in the judged text. */
type Place = {readonly block: Block; readonly index: number; readonly begin: number; readonly end: number}

const looksEnglish = ({evidence}: Judged): boolean => {
  const {id, count} = evidence.words
  let known = 0
  for (let at = 0; at < count; at += 1)
    if ((id[at] as number) >= firstWordId && (id[at] as number) < firstWordId + 100) known += 1
  return known >= count * leastFunctionShare
}

/** A text or a part of it on the whole, 0..1; `pull` is what its register takes off. */
const scoreOf = (judge: Judge, pull: number, tallied: Tally): number =>
  1 / (1 + Math.exp(pull - verdictOf(tallied, judge.weights.verdict)))

/** Paragraphs that look spun in a document that does not. */
const spunParagraphs = (
  judge: Judge,
  judged: Judged,
  odds: Float64Array,
  places: readonly Place[],
): Place[] => {
  const {count} = judged.evidence
  let from = 0
  return places.filter(place => {
    let to = from
    let suspicious = 0
    for (; to < count && startOf(judged, to) < place.end; to += 1)
      if ((odds[to] as number) > 0) suspicious += 1
    const begin = from
    from = to
    return (
      to - begin >= fewestWords &&
      suspicious >= fewestSuspects &&
      scoreOf(judge, 0, tally(judged, odds, begin, to)) >= flagParagraphScore
    )
  })
}

const swapMessage = (judge: Judge, judged: Judged, suspect: Suspect, place: Place): Message => {
  const {unit, chance, start, end} = suspect
  const actual = judged.evidence.words.text.slice(start, end)
  const {expected, scores} = repairsFor(judge, judged, unit, mostProposals)
  const likely = `${Math.round(100 * chance)} % likely a swap`
  const at = {block: place.index, start: start - place.begin, end: end - place.begin}
  return {
    severity: 'warning',
    ruleId: 'detect/synonym-swap',
    reason:
      expected[0] === undefined
        ? `\`${actual}\` does not fit its neighbours (${likely}); say it in another word`
        : `\`${actual}\` does not fit its neighbours (${likely}); \`${expected[0]}\` does, put it back if the sense agrees`,
    span: sourceSpan(place.block, at.start, at.end),
    actual,
    ...(expected.length > 0 ? {expected, scores} : {}),
    at,
  }
}

const paragraphMessage = (place: Place, suspects: readonly Suspect[]): Message => ({
  severity: 'warning',
  ruleId: 'detect/spun-paragraph',
  reason: `${suspects.length} words of this paragraph do not fit their neighbours, far more than in the rest; compare it with its source`,
  span: sourceSpan(place.block, 0, place.end - place.begin),
})

/**
 * Finds words that a synonym spinner put there: each word is compared, among its neighbours, with the words it could
 * have replaced. Adds the document's verdict; for a garbled document a message per suspicious word, for a garbled
 * paragraph in a good one a message for it and its words. Languages without a model are left alone.
 */
export const detectSynonymSwaps = (document: Document): Document => {
  const language = document.metadata.language?.code ?? 'und'
  const places: Place[] = []
  const texts: string[] = []
  let length = 0
  const verse = verseBlocks(document.blocks)
  document.blocks.forEach((block, index) => {
    if (block.removed || block.kind === 'code' || block.kind === 'table' || verse.has(block)) return
    const text = textOf(block)
    texts.push(text)
    places.push({block, index, begin: length, end: length + text.length})
    length += text.length + gap.length
  })
  // Put together at once, the text lies in one piece, and each of its characters is read at once.
  const text = texts.join(gap)
  if (text.trim() === '') return document
  const judge = judgeFor(language === 'und' ? 'eng' : language)
  if (!judge) return document
  const judged = judgeText(judge, text)
  if (judged.evidence.count < fewestWords || (language === 'und' && !looksEnglish(judged))) return document

  const odds = independentOdds(judged)
  const pull = registerPull(judged.evidence.words, judge.register)
  const score = scoreOf(judge, pull, tally(judged, odds))
  // A paragraph stands out from a text of its own kind; of a strange kind, nobody knows what stands out.
  const spun = score >= flagScore ? places : pull > 0 ? [] : spunParagraphs(judge, judged, odds, places)
  const suspects = spun.length > 0 ? suspectsOf(judged, sharesOf(judged)) : []
  const flagged = score >= flagScore && suspects.length >= fewestSuspects
  const messages: Message[] = []
  let next = 0
  for (const place of flagged || score < flagScore ? spun : []) {
    // Both go through the text in order, so that no suspect is asked for twice.
    while ((suspects[next]?.start ?? place.begin) < place.begin) next += 1
    const first = next
    while ((suspects[next]?.end ?? Number.POSITIVE_INFINITY) <= place.end) next += 1
    const inside = suspects.slice(first, next)
    if (!flagged && inside.length < fewestSuspects) continue
    if (!flagged) messages.push(paragraphMessage(place, inside))
    messages.push(...inside.map(suspect => swapMessage(judge, judged, suspect, place)))
  }

  const content = countContentWords(judged)
  const odd = suspectsOf(judged, commonShares).length
  const garbled: Garbled = {
    score: Number(score.toFixed(4)),
    spans: messages.flatMap(({ruleId, span}) => (span && ruleId === 'detect/synonym-swap' ? [span] : [])),
    flagged,
    reason: `${odd} of ${content} content words have a far likelier synonym; typical for human news: ${Math.round(content * judge.weights.typical)}`,
  }
  return {...document, messages: [...document.messages, ...messages], garbled}
}
