/** Makes text look as if a learner had written it: good words, wrong little ones. Such text is not garbled. */

const prepositions = ['in', 'on', 'at', 'for', 'to', 'of', 'with', 'by', 'from', 'about']

/** Swaps two neighbouring letters inside a word. */
const mistype = (word: string, at: number): string =>
  word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)

/** @param share How likely a word that can go wrong does, 0..1. */
export const writeAsLearner = (text: string, share: number, random: () => number): string =>
  text.replace(/\b([a-z]+)( ?)/g, (whole, word: string, blank: string) => {
    const chance = random() / share
    if (word === 'the' || word === 'a' || word === 'an')
      return chance < 1.5 ? (random() < 0.6 ? '' : `${word === 'the' ? 'a' : 'the'}${blank}`) : whole
    if (prepositions.includes(word))
      return chance < 0.8 ? `${prepositions[(random() * prepositions.length) | 0]}${blank}` : whole
    if (chance > 0.5 || word.length < 5) return whole
    if (word.endsWith('ss')) return whole
    if (word.endsWith('s') && !word.endsWith('us')) return `${word.slice(0, -1)}${blank}`
    if (word.endsWith('ied')) return `${word.slice(0, -3)}y${blank}`
    if (word.endsWith('ed') && random() < 0.5) return `${word.slice(0, -2)}${blank}`
    if (chance < 0.06) return `${mistype(word, 1 + ((random() * (word.length - 3)) | 0))}${blank}`
    return chance < 0.15 && !word.endsWith('ly') ? `${word}s${blank}` : whole
  })
