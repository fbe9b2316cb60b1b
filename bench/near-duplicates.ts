/**
 * Near-duplicates against exact Jaccard similarity, on texts with planted copies of every degree.
 *
 *     npm run bench:near-duplicates [-- ../shared/data/train-text]
 *
 * Texts are documents of the folder given (`*.txt.gz`, one document a line), or, without it, made up word by word.
 * Copies have words changed, paragraphs dropped, others' paragraphs added, or are quoted in another story. The truth is
 * counted over all pairs that share a shingle, by an index over the shingles as strings. Prints recall and precision
 * at the threshold, per pair (`similarity`) and per verdict (`duplicateOf`), and the time per text for growing folders.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {DUPLICATE_SIMILARITY, findNearDuplicates, signature} from '../src/strip/near-duplicates.ts'

const TEXTS = 5_000
const SEED = 20_261_122

/** Mulberry32 (Tommy Ettinger, public domain). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = randomFrom(SEED)
const below = (count: number): number => Math.floor(random() * count)

const made = (): string[] => {
  const syllables = 'ka lo mi ren tas vor e nu sil ba gor an ti pel mo'.split(' ')
  const word = (): string => Array.from({length: 1 + below(3)}, () => syllables[below(15)] ?? '').join('')
  const vocabulary = Array.from({length: 4_000}, word)
  return Array.from({length: 3_000}, () =>
    Array.from({length: 80 + below(900)}, () => vocabulary[Math.floor(4_000 * random() ** 2)] ?? '').join(
      ' ',
    ),
  )
}

const readTexts = (folder: string): string[] => {
  const texts: string[] = []
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.txt.gz')) continue
    const lines = gunzipSync(readFileSync(join(folder, file)))
      .toString('utf8')
      .split('\n')
    const long = lines.filter(line => line.length > 400)
    for (const line of long.slice(0, 150)) texts.push(line.slice(0, 40_000))
  }
  return texts
}

/** A copy of some degree: none, some or many of its words and sentences are another's. */
const copyOf = (text: string, other: string): string => {
  const words = text.split(' ')
  const others = other.split(' ')
  const degree = random()
  switch (below(4)) {
    case 0: // words changed here and there
      return words
        .map(word => (random() < degree * 0.15 ? (others[below(others.length)] ?? '') : word))
        .join(' ')
    case 1: // a passage dropped
      return words.toSpliced(below(words.length), Math.floor(words.length * degree * 0.5)).join(' ')
    case 2: // another text's passage put in
      return words
        .toSpliced(below(words.length), 0, ...others.slice(0, Math.floor(words.length * degree * 0.6)))
        .join(' ')
    default: // other chrome around it
      return [
        ...others.slice(0, Math.floor(30 * degree)),
        ...words,
        ...others.slice(-Math.floor(30 * degree)),
      ].join(' ')
  }
}

const plant = (originals: readonly string[], count: number): string[] => {
  const texts: string[] = []
  while (texts.length < count) {
    const text = originals[texts.length % originals.length] ?? ''
    const other = originals[below(originals.length)] ?? ''
    texts.push(text)
    for (let copies = below(3); copies > 0 && texts.length < count; copies--) texts.push(copyOf(text, other))
  }
  return texts
}

const stringShingles = (text: string): Set<string> => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const size = Math.min(4, words.length)
  const shingles = new Set<string>()
  for (let end = size; end <= words.length && size > 0; end++)
    shingles.add(words.slice(end - size, end).join(' '))
  return shingles
}

/** Exact similarity of every pair with at least 0.3, as `lower index * count + higher index`. */
const exactPairs = (texts: readonly string[]): Map<number, number> => {
  const sets = texts.map(stringShingles)
  const index = new Map<string, number[]>()
  const pairs = new Map<number, number>()
  sets.forEach((set, position) => {
    const common = new Map<number, number>()
    for (const shingle of set) {
      const list = index.get(shingle)
      if (!list) index.set(shingle, [position])
      else {
        for (const other of list) common.set(other, (common.get(other) ?? 0) + 1)
        list.push(position)
      }
    }
    for (const [other, shared] of common) {
      const jaccard = shared / (set.size + (sets[other]?.size ?? 0) - shared)
      if (jaccard >= 0.3) pairs.set(other * texts.length + position, jaccard)
    }
  })
  return pairs
}

const folder = process.argv[2]
const originals = folder ? readTexts(folder) : made()
const texts = plant(originals, TEXTS)
const pathOf = (position: number): string => String(position).padStart(6, '0')

const truth = exactPairs(texts)
const first = new Map<number, number>()
for (const [pair, jaccard] of truth) {
  if (jaccard < DUPLICATE_SIMILARITY) continue
  const later = pair % texts.length
  first.set(later, Math.min(first.get(later) ?? Number.POSITIVE_INFINITY, Math.floor(pair / texts.length)))
}

const signed = texts.map((text, position) => ({path: pathOf(position), signature: signature(text)}))
const found = findNearDuplicates(signed)
let right = 0
let sameOriginal = 0
let error = 0
for (const [path, {path: original, similarity}] of found) {
  const later = Number(path)
  const earlier = Number(original)
  const exact = truth.get(earlier * texts.length + later) ?? 0
  error = Math.max(error, Math.abs(exact - similarity))
  if (first.has(later)) right += 1
  if (first.get(later) === earlier) sameOriginal += 1
}
const near = [...truth.values()].filter(jaccard => Math.abs(jaccard - DUPLICATE_SIMILARITY) < 0.05).length
console.log(
  `${texts.length} texts, ${truth.size} pairs of at least 0.3, ${near} of them within 0.05 of the threshold`,
)
console.log(`true duplicates ${first.size}, found ${found.size}`)
console.log(`recall ${(right / first.size).toFixed(4)}, precision ${(right / found.size).toFixed(4)}`)
console.log(
  `names the same original in ${(sameOriginal / right).toFixed(4)}; largest error of similarity ${error.toFixed(4)}`,
)
console.log(`bytes of a signature ${signed[0]?.signature.byteLength}`)
for (const count of [2_500, 5_000, 10_000, 20_000]) {
  const grown = plant(originals, count)
  const started = performance.now()
  const signatures = grown.map((text, position) => ({path: pathOf(position), signature: signature(text)}))
  const made = performance.now()
  findNearDuplicates(signatures)
  const ended = performance.now()
  const characters = grown.reduce((sum, text) => sum + text.length, 0)
  console.log(
    `${count} texts: signature ${((made - started) / count).toFixed(3)} ms a text (${(characters / 1000 / (made - started)).toFixed(1)} MB/s), grouping ${(((ended - made) / count) * 1000).toFixed(1)} µs a text`,
  )
}
