import {describe, expect, it} from 'vitest'
import type {DriftKind, SiteRun} from '../../src/document/drift.ts'
import {driftOf, fitBeta, tail} from '../../src/folder/drift.ts'

/** A stream of numbers in 0..1 that is the same in every run (mulberry32). */
const numbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Site = {
  readonly name: string
  readonly documents: number
  readonly reject: number
  readonly repair: number
  readonly removed: number
  readonly kept: number
  readonly rule: number
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random())

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

const middle = (values: number[]): {middle: number; spread: number} => {
  const sorted = values.sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  return {middle: at(0.5), spread: (at(0.75) - at(0.25)) / 2}
}

/** One night of a site whose rates wander from night to night, as those of real sites do. */
const night = (site: Site, random: () => number): SiteRun => {
  const documents = Math.max(1, Math.round(site.documents * Math.exp(0.4 * normal(random))))
  const wander = (rate: number): number => clamp(rate + Math.sqrt(0.02 * rate * (1 - rate)) * normal(random))
  const draw = (rate: number): number => {
    const tonight = wander(rate)
    return Array.from({length: documents}).filter(() => random() < tonight).length
  }
  const reject = draw(site.reject)
  const texts = Math.max(1, documents - reject)
  const shift = 0.03 * normal(random)
  const lengthShift = 0.1 * normal(random)
  const removed = middle(
    Array.from({length: texts}, () => clamp(site.removed + shift + 0.1 * normal(random))),
  )
  const kept = middle(Array.from({length: texts}, () => site.kept + lengthShift + 0.6 * normal(random)))
  return {
    site: site.name,
    documents,
    reject,
    error: draw(0.01),
    repair: Math.min(texts, draw(site.repair)),
    flags: 0,
    removedShare: removed.middle,
    removedSpread: removed.spread,
    keptLog: kept.middle,
    keptSpread: kept.spread,
    rules: {'strip/footer': Math.min(texts, draw(site.rule)), 'strip/rare': Math.min(texts, draw(0.2))},
  }
}

const siteOf = (index: number, random: () => number): Site => ({
  name: `site-${index}`,
  documents: 6 + 60 * random() ** 2,
  reject: 0.15 * random() ** 2,
  repair: 0.05 * random() ** 2,
  removed: 0.1 + 0.5 * random(),
  kept: 7 + random(),
  rule: 0.6 + 0.4 * random(),
})

describe('drift', () => {
  it('fits a rate and how much it wanders', () => {
    const steady = fitBeta(Array.from({length: 20}, () => ({count: 10, total: 100})))
    expect(steady.rate).toBeCloseTo(0.1, 2)
    expect(steady.alpha + steady.beta).toBeCloseTo(49, 0)
    const wandering = fitBeta([
      {count: 0, total: 100},
      {count: 40, total: 100},
      {count: 2, total: 100},
      {count: 30, total: 100},
    ])
    expect(wandering.alpha + wandering.beta).toBeLessThan(10)
    // All of the distribution, and a binomial in the limit of no wandering.
    expect(tail(0, 30, {alpha: 2, beta: 5}, true)).toBeCloseTo(1, 8)
    expect(tail(8, 10, {alpha: 5e6, beta: 5e6}, true)).toBeCloseTo(56 / 1024, 4)
    expect(tail(2, 10, {alpha: 5e6, beta: 5e6}, false)).toBeCloseTo(56 / 1024, 4)
  })

  it('raises few false alarms', () => {
    const random = numbers(1)
    let siteNights = 0
    const alarms: string[] = []
    for (let index = 0; index < 250; index++) {
      const site = siteOf(index, random)
      const before: SiteRun[] = []
      for (let at = 0; at < 40; at++) {
        const run = night(site, random)
        for (const {kind} of driftOf(run, before)) alarms.push(`${site.name} night ${at}: ${kind}`)
        before.push(run)
        siteNights++
      }
    }
    // Measured: none.
    expect(siteNights).toBe(10_000)
    expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(1)
  })

  it('hears what changed', () => {
    const changes: readonly {kind: DriftKind; change: (site: Site) => Partial<Site>}[] = [
      {kind: 'removed-more', change: () => ({removed: 0.95})},
      {kind: 'removed-less', change: () => ({removed: 0})},
      {kind: 'shorter', change: ({kept}) => ({kept: kept - 1.8})},
      {kind: 'rejects', change: () => ({reject: 0.9})},
      {kind: 'garbled', change: () => ({repair: 0.8})},
      {kind: 'rule-stopped', change: () => ({rule: 0})},
    ]
    const random = numbers(2)
    for (const {kind, change} of changes) {
      let heard = 0
      const sites = 60
      for (let index = 0; index < sites; index++) {
        const site = {...siteOf(index, random), documents: 20, removed: 0.45}
        const before = Array.from({length: 15}, () => night(site, random))
        const kinds = driftOf(night({...site, ...change(site)}, random), before).map(drift => drift.kind)
        if (kinds.includes(kind)) heard++
      }
      expect(heard / sites, kind).toBeGreaterThan(0.85)
    }
  })

  it('says nothing of a site it hardly knows', () => {
    const random = numbers(3)
    const site = siteOf(0, random)
    const strange = night({...site, documents: 30, reject: 1}, random)
    expect(driftOf(strange, [])).toEqual([])
    expect(
      driftOf(
        {...strange, documents: 3},
        Array.from({length: 20}, () => night(site, random)),
      ),
    ).toEqual([])
  })
})
