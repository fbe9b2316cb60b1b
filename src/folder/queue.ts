import PQueue from 'p-queue'

/** Work that is done in the order in which it comes, so many pieces at a time. */
export type Queue = {
  /** Waits until there is room, then takes the work on, unless the queue was closed. The work must not fail. */
  readonly add: (work: () => Promise<void>) => Promise<void>
  /** Waits until all work taken on has ended. */
  readonly drained: () => Promise<void>
  /** Drops what has not begun, and takes no more. */
  readonly close: () => void
}

/** Opens a queue of `width` pieces at a time, and of `depth` more that wait. */
export const openQueue = ({width, depth}: {readonly width: number; readonly depth: number}): Queue => {
  const queue = new PQueue({concurrency: width})
  let closed = false
  let wake = (): void => {}
  // One listener for all, where `onSizeLessThan` makes some and a signal for each piece.
  for (const event of ['next', 'active'] as const) queue.addEventListener(event, () => wake())

  return {
    add: async work => {
      while (!closed && queue.size >= depth)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      // What is dropped by `clear` fails, and is meant to.
      if (!closed) queue.add(work).catch(() => {})
    },
    drained: () => queue.onIdle(),
    close: () => {
      closed = true
      queue.clear()
    },
  }
}
