/** Numbers the distinct keys among the first `total`, from 0 in the order they come up. */
export const numberKeys = (keys: Int32Array, total: number): {ids: Int32Array; distinct: number} => {
  const ids = new Int32Array(total)
  let size = 64
  while (size < total * 2) size *= 2
  const slots = new Int32Array(size)
  const numbers = new Int32Array(size)
  const mask = size - 1
  let distinct = 0
  for (let index = 0; index < total; index++) {
    const key = keys[index] as number
    let slot = (key ^ (key >>> 15)) & mask
    while (numbers[slot] !== 0 && slots[slot] !== key) slot = (slot + 1) & mask
    if (numbers[slot] === 0) {
      slots[slot] = key
      numbers[slot] = ++distinct
    }
    ids[index] = (numbers[slot] as number) - 1
  }
  return {ids, distinct}
}

/** How often each key comes up. */
export const countKeys = (keys: Int32Array): Int32Array => {
  const {ids, distinct} = numberKeys(keys, keys.length)
  const counts = new Int32Array(distinct)
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as number
    counts[id] = (counts[id] as number) + 1
  }
  return ids.map(id => counts[id] as number)
}
