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
  const words = vocabularyOf(document.blocks.map(textOf))
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

const passOver = (blocks: readonly Block[], options: NormaliseOptions): Pass => {
  const messages: Message[] = []
  const texts = blocks.map(textOf)
  const flags = texts.map(textFlags)
  const suspects = texts.filter((_, index) => (flags[index] ?? 0) & flag.mojibake)
  const support = suspects.length > 0 ? mergeSupport(suspects.map(evidenceIn)) : noSupport
  const idle = flag.lead | flag.surrogate | (options.fold ? 0 : flag.fold)
  const normalised = blocks.map((block, index) => {
    const blockFlags = flags[index] ?? 0
    if ((blockFlags & ~idle) === 0) return block
    const isCode = block.kind === 'code'
    const found = normaliseText(texts[index] ?? '', blockFlags, {...options, isCode, support})
    for (const hidden of found.hidden) messages.push(hiddenMessage(block, hidden))
    if (found.repaired.length > 0) messages.push(mojibakeMessage(block, found.repaired))
    if (found.edits.length === 0) return block
    return {...block, edits: withoutIdle(block.raw, composeEdits(block.edits, found.edits))}
  })
  return {blocks: normalised, messages, hasMojibake: support.charsets.size > 0, support}
}

/** Title and names, which the page's metadata gave, written like its text. */
const namesOf = ({metadata}: Document, options: NormaliseOptions, support: MojibakeSupport): Metadata => {
  const written = (text: string): string => {
    const flags = textFlags(text)
    return applyEdits(text, normaliseText(text, flags, {...options, isCode: false, support}).edits).trim()
  }
  return {
    ...metadata,
    ...(metadata.title === undefined ? {} : {title: written(metadata.title)}),
    byline: metadata.byline.map(written),
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

type BlockOptions = NormaliseOptions & {readonly isCode: boolean; readonly support: MojibakeSupport}

/** What normalises one block's text. */
const normaliseText = (text: string, textFlagsNow: number, options: BlockOptions): Normalised => {
  let flags = textFlagsNow
  let {support} = options
  let edits: readonly Edit[] = []
  let current = text
  const hidden: Hidden[] = []
  const repaired: Layer[] = []
  const apply = (found: readonly Edit[]): void => {
    if (found.length === 0) return
    edits = composeEdits(edits, found)
    current = applyEdits(current, found)
  }
  for (let round = 0; round < maximumRounds; round++) {
    const before = current
    if (flags & flag.ampersand && !options.isCode) apply(entityEdits(current))
    if (flags & flag.mojibake) {
      const found = mojibakeRepairs(current, support)
      support = supportAfter(support, found)
      repaired.push(...layerOf(current, edits, found))
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
      // Where mojibake was found and left alone, quotes may be pieces of it.
      const isWhole = !(flags & flag.mojibake) || evidenceIn(current).charsets.size === 0
      if (flags & flag.fold && options.fold && !options.isCode && isWhole) apply(foldEdits(current))
      if (flags & flag.space || current !== before) apply(spaceEdits(current))
    }
    if (current === before) break
    flags = textFlags(current)
  }
  return {edits, hidden, repaired}
}
