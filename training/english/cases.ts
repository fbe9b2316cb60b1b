/**
 * Counts how words are written: `cases.bin`, two bytes a word. What the detectors of damage know of English: a word
 * stands in it when it occurs in enough documents, with how often it is small and how often capitalised after a small
 * word, inside a sentence, as names are. Nothing of a word's neighbours is kept.
 */
import {writeFileSync} from 'node:fs'
import {firstWordId} from '../../src/detect/vocabulary.ts'
import {innerCapital} from '../../src/detect/word-cases.ts'
import {models, trainingTexts} from './texts.ts'
import {readWordList} from './word-list.ts'

/** Three documents: misprints and names of private persons seldom reach it, ordinary vocabulary does. */
const leastDocuments = 3

const vocabulary = readWordList(models)
const size = vocabulary.size + firstWordId
const small = new Uint32Array(size)
const names = new Uint32Array(size)
/** Documents with a word, and the last of them; for a spelling with a capital inside it (`LinkedIn`) apart. */
const seen = {documents: new Uint32Array(size), last: new Int32Array(size).fill(-1)}
const seenInner = {documents: new Uint32Array(size), last: new Int32Array(size).fill(-1)}

const inner = /\p{Ll}\p{Lu}/u
const pattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu
trainingTexts().forEach(({text}, document) => {
  let previous = ''
  let end = -2
  for (const match of text.matchAll(pattern)) {
    const word = match[0].replaceAll('’', "'").replace(/'s$/, '')
    const inside = match.index === end + 1 && previous === previous.toLowerCase() && text[end] === ' '
    previous = match[0]
    end = match.index + match[0].length
    const lowered = word.toLowerCase()
    const id = vocabulary.get(lowered)
    if (id === undefined) continue
    const where = inner.test(word) ? seenInner : seen
    if (where === seen && word === lowered) small[id] = (small[id] as number) + 1
    else if (where === seen && inside) names[id] = (names[id] as number) + 1
    if (where.last[id] === document) continue
    where.last[id] = document
    where.documents[id] = (where.documents[id] as number) + 1
  }
})

const level = (count: number): number => Math.round(Math.log2(count + 1))
const cases = new Uint8Array(2 * size)
let kept = 0
for (let id = 0; id < size; id += 1) {
  if ((seen.documents[id] as number) >= leastDocuments) {
    // A word met in capitals alone counts as met once: 0 stands for a word nobody knows.
    cases[2 * id] = level(small[id] as number)
    cases[2 * id + 1] = level(names[id] as number) || (small[id] === 0 ? 1 : 0)
    kept += 1
  }
  if ((seenInner.documents[id] as number) >= leastDocuments)
    cases[2 * id] = (cases[2 * id] as number) | innerCapital
}
writeFileSync(new URL('cases.bin', models), cases)
console.log(`${kept} words stand in ${leastDocuments} documents or more`)
