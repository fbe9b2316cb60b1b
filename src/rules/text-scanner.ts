/** Tells which of many texts occur in a line, in one walk over it. */
export type TextScanner = (line: string, found: (text: number) => void) => void

type Wanted = {readonly text: string; readonly number: number}

/** Different runs of letters may share a number: a text is compared all the same. */
const numbers = 1 << 14
const pairNumber = (first: number, second: number): number => (Math.imul(first, 37) + second) & (numbers - 1)
const tripleNumber = (pair: number, third: number): number => (Math.imul(pair, 37) + third) & (numbers - 1)

/** Texts of two letters and more; `found` is told their places in the list, perhaps more than once. */
export const textScanner = (texts: readonly string[]): TextScanner => {
  const pairs: (Wanted[] | undefined)[] = Array.from({length: numbers})
  const triples: (Wanted[] | undefined)[] = Array.from({length: numbers})
  /** Bit 1: a text of two letters begins so; bit 2: a longer one does. */
  const begins = new Uint8Array(numbers)
  const enter = (lists: (Wanted[] | undefined)[], at: number, wanted: Wanted, bit: number): void => {
    lists[at] = [...(lists[at] ?? []), wanted]
    begins[at] = (begins[at] ?? 0) | bit
  }
  for (const [number, text] of texts.entries()) {
    const pair = pairNumber(text.charCodeAt(0), text.charCodeAt(1))
    if (text.length === 2) enter(pairs, pair, {text, number}, 1)
    else enter(triples, tripleNumber(pair, text.charCodeAt(2)), {text, number}, 2)
  }
  const compare = (
    lists: (Wanted[] | undefined)[],
    key: number,
    [line, at]: readonly [string, number],
    found: (text: number) => void,
  ): void => {
    for (const {text, number} of lists[key] ?? []) if (line.startsWith(text, at)) found(number)
  }

  return (line, found) => {
    const {length} = line
    if (length < 2) return
    let second = line.charCodeAt(1)
    let pair = pairNumber(line.charCodeAt(0), second)
    for (let at = 2; at <= length; at += 1) {
      if (((begins[pair] as number) & 1) !== 0) compare(pairs, pair, [line, at - 2], found)
      if (at === length) return
      const third = line.charCodeAt(at)
      const triple = tripleNumber(pair, third)
      if (((begins[triple] as number) & 2) !== 0) compare(triples, triple, [line, at - 2], found)
      pair = pairNumber(second, third)
      second = third
    }
  }
}
