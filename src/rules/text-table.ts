import {type LineLetters, letterPool, standsAt} from './line-letters.ts'

/** Enters a value under a text, once. A list of one is shared by all the texts it stands under. */
export const enter = <Value>(
  entered: Map<string, readonly Value[]>,
  text: string,
  only: readonly [Value],
): void => {
  const before = entered.get(text)
  if (!before) entered.set(text, only)
  else if (!before.includes(only[0])) entered.set(text, before.concat(only))
}

/** What was entered under the first `length` letters of a line, given the number of these letters. */
type Find<Value> = (line: LineLetters, length: number, number: number) => readonly Value[] | undefined

/**
 * Finds what was entered under texts by a number that is worked out of their letters. There are thousands of texts, in
 * every thread: their letters stand in one array, and their places in another.
 */
export const textTable = <Value>(
  entered: ReadonlyMap<string, readonly Value[]>,
  numberOf: (letters: Uint16Array) => number,
): Find<Value> => {
  const pool = letterPool(Array.from(entered.keys()))
  const {letters, starts} = pool
  const values = Array.from(entered.values())
  const mask = 2 ** Math.ceil(Math.log2(2 * values.length + 1)) - 1
  /** One more than the number of a text, at the first free place from where its number says. */
  const places = new Uint32Array(mask + 1)
  for (let text = 0; text < values.length; text += 1) {
    let place = numberOf(letters.subarray(starts[text], starts[text + 1])) & mask
    while (places[place] !== 0) place = (place + 1) & mask
    places[place] = text + 1
  }
  return (line, length, number) => {
    for (let place = number & mask; places[place] !== 0; place = (place + 1) & mask) {
      const text = (places[place] as number) - 1
      const size = (starts[text + 1] as number) - (starts[text] as number)
      if (size === length && standsAt(line, 0, pool, text)) return values[text]
    }
    return undefined
  }
}
