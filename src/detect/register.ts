import {unknownId, type Words} from './english-words.ts'
import {idOf, type Vocabulary} from './vocabulary.ts'

/** Words of law, and of English that is old or a dialect: the model has hardly read any, so all of it looks odd. */
const registerWords = (
  'hereby herein hereof hereto herewith hereafter hereunder hereupon thereof therein thereto thereby therefrom ' +
  'therewith thereupon thereunder thereafter whereas wherein whereof whereby whereupon wherefore forthwith aforesaid ' +
  'hereinafter heretofore notwithstanding shall thee thou thy thine ye hath doth unto nay tis twas ere whence hence ' +
  'thence lest betwixt oft whatsoever howsoever'
).split(' ')

/** Good text of the training sources reaches this share of such words once in fifty documents. */
const usualShare = 0.008
/** Spun text has up to this share of words nobody knows; a dialect has twice as many. */
const usualUnknown = 0.04
/** Log-odds that an excess of a hundredth of the words takes off, set by hand so that three take off any verdict. */
const pull = {register: 200, unknown: 100}

/** Ids of the words that tell a register. */
export const registerIds = (vocabulary: Vocabulary): ReadonlySet<number> =>
  new Set(registerWords.map(word => idOf(vocabulary, word)).filter(id => id !== undefined))

/**
 * How much a text's register speaks against a verdict on it, as log-odds, 0 for ordinary text: a text in a language of
 * its own is not garbled.
 */
export const registerPull = ({id, count, start, end}: Words, ids: ReadonlySet<number>): number => {
  let words = 0
  let register = 0
  let unknown = 0
  for (let at = 0; at < count; at += 1) {
    if (start[at] === end[at]) continue
    words += 1
    if (id[at] === unknownId) unknown += 1
    else if (ids.has(id[at] as number)) register += 1
  }
  if (words === 0) return 0
  return (
    pull.register * Math.max(0, register / words - usualShare) +
    pull.unknown * Math.max(0, unknown / words - usualUnknown)
  )
}
