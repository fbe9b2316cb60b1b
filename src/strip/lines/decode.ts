/**
 * Which lines to keep so that the expected F1 of the kept words is greatest. Where `p` is right, the best choice takes
 * the likeliest lines first and stops at half the F1 that is reached: a page the classifier is sure about is cut at one
 * half, a page it understands little of is cut lower, so that its article is not lost.
 */
export const keepForBestF1 = (likely: Float32Array, units: (row: number) => number): Uint8Array => {
  const count = likely.length
  const order = Array.from(likely, (_, row) => row).sort(
    (a, b) => (likely[b] as number) - (likely[a] as number) || a - b,
  )
  let expected = 0
  for (let row = 0; row < count; row++) expected += (likely[row] as number) * units(row)
  let kept = 0
  let hits = 0
  let best = 0
  let take = 0
  for (let index = 0; index < count; index++) {
    const row = order[index] as number
    kept += units(row)
    hits += (likely[row] as number) * units(row)
    const score = (2 * hits) / (kept + expected)
    if (score < best) continue
    best = score
    take = index + 1
  }
  const keep = new Uint8Array(count)
  for (let index = 0; index < take; index++) keep[order[index] as number] = 1
  return keep
}
