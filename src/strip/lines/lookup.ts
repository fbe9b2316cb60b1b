import {functionWords, type LabelClass, labelWords, personWords} from './lexicon.ts'
import {hashPair, hashWord} from './word-hash.ts'

/** The classes in the order of their bits. */
export const labelClasses = Object.keys(labelWords) as LabelClass[]

export const personClasses = ['i', 'we', 'you'] as const

/** An open-addressed map from word hashes to bit masks: a key, its value, and so on. Zero stands for no entry. */
type HashMap = {readonly entries: Int32Array; readonly mask: number}

const mapOf = (entries: ReadonlyMap<number, number>): HashMap => {
  let size = 64
  while (size < entries.size * 4) size *= 2
  const map = {entries: new Int32Array(size * 2), mask: size - 1}
  for (const [key, value] of entries) {
    let slot = (key ^ (key >>> 15)) & map.mask
    while (map.entries[slot * 2 + 1] !== 0) slot = (slot + 1) & map.mask
    map.entries[slot * 2] = key
    map.entries[slot * 2 + 1] = value
  }
  return map
}

/** The bit mask of a hash, 0 when there is none. */
const lookUp = ({entries, mask}: HashMap, key: number): number => {
  let slot = (key ^ (key >>> 15)) & mask
  for (;;) {
    const value = entries[slot * 2 + 1] as number
    if (value === 0 || entries[slot * 2] === key) return value
    slot = (slot + 1) & mask
  }
}

/** Words and "quoted phrases" of a list. */
const termsOf = (list: string): string[][] =>
  Array.from(list.matchAll(/"([^"]+)"|(\S+)/g), match => (match[1] ?? match[2] ?? '').split(' '))

const add = (entries: Map<number, number>, key: number, bits: number): void => {
  entries.set(key, (entries.get(key) ?? 0) | bits)
}

const labelEntries = (): {words: ReadonlyMap<number, number>; pairs: ReadonlyMap<number, number>} => {
  const words = new Map<number, number>()
  const pairs = new Map<number, number>()
  labelClasses.forEach((name, index) => {
    for (const [first = '', second] of termsOf(labelWords[name])) {
      if (second === undefined) add(words, hashWord(first), 1 << index)
      else add(pairs, hashPair(hashWord(first), hashWord(second)), 1 << index)
    }
  })
  return {words, pairs}
}

const personEntries = (): ReadonlyMap<number, number> => {
  const entries = new Map<number, number>()
  personClasses.forEach((name, index) => {
    for (const word of personWords[name].split(/\s+/)) add(entries, hashWord(word), 1 << index)
  })
  return entries
}

const functionEntries = (): ReadonlyMap<number, number> => {
  const entries = new Map<number, number>()
  functionWords.forEach((list, index) => {
    for (const word of list.split(' ')) add(entries, hashWord(word), 1 << index)
  })
  return entries
}

export const languageCount = functionWords.length

/** What is known of a word, as bits: of which languages a function word, of which persons, in labels of which classes. */
export type KnownWord = {readonly functions: number; readonly person: number; readonly label: number}

type Tables = {
  readonly labelWords: HashMap
  readonly labelPairs: HashMap
  /** Where in `words` a word is. */
  readonly places: HashMap
  readonly words: readonly KnownWord[]
}

const makeTables = (): Tables => {
  const labels = labelEntries()
  const functions = functionEntries()
  const persons = personEntries()
  const keys = new Set([...functions.keys(), ...persons.keys(), ...labels.words.keys()])
  const words: KnownWord[] = [{functions: 0, person: 0, label: 0}]
  const places = new Map<number, number>()
  for (const key of keys) {
    places.set(key, words.length)
    words.push({
      functions: functions.get(key) ?? 0,
      person: persons.get(key) ?? 0,
      label: labels.words.get(key) ?? 0,
    })
  }
  return {labelWords: mapOf(labels.words), labelPairs: mapOf(labels.pairs), places: mapOf(places), words}
}

/** Made for the first word that is looked up: of most pages with markup none is. */
let made: Tables | undefined
const tables = (): Tables => {
  made ??= makeTables()
  return made
}

/** The classes of labels that a word stands in, as bits, by its hash. */
export const labelsOfWord = (hash: number): number => lookUp(tables().labelWords, hash)

/** And those of a phrase of two words. */
export const labelsOfPair = (hash: number): number => lookUp(tables().labelPairs, hash)

/** One look-up for all lists, as it is made for every word of a page. */
export const knownWord = (hash: number): KnownWord => {
  const {places, words} = tables()
  return words[lookUp(places, hash)] as KnownWord
}
