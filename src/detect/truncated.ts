import type {Detector, Finding, KeptText} from './finding.ts'
import {functionWords} from './function-words.ts'

/**
 * A text that ends before its end: in a teaser's ellipsis, in `Read more`, in the middle of a sentence. Only the last
 * block is looked at, and only if it is prose.
 */
export const detectTruncation: Detector = ({texts, prose}, language) => {
  const last = prose.findLast(text => !text.title && /\p{L}/u.test(text.text))
  if (!last) return []
  const finding = teaserEnd(last) ?? openEnd(texts, last, language)
  return finding ? [finding] : []
}

/** A shorter last line is a signature or a label. */
const SHORTEST = 60
/** A text of fewer paragraphs shows no habit of ending them. */
const FEWEST_PARAGRAPHS = 3
/** Of its paragraphs of prose, so many end in a stop: then the last should too. */
const STOPPED_SHARE = 0.8

const at = (text: KeptText, start: number, reason: string): Finding => ({
  ruleId: 'detect/truncated',
  severity: 'warning',
  reason: `${reason}; look for the rest of it`,
  text,
  start,
  end: text.text.length,
})

const readMore =
  /(?:read (?:more|on|the (?:full|rest of the) (?:story|article))|continue reading|weiterlesen|lire la suite|leer más|leia mais|continua a leggere|lees verder|читать далее|czytaj dalej)[\s.…»>→:]*$/iu

const teaserEnd = (last: KeptText): Finding | undefined => {
  const text = last.text.trimEnd()
  const bracketed = /\[(?:…|\.{3})\]$/.exec(text)
  if (bracketed) return at(last, bracketed.index, 'The text ends in the mark of a teaser')
  const more = readMore.exec(text.slice(-60))
  if (more)
    return at(
      last,
      text.length - Math.min(60, text.length) + more.index,
      'The text ends in a link to its rest',
    )
  // After a word: `…` that follows a stop or stands in a quotation is style.
  const dots = /(?<=[\p{L}\p{N}] ?)(?:…|\.{3})$/u.exec(text)
  return dots && text.length >= SHORTEST ? at(last, dots.index, 'The text ends in an ellipsis') : undefined
}

/** Words that no sentence ends in. */
const goOn =
  'the of and to a an or but with from by for as than their his its our your my which who whose because into during'

/** For other languages, the commonest function words: articles and prepositions. */
const wordsThatGoOn = (language: string): string[] =>
  language === 'eng'
    ? goOn.split(' ')
    : (functionWords[language] ?? '').split(' ').slice(0, 8).filter(Boolean)

const stopped = /[.!?。！？…:;"”’»)\]*।؟]\s*$/u

const openEnd = (texts: readonly KeptText[], last: KeptText, language: string): Finding | undefined => {
  const text = last.text.trimEnd()
  if (last.kind !== 'paragraph' || text.length < SHORTEST || stopped.test(text)) return undefined
  const prose = texts.filter(
    each => each !== last && each.kind === 'paragraph' && each.text.length >= SHORTEST,
  )
  const ended = prose.filter(each => stopped.test(each.text)).length
  if (prose.length < FEWEST_PARAGRAPHS || ended < prose.length * STOPPED_SHARE) return undefined
  const word = /[\p{L}\p{M}]+$/u.exec(text)?.[0] ?? ''
  const comma = /\p{L}[,–—-]$/u.test(text)
  const open = wordsThatGoOn(language).includes(word)
  if (!comma && !open) return undefined
  return at(
    last,
    comma ? text.length - 1 : text.length - word.length,
    'The text ends in the middle of a sentence',
  )
}
