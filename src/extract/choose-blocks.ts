/** From which probability on blocks are kept, and how sure the choice is. */
export type Choice = {
  readonly threshold: number
  /** The word F1 that the choice is expected to reach, 0..1. */
  readonly expectedF1: number
}

/**
 * Doubtful words weigh more when they are kept than when they are missed: the factor by which the threshold lies
 * above the one that is best in expectation. Of 1, 1.15, 1.25, 1.3 and 1.45 it is the least with which less than 3 % of the
 * passages that must not be in an article are (WCXB development pages, out of fold); it costs no F1 on articles.
 */
const caution = 1.3

/**
 * Chooses the blocks whose kept words are expected to agree best with the main content, by F1. The best set in
 * expectation takes the blocks in the order of their probability, and its threshold is half the F1 it reaches
 * (Lipton, Elkan and Narayanaswamy, 2014); so a sure page is cut at about 0.5, and a doubtful one lower.
 */
export const chooseBlocks = (
  probabilities: Float32Array,
  blocks: readonly {readonly words: number}[],
): Choice => {
  const order = byProbability(probabilities)
  let wanted = 0
  for (let i = 0; i < blocks.length; i += 1) wanted += (probabilities[i] as number) * wordsOf(blocks, i)
  let right = 0
  let taken = 0
  let expectedF1 = 0
  for (let i = 0; i < order.length; i += 1) {
    const block = order[i] as number
    const words = wordsOf(blocks, block)
    taken += words
    right += (probabilities[block] as number) * words
    if (taken + wanted > 0) expectedF1 = Math.max(expectedF1, (2 * right) / (taken + wanted))
  }
  return {threshold: (caution * expectedF1) / 2, expectedF1}
}

const wordsOf = (blocks: readonly {readonly words: number}[], block: number): number =>
  (blocks[block] as {readonly words: number}).words

/** Places for the block in a key to sort by. */
const blockPlaces = 2 ** 20

/** The blocks from the most to the least probable; of equals the first goes first. */
const byProbability = (probabilities: Float32Array): Uint32Array => {
  // Numbers from 0 on are in the order of their bits, and a list of numbers is sorted without asking back.
  const bits = new Uint32Array(probabilities.buffer, probabilities.byteOffset, probabilities.length)
  const keys = new Float64Array(bits.length)
  for (let block = 0; block < keys.length; block += 1)
    keys[block] = (2 ** 32 - 1 - (bits[block] as number)) * blockPlaces + block
  keys.sort()
  const order = new Uint32Array(keys.length)
  for (let i = 0; i < order.length; i += 1) order[i] = (keys[i] as number) % blockPlaces
  return order
}
