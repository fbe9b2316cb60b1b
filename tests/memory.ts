import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const held = (): number => {
  collect()
  const {heapUsed, external} = process.memoryUsage()
  return heapUsed + external
}

/** Bytes in use after `act` that were not before it. */
export const bytesKeptBy = (act: () => void): number => {
  const before = held()
  act()
  return held() - before
}
