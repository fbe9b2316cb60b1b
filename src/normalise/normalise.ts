import {type Block, sourceSpan, textOf} from '../document/block.ts'
import type {Document} from '../document/document.ts'
import {applyEdits, composeEdits, type Edit} from '../document/edit.ts'
import type {Message} from '../document/message.ts'
import {flag, textFlags} from './character-flags.ts'
import {entityEdits} from './entities.ts'
import {foldEdits} from './fold.ts'
import {compatibilityEdits, composedEdits} from './forms.ts'
import {type Hidden, invisibleEdits} from './invisibles.ts'
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
  const blocks = document.blocks.map(block => {
    const text = textOf(block)
    const {edits, hidden} = normaliseText(text, {...options, isCode: block.kind === 'code'})
    for (const found of hidden) messages.push(hiddenMessage(block, found))
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

export type Normalised = {
  readonly edits: readonly Edit[]
  /** Offsets into the text before the edits. */
  readonly hidden: readonly Hidden[]
}

/**
 * Each round may bring to light what an earlier pass looks for (a reference that hides a no-break space). Real text
 * takes two rounds, the second of which finds nothing; the bound only keeps hostile text from costing more than its
 * length.
 */
const maximumRounds = 12

/** The edits that normalise one block's text. */
export const normaliseText = (
  text: string,
  options: NormaliseOptions & {readonly isCode: boolean},
): Normalised => {
  let edits: readonly Edit[] = []
  const hidden: Hidden[] = []
  let current = text
  for (let round = 0; round < maximumRounds; round++) {
    const flags = textFlags(current)
    const before = current
    const run = (pass: (text: string) => readonly Edit[]): void => {
      const found = pass(current)
      if (found.length === 0) return
      edits = composeEdits(edits, found)
      current = applyEdits(current, found)
    }
    if (flags & flag.ampersand && !options.isCode) run(entityEdits)
    if (flags & flag.invisible || !current.isWellFormed())
      run(pending => {
        const found = invisibleEdits(pending)
        if (round === 0 && pending === text) hidden.push(...found.hidden)
        return found.edits
      })
    if (flags & flag.form) {
      if (!options.isCode) run(compatibilityEdits)
      run(composedEdits)
    }
    if (flags & flag.fold && options.fold && !options.isCode) run(foldEdits)
    if (flags & flag.space || current !== before) run(spaceEdits)
    if (current === before) break
  }
  return {edits, hidden}
}
