/**
 * franc's ranking of languages, by franc's own tables, in a tenth of the room: franc makes a dictionary of three hundred
 * entries for each language, 3 MB in every thread. A file of its own, so that the build can put the tables into one, see
 * build/bundle.ts.
 */
import {data} from 'franc/data.js'
import {expressions} from 'franc/expressions.js'

/** A text is cut there; a shorter one than `shortest` is not ranked. */
const longest = 2048
const shortest = 10
/** What a trigram adds to the distance of a language that it is not typical of. */
const unknownDistance = 300
/** Letters of a trigram, and of one with the sign that stands between two. */
const letters = 3
const withSign = letters + 1

/** Finds numbers of trigrams. */
type Index = {
  /** The units of each trigram. */
  readonly units: Uint16Array
  /** One more than the number of a trigram, at the first free place from where its units say. */
  readonly places: Uint16Array
}

/** Where in the index the three letters at a place of a text stand, or may be put. */
const placeOf = ({units, places}: Index, text: string, at: number): number => {
  const first = text.charCodeAt(at)
  const second = text.charCodeAt(at + 1)
  const third = text.charCodeAt(at + 2)
  const mask = places.length - 1
  let place = Math.imul(Math.imul(first, 961) + second, 961) + third
  for (;;) {
    place &= mask
    const unit = ((places[place] as number) - 1) * letters
    if (unit < 0 || (units[unit] === first && units[unit + 1] === second && units[unit + 2] === third))
      return place
    place += 1
  }
}

/** The typical trigrams of the languages of a script. */
type Table = Index & {
  readonly languages: readonly string[]
  /** From where on the languages stand that each trigram is typical of, and how frequent it is there, 0 the most. */
  readonly starts: Uint32Array
  readonly owners: Uint8Array
  readonly ranks: Uint16Array
}

/** @param models The trigrams of each language, the most frequent first, with a sign between any two. */
const tableOf = (models: Readonly<Record<string, string>>): Table => {
  const languages = Object.keys(models)
  const most = Object.values(models).reduce((sum, {length}) => sum + (length + 1) / withSign, 0)
  const units = new Uint16Array(letters * most)
  const places = new Uint16Array(2 ** Math.ceil(Math.log2(2 * most)))
  /** For each language and rank the number of the trigram; how many languages each is typical of. */
  const numbers: Uint16Array[] = []
  const counts = new Uint32Array(most + 1)
  let known = 0
  for (const language of languages) {
    const model = models[language] ?? ''
    const own = new Uint16Array((model.length + 1) / withSign)
    for (let rank = 0; rank < own.length; rank += 1) {
      const at = rank * withSign
      const place = placeOf({units, places}, model, at)
      if (places[place] === 0) {
        for (let letter = 0; letter < letters; letter += 1)
          units[known * letters + letter] = model.charCodeAt(at + letter)
        known += 1
        places[place] = known
      }
      const number = (places[place] as number) - 1
      own[rank] = number
      counts[number] = (counts[number] as number) + 1
    }
    numbers.push(own)
  }
  const starts = new Uint32Array(known + 1)
  for (let number = 0; number < known; number += 1)
    starts[number + 1] = (starts[number] as number) + (counts[number] as number)
  const next = starts.slice()
  const owners = new Uint8Array(most)
  const ranks = new Uint16Array(most)
  for (const [owner, own] of numbers.entries()) {
    for (const [rank, number] of own.entries()) {
      const at = next[number] as number
      next[number] = at + 1
      owners[at] = owner
      ranks[at] = rank
    }
  }
  return {languages, units: units.slice(0, known * letters), places, starts, owners, ranks}
}

const tables = new Map<string, Table>()

/** The table of a script, made when it is first asked for; franc's own is let go. */
const tableFor = (script: string): Table | undefined => {
  const known = tables.get(script)
  const models = data[script]
  if (known || !models) return known
  const table = tableOf(models)
  tables.set(script, table)
  data[script] = {}
  return table
}

/** How often each three letters follow one another; signs and figures of ASCII are no letters. */
const trigramsOf = (text: string): ReadonlyMap<string, number> => {
  const words = text
    .replace(/[\u0021-\u0040]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  const padded = ` ${words} `
  const counts = new Map<string, number>()
  for (let at = 0; at + letters <= padded.length; at += 1) {
    const trigram = padded.slice(at, at + letters)
    counts.set(trigram, (counts.get(trigram) ?? 0) + 1)
  }
  return counts
}

/** The script that most of a text's characters are of, the first of several. */
const scriptOf = (text: string): string | undefined => {
  let most = 0
  let script: string | undefined
  for (const [name, expression] of Object.entries(expressions)) {
    const count = text.match(expression)?.length ?? 0
    if (count > most) {
      most = count
      script = name
    }
  }
  return script
}

const distancesTo = (table: Table, text: string): number[] => {
  const {languages, places, starts, owners, ranks} = table
  const trigrams = trigramsOf(text)
  const distances = languages.map(() => unknownDistance * trigrams.size)
  for (const [trigram, count] of trigrams) {
    const number = (places[placeOf(table, trigram, 0)] as number) - 1
    if (number < 0) continue
    for (let at = starts[number] as number; at < (starts[number + 1] as number); at += 1) {
      const owner = owners[at] as number
      const difference = Math.abs(count - (ranks[at] as number) - 1)
      distances[owner] = (distances[owner] as number) + difference - unknownDistance
    }
  }
  return distances
}

/**
 * The languages a text may be written in, as ISO 639-3, the most probable first, with how near they are, 0..1: by rank
 * order statistics of trigrams (Cavnar and Trenkle 1994), as franc has it. `und` alone where nothing is known.
 *
 * @param ignored Languages that are left out.
 */
export const francAll = (
  text: string,
  ignored: readonly string[],
): readonly (readonly [string, number])[] => {
  if (text.length < shortest) return [['und', 1]]
  const sample = text.slice(0, longest)
  const script = scriptOf(sample)
  if (script === undefined || ignored.includes(script)) return [['und', 1]]
  const table = tableFor(script)
  // Only one language is written in it, whose name the script bears.
  if (!table) return [[script, 1]]
  const distances = distancesTo(table, sample)
  const ranked = table.languages
    .map((language, index) => ({language, distance: distances[index] as number}))
    .filter(({language}) => !ignored.includes(language))
    .sort((left, right) => left.distance - right.distance)
  const least = ranked[0]?.distance ?? 0
  const span = sample.length * unknownDistance - least
  return ranked.map(({language, distance}) => [language, 1 - (distance - least) / span || 0] as const)
}
