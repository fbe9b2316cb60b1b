import {type Block, sourceSpan, textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import {applyEdits, composeEdits, type Edit} from '../document/edit.ts'
import type {Message} from '../document/message.ts'
import {flag, textFlags} from './character-flags.ts'
import {entityEdits} from './entities.ts'
import {foldEdits} from './fold.ts'
import {compatibilityEdits, composedEdits} from './forms.ts'
import {type Hidden, invisibleEdits} from './invisibles.ts'
import {evidenceIn, type MojibakeSupport, mergeSupport, mojibakeRepairs, type Repair} from './mojibake.ts'
import {spaceEdits} from './spaces.ts'

/** What normalising does beyond what it always does. */
export type NormaliseOptions = {
  /** Write quotes, dashes and ellipses in ASCII. */
  readonly fold: boolean
}

/**
 * Every block's text as it should be written: characters, spaces and lines put right by edits that say what and why;
 * `raw` stays. Normalising normalised text gives no edits. Code keeps its references and forms.
 */
export const normalise = (document: Document, options: NormaliseOptions): Document => {
  const messages: Message[] = []
  const texts = document.blocks.map(textOf)
  const flags = texts.map(textFlags)
  const support = mergeSupport(
    texts.filter((_, index) => (flags[index] ?? 0) & flag.mojibake).map(text => evidenceIn(text)),
  )
  const blocks = document.blocks.map((block, index) => {
    const text = texts[index] ?? ''
    const isCode = block.kind === 'code'
    const normalised = normaliseText(text, flags[index] ?? 0, {...options, isCode, support})
    if (normalised === undefined) return block
    const {edits, hidden, repairs} = normalised
    for (const found of hidden) messages.push(hiddenMessage(block, found))
    if (repairs.length > 0) messages.push(mojibakeMessage(block, text, repairs))
    return edits.length === 0
      ? block
      : {...block, edits: withoutIdle(block.raw, composeEdits(block.edits, edits))}
  })
  return {
    ...document,
    blocks,
    messages: messages.length > 0 ? [...document.messages, ...messages] : document.messages,
  }
}

/** Two rounds may undo each other: an edit that writes what stood there is none. */
const withoutIdle = (raw: string, edits: readonly Edit[]): readonly Edit[] =>
  edits.filter(edit => raw.slice(edit.start, edit.end) !== edit.replacement)

const hiddenMessage = (block: Block, found: Hidden): Message => ({
  severity: 'warning',
  ruleId: found.ruleId,
  reason: found.reason,
  span: sourceSpan(block, found.start, found.end),
})

/** One message for a block, with the first place; the edits have them all. */
const mojibakeMessage = (block: Block, text: string, repairs: readonly (readonly Repair[])[]): Message => {
  const layers = repairs.map(layer => `\`${[...new Set(layer.map(repair => repair.charset))].join('`, `')}\``)
  const [first] = repairs[0] ?? []
  const count = repairs[0]?.length ?? 0
  const places = count === 1 ? 'one place' : `${count} places`
  return {
    severity: 'info',
    ruleId: 'normalise/mojibake',
    reason: `UTF-8 that had been read as ${layers.join(', and that again as ')} was put right in ${places}.`,
    ...(first && {
      span: sourceSpan(block, first.start, first.end),
      actual: text.slice(first.start, first.end),
      expected: [first.replacement],
    }),
  }
}

type Normalised = {
  /** Sorted, offsets into the text. */
  readonly edits: readonly Edit[]
  readonly hidden: readonly Hidden[]
  /** Mojibake by layers; the first has offsets into the text. */
  readonly repairs: readonly (readonly Repair[])[]
}

/**
 * Each round may bring to light what an earlier pass looks for (a reference that hides a no-break space, a layer of
 * mojibake under another). Real text takes two rounds, the second of which finds nothing; the bound only keeps hostile
 * text from costing more than its length.
 */
const maximumRounds = 16

type BlockOptions = NormaliseOptions & {readonly isCode: boolean; readonly support: MojibakeSupport}

/** What normalises one block's text; undefined when there is nothing to do. */
const normaliseText = (text: string, textFlagsNow: number, options: BlockOptions): Normalised | undefined => {
  let flags = textFlagsNow
  const idle = flag.lead | flag.surrogate | (options.fold ? 0 : flag.fold)
  if ((flags & ~idle) === 0) return undefined
  let edits: readonly Edit[] = []
  let current = text
  const hidden: Hidden[] = []
  const repairs: (readonly Repair[])[] = []
  const apply = (found: readonly Edit[]): void => {
    if (found.length === 0) return
    edits = composeEdits(edits, found)
    current = applyEdits(current, found)
  }
  for (let round = 0; round < maximumRounds; round++) {
    const before = current
    if (flags & flag.ampersand && !options.isCode) apply(entityEdits(current))
    if (flags & flag.mojibake) {
      const found = mojibakeRepairs(current, options.support)
      if (found.length > 0) repairs.push(found)
      apply(found)
    }
    // Mojibake is white space and controls in part: they are left alone until no layer of it is left.
    if (current === before) {
      if (flags & flag.invisible) {
        const found = invisibleEdits(current)
        if (edits.length === 0) hidden.push(...found.hidden)
        apply(found.edits)
      }
      if (flags & flag.form) {
        if (!options.isCode) apply(compatibilityEdits(current))
        apply(composedEdits(current))
      }
      if (flags & flag.fold && options.fold && !options.isCode) apply(foldEdits(current))
      if (flags & flag.space || current !== before) apply(spaceEdits(current))
    }
    if (current === before) break
    flags = textFlags(current)
  }
  return {edits, hidden, repairs}
}
