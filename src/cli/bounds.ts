/** What a number on the command line or in the configuration may be. */
export type Bounds = {readonly least: number; readonly most: number; readonly whole?: boolean}

/** Seconds for one document: a timer takes no more than some 24 days, and nobody waits longer than one. */
export const secondsBounds: Bounds = {least: 0.001, most: 86_400}

/** Bytes of one input: the longest string that Node can hold. */
export const bytesBounds: Bounds = {least: 1, most: 0x1fff_ffe8, whole: true}

/** Levels of an element tree: beyond these there is no page, only an attack. */
export const depthBounds: Bounds = {least: 1, most: 100_000, whole: true}

/** Each worker is a thread with a heap of its own. */
export const workersBounds: Bounds = {least: 1, most: 1024, whole: true}

/** A probability. */
export const shareBounds: Bounds = {least: 0, most: 1}

/** How many of something. */
export const countBounds: Bounds = {least: 1, most: Number.MAX_SAFE_INTEGER, whole: true}

export const isWithin = (value: number, {least, most, whole}: Bounds): boolean =>
  value >= least && value <= most && (!whole || Number.isInteger(value))

/** `a whole number from 1 to 1024`. */
export const boundsText = ({least, most, whole}: Bounds): string => {
  const kind = whole ? 'a whole number' : 'a number'
  return most === Number.MAX_SAFE_INTEGER
    ? `${kind} of at least ${least}`
    : `${kind} from ${least} to ${most}`
}
