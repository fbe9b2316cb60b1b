import {type Block, sourceSpan, textOf} from '../document/block.ts'
import type {Document, Metadata} from '../document/document.ts'
import {applyEdits, beforeEdits, composeEdits, type Edit} from '../document/edit.ts'
import type {Message} from '../document/message.ts'
import {flag, textFlags} from './character-flags.ts'
import {entityEdits} from './entities.ts'
import {foldEdits} from './fold.ts'
import {compatibilityEdits, composedEdits} from './forms.ts'
import {type Hidden, invisibleEdits} from './invisibles.ts'
import {rejoined} from './layout.ts'
import {evidenceIn, mojibakeRepairs, type Repair} from './mojibake.ts'
import {type MojibakeSupport, mergeSupport, noSupport, supportAfter} from './mojibake-support.ts'
import {spaceEdits} from './spaces.ts'
import {vocabularyOf} from './vocabulary.ts'

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
  const words = vocabularyOf(document.blocks)
  let pass = passOver(rejoined(document.blocks, document.source, words), options)
  let {blocks} = pass
  const messages = [...document.messages, ...pass.messages]
  // What one block turns out to be is evidence on the others: again, until nothing changes.
  for (let count = 1; pass.hasMojibake && count < maximumRounds; count++) {
    pass = passOver(blocks, options)
    if (blocks.every((block, index) => block === pass.blocks[index])) break
    blocks = pass.blocks
    messages.push(...pass.messages.filter(message => message.ruleId === 'normalise/mojibake'))
  }
  return {...document, blocks, messages, metadata: namesOf(document, options, pass.support)}
}

type Pass = {
  readonly blocks: readonly Block[]
  readonly messages: readonly Message[]
  readonly hasMojibake: boolean
  readonly support: MojibakeSupport
}

const passOver = (blocks: readonly Block[], {fold}: NormaliseOptions): Pass => {
  const messages: Message[] = []
  const texts = blocks.map(textOf)
  const flags = texts.map(textFlags)
  const suspects = texts.filter((_, index) => (flags[index] ?? 0) & flag.mojibake)
  const support = suspects.length > 0 ? mergeSupport(suspects.map(evidenceIn)) : noSupport
  const prose: TextOptions = {fold, isCode: false, support}
  const code: TextOptions = {fold, isCode: true, support}
  const normalised = blocks.map((block, index) => {
    const blockFlags = flags[index] ?? 0
    if (isIdle(blockFlags, fold)) return block
    const found = normaliseText(texts[index] ?? '', blockFlags, block.kind === 'code' ? code : prose)
    for (const hidden of found.hidden) messages.push(hiddenMessage(block, hidden))
    if (found.repaired.length > 0) messages.push(mojibakeMessage(block, found.repaired))
    if (found.edits.length === 0) return block
    return {...block, edits: withoutIdle(block.raw, composeEdits(block.edits, found.edits))}
  })
  return {blocks: normalised, messages, hasMojibake: support.charsets.size > 0, support}
}

/** Whether a text of such characters stays as it is. */
const isIdle = (flags: number, fold: boolean): boolean =>
  (flags & ~(fold ? flag.lead | flag.surrogate : flag.lead | flag.surrogate | flag.fold)) === 0

/** Title and names, which the page's metadata gave, written like its text. */
const namesOf = ({metadata}: Document, {fold}: NormaliseOptions, support: MojibakeSupport): Metadata => {
  const options: TextOptions = {fold, isCode: false, support}
  const written = (text: string): string =>
    applyEdits(text, normaliseText(text, textFlags(text), options).edits).trim()
  const {title, besideTitle} = metadata
  return {
    ...metadata,
    ...(title === undefined ? {} : {title: written(title)}),
    ...(besideTitle ? {besideTitle: {...besideTitle, text: written(besideTitle.text)}} : {}),
    byline: metadata.byline.map(written),
  }
}

/** Two rounds may undo each other: an edit that writes what stood there is none. */
const withoutIdle = (raw: string, edits: readonly Edit[]): readonly Edit[] => {
  const isIdleEdit = ({start, end, replacement}: Edit): boolean =>
    replacement.length === end - start && raw.startsWith(replacement, start)
  return edits.some(isIdleEdit) ? edits.filter(edit => !isIdleEdit(edit)) : edits
}

const hiddenMessage = (block: Block, found: Hidden): Message => ({
  severity: 'warning',
  ruleId: found.ruleId,
  reason: found.reason,
  span: sourceSpan(block, found.start, found.end),
})

/** One message for a block, with the first place; the edits have them all. */
const mojibakeMessage = (block: Block, layers: readonly Layer[]): Message => {
  const names = layers.map(({charsets}) => `\`${charsets.join('`, `')}\``)
  const count = layers[0]?.count ?? 0
  const first = layers[0]?.first
  const places = count === 1 ? 'one place' : `${count} places`
  return {
    severity: 'info',
    ruleId: 'normalise/mojibake',
    reason: `UTF-8 that had been read as ${names.join(', and that again as ')} was put right in ${places}.`,
    ...(first && {
      span: sourceSpan(block, first.start, first.end),
      actual: first.actual,
      expected: [first.replacement],
    }),
  }
}

/** What was repaired of one layer of mojibake. */
type Layer = {
  readonly charsets: readonly string[]
  readonly count: number
  /** The first place; offsets into the text before all edits. */
  readonly first: {
    readonly start: number
    readonly end: number
    readonly actual: string
    readonly replacement: string
  }
}

const layerOf = (text: string, edits: readonly Edit[], repairs: readonly Repair[]): Layer[] => {
  const [first] = repairs
  if (!first) return []
  const {start, end, replacement} = first
  const place = {...beforeEdits(edits, start, end), actual: text.slice(start, end), replacement}
  return [{charsets: [...new Set(repairs.map(({charset}) => charset))], count: repairs.length, first: place}]
}

type Normalised = {
  /** Sorted, offsets into the text. */
  readonly edits: readonly Edit[]
  readonly hidden: readonly Hidden[]
  readonly repaired: readonly Layer[]
}

/**
 * Each round may bring to light what an earlier pass looks for (a reference that hides a no-break space, a layer of
 * mojibake under another). Real text takes two rounds, the second of which finds nothing; the bound only keeps hostile
 * text from costing more than its length.
 */
const maximumRounds = 16

/** What normalises a text. */
type TextOptions = NormaliseOptions & {readonly isCode: boolean; readonly support: MojibakeSupport}

/** A text on its way: its edits so far, and what they make of it. */
type Work = {edits: readonly Edit[]; text: string}

const apply = (work: Work, found: readonly Edit[]): void => {
  if (found.length === 0) return
  work.edits = composeEdits(work.edits, found)
  work.text = applyEdits(work.text, found)
}

/** What normalises one block's text. */
const normaliseText = (text: string, textFlagsNow: number, options: TextOptions): Normalised => {
  const {fold, isCode} = options
  let flags = textFlagsNow
  let {support} = options
  const work: Work = {edits: [], text}
  const hidden: Hidden[] = []
  const repaired: Layer[] = []
  for (let round = 0; round < maximumRounds && !isIdle(flags, fold); round++) {
    const before = work.text
    if (flags & flag.ampersand && !isCode) apply(work, entityEdits(work.text))
    if (flags & flag.mojibake) {
      const found = mojibakeRepairs(work.text, support)
      support = supportAfter(support, found)
      repaired.push(...layerOf(work.text, work.edits, found))
      apply(work, found)
    }
    // Mojibake is white space and controls in part: they are left alone until no layer of it is left.
    if (work.text === before) {
      if (flags & flag.invisible) {
        const found = invisibleEdits(work.text)
        if (work.edits.length === 0) hidden.push(...found.hidden)
        apply(work, found.edits)
      }
      if (flags & flag.form) {
        if (!isCode) apply(work, compatibilityEdits(work.text))
        apply(work, composedEdits(work.text))
      }
      if (flags & flag.fold && fold && !isCode && isWhole(work.text, flags)) apply(work, foldEdits(work.text))
      if (flags & flag.space || work.text !== before) apply(work, spaceEdits(work.text))
    }
    if (work.text === before) break
    flags = textFlags(work.text)
  }
  return {edits: work.edits, hidden, repaired}
}

/** Where mojibake was found and left alone, quotes may be pieces of it. */
const isWhole = (text: string, flags: number): boolean =>
  !(flags & flag.mojibake) || evidenceIn(text).charsets.size === 0
