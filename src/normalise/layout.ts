import {type Block, type Segment, textOf} from '../document/block.ts'
import {composeEdits, type Edit} from '../document/edit.ts'
import {unitAt} from '../document/unit-at.ts'
import {isSpace} from '../document/white-space.ts'
import type {Vocabulary} from './vocabulary.ts'

/**
 * Words that the layout of a page broke apart, put together where the document itself shows that they are words: a
 * letter-spaced headline, a hyphen at the end of a line, a drop cap. Where it does not show it, they are left.
 */
export const rejoined = (
  blocks: readonly Block[],
  source: string,
  vocabulary: Vocabulary,
): readonly Block[] => withDropCaps(blocks, source, vocabulary).map(block => rejoinedBlock(block, vocabulary))

const rejoinedBlock = (block: Block, vocabulary: Vocabulary): Block => {
  if (block.kind === 'code' || block.kind === 'table') return block
  // Where nothing was joined there is no hyphen at a line's end.
  const isJoined = block.edits.length > 0
  if (!isJoined && !mayBeLetterSpaced(block.raw)) return block
  const text = textOf(block)
  const hyphens = isJoined ? hyphenEdits(block, text, vocabulary) : []
  const edits = [...hyphens, ...letterSpacingEdits(text, vocabulary)]
  return edits.length === 0 ? block : {...block, edits: composeEdits(block.edits, edits)}
}

/** Headlines are short; a longer line of single letters is something else. */
const longestHeadline = 120

/** Single letters one blank apart; words two or more blanks apart. */
const letterSpaced = /^\s*\p{L}\p{M}*(?:\s+\p{L}\p{M}*){3,}\s*[.!?:]?\s*$/u

/** Whether the first character stands alone, as far as two units tell: quicker than asking for the whole line. */
const mayBeLetterSpaced = (text: string): boolean => {
  const {length} = text
  if (length > longestHeadline) return false
  let at = 0
  while (at < length && isSpace(unitAt(text, at))) at += 1
  const next = at + 1 < length ? unitAt(text, at + 1) : 0
  return next >= 0x80 || isSpace(next)
}

/** A blank between two letters of a word. */
const narrowGap = /(?<=\p{L}\p{M}*)[ \u00a0\u2002-\u200a\u202f](?=\p{L})/gu

/**
 * `B R E A K I N G   N E W S`: certain where wider gaps tell the words apart, or where the one word it makes is in the
 * document; the letters of a list (`A B C D`) make none.
 */
export const letterSpacingEdits = (text: string, vocabulary: Vocabulary): Edit[] => {
  if (!mayBeLetterSpaced(text) || !letterSpaced.test(text)) return []
  const words = text.trim().split(/\s{2,}/)
  const lengths = words.map(word => word.match(/\p{L}/gu)?.length ?? 0)
  const hasTwoGaps = words.length > 1 && lengths.filter(length => length > 2).length * 2 >= words.length
  const isCertain =
    (hasTwoGaps && Math.max(...lengths) > 3) ||
    words.every(word => vocabulary(word.replaceAll(/[^\p{L}\p{M}]/gu, '')) > 0)
  if (!isCertain) return []
  return [...text.matchAll(narrowGap)].map(({index}) => ({
    start: index,
    end: index + 1,
    replacement: '',
    ruleId: 'normalise/letter-spacing',
  }))
}

const lettersBefore = /[\p{L}\p{M}]+$/u
const lettersAfter = /^[\p{L}\p{M}]+/u

/** No word is longer; only so much text is looked at on either side of a hyphen. */
const longestWord = 40

/**
 * The hyphen at a line's end, where extraction joined the lines: it goes where the document has the word without it,
 * and nowhere else with it.
 */
const hyphenEdits = (block: Block, text: string, vocabulary: Vocabulary): Edit[] => {
  const edits: Edit[] = []
  let shift = 0
  for (const edit of block.edits) {
    const at = edit.start + shift
    shift += edit.replacement.length - (edit.end - edit.start)
    const isJoin = edit.replacement === '' && /[\n\r]/.test(block.raw.slice(edit.start, edit.end))
    if (!isJoin || !/[-\u2010]/.test(text.charAt(at - 1))) continue
    const left = lettersBefore.exec(text.slice(Math.max(0, at - 1 - longestWord), at - 1))?.[0]
    const right = lettersAfter.exec(text.slice(at, at + longestWord))?.[0]
    if (!left || !right || vocabulary(left + right) === 0 || vocabulary(`${left}-${right}`) > 1) continue
    edits.push({start: at - 1, end: at, replacement: '', ruleId: 'normalise/hyphen'})
  }
  return edits
}

const singleCapital = /^\s*(\p{Lu}\p{M}*)\s*$/u
const beginsSmall = /^\s*(\p{Ll}[\p{L}\p{M}]*)/u

/** Capitals that are words by themselves in some language; what follows them may be the next word. */
const oneLetterWord = /[AEIOUYÀÉWZVKSАВИКОСУЯІ]/

/**
 * A drop cap that extraction took for a paragraph: a capital alone, before a paragraph that begins in small letters
 * and with it makes a word of the document. Not where both may be words, as in `A` and `way`.
 */
const withDropCaps = (blocks: readonly Block[], source: string, vocabulary: Vocabulary): readonly Block[] => {
  if (!blocks.some(mayBeDropCap)) return blocks
  const joined: Block[] = []
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]
    const next = blocks[index + 1]
    if (!block) continue
    const merged = next && isDropCap(block, next, vocabulary) ? mergeBlocks(block, next, source) : undefined
    joined.push(merged ?? block)
    if (merged) index++
  }
  return joined
}

/** A capital by itself. */
const mayBeDropCap = (block: Block): boolean =>
  block.raw.length <= longestDropCap && !block.removed && singleCapital.test(textOf(block))

const isDropCap = (block: Block, next: Block, vocabulary: Vocabulary): boolean => {
  if (!mayBeDropCap(block) || next.removed || block.role || next.role) return false
  const capital = singleCapital.exec(textOf(block))?.[1]
  const rest = capital === undefined ? undefined : beginsSmall.exec(textOf(next))?.[1]
  if (capital === undefined || rest === undefined || vocabulary(capital + rest) === 0) return false
  return !oneLetterWord.test(capital) || vocabulary(rest) <= 1
}

/** A letter, and the blanks a dump may have around it. */
const longestDropCap = 8

/** A block of a dump without segments is one. */
const segmentsOf = ({segments, raw, origin}: Block): readonly Segment[] =>
  segments ?? [{raw: 0, rawLength: raw.length, source: origin.start, sourceLength: raw.length}]

/** One block of two, the white space between them taken out; none where something else stands between them. */
const mergeBlocks = (first: Block, second: Block, source: string): Block | undefined => {
  const inPieces = first.segments !== undefined || second.segments !== undefined
  const gap = inPieces ? '\n' : source.slice(first.origin.end, second.origin.start)
  if (!/^\s+$/.test(gap)) return undefined
  const offset = first.raw.length + gap.length
  const start = first.raw.trimEnd().length
  const end = offset + second.raw.length - second.raw.trimStart().length
  const segments = [
    ...segmentsOf(first),
    ...segmentsOf(second).map(segment => ({...segment, raw: segment.raw + offset})),
  ]
  const later = second.edits.map(edit => ({...edit, start: edit.start + offset, end: edit.end + offset}))
  return {
    ...second,
    origin: {start: first.origin.start, end: second.origin.end},
    raw: first.raw + gap + second.raw,
    ...(inPieces && {segments}),
    edits: [
      ...first.edits.filter(edit => edit.end <= start),
      {start, end, replacement: '', ruleId: 'normalise/drop-cap'},
      ...later.filter(edit => edit.start >= end),
    ],
  }
}
