export type WordScore = {readonly precision: number; readonly recall: number; readonly f1: number}

// Scripts that put no space between words are compared letter by letter.
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu

/** The words of a text, in lower case. */
export const wordsOf = (text: string): string[] =>
  text.normalize('NFC').toLowerCase().match(wordPattern) ?? []

const countsOf = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** How far the words of a text are those of another, as bags: the measure of the article extraction benchmarks. */
export const wordScore = (actual: string, expected: string): WordScore => {
  const found = wordsOf(actual)
  const wanted = wordsOf(expected)
  if (wanted.length === 0 || found.length === 0) {
    const same = wanted.length === found.length ? 1 : 0
    return {precision: same, recall: same, f1: same}
  }
  const counts = countsOf(wanted)
  let shared = 0
  for (const [word, count] of countsOf(found)) shared += Math.min(count, counts.get(word) ?? 0)
  const precision = shared / found.length
  const recall = shared / wanted.length
  return {precision, recall, f1: shared === 0 ? 0 : (2 * precision * recall) / (precision + recall)}
}
