/** Rounds after which something is odd about the order: halving gets through a million values in twenty. */
const mostRounds = 64

/**
 * Moves the first `count` values so that the one of a rank stands where sorting would put it, none that is greater
 * before it and none that is smaller behind it (Hoare's FIND, 1961). Takes time in proportion to the count, where
 * sorting takes several times as long.
 *
 * @param rank 0 for the smallest, below `count`.
 * @returns That value.
 */
export const selectRank = (values: Float64Array, count: number, rank: number): number => {
  let low = 0
  let high = count - 1
  for (let round = 0; low < high; round += 1) {
    if (round === mostRounds) {
      values.subarray(low, high + 1).sort()
      break
    }
    const pivot = values[rank] as number
    let left = low
    let right = high
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1
      while ((values[right] as number) > pivot) right -= 1
      if (left > right) break
      const value = values[left] as number
      values[left] = values[right] as number
      values[right] = value
      left += 1
      right -= 1
    }
    if (right < rank) low = left
    if (left > rank) high = right
  }
  return values[rank] as number
}
