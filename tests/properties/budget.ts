/**
 * How many times the usual number of runs: 1 in CI, more in the nightly run (`npm run test:long` sets 100). The seed is
 * random; a failure prints it.
 */
export const budget = Math.max(1, Number(process.env.COPYDESK_PROPERTY_BUDGET ?? '1'))

/** Vitest's limit for one property, in milliseconds. */
export const timeLimit = 60_000 * budget
