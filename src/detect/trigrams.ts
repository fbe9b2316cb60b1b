import {textUnits} from './text-units.ts'

/** The trigrams of the languages of one script, by how frequent they are. */
export type TrigramModels = {
  readonly languages: readonly string[]
  /** Of each language in turn its trigrams, the most frequent first: three UTF-16 units and one that says nothing. */
  readonly units: Uint16Array
}

/** Each language has as many. */
const trigramsOfLanguage = 300
const width = 4
const between = '|'

/** @param models By language its trigrams in a row, with a bar between any two. */
export const readTrigrams = (models: Readonly<Record<string, string>>): TrigramModels => {
  const texts = Object.values(models)
  const wrong = texts.find(text => (text.length + between.length) / width !== trigramsOfLanguage)
  if (wrong !== undefined) throw new RangeError(`Expected ${trigramsOfLanguage} trigrams, got \`${wrong}\``)
  const bytes = Buffer.from(texts.join(between), 'utf16le')
  const units = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
  return {languages: Object.keys(models), units}
}

/** Longer texts are looked at so far. */
const mostCharacters = 2048

/** Twice as many as there can be trigrams in a text, if every character were two when letter case is taken away. */
const slots = 4 * mostCharacters
/** Where in the text the trigram of a slot first stands, counted from 1, and how often it occurs. */
const places = new Uint16Array(slots)
const counts = new Uint16Array(slots)

/** The slot of the trigram in `units` at `at`, or the free one where it would be among those of `text`. */
const slotOf = (text: Uint16Array, units: Uint16Array, at: number): number => {
  const first = units[at] as number
  const second = units[at + 1] as number
  const third = units[at + 2] as number
  let slot = (Math.imul((first << 16) ^ (second << 8) ^ third, 0x9e3779b1) >>> 15) & (slots - 1)
  for (;;) {
    const place = (places[slot] as number) - 1
    if (place < 0 || (text[place] === first && text[place + 1] === second && text[place + 2] === third))
      return slot
    slot = (slot + 1) & (slots - 1)
  }
}

/** Enters the trigrams of a text. @returns how many different ones there are. */
const countTrigrams = (text: Uint16Array, length: number): number => {
  places.fill(0)
  let different = 0
  for (let at = 0; at + 3 <= length; at += 1) {
    const slot = slotOf(text, text, at)
    if (places[slot] === 0) {
      places[slot] = at + 1
      counts[slot] = 0
      different += 1
    }
    counts[slot] = (counts[slot] as number) + 1
  }
  return different
}

/** What the text whose trigrams were counted is nearer to a language, whose trigrams begin at `from`, by sharing some. */
const nearness = (text: Uint16Array, units: Uint16Array, from: number): number => {
  let near = 0
  for (let rank = 0; rank < trigramsOfLanguage; rank += 1) {
    const slot = slotOf(text, units, from + rank * width)
    if (places[slot] !== 0) near += trigramsOfLanguage - Math.abs((counts[slot] as number) - rank - 1)
  }
  return near
}

const signs = /[\u0021-\u0040]+/g
const space = /\s+/g

/**
 * Languages by how near a text is to them, the nearest first with 1, as franc reckons it: for each of the text's
 * trigrams the difference between how often it occurs there and its rank in the language, or 300 where the language does
 * not have it. The numbers are franc's to the last bit; it builds dictionaries of all scripts, which takes longer than
 * most texts do, and Node's search for its parts makes V8 throw away the compiled code of all that reads typed arrays.
 */
export const rankByTrigrams = (models: TrigramModels, text: string): readonly [string, number][] => {
  const whole = text.slice(0, mostCharacters)
  const plain = ` ${whole.replace(signs, ' ').replace(space, ' ').trim().toLowerCase()} `
  const units = textUnits(plain)
  const farthest = countTrigrams(units, plain.length) * trigramsOfLanguage
  const ranked = models.languages.map((language, index): [string, number] => [
    language,
    farthest - nearness(units, models.units, index * trigramsOfLanguage * width),
  ])
  ranked.sort(([, left], [, right]) => left - right)
  const least = ranked[0]?.[1] ?? 0
  const most = whole.length * trigramsOfLanguage - least
  for (const entry of ranked) entry[1] = 1 - (entry[1] - least) / most || 0
  return ranked
}
