import fc from 'fast-check'

/** With the usual budget the same inputs are made every time, so that a change is judged by what it changed. */
const usualSeed = 20261122

const isLong = Number(process.env.COPYDESK_PROPERTY_BUDGET ?? '1') > 1
const randomSeed = Math.floor(Math.random() * 2 ** 31)

/** What all generated input of this run is made from. */
export const seed = Number(process.env.COPYDESK_PROPERTY_SEED ?? (isLong ? randomSeed : usualSeed))

fc.configureGlobal({seed})
