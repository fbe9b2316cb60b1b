import type {Edit} from '../document/edit.ts'
import {type Charset, charsetMask, charsets, type Sequence, sequenceAt} from './mojibake-charsets.ts'
import {withGraves} from './mojibake-graves.ts'
import {oddness, plausibility, scriptBlock} from './mojibake-score.ts'
import {type MojibakeSupport, mergeSupport, noSupport} from './mojibake-support.ts'

/** Text that was decoded with the wrong charset, and what it says. */
export type Repair = Edit & {
  /** What the UTF-8 was read as. */
  readonly charset: string
}

/**
 * Bits of evidence from which on a run of characters is taken for mojibake. Chosen on texts in 23 languages: the
 * lowest at which none of the good ones changed.
 */
const threshold = 4

/** The same where the text holds other mojibake of the charset. */
const supportedThreshold = 2

/** Mojibake is odd to look at; what is not, is what it seems to be, however well it decodes. */
const leastOddness = 1.5

/** Longer runs are dealt with piece by piece, so that time stays linear. */
const longestChain = 16

/**
 * How odd a character is by itself. `Ã` and `Â` are rare in all languages and begin nearly all Western mojibake; and no word
 * is `Â` or begins with it before a symbol.
 */
const leadOddness = (text: string, index: number): number => {
  const code = text.charCodeAt(index)
  if (code === 0xc2) return /[\p{L}]/u.test(before(text, index)) ? 1 : 2
  return code === 0xc3 ? 2 : 0
}

/** The lines and boxes that mojibake of the DOS charsets is made of are mostly drawings. */
const drawingCost = 1

const isDrawn = ({name}: Charset): boolean => name.startsWith('cp')

const controls = (sequence: string): number => sequence.match(/[\u0080-\u009f]/g)?.length ?? 0

/** A run that scores this low does not come back, however it goes on. */
const beyondHope = -12

type Chain = {
  readonly charset: Charset
  readonly end: number
  readonly score: number
  readonly replacement: string
  readonly sequences: number
}

/**
 * One layer of mojibake: the runs of characters that are UTF-8 read with a one-byte charset. They are found one by
 * one, so that good text between them is never touched; each is weighed by how odd it looks as it stands against how
 * likely its decoding is in its place. A text that was mangled several times over takes as many rounds.
 *
 * @param support What the document as a whole was mangled with; where that is more than the text itself shows, less
 *   evidence is asked for.
 */
export const mojibakeRepairs = (text: string, support: MojibakeSupport): Repair[] => {
  const evidence = evidenceIn(text)
  const own = mergeSupport([support, evidence])
  if (own.charsets.size === 0 && !text.includes('Ã')) return []
  const found = chainsOf(text, own)
  if (found.length === 1 && isAlone(support, evidence) && isInconsistent(text, found)) return []
  if (isHopeless(text, found, evidence)) return []
  const repairs = found.map(({start, chain}) => ({
    start,
    end: chain.end,
    replacement: chain.replacement,
    ruleId: 'normalise/mojibake',
    charset: chain.charset.name,
  }))
  return withGraves(text, repairs, own)
}

type Found = {readonly start: number; readonly chain: Chain}

/** This many like runs of too little evidence each are enough together. */
const enoughWeakRuns = 3

/** What a text says by itself of how it was mangled. */
export const evidenceIn = (text: string): MojibakeSupport => {
  const bits = new Map<string, number>()
  const scripts = new Set<number>()
  const weakRuns = new Map<string, number>()
  for (let start = 0; start < text.length; ) {
    let end = start + 1
    const mask = charsetMask(text.charCodeAt(start), text.charCodeAt(start + 1))
    if (mask !== 0) {
      for (const [index, charset] of charsets.entries()) {
        const chain = mask & (1 << index) ? chainIn(text, start, charset, noSupport) : undefined
        if (!chain || chain.score < supportedThreshold) continue
        const {name} = charset
        if (chain.score >= threshold) {
          bits.set(name, (bits.get(name) ?? 0) + chain.score)
          end = Math.max(end, chain.end)
          for (const character of chain.replacement)
            if (character > '\u036f') scripts.add(scriptBlock(character))
        } else if (!isDrawn(charset)) {
          weakRuns.set(name, (weakRuns.get(name) ?? 0) + 1)
          if ((weakRuns.get(name) ?? 0) >= enoughWeakRuns && !bits.has(name)) bits.set(name, threshold)
        }
      }
    }
    start = end
  }
  return {charsets: bits, scripts}
}

const chainsOf = (text: string, support: MojibakeSupport): Found[] => {
  const found: Found[] = []
  const most = Math.max(1, ...support.charsets.values())
  const bonus = (name: string): number => (preference * (support.charsets.get(name) ?? 0)) / most
  for (let start = 0; start < text.length; ) {
    let best: Chain | undefined
    const mask = charsetMask(text.charCodeAt(start), text.charCodeAt(start + 1))
    if (mask !== 0) {
      for (const [index, charset] of charsets.entries()) {
        const chain = mask & (1 << index) ? chainIn(text, start, charset, support) : undefined
        const enough = support.charsets.has(charset.name) ? supportedThreshold : threshold
        if (!chain || chain.score < enough) continue
        if (!best || chain.score + bonus(charset.name) > best.score + bonus(best.charset.name)) best = chain
      }
    }
    if (best) found.push({start, chain: best})
    start = best ? best.end : start + 1
  }
  return found
}

/** Bits by which the charset with the most evidence is preferred to one that explains a run slightly better. */
const preference = 2

/** The best-scoring run of sequences from `start` on. */
const chainIn = (
  text: string,
  start: number,
  charset: Charset,
  support: MojibakeSupport,
): Chain | undefined => {
  const isSupported = support.charsets.has(charset.name)
  const sequences: Sequence[] = []
  let end = start
  while (sequences.length < longestChain) {
    const sequence = sequenceAt(text, end, charset)
    if (!sequence || (sequence.lead === 0xc3 && text.charCodeAt(end + 1) === 0x20)) break
    sequences.push(sequence)
    end += sequence.length
  }
  let best: Chain | undefined
  let odd = 0
  let fit = 0
  let replacement = ''
  let hasClean = false
  let position = start
  for (const [index, sequence] of sequences.entries()) {
    const next = position + sequence.length
    odd += leadOddness(text, position)
    if (isDrawn(charset)) fit -= drawingCost
    fit -= charset.controlCost * controls(text.slice(position, next))
    for (let at = position; at < next; at++) odd += oddness(before(text, at), text.charAt(at))
    const following = sequences[index + 1]?.character ?? characterAt(text, next)
    const preceding = sequences[index - 1]?.character ?? characterBefore(text, start)
    if (sequence.character === '\ufeff') odd += markOddness
    const own = plausibility(sequence.character, preceding, following, support.scripts)
    fit += own < nestedFit && endsInSequence(replacement + sequence.character, charset) ? nestedFit : own
    if (sequence.character === '\u00a0' && !/\p{L}/u.test(before(text, start))) fit += 2
    if (sequence.isLossy) fit -= lossPenalty(text.slice(position, next), isSupported)
    else hasClean = true
    if (odd + fit < beyondHope) break
    replacement += sequence.character
    position = next
    const least =
      isSupported &&
      isLikelyAnyway(sequences.slice(0, index + 1), charset, support, [before(text, start), following])
        ? 0
        : leastOddness
    const isAllowed = hasClean || isSupported || text.slice(start, next).includes('\ufffd')
    const total = odd + oddness(before(text, next), text.charAt(next))
    const score = total + fit
    if (isAllowed && total >= least && (!best || score >= best.score))
      best = {charset, end: next, score, replacement, sequences: index + 1}
  }
  return best
}

/**
 * Beside other mojibake of its charset, a run need not look odd where it is three bytes long, which good text does not
 * hit by chance, or where it makes a Latin letter, a letter of a script that came to light, or a symbol. Not so where
 * lead bytes look like Cyrillic or Greek letters: there, good words decode.
 */
const isLikelyAnyway = (
  sequences: readonly Sequence[],
  {name}: Charset,
  {scripts}: MojibakeSupport,
  [preceding, following]: readonly [string, string],
): boolean => {
  const looksLikeWords = name === 'windows-1251' || name === 'windows-1253'
  const isAlone = sequences.length === 1 && !/\p{L}/u.test(preceding + following)
  return sequences.every(({length, character, isLossy, lead}, index) => {
    if (isLossy && looksLikeWords) return false
    if (length > 2) return true
    if (character === '\ufffd') return lead >= 0xc3 && lead <= 0xc5
    if (isLossy) return character === 'Š' && /\p{Ll}/u.test(following)
    if (/[À-ɏ]/.test(character)) return true
    // A word of one letter, `в`, looks like one of two, `РІ`; no such words are.
    if (looksLikeWords) return isAlone && scripts.has(scriptBlock(character))
    return scripts.has(scriptBlock(character)) || (lead === 0xc2 && (index > 0 || !/\p{L}/u.test(preceding)))
  })
}

/** Three characters such as `ï»¿` are a byte order mark and nothing else. */
const markOddness = 3

/** How likely a character is that, with those before it, is mojibake in turn. */
const nestedFit = 2

/** Whether a text ends in what UTF-8 looks like in the charset: a text that was mangled twice. */
const endsInSequence = (text: string, charset: Charset): boolean =>
  [2, 3, 4].some(length => {
    const sequence = text.length < length ? undefined : sequenceAt(text, text.length - length, charset)
    return (
      sequence?.length === length &&
      !sequence.isLossy &&
      plausibility(sequence.character, '', '', noScripts) >= 2
    )
  })

const noScripts: ReadonlySet<number> = new Set()

/** U+FFFD says itself that a byte was lost; a space or a question mark may stand where it belongs. */
const lossPenalty = (sequence: string, isSupported: boolean): number => {
  if (sequence.includes('\ufffd')) return 0
  if (sequence === 'â€') return 1
  return isSupported ? 0 : 2
}

const before = (text: string, index: number): string => (index > 0 ? text.charAt(index - 1) : '')

const characterBefore = (text: string, index: number): string => {
  const low = text.charCodeAt(index - 1)
  return low >= 0xdc00 && low <= 0xdfff && index > 1 ? text.slice(index - 2, index) : before(text, index)
}

const characterAt = (text: string, index: number): string => {
  const code = text.codePointAt(index)
  return code === undefined ? '' : String.fromCodePoint(code)
}

/** No text but this one speaks for any charset. */
const isAlone = (support: MojibakeSupport, own: MojibakeSupport): boolean =>
  [...support.charsets].every(([name, bits]) => bits <= (own.charsets.get(name) ?? 0))

/** Texts shorter than this say too little about what happened to them. */
const shortText = 40

/**
 * A single accented letter in a short text whose typographic quotes or dashes are whole: a wrong decoding would have
 * broken those as well, so that it is not clear what happened.
 */
const isInconsistent = (text: string, found: readonly Found[]): boolean =>
  text.length < shortText &&
  found.every(({start, chain}) => chain.end - start === 2) &&
  /[‐-›]/.test(
    found.reduceRight((rest, {start, chain}) => rest.slice(0, start) + rest.slice(chain.end), text),
  )

/**
 * Where more lead characters stand before a continuation without making a sequence with it than do make one, bytes
 * are lost all over (such text was often changed in case after it was mangled), and what decodes does so by chance.
 */
const isHopeless = (text: string, found: readonly Found[], evidence: MojibakeSupport): boolean => {
  const [main] = [...evidence.charsets].sort((left, right) => right[1] - left[1])
  const chains = found.filter(({chain}) => chain.charset.name === main?.[0])
  const charset = chains[0]?.chain.charset
  if (!charset) return false
  const count = chains.reduce((sum, {chain}) => sum + chain.sequences, 0)
  let orphans = 0
  let position = 0
  const countOrphans = (end: number): void => {
    for (let index = position; index < end; index++) if (isOrphan(text, index, charset)) orphans++
  }
  for (const {start, chain} of chains) {
    countOrphans(start)
    position = chain.end
  }
  countOrphans(text.length - 1)
  return orphans > count
}

const isOrphan = (text: string, index: number, {bytes}: Charset): boolean => {
  if ((bytes[text.charCodeAt(index)] ?? 0) < 0xc2) return false
  const following = bytes[text.charCodeAt(index + 1)] ?? 0
  return following >= 0x80 && following <= 0xbf && oddness(text.charAt(index), text.charAt(index + 1)) >= 2
}
