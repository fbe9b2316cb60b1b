import type {Forest} from '../../compute/forest-kernel.ts'

/** Trees, and what each column of the rows that they are asked about says. */
export type LineForest = Forest & {readonly features: readonly string[]}

/** The weights of the line classifier: is a line article, at first sight and knowing the page; and is it the title. */
export type LineModel = {readonly first: LineForest; readonly second: LineForest; readonly title: LineForest}

const MAGIC = 'CDL2'

type Header = {
  readonly forests: readonly {
    readonly features: readonly string[]
    readonly trees: number
    readonly nodes: number
    readonly leaves: number
  }[]
}

const aligned = (position: number): number => (position + 3) & ~3

/**
 * Reads a model file: the magic, the length of a JSON header, the header, and for each forest its arrays, each
 * beginning at a multiple of four bytes, little-endian.
 */
export const readLineModel = (bytes: Uint8Array): LineModel => {
  const copy = bytes.slice().buffer
  const decoder = new TextDecoder()
  const magic = decoder.decode(new Uint8Array(copy, 0, 4))
  if (magic !== MAGIC)
    throw new Error(`Expected a line model that begins with ${MAGIC}, got ${JSON.stringify(magic)}`)
  const length = new DataView(copy).getUint32(4, true)
  const header = JSON.parse(decoder.decode(new Uint8Array(copy, 8, length))) as Header
  let position = aligned(8 + length)
  const take = (size: number): number => {
    const start = position
    position = aligned(position + size)
    return start
  }
  const forests = header.forests.map(
    ({features, trees, nodes, leaves}): LineForest => ({
      features,
      roots: new Int32Array(copy, take(trees * 4), trees),
      feature: new Uint16Array(copy, take(nodes * 2), nodes),
      threshold: new Float32Array(copy, take(nodes * 4), nodes),
      left: new Int32Array(copy, take(nodes * 4), nodes),
      right: new Int32Array(copy, take(nodes * 4), nodes),
      leaf: new Float32Array(copy, take(leaves * 4), leaves),
    }),
  )
  const [first, second, title] = forests
  if (!first || !second || !title)
    throw new Error(`Expected a line model of three forests, got ${forests.length}`)
  return {first, second, title}
}

/** The inverse of {@link readLineModel}. */
export const writeLineModel = ({first, second, title}: LineModel): Uint8Array => {
  const forests = [first, second, title]
  const header = new TextEncoder().encode(
    JSON.stringify({
      forests: forests.map(({features, roots, feature, leaf}) => ({
        features,
        trees: roots.length,
        nodes: feature.length,
        leaves: leaf.length,
      })),
    }),
  )
  const parts: Uint8Array[] = []
  let position = 0
  const put = (part: Uint8Array): void => {
    parts.push(part, new Uint8Array(aligned(part.length) - part.length))
    position += aligned(part.length)
  }
  const start = new Uint8Array(8 + header.length)
  start.set(new TextEncoder().encode(MAGIC))
  new DataView(start.buffer).setUint32(4, header.length, true)
  start.set(header, 8)
  put(start)
  for (const forest of forests) {
    for (const array of [
      forest.roots,
      forest.feature,
      forest.threshold,
      forest.left,
      forest.right,
      forest.leaf,
    ]) {
      put(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    }
  }
  const bytes = new Uint8Array(position)
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
