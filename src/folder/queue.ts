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
  let waiting: (() => Promise<void>)[] = []
  let running = 0
  let closed = false
  let changed: (() => void)[] = []

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise<void>(resolve => changed.push(resolve))
  }
  const tell = (): void => {
    const heard = changed
    changed = []
    for (const resolve of heard) resolve()
  }
  const start = (): void => {
    while (running < width) {
      const work = waiting.shift()
      if (!work) return
      running++
      void work().finally(() => {
        running--
        start()
        tell()
      })
    }
  }

  return {
    add: async work => {
      await until(() => closed || waiting.length < depth)
      if (closed) return
      waiting.push(work)
      start()
    },
    drained: () => until(() => running === 0 && waiting.length === 0),
    close: () => {
      waiting = []
      closed = true
      tell()
    },
  }
}
