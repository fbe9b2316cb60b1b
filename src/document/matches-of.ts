/**
 * All matches of a global pattern that matches no empty text. `matchAll` makes a new pattern at each call, which takes
 * longer than most paragraphs do.
 */
export const matchesOf = (pattern: RegExp, text: string): RegExpExecArray[] => {
  const matches: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) matches.push(match)
  return matches
}
