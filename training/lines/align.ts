/** Words as the scorer counts them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []

/** Runs of this many words are looked up in the gold text. */
const GRAM = 4
/** A line with fewer words says too little to know where in the gold text it stands. */
const ANCHOR_WORDS = 8
/** How far from its neighbours' places, in words, a short line may stand. */
const SLACK = 12

type Candidate = {
  readonly row: number
  readonly words: readonly string[]
  readonly covered: number
  readonly places: readonly number[]
}

const placesOf = (
  words: readonly string[],
  gold: ReadonlyMap<string, readonly number[]>,
): {covered: number; places: number[]} => {
  const size = Math.min(GRAM, words.length)
  const covered = new Uint8Array(words.length)
  const places: number[] = []
  for (let index = 0; index + size <= words.length; index++) {
    const found = gold.get(words.slice(index, index + size).join(' '))
    if (!found) continue
    for (let inner = 0; inner < size; inner++) covered[index + inner] = 1
    for (const place of found) places.push(place - index)
  }
  let sum = 0
  for (const one of covered) sum += one
  return {covered: sum, places}
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** The heaviest chain of candidates whose places in the gold text rise. */
const heaviestChain = (candidates: readonly Candidate[]): Candidate[] => {
  const place = candidates.map(candidate => median(candidate.places))
  const best = candidates.map(candidate => candidate.covered)
  const previous = candidates.map(() => -1)
  let end = -1
  candidates.forEach((candidate, index) => {
    for (let other = 0; other < index; other++) {
      if ((place[other] as number) >= (place[index] as number)) continue
      const sum = (best[other] as number) + candidate.covered
      if (sum > (best[index] as number)) {
        best[index] = sum
        previous[index] = other
      }
    }
    if (end < 0 || (best[index] as number) > (best[end] as number)) end = index
  })
  const chain: Candidate[] = []
  for (let index = end; index >= 0; index = previous[index] as number)
    chain.unshift(candidates[index] as Candidate)
  return chain
}

/**
 * For each line the share of its words, 0..1, that belong to the gold text at a place that fits the lines around it.
 * Long lines are anchored first, as the heaviest chain in rising order; what repeats elsewhere on the page is matched
 * once. Short lines count where they stand between the places of their anchored neighbours.
 */
export const alignLines = (lines: readonly string[], goldText: string): Float32Array => {
  const labels = new Float32Array(lines.length)
  const goldWords = wordsOf(goldText)
  if (goldWords.length === 0) return labels
  const gold = new Map<string, number[]>()
  for (let size = 1; size <= GRAM; size++) {
    for (let index = 0; index + size <= goldWords.length; index++) {
      const key = goldWords.slice(index, index + size).join(' ')
      const places = gold.get(key)
      if (places) places.push(index)
      else gold.set(key, [index])
    }
  }
  const candidates: Candidate[] = []
  const short: Candidate[] = []
  lines.forEach((line, row) => {
    const words = wordsOf(line)
    if (words.length === 0) return
    const {covered, places} = placesOf(words, gold)
    if (places.length === 0) return
    const candidate = {row, words, covered, places}
    if (words.length >= ANCHOR_WORDS) candidates.push(candidate)
    else if (covered === words.length) short.push(candidate)
  })
  const chain = heaviestChain(candidates)
  for (const {row, words, covered} of chain) labels[row] = covered / words.length
  // Long lines outside the chain whose words are gold: an order changed by the layout, unless they are copies.
  const chained = new Set(chain.map(({words}) => words.join(' ')))
  for (const {row, words, covered} of candidates) {
    if ((labels[row] as number) > 0 || chained.has(words.join(' '))) continue
    const middle = chain[chain.length >> 1]
    const share = covered / words.length
    if (share > 0.9 && words.length >= 2 * ANCHOR_WORDS && middle) labels[row] = share
  }
  for (const {row, words, places} of short) {
    let before = -SLACK
    let after = goldWords.length + SLACK
    for (const anchor of chain) {
      if (anchor.row < row) before = Math.max(before, median(anchor.places) + anchor.words.length - SLACK)
      else {
        after = median(anchor.places) + SLACK
        break
      }
    }
    if (chain.length === 0) {
      before = -SLACK
      after = goldWords.length
    }
    if (places.some(place => place >= before && place + words.length <= after)) labels[row] = 1
  }
  return labels
}
