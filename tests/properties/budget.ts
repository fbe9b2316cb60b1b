/**
 * How many times the usual number of runs: 1 in CI, more in the nightly run (`npm run test:long` sets 100), where
 * the seed is random; a failure prints it.
 */
export const budget = Math.max(1, Number(process.env.COPYDESK_PROPERTY_BUDGET ?? '1'))

let characters = 0

/** Counts generated input, to say at the end how much there was. */
export const count = (...texts: readonly {readonly length: number}[]): void => {
  for (const {length} of texts) characters += length
}

/** Says how many characters were generated; in a long run only. */
export const reportCount = (): void => {
  if (budget > 1) process.stdout.write(`${characters} characters of generated input\n`)
}

/** Vitest's limit for one property, in milliseconds. */
export const timeLimit = 60_000 * budget
