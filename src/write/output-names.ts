import {createHash} from 'node:crypto'

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i
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
  return short === name && name !== '' && !reserved.test(name.split('.')[0] ?? '')
    ? name
    : `${short}~${digest(name)}`
}

const folded = (path: string): string => path.normalize('NFC').toLowerCase()

/** What an input asks its output to be called. */
export type Wanted = {
  /** The input's path. */
  readonly path: string
  /** The path without the endings that tell the kind. */
  readonly stem: string
}

/**
 * The output path of each input: its stem and `.txt`, or, where inputs would share one (`a.txt` beside `a.html`, or names
 * that differ in case only), the whole name and `.txt`, and a digest if that is not enough. Depends on the set of
 * inputs alone, never on their order.
 */
export const outputNames = (wanted: readonly Wanted[]): Map<string, string> => {
  const names = new Map<string, string>()
  const clash = (candidates: readonly (readonly [string, string])[]): (readonly [string, string])[] => {
    const counts = new Map<string, number>()
    for (const [, name] of candidates) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1)
    const taken = new Set([...names.values()].map(folded))
    const left: (readonly [string, string])[] = []
    for (const [path, name] of candidates) {
      if (counts.get(folded(name)) === 1 && !taken.has(folded(name))) names.set(path, name)
      else left.push([path, name])
    }
    return left
  }
  const safe = (path: string): string => path.split('/').map(safeName).join('/')
  const first = clash(wanted.map(({path, stem}) => [path, `${safe(stem)}.txt`] as const))
  const second = clash(first.map(([path]) => [path, `${safe(path)}.txt`] as const))
  for (const [path] of second) names.set(path, `${safe(path)}~${digest(path)}.txt`)
  return names
}
