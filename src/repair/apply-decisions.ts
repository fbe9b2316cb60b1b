import {type Block, textOf} from '../document/block.ts'
import type {Decision, Decisions} from '../document/decision.ts'
import type {Document, Garbled} from '../document/document.ts'
import {composeEdits, type Edit} from '../document/edit.ts'
import type {Message} from '../document/message.ts'

type Placed = {readonly start: number; readonly end: number; readonly replacement: string}

/** How far a place in a block's text moves when the `placed` replacements, sorted, are made before it. */
const shiftAt = (placed: readonly Placed[], position: number): number => {
  let shift = 0
  for (const {start, end, replacement} of placed)
    if (end <= position) shift += replacement.length - (end - start)
  return shift
}

const overlaps = (place: {start: number; end: number}, others: readonly Placed[]): boolean =>
  others.some(other => place.start < other.end && other.start < place.end)

/** Replacements of each block, sorted and free of overlaps: where two overlap, the first in the text wins. */
const replacementsOf = (
  document: Document,
  decided: readonly (Decision | undefined)[],
): Map<number, Placed[]> => {
  const byBlock = new Map<number, Placed[]>()
  document.messages.forEach(({at}, index) => {
    const decision = decided[index]
    if (!at || decision?.verdict !== 'accept' || decision.replacement === undefined) return
    const placed = byBlock.get(at.block) ?? []
    if (!overlaps(at, placed)) placed.push({start: at.start, end: at.end, replacement: decision.replacement})
    byBlock.set(at.block, placed)
  })
  for (const placed of byBlock.values()) placed.sort((a, b) => a.start - b.start)
  return byBlock
}

const repaired = (block: Block, placed: readonly Placed[] | undefined): Block => {
  if (!placed || block.removed) return block
  const edits: Edit[] = placed.map(place => ({...place, ruleId: 'repair/accepted'}))
  return {...block, edits: composeEdits(block.edits, edits)}
}

const settled = (message: Message, decision: Decision): Message =>
  decision.verdict === 'accept'
    ? {
        severity: 'info',
        ruleId: 'repair/accepted',
        reason: `Replaced by \`${decision.replacement}\`, as was decided; it was flagged by ${message.ruleId}.`,
        ...(message.span ? {span: message.span} : {}),
        actual: decision.actual,
        expected: [decision.replacement ?? ''],
      }
    : {...message, severity: 'info', reason: `Found right by a reviewer. ${message.reason}`, reviewed: true}

/** The verdict on the document once the decided places no longer count: reviewed text is not garbled any more. */
const withoutReviewed = (garbled: Garbled, reviewed: readonly Message[]): Garbled => {
  const done = new Set(reviewed.flatMap(({span}) => (span ? [`${span.start}-${span.end}`] : [])))
  const spans = garbled.spans.filter(({start, end}) => !done.has(`${start}-${end}`))
  if (spans.length === garbled.spans.length || spans.length > 0) return {...garbled, spans}
  return {...garbled, spans, flagged: false, reason: `All suspected words were reviewed. ${garbled.reason}`}
}

/**
 * Carries out what people decided on suspected words: accepted repairs become edits of their blocks, rejected ones cease to
 * be findings. What nobody decided stays as it is.
 */
export const applyDecisions = (document: Document, decisions: Decisions): Document => {
  if (decisions.size === 0 || document.messages.length === 0) return document
  const decided = document.messages.map(({fingerprint}) => decisions.get(fingerprint ?? ''))
  if (decided.every(decision => decision === undefined)) return document
  const replacements = replacementsOf(document, decided)
  const reviewed = document.messages.filter((_, index) => decided[index])
  const messages = document.messages.map((message, index): Message => {
    const decision = decided[index]
    const moved = message.at && {
      block: message.at.block,
      start: message.at.start + shiftAt(replacements.get(message.at.block) ?? [], message.at.start),
      end: message.at.end + shiftAt(replacements.get(message.at.block) ?? [], message.at.end),
    }
    const current = moved ? {...message, at: moved} : message
    return decision ? settled(current, decision) : current
  })
  return {
    ...document,
    blocks: document.blocks.map((block, index) => repaired(block, replacements.get(index))),
    messages: messages.filter(message => isInPlace(document, message, replacements)),
    ...(document.garbled ? {garbled: withoutReviewed(document.garbled, reviewed)} : {}),
  }
}

/** A finding on words that an accepted repair took away has nothing left to point at. */
const isInPlace = (
  document: Document,
  message: Message,
  replacements: ReadonlyMap<number, Placed[]>,
): boolean => {
  if (!message.at || message.ruleId === 'repair/accepted') return true
  const block = document.blocks[message.at.block]
  if (!block || message.actual === undefined) return true
  const after = textOf(repaired(block, replacements.get(message.at.block)))
  return after.slice(message.at.start, message.at.end) === message.actual
}
