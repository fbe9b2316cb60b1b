const hyphenated = /\p{Ll}[-\u2010]$/u
const startsLowerCase = /^\p{Ll}/u
/** After these a hanging hyphen is followed by a space: "front- and back-end". */
const coordinating = /^(?:and|or|und|oder|bis|et|ou|y|o|e|en|of|och|og|i|to)\s/
const softHyphen = '\u00ad'

/** Whether a word goes on from the end of one line at the beginning of the next. */
export const breaksWord = (line: string, next: string): boolean =>
  startsLowerCase.test(next) &&
  (line.endsWith(softHyphen) || (hyphenated.test(line) && !coordinating.test(next)))

/** The same, where the hyphen stands for nothing else. */
export const breaksWordSoftly = (line: string, next: string): boolean =>
  line.endsWith(softHyphen) && startsLowerCase.test(next)
