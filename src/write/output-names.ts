import {createHash} from 'node:crypto'
import {hashStart, hashUnit} from '../compute/hash.ts'

/** Names of devices on Windows, whatever follows the first dot. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)/i
const longestName = 200

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** A name that every file system takes: what is unsafe becomes `_`, and a changed name carries a digest of the old. */
export const safeName = (name: string): string => {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>:"/\\|?*]/gu, '_')
    .replace(/^\.+|[. ]+$/g, '_')
  const short =
    Buffer.byteLength(safe) <= longestName
      ? safe
      : Array.from(safe)
          .slice(0, longestName / 4)
          .join('')
  if (reserved.test(short)) return `_${short}~${digest(name)}`
  return short === name && name !== '' ? name : `${short}~${digest(name)}`
}

const folded = (path: string): string => path.normalize('NFC').toLowerCase()

/** What an input asks its output to be called. */
export type Wanted = {
  /** The input's path. */
  readonly path: string
  /** The path without the endings that tell the kind. */
  readonly stem: string
  /** A stream of records, whose texts stand in a folder. */
  readonly stream: boolean
}

/** FNV-1a in two lanes of 32 bits, cut to 53: a name as one number, so that a million names are eight megabytes. */
const hash = (text: string): number => {
  let low = hashStart
  let high = 0x01000193
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    low = hashUnit(low, code)
    high = Math.imul(high ^ code ^ (low >>> 16), 0x85ebca6b)
  }
  return (high >>> 11) * 0x100000000 + (low >>> 0)
}

const safePath = (path: string): string => path.split('/').map(safeName).join('/')

const ending = '.txt'

/** The folder of the texts of a stream of records, from the stream's output name. */
export const recordsFolder = (output: string): string => output.slice(0, -ending.length)

/** Every name that an output takes up: itself, or its records' folder, and the folders above. */
function* taken(output: string, stream: boolean): Generator<{key: number; folder: boolean}> {
  const name = folded(output)
  yield {key: hash(name), folder: false}
  if (stream) yield {key: hash(recordsFolder(name)), folder: false}
  for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1))
    yield {key: hash(name.slice(0, slash)), folder: true}
}

/**
 * What each input's output is called: its stem and `.txt`, or, where inputs would share a name (`a.txt` beside `a.html`,
 * names that differ in case only, a folder beside a stream of that name), the whole name and `.txt`, and a digest if that
 * is not enough. Depends on the set of inputs alone, never on their order. `inputs` is gone through twice.
 *
 * @returns the function from an input to its name; it holds a number or two per input, not the names.
 */
export const outputNames = (inputs: () => Iterable<Wanted>): ((wanted: Wanted) => string) => {
  const first = (wanted: Wanted): string => `${safePath(wanted.stem)}${ending}`
  const second = (wanted: Wanted): string => `${safePath(wanted.path)}${ending}`
  const once = new Set<number>()
  const folders = new Set<number>()
  const clashing = new Set<number>()
  const enter = (name: string, stream: boolean): void => {
    for (const {key, folder} of taken(name, stream)) {
      if (folder) {
        folders.add(key)
        if (once.has(key)) clashing.add(key)
      } else if (once.has(key) || folders.has(key)) clashing.add(key)
      else once.add(key)
    }
  }
  const clashes = (name: string, stream: boolean): boolean =>
    [...taken(name, stream)].some(({key, folder}) => !folder && (clashing.has(key) || folders.has(key)))
  for (const wanted of inputs()) enter(first(wanted), wanted.stream)
  const losers = new Set<number>()
  const lost: Wanted[] = []
  for (const wanted of inputs()) {
    if (!clashes(first(wanted), wanted.stream)) continue
    losers.add(hash(wanted.path))
    lost.push(wanted)
  }
  for (const wanted of lost) enter(second(wanted), wanted.stream)
  return wanted => {
    if (!losers.has(hash(wanted.path))) return first(wanted)
    const name = second(wanted)
    return clashes(name, wanted.stream) ? `${safePath(wanted.path)}~${digest(wanted.path)}${ending}` : name
  }
}
