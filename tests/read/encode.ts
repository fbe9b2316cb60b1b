/** Text in an older encoding: the way back through the decoder, byte by byte and pair by pair. */
export const encode = (text: string, encoding: string): Uint8Array => {
  const table = tableOf(encoding)
  return Buffer.concat(
    Array.from(text, character => {
      const bytes = table.get(character)
      if (!bytes) throw new Error(`Expected a character of ${encoding}, got ${character}`)
      return bytes
    }),
  )
}

const tables = new Map<string, ReadonlyMap<string, Uint8Array>>()

const tableOf = (encoding: string): ReadonlyMap<string, Uint8Array> => {
  const known = tables.get(encoding)
  if (known) return known
  const decoder = new TextDecoder(encoding)
  const table = new Map<string, Uint8Array>()
  const add = (...bytes: readonly number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes))
    const isOne = [...character].length === 1 && character !== '\ufffd'
    if (isOne && !table.has(character)) table.set(character, Uint8Array.from(bytes))
  }
  for (let byte = 0; byte < 256; byte++) add(byte)
  for (let first = 0x81; first < 0xff; first++)
    for (let second = 0x40; second < 0xff; second++) add(first, second)
  tables.set(encoding, table)
  return table
}
