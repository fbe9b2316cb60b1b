import {readFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'

/** How often a word was met, as `round(log2(n + 1))`: 0 never, 4 about 15 times, 10 about a thousand times. */
export type WordLevel = {
  /** In lower case. */
  readonly lower: number
  /** Capitalised inside a sentence, as names are. */
  readonly name: number
}

/** Looks a word up: in lower case, or with its own case when it has capitals inside (`LinkedIn`). */
export type Words = {
  readonly level: (word: string) => WordLevel | undefined
}

let english: Words | undefined

const read = (file: string): Words => {
  const levels = new Map<string, WordLevel>()
  // There are a few dozen different pairs of levels: share them.
  const shared = new Map<string, WordLevel>()
  const lines = gunzipSync(readFileSync(new URL(`../../models/${file}`, import.meta.url))).toString('utf8')
  let start = 0
  for (let end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', start)) {
    const code = lines.slice(end - 2, end)
    let level = shared.get(code)
    if (!level) {
      level = {lower: Number.parseInt(code[0] ?? '0', 36), name: Number.parseInt(code[1] ?? '0', 36)}
      shared.set(code, level)
    }
    levels.set(lines.slice(start, end - 3), level)
    start = end + 1
  }
  return {level: word => levels.get(word)}
}

/** The English word list of `models/words-eng.txt.gz`, read on first use. */
export const englishWords = (): Words => {
  english ??= read('words-eng.txt.gz')
  return english
}
