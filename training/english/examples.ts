/** Good and garbled documents to fit weights on, made from the held-out training text. */
import {existsSync, readFileSync} from 'node:fs'
import {splitWords} from '../../src/detect/english-words.ts'
import {sharedVocabulary} from '../../src/detect/vocabulary.ts'
import {writeAsLearner} from './learner.ts'
import {makeSpinner, type SpinnerKind, type Spun, type Swap, spinnerKinds} from './spinners.ts'
import {cache, language, models, randomFrom, trainingTexts} from './texts.ts'

export type Example = Spun & {
  /** `clean`, a spinner or `round-trip`. */
  readonly kind: SpinnerKind | 'clean' | 'round-trip'
  readonly source: string
  /** Characters of held-out text before it. */
  readonly at: number
}

const longest = 4000
const shortest = 250
/** The largest source is thinned, so that not half of the examples come from one newsroom. */
const shareOfSource: Readonly<Record<string, number>> = {abc_au: 0.4}

/** Pieces of a text as long as an article, cut between sentences. */
const passagesOf = (text: string): string[] => {
  const passages: string[] = []
  let at = 0
  while (at < text.length) {
    const cut = at + longest >= text.length ? text.length : text.lastIndexOf('. ', at + longest) + 1
    const end = cut > at ? cut : at + longest
    if (end - at >= shortest) passages.push(text.slice(at, end).trim())
    at = end
  }
  return passages
}

/** Share of the good documents that are written as a learner would. */
const learners = 0.15

/** Where a translated text differs from its original, word by word (longest common subsequence). */
const differences = (original: string, text: string): Swap[] => {
  const vocabulary = sharedVocabulary(models)
  const a = splitWords(original, vocabulary)
  const b = splitWords(text, vocabulary)
  const wordsOf = (words: typeof a): string[] =>
    Array.from({length: words.count}, (_, i) => words.text.slice(words.start[i], words.end[i]).toLowerCase())
  const left = wordsOf(a)
  const right = wordsOf(b)
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        left[i] === right[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
  const swaps: Swap[] = []
  let i = 0
  for (let j = 0; j < right.length; ) {
    if (i < left.length && left[i] === right[j]) {
      i += 1
      j += 1
    } else if (i < left.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
      i += 1
    else {
      const [start, end] = [b.start[j] ?? 0, b.end[j] ?? 0]
      if (end > start) swaps.push({start, end, original: '', replacement: text.slice(start, end)})
      j += 1
    }
  }
  return swaps
}

export type ExampleOptions = {
  readonly seed: number
  /** Characters of text in all. */
  readonly size: number
  /** Share of documents left as they are. */
  readonly clean: number
  readonly kinds?: readonly SpinnerKind[]
  readonly roundTrips?: boolean
}

/** Repeatable for a seed. */
export const makeExamples = (options: ExampleOptions): Example[] => {
  const random = randomFrom(options.seed)
  const spin = makeSpinner()
  const held = trainingTexts()
    .filter(({held, source}) => held && random() < (shareOfSource[source] ?? 1))
    .flatMap(({source, text}) => passagesOf(text).map(passage => ({source, text: passage})))
  for (let i = held.length - 1; i > 0; i -= 1) {
    const j = (random() * (i + 1)) | 0
    ;[held[i], held[j]] = [held[j] as (typeof held)[number], held[i] as (typeof held)[number]]
  }
  const kinds = options.kinds ?? (language === 'english' ? spinnerKinds : (['paraphrase', 'fixed'] as const))
  const examples: Example[] = []
  let size = 0
  for (const {source, text} of held) {
    if (size >= options.size) break
    const at = size
    size += text.length
    if (random() < options.clean) {
      if (random() > learners) examples.push({kind: 'clean', source, at, text, swaps: []})
      else {
        const share = 0.03 + 0.12 * random()
        examples.push({
          kind: 'clean',
          source: 'learner',
          at,
          text: writeAsLearner(text, share, random),
          swaps: [],
        })
      }
      continue
    }
    const kind = kinds[(random() * kinds.length) | 0] ?? 'senses'
    const share = 0.04 + 0.4 * random() ** 1.5
    examples.push({kind, source, at, ...spin(text, kind, share, (random() * 2 ** 31) | 0)})
  }
  const trips = new URL('round-trips.jsonl', cache)
  if ((options.roundTrips ?? true) && existsSync(trips))
    for (const line of readFileSync(trips, 'utf8').split('\n').filter(Boolean)) {
      const {original, text}: {original: string; text: string} = JSON.parse(line)
      examples.push({
        kind: 'round-trip',
        source: 'apertium',
        at: size,
        text,
        swaps: differences(original, text),
      })
    }
  return examples
}

/** What the weights are fitted on. */
export const exampleOptions = {seed: 1, clean: 0.5}
/** Characters of held-out text that the trees may see. */
export const treesSize = 6e6
/** Every fourth of their documents is kept from the trees, for the verdict. */
export const isForVerdict = (index: number): boolean => index % 4 === 3

/** Examples that the trees did not see: those kept from them, and all that come after theirs. */
export const freshExamples = (options: ExampleOptions): Example[] => {
  const all = makeExamples(options)
  const documents = all.filter(({kind}) => kind !== 'round-trip')
  const before = documents.filter(({at}) => at < treesSize).length
  return [
    ...documents.filter((_, index) => index >= before || isForVerdict(index)),
    ...all.filter(({kind}) => kind === 'round-trip').filter((_, index) => isForVerdict(before + index)),
  ]
}
