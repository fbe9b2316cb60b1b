import {type Block, sourceSpan, textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import type {Message, Severity} from '../document/message.ts'

/** The current text of a block that was kept: what a detector looks at. */
export type KeptText = {
  /** Index into `Document.blocks`. */
  readonly block: number
  readonly kind: Block['kind']
  readonly title: boolean
  readonly text: string
}

/** The kept blocks of a document, in order, each with its current text. */
export const keptTexts = (document: Document): KeptText[] => {
  const texts: KeptText[] = []
  document.blocks.forEach((block, index) => {
    if (!block.removed) {
      texts.push({block: index, kind: block.kind, title: block.role === 'title', text: textOf(block)})
    }
  })
  return texts
}

/** What a detector has to say about the range `[start, end)` of a kept block's current text. */
export type Finding = {
  readonly ruleId: string
  readonly severity: Severity
  readonly reason: string
  readonly text: KeptText
  readonly start: number
  readonly end: number
  /** What should stand there, best first, with its probability. */
  readonly expected?: readonly {readonly text: string; readonly score: number}[]
}

/** The longest `actual` a message quotes, in UTF-16 units; a span says the rest. */
const LONGEST_QUOTE = 200

/** The message of a finding, with its span in the source. */
export const toMessage = (document: Document, finding: Finding): Message => {
  const {text, start, end, expected} = finding
  const block = document.blocks[text.block]
  if (!block) throw new RangeError(`Expected a block of the document, got number ${text.block}`)
  return {
    severity: finding.severity,
    ruleId: finding.ruleId,
    reason: finding.reason,
    span: sourceSpan(block, start, end),
    actual: text.text.slice(start, Math.min(end, start + LONGEST_QUOTE)),
    ...(expected
      ? {expected: expected.map(each => each.text), scores: expected.map(each => each.score)}
      : {}),
    at: {block: text.block, start, end},
  }
}

/** Looks at the kept texts of a document in one language (ISO 639-3, `und` when unknown). Pure. */
export type Detector = (texts: readonly KeptText[], language: string) => Finding[]
