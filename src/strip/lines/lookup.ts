import {functionWords, type LabelClass, labelWords, personWords} from './lexicon.ts'
import {hashPair, hashWord} from './word-hash.ts'

/** The classes in the order of their bits. */
export const labelClasses = Object.keys(labelWords) as LabelClass[]

export const personClasses = ['i', 'we', 'you'] as const

/** An open-addressed map from word hashes to bit masks. Zero stands for no entry. */
export type HashMap = {readonly keys: Int32Array; readonly values: Int32Array; readonly mask: number}

const mapOf = (entries: ReadonlyMap<number, number>): HashMap => {
  let size = 64
  while (size < entries.size * 4) size *= 2
  const map = {keys: new Int32Array(size), values: new Int32Array(size), mask: size - 1}
  for (const [key, value] of entries) {
    let slot = (key ^ (key >>> 15)) & map.mask
    while (map.values[slot] !== 0) slot = (slot + 1) & map.mask
    map.keys[slot] = key
    map.values[slot] = value
  }
  return map
}

/** The bit mask of a hash, 0 when there is none. */
export const lookUp = (map: HashMap, key: number): number => {
  let slot = (key ^ (key >>> 15)) & map.mask
  for (;;) {
    const value = map.values[slot] as number
    if (value === 0 || map.keys[slot] === key) return value
    slot = (slot + 1) & map.mask
  }
}

/** Words and "quoted phrases" of a list. */
const termsOf = (list: string): string[][] =>
  Array.from(list.matchAll(/"([^"]+)"|(\S+)/g), match => (match[1] ?? match[2] ?? '').split(' '))

const add = (entries: Map<number, number>, key: number, bits: number): void => {
  entries.set(key, (entries.get(key) ?? 0) | bits)
}

const labelMaps = (): {words: HashMap; pairs: HashMap} => {
  const words = new Map<number, number>()
  const pairs = new Map<number, number>()
  labelClasses.forEach((name, index) => {
    for (const [first = '', second] of termsOf(labelWords[name])) {
      if (second === undefined) add(words, hashWord(first), 1 << index)
      else add(pairs, hashPair(hashWord(first), hashWord(second)), 1 << index)
    }
  })
  return {words: mapOf(words), pairs: mapOf(pairs)}
}

const personMap = (): HashMap => {
  const entries = new Map<number, number>()
  personClasses.forEach((name, index) => {
    for (const word of personWords[name].split(/\s+/)) add(entries, hashWord(word), 1 << index)
  })
  return mapOf(entries)
}

const functionMap = (): HashMap => {
  const entries = new Map<number, number>()
  functionWords.forEach((list, index) => {
    for (const word of list.split(' ')) add(entries, hashWord(word), 1 << index)
  })
  return mapOf(entries)
}

export const languageCount = functionWords.length

const labels = labelMaps()
export const labelWordMap = labels.words
export const labelPairMap = labels.pairs
export const personWordMap = personMap()
export const functionWordMap = functionMap()
