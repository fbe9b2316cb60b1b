/** Chooses the words of the model and their frequencies: `models/english/words.txt`, `word-index.bin`, `frequencies.bin`. */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {splitWords} from '../../src/detect/english-words.ts'
import {firstWordId, vocabularyFrom} from '../../src/detect/vocabulary.ts'
import {cache, models, trainingTexts} from './texts.ts'
import {readForms} from './word-forms.ts'
import {writeWordList} from './word-list.ts'

/** Words kept whatever they are. Beyond this they are rarer than one in ten million, and only dictionary words count. */
const size = 90_000
/** A word needs this many occurrences in the training text to enter without the frequency list. */
const floor = 4

/** Reads the list of lists of words of `wordfreq` (MessagePack; bin `n` holds words of frequency 10^(-n/100)). */
const readFrequencyBins = (bytes: Buffer): string[][] => {
  let at = 0
  const length = (): number => {
    const tag = bytes[at++] ?? 0
    if ((tag & 0xf0) === 0x90) return tag & 15
    if (tag === 0xdc) {
      at += 2
      return bytes.readUInt16BE(at - 2)
    }
    if (tag === 0xdd) {
      at += 4
      return bytes.readUInt32BE(at - 4)
    }
    throw new Error(`Expected a list at ${at - 1}, got tag ${tag}`)
  }
  const text = (): string => {
    const tag = bytes[at++] ?? 0
    let size = 0
    if ((tag & 0xe0) === 0xa0) size = tag & 31
    else if (tag === 0xd9) size = bytes[at++] ?? 0
    else if (tag === 0xda) {
      size = bytes.readUInt16BE(at)
      at += 2
    } else throw new Error(`Expected a string at ${at - 1}, got tag ${tag}`)
    at += size
    return bytes.toString('utf8', at - size, at)
  }
  const bins: string[][] = []
  const count = length()
  // The header is a small map of two entries: format and version.
  const header = bytes[at++] ?? 0
  for (let i = 0; i < (header & 15); i += 1) {
    text()
    if (((bytes[at] ?? 0) & 0xe0) === 0xa0) text()
    else at += 1
  }
  for (let i = 1; i < count; i += 1) bins.push(Array.from({length: length()}, text))
  return bins
}

const plain = /^[a-zà-öø-ÿœā-ž]+(?:'[a-z]+)?$|^'s$/

const counts = new Map<string, number>()
let total = 0
const nothing = vocabularyFrom([])
for (const {text} of trainingTexts().filter(text => !text.held)) {
  const words = splitWords(text, nothing)
  for (let i = 0; i < words.count; i += 1) {
    const start = words.start[i] ?? 0
    const end = words.end[i] ?? 0
    if (end === start) continue
    const word = text.slice(start, end).toLowerCase().replaceAll('’', "'")
    if (!plain.test(word)) continue
    counts.set(word, (counts.get(word) ?? 0) + 1)
    total += 1
  }
}

// Without a list of general frequencies the text alone decides.
const list = new URL('frequencies.msgpack.gz', cache)
const bins = existsSync(list) ? readFrequencyBins(gunzipSync(readFileSync(list))) : []
const general = new Map<string, number>()
bins.forEach((words, bin) => {
  for (const word of words) if (plain.test(word)) general.set(word, 10 ** (-bin / 100))
})

const frequency = new Map<string, number>()
for (const word of new Set([...counts.keys(), ...general.keys()])) {
  const count = counts.get(word) ?? 0
  const listed = general.get(word) ?? 0
  if (count < floor && listed === 0) continue
  // The training text is small but close to what will be read; the list is large but holds subtitles and tweets.
  frequency.set(word, bins.length > 0 ? 0.5 * (count / total) + 0.5 * listed : count / total)
}
// Rare words count only where a spinner could take them from a dictionary.
const forms = readForms(word => frequency.has(word))
const chosen = [...frequency]
  .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  .filter(([word], rank) => rank < size || forms.readings(word).length > 0)

mkdirSync(models, {recursive: true})
writeWordList(
  models,
  chosen.map(([word]) => word),
)
const bytes = new Uint8Array(chosen.length + firstWordId)
// 255 is a frequency of one; each step down divides by 10^(1/28).
chosen.forEach(([, value], index) => {
  bytes[index + firstWordId] = Math.max(1, Math.round(255 + 28 * Math.log10(value)))
})
writeFileSync(new URL('frequencies.bin', models), bytes)
console.log(
  `${total} words of text, ${counts.size} kinds, ${chosen.length} chosen, rarest ${chosen.at(-1)?.[1]}`,
)
