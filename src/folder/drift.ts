import type {Drift, DriftKind, SiteRun} from '../document/drift.ts'

/**
 * Is a site what it was? Counts (rejects, errors, garbled texts, documents on which a rule fired) are held against a
 * beta-binomial distribution fitted to the site's earlier runs (Skellam 1948; rate and overdispersion by moments):
 * news come in bursts, so that a plain binomial would cry wolf. Sizes are held against the median of the earlier
 * runs, in units of their median absolute deviation.
 */

/** A site speaks up only with so many documents, and with so many documents before. */
const fewestDocuments = 5
const fewestBefore = 20

/**
 * Chance of a false alarm for one count of one site in one run. What must also change by `leastChange` is rarer still:
 * in a simulation of 10,000 nights of sites whose rates wander (tests/folder/drift.test.ts) there was no false alarm.
 */
const unlikely = 1e-4
/** The same for sizes, in robust standard deviations. With 6, a text of a sixth of its length is missed on one site in three. */
const farOff = 4.5
/** A change must matter, not only be certain: share of the documents, or of the text. */
const leastChange = 0.15
/** Kept text a third longer or shorter is no news: a factor of two is. */
const leastFactor = Math.log(2)
/** Runs of one site differ more than documents drawn at random: never assume less than this correlation. */
const leastCorrelation = 0.02
/** The spread of a median between runs that is assumed while there are too few runs to tell. */
const priorSpread = {removedShare: 0.05, keptLog: 0.2} as const
/** A rule is expected where it fired on so many of the site's documents. */
const expectedRule = 0.5

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** ln Γ(x) for x > 0: Lanczos' approximation, good to 1e-10. */
const logGamma = (x: number): number => {
  const factors = [
    76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3,
    -5.395239384953e-6,
  ]
  const base = x + 5.5
  const series = factors.reduce((total, factor, index) => total + factor / (x + 1 + index), 1.00000000019)
  return (x + 0.5) * Math.log(base) - base + Math.log((2.5066282746310002 * series) / x)
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b)

/** The probability of `count` of `total` or a more extreme number, upwards or downwards, under a beta-binomial. */
export const tail = (
  count: number,
  total: number,
  shape: {alpha: number; beta: number},
  up: boolean,
): number => {
  const {alpha, beta} = shape
  let probability = 0
  for (let k = up ? count : 0; k <= (up ? total : count); k++) {
    const choose = logGamma(total + 1) - logGamma(k + 1) - logGamma(total - k + 1)
    probability += Math.exp(choose + logBeta(k + alpha, total - k + beta) - logBeta(alpha, beta))
  }
  return Math.min(1, probability)
}

type Counted = {readonly count: number; readonly total: number}

/** Rate and overdispersion of a count over earlier runs, as the parameters of a beta distribution. */
export const fitBeta = (runs: readonly Counted[]): {alpha: number; beta: number; rate: number} => {
  const total = sum(runs.map(run => run.total))
  const rate = (sum(runs.map(run => run.count)) + 0.5) / (total + 1)
  // Moments: the variance between runs beyond what drawing at random explains.
  const several = runs.filter(run => run.total >= 3)
  const excess = several.map(({count, total: size}) => {
    const off = (count / size - rate) ** 2
    return (off / (rate * (1 - rate)) - 1 / size) / (1 - 1 / size)
  })
  const weights = several.map(run => Math.min(run.total, 50))
  const estimated =
    sum(excess.map((value, index) => value * (weights[index] ?? 0))) / Math.max(1, sum(weights))
  const correlation = Math.min(0.5, Math.max(leastCorrelation, estimated))
  const size = 1 / correlation - 1
  return {alpha: rate * size, beta: (1 - rate) * size, rate}
}

const share = (count: number, total: number): number => (total === 0 ? 0 : count / total)

type Found = Omit<Drift, 'examples'>

const counts: readonly {kind: DriftKind; of: (run: SiteRun) => number}[] = [
  {kind: 'rejects', of: run => run.reject},
  {kind: 'errors', of: run => run.error},
  {kind: 'garbled', of: run => run.repair},
]

const countDrifts = (run: SiteRun, before: readonly SiteRun[]): Found[] => {
  const {site, documents} = run
  const found: Found[] = []
  for (const {kind, of} of counts) {
    const usual = fitBeta(before.map(each => ({count: of(each), total: each.documents})))
    const now = share(of(run), documents)
    if (now - usual.rate < leastChange || tail(of(run), documents, usual, true) > unlikely) continue
    found.push({site, kind, now, usual: usual.rate, documents})
  }
  const withText = documents - run.reject - run.error
  if (withText < fewestDocuments) return found
  const ruleIds = new Set(before.flatMap(each => Object.keys(each.rules)))
  for (const ruleId of ruleIds) {
    // A rule that was not on a run's list of the most frequent says nothing about that run.
    const runs = before
      .filter(each => each.rules[ruleId] !== undefined || Object.keys(each.rules).length < mostRules)
      .map(each => ({count: each.rules[ruleId] ?? 0, total: each.documents - each.reject - each.error}))
      .filter(each => each.total > 0)
    const usual = fitBeta(runs)
    const count = run.rules[ruleId] ?? 0
    if (usual.rate < expectedRule || share(count, withText) > usual.rate / 2) continue
    if (tail(count, withText, usual, false) > unlikely) continue
    found.push({
      site,
      kind: 'rule-stopped',
      now: share(count, withText),
      usual: usual.rate,
      documents,
      ruleId,
    })
  }
  return found
}

const sizeDrifts = (run: SiteRun, before: readonly SiteRun[]): Found[] => {
  const {site, documents} = run
  const withText = documents - run.reject - run.error
  if (withText < fewestDocuments) return []
  const sound = before.filter(each => each.documents - each.reject - each.error >= 3)
  const found: Found[] = []
  const compare = (
    key: 'removedShare' | 'keptLog',
    spread: 'removedSpread' | 'keptSpread',
    least: number,
  ): number => {
    const usual = median(sound.map(each => each[key]))
    const deviation = 1.4826 * median(sound.map(each => Math.abs(each[key] - usual)))
    // The median of few documents is off by itself; with few runs, the spread between them is not known yet.
    const drawn =
      (1.25 * 1.4826 * Math.max(run[spread], median(sound.map(each => each[spread])))) / Math.sqrt(withText)
    const prior = priorSpread[key] / Math.sqrt(Math.max(1, sound.length / 4))
    const scale = Math.hypot(deviation, drawn, prior)
    const off = run[key] - usual
    return Math.abs(off) > least && Math.abs(off) > farOff * scale ? off : 0
  }
  if (sound.length === 0) return []
  const removed = compare('removedShare', 'removedSpread', leastChange)
  const usualShare = median(sound.map(each => each.removedShare))
  if (removed !== 0) {
    const kind = removed > 0 ? 'removed-more' : 'removed-less'
    found.push({site, kind, now: run.removedShare, usual: usualShare, documents})
  }
  const kept = compare('keptLog', 'keptSpread', leastFactor)
  if (kept !== 0) {
    const usual = Math.exp(median(sound.map(each => each.keptLog)))
    found.push({site, kind: kept > 0 ? 'longer' : 'shorter', now: Math.exp(run.keptLog), usual, documents})
  }
  return found
}

/** How many rules of a site a run remembers. */
export const mostRules = 24

/** What about a site is not as in its earlier runs, of which `before` are those made with the same tool. */
export const driftOf = (run: SiteRun, before: readonly SiteRun[]): Found[] => {
  if (run.documents < fewestDocuments || sum(before.map(each => each.documents)) < fewestBefore) return []
  return [...countDrifts(run, before), ...sizeDrifts(run, before)]
}
