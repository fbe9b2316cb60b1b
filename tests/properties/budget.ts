import {expect} from 'vitest'
import {seed} from '../fixed-seed.ts'

/**
 * How many times the usual number of runs: 1 in CI, more in the nightly run (`npm run test:long` sets 130: at least ten million characters a property), where
 * the seed is random; `COPYDESK_PROPERTY_SEED` repeats a run.
 */
export const budget = Math.max(1, Number(process.env.COPYDESK_PROPERTY_BUDGET ?? '1'))

const characters = new Map<string, number>()

/** Counts generated input for the property that is running, to say at the end how much there was. */
export const count = (...texts: readonly {readonly length: number}[]): void => {
  const property = expect.getState().currentTestName ?? ''
  const sum = texts.reduce((total, {length}) => total + length, 0)
  characters.set(property, (characters.get(property) ?? 0) + sum)
}

/** Says how many characters were generated for each property, and from which seed; in a long run only. */
export const reportCount = (): void => {
  if (budget === 1) return
  const lines = [...characters].map(([property, sum]) => `${String(sum).padStart(12)}  ${property}`)
  process.stdout.write(`Characters of generated input, from seed ${seed}:\n${lines.join('\n')}\n`)
}

/** Vitest's limit for one property, in milliseconds. */
export const timeLimit = 60_000 * budget
