import {readBytes} from './read-bytes.ts'
import {idOf, sharedVocabulary, type Vocabulary} from './vocabulary.ts'

/** How often a word was met, as `round(log2(n + 1))`: 0 never, 4 about 15 times, 10 about a thousand times. */
export type WordLevel = {
  /** In lower case. */
  readonly lower: number
  /** Capitalised inside a sentence, as names are. */
  readonly name: number
}

/** Which words a language's texts hold, and how they are written; see `training/english/cases.ts`. */
export type WordCases = {
  readonly vocabulary: Vocabulary
  /** Two bytes an id: the levels of `WordLevel`, both 0 for a word hardly met. */
  readonly levels: Uint8Array
}

/** Added to a word's first level when it was also met with a capital inside (`LinkedIn`). */
export const innerCapital = 0x80

/** The levels of a word in lower case; none for one that the training text hardly holds. */
export const levelOfWord = ({vocabulary, levels}: WordCases, word: string): WordLevel | undefined => {
  const id = idOf(vocabulary, word)
  if (id === undefined) return undefined
  const lower = (levels[2 * id] as number) & ~innerCapital
  const name = levels[2 * id + 1] as number
  return lower === 0 && name === 0 ? undefined : {lower, name}
}

/** Whether a word is known with capitals inside. */
export const hasInnerCapital = ({vocabulary, levels}: WordCases, word: string): boolean =>
  ((levels[2 * (idOf(vocabulary, word.toLowerCase()) ?? 0)] ?? 0) & innerCapital) !== 0

let english: WordCases | undefined

/** The English words, read on first use. */
export const englishWords = (): WordCases => {
  const folder = new URL('../../models/english/', import.meta.url)
  english ??= {vocabulary: sharedVocabulary(folder), levels: readBytes(folder, 'cases.bin')}
  return english
}
