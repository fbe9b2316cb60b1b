/**
 * Lines of a page are misjudged together, not one by one: where the classifier takes the readers' comments for article,
 * it takes all of them. So the page as a whole may be more article than it looks, or less, by so much in log odds; each
 * shift with its share of a normal distribution of standard deviation 1.5. Between 1 and 2 the choice makes no
 * difference of more than 0.001 on the benchmark, whatever the layout.
 */
const SHIFTS = [
  {odds: Math.exp(-1.5), share: 0.16},
  {odds: Math.exp(-0.5), share: 0.34},
  {odds: Math.exp(0.5), share: 0.34},
  {odds: Math.exp(1.5), share: 0.16},
] as const

const shifted = (likely: number, odds: number): number => (likely * odds) / (1 - likely + likely * odds)

/**
 * Which lines to keep so that the expected F1 of the kept words is greatest: the likeliest first, until the next would
 * lower it. A page the classifier is sure about is cut at about one half, a page it understands little of is cut lower,
 * so that its article is not lost. Lines less likely than `least` are not considered.
 */
export const keepForBestF1 = (
  likely: Float32Array,
  units: (row: number) => number,
  least: number,
): Uint8Array => {
  const keep = new Uint8Array(likely.length)
  const rows: number[] = []
  const expected = SHIFTS.map(() => 0)
  for (let row = 0; row < likely.length; row++) {
    const value = likely[row] as number
    for (let index = 0; index < SHIFTS.length; index++) {
      const {odds} = SHIFTS[index] as (typeof SHIFTS)[number]
      expected[index] = (expected[index] as number) + shifted(value, odds) * units(row)
    }
    if (value >= least) rows.push(row)
  }
  rows.sort((a, b) => (likely[b] as number) - (likely[a] as number) || a - b)
  const hits = SHIFTS.map(() => 0)
  let kept = 0
  let best = 0
  let take = 0
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as number
    const value = likely[row] as number
    const words = units(row)
    kept += words
    let score = 0
    for (let index = 0; index < SHIFTS.length; index++) {
      const {odds, share} = SHIFTS[index] as (typeof SHIFTS)[number]
      const hit = (hits[index] as number) + shifted(value, odds) * words
      hits[index] = hit
      score += (share * 2 * hit) / (kept + (expected[index] as number))
    }
    if (score < best) continue
    best = score
    take = place + 1
  }
  for (let place = 0; place < take; place++) keep[rows[place] as number] = 1
  return keep
}
