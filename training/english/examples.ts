/** Good and garbled documents to fit weights on, made from the held-out training text. */
import {existsSync, readFileSync} from 'node:fs'
import {readVocabulary} from '../../src/detect/english-model.ts'
import {splitWords} from '../../src/detect/english-words.ts'
import {makeSpinner, type SpinnerKind, type Spun, type Swap, spinnerKinds} from './spinners.ts'
import {cache, models, randomFrom, trainingTexts} from './texts.ts'

export type Example = Spun & {
  /** `clean`, a spinner or `round-trip`. */
  readonly kind: SpinnerKind | 'clean' | 'round-trip'
  readonly source: string
}

const longest = 4000
const shortest = 250

/** Where a translated text differs from its original, word by word (longest common subsequence). */
const differences = (original: string, text: string): Swap[] => {
  const vocabulary = readVocabularyOnce()
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
let vocabularyOnce: Map<string, number> | undefined
const readVocabularyOnce = (): Map<string, number> => {
  vocabularyOnce ??= readVocabulary(models)
  return vocabularyOnce
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
  const held = trainingTexts().filter(text => text.held && text.text.length >= shortest)
  for (let i = held.length - 1; i > 0; i -= 1) {
    const j = (random() * (i + 1)) | 0
    ;[held[i], held[j]] = [held[j] as (typeof held)[number], held[i] as (typeof held)[number]]
  }
  const kinds = options.kinds ?? spinnerKinds
  const examples: Example[] = []
  let size = 0
  for (const {source, text: whole} of held) {
    if (size >= options.size) break
    const from = whole.length <= longest ? 0 : whole.indexOf('. ', random() * (whole.length - longest)) + 2
    const text = whole.slice(from, from + longest)
    size += text.length
    if (random() < options.clean) {
      examples.push({kind: 'clean', source, text, swaps: []})
      continue
    }
    const kind = kinds[(random() * kinds.length) | 0] ?? 'senses'
    const share = 0.04 + 0.4 * random() ** 1.5
    examples.push({kind, source, ...spin(text, kind, share, (random() * 2 ** 31) | 0)})
  }
  const trips = new URL('round-trips.jsonl', cache)
  if ((options.roundTrips ?? true) && existsSync(trips))
    for (const line of readFileSync(trips, 'utf8').split('\n').filter(Boolean)) {
      const {original, text}: {original: string; text: string} = JSON.parse(line)
      examples.push({kind: 'round-trip', source: 'apertium', text, swaps: differences(original, text)})
    }
  return examples
}
