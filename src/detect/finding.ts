import {unitsOf} from '../compute/text-units.ts'
import {type Block, sourceSpan, textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import type {Message, Severity} from '../document/message.ts'
import {signsOf} from './text-signs.ts'

/** The current text of a block that was kept: what a detector looks at. */
export type KeptText = {
  /** Index into `Document.blocks`. */
  readonly block: number
  readonly kind: Block['kind']
  readonly title: boolean
  readonly text: string
  /** Where a text that is no code begins in `KeptPage.whole`. */
  begin: number
  /** What such a text holds; see `signs`. */
  signs: number
}

/** Where a text that is no code ends in `KeptPage.whole`. */
export const endOf = ({begin, text}: KeptText): number => begin + text.length

/** What was kept of a document. */
export type KeptPage = {
  /** In order. */
  readonly texts: readonly KeptText[]
  /** Those that are no code. */
  readonly prose: readonly KeptText[]
  /** The texts that are no code between line breaks: what lies in one piece is read at once. */
  readonly whole: string
}

/** Stands before the first text, and the half of it between two. */
const beginning = '\n\n'
const between = '\n'

/** The kept blocks of a document, each with its current text. */
export const keptPage = (document: Document): KeptPage => {
  const texts: KeptText[] = []
  const pieces: string[] = []
  document.blocks.forEach((block, index) => {
    if (block.removed) return
    const text = textOf(block)
    if (block.kind !== 'code') pieces.push(text)
    texts.push({block: index, kind: block.kind, title: block.role === 'title', text, begin: 0, signs: 0})
  })
  const whole = beginning + pieces.join(between)
  const units = unitsOf(whole)
  const prose = texts.filter(({kind}) => kind !== 'code')
  let begin = beginning.length
  for (const text of prose) {
    text.begin = begin
    text.signs = signsOf(units, begin, endOf(text))
    begin = endOf(text) + between.length
  }
  return {texts, prose, whole}
}

/** The texts that hold a sign; see `signs`. */
export const textsWith = (sign: number, texts: readonly KeptText[]): KeptText[] =>
  texts.filter(text => (text.signs & sign) !== 0)

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

/** Looks at what was kept of a document in one language (ISO 639-3, `und` when unknown). Pure. */
export type Detector = (page: KeptPage, language: string) => Finding[]
