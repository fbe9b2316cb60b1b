/** Counts the runs of words of the training text: `pairs.bin`, `triples.bin`, `gaps.bin`, `web-pairs.bin`. */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {emptyTable, putCount} from '../../src/detect/count-table.ts'
import {splitWords, unknownId} from '../../src/detect/english-words.ts'
import {firstWordId, idOf, readVocabulary} from '../../src/detect/vocabulary.ts'
import {cache, linesOf, models, trainingTexts} from './texts.ts'

/**
 * A run is kept when it occurs this often and in this many documents. Runs are at most three words long, so no
 * sentence can be put together from them again.
 */
const floors = {
  pairs: {count: 2, documents: 2},
  triples: {count: 3, documents: 2},
  gaps: {count: 4, documents: 3},
}

const vocabulary = readVocabulary(models)
const ids: number[][] = []
let length = 0
for (const {text} of trainingTexts().filter(text => !text.held)) {
  const words = splitWords(text, vocabulary)
  ids.push(Array.from(words.id.subarray(0, words.count)))
  length += words.count
}
// How often the things that are not words occur, in the steps of `frequencies.bin`.
const frequencies = readFileSync(new URL('frequencies.bin', models))
const kinds = new Float64Array(firstWordId)
for (const document of ids) for (const id of document) if (id < firstWordId) kinds[id] = (kinds[id] ?? 0) + 1
kinds.forEach((count, id) => {
  frequencies[id] = Math.max(1, Math.round(255 + 28 * Math.log10((count + 1) / length)))
})
writeFileSync(new URL('frequencies.bin', models), frequencies)
console.log(`${length} words and boundaries in ${ids.length} documents`)

const base = 131_072
/** Share of a table's slots in use: higher saves room, lower saves probes. */
const fill = 0.8
/** Writes the table of one kind of run. `keyOf` returns -1 for a place without one. */
const write = (name: keyof typeof floors, keyOf: (document: number[], at: number) => number): void => {
  const keys = new Float64Array(length)
  const {count: leastCount, documents: leastDocuments} = floors[name]
  let used = 0
  const perDocument = new Float64Array(length)
  let usedDocuments = 0
  for (const document of ids) {
    const from = used
    for (let at = 0; at < document.length; at += 1) {
      const key = keyOf(document, at)
      if (key >= 0) keys[used++] = key
    }
    const own = keys.slice(from, used).sort()
    own.forEach((key, index) => {
      if (index === 0 || key !== own[index - 1]) perDocument[usedDocuments++] = key
    })
  }
  const sorted = keys.subarray(0, used).sort()
  const spread = perDocument.subarray(0, usedDocuments).sort()
  const kept: [number, number][] = []
  for (let i = 0, j = 0; i < used; ) {
    const key = sorted[i] ?? 0
    let end = i
    while (end < used && sorted[end] === key) end += 1
    let endDocuments = j
    while (endDocuments < usedDocuments && spread[endDocuments] === key) endDocuments += 1
    if (end - i >= leastCount && endDocuments - j >= leastDocuments) kept.push([key, end - i])
    i = end
    j = endDocuments
  }
  save(name, kept)
}

const save = (name: string, kept: readonly (readonly [number, number])[]): void => {
  const slots = Math.ceil(kept.length / fill) + 1
  const table = emptyTable(slots)
  for (const [key, count] of kept) {
    const third = key % base
    const rest = Math.floor(key / base)
    putCount(table, [Math.floor(rest / base), rest % base, third], count)
  }
  writeFileSync(
    new URL(`${name}.bin`, models),
    Buffer.concat([new Uint8Array(table.marks.buffer), table.levels]),
  )
  console.log(`${name}: ${kept.length} kept in ${slots} slots`)
}

const known = (id: number | undefined): id is number => id !== undefined && id !== unknownId

write('pairs', (document, at) => {
  const a = document[at]
  const b = document[at + 1]
  return known(a) && known(b) ? a * base + b : -1
})
write('triples', (document, at) => {
  const a = document[at]
  const b = document[at + 1]
  const c = document[at + 2]
  return known(a) && known(b) && known(c) ? (a * base + b) * base + c : -1
})
write('gaps', (document, at) => {
  const a = document[at]
  const b = document[at + 2]
  return known(a) && known(b) && a >= firstWordId && b >= firstWordId ? a * base + b : -1
})

// Web-scale counts come in their own table: another text, another scale.
const web: [number, number][] = []
const webCounts = new URL('frequency_bigramdictionary_en_243_342.txt', cache)
for (const line of existsSync(webCounts) ? linesOf(webCounts) : []) {
  const [first, second, count] = line.replace('\ufeff', '').trim().split(' ')
  const a = idOf(vocabulary, first ?? '')
  const b = idOf(vocabulary, second ?? '')
  if (a !== undefined && b !== undefined) web.push([a * base + b, Number(count) / 1e5])
}
save('web-pairs', web)
