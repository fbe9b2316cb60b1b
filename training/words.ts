/**
 * Makes `models/words-eng.txt.gz`, the English word list of the damage detectors.
 *
 *     node training/words.ts ../shared/data/train-text
 *
 * The input is a folder of `*.txt.gz`, one document a line. A word is kept when it stands in at least
 * `DOCUMENT_FLOOR` documents, with two numbers: how often it stands in lower case, and how often capitalised after a
 * lower-case word (inside a sentence: a name). Both as `round(log2(n + 1))` in base 36. Words with a capital inside
 * (`LinkedIn`) keep their case. Nothing of a word's neighbours is kept, so no sentence can be read back.
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync, gzipSync} from 'node:zlib'

/** Three documents: names of private persons and misprints seldom reach it, ordinary vocabulary does. */
const DOCUMENT_FLOOR = 3
const LONGEST_WORD = 24

type Counts = {lower: number; name: number; documents: number; last: number}

const folder = process.argv[2]
if (!folder) throw new Error('Expected the folder of the training text as the only argument')

const counts = new Map<string, Counts>()
const camel = /^\p{L}*\p{Ll}\p{Lu}/u
const word = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu
let documents = 0
let tokens = 0

const countDocument = (text: string): void => {
  documents += 1
  let previous = ''
  let end = -2
  for (const match of text.matchAll(word)) {
    tokens += 1
    const token = match[0].replaceAll('’', "'").replace(/'s$/, '')
    const inside = match.index === end + 1 && previous === previous.toLowerCase() && text[end] === ' '
    previous = match[0]
    end = match.index + match[0].length
    if (token.length < 2 || token.length > LONGEST_WORD) continue
    const lowered = token.toLowerCase()
    const key = camel.test(token) ? token : lowered
    const entry = counts.get(key) ?? {lower: 0, name: 0, documents: 0, last: -1}
    if (token === lowered) entry.lower += 1
    else if (inside) entry.name += 1
    if (entry.last !== documents) entry.documents += 1
    entry.last = documents
    counts.set(key, entry)
  }
}

for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith('.txt.gz')) continue
  for (const line of gunzipSync(readFileSync(join(folder, file)))
    .toString('utf8')
    .split('\n')) {
    if (line) countDocument(line)
  }
}

const level = (count: number): string => Math.round(Math.log2(count + 1)).toString(36)
const lines: string[] = []
for (const [key, entry] of counts) {
  if (entry.documents >= DOCUMENT_FLOOR) lines.push(`${key} ${level(entry.lower)}${level(entry.name)}`)
}
lines.sort((a, b) => (a < b ? -1 : 1))
const packed = gzipSync(`${lines.join('\n')}\n`, {level: 9})
packed[9] = 255 // the byte that names the operating system, so that the file is the same everywhere
writeFileSync(new URL('../models/words-eng.txt.gz', import.meta.url), packed)
console.log(`${documents} documents, ${tokens} words, ${lines.length} kept, ${packed.length} bytes`)
