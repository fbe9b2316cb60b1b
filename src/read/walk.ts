import {glob, lstat, opendir, realpath} from 'node:fs/promises'
import {dirname, isAbsolute, join, relative, resolve, sep} from 'node:path'

/** One file to be read. */
export type Input = {
  /** Relative to the input folder, with `/`: the `path` of its manifest row. */
  readonly path: string
  /** Absolute. */
  readonly file: string
  readonly size: number
  /** Milliseconds since 1970, with fractions. */
  readonly modified: number
  /** Set when the file is not read at all, with the reason. */
  readonly refused?: string
}

/** A `PATH` argument that leads nowhere. */
export class PathError extends Error {
  override readonly name = 'PathError'
}

const magic = /[*?[\]{}]/

const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

const commonFolder = (folders: readonly string[]): string => {
  let common = folders[0] ?? '.'
  for (const folder of folders) {
    while (relative(common, folder).startsWith('..') || isAbsolute(relative(common, folder)))
      common = dirname(common)
  }
  return common
}

type Found = {
  readonly file: string
  readonly size: number
  readonly modified: number
  readonly refused?: string
}

const inspect = async (file: string): Promise<Found> => {
  const entry = await lstat(file)
  const found = {file, size: entry.size, modified: entry.mtimeMs}
  if (entry.isSymbolicLink()) return {...found, refused: 'Symbolic link, not followed'}
  if (!entry.isFile()) return {...found, refused: 'Neither a file nor a folder'}
  return found
}

const hidden = (name: string): boolean => name.startsWith('.')

/** Every file below `folder`; hidden names and the folders in `skip` are passed over, links are not followed. */
async function* filesBelow(folder: string, skip: ReadonlySet<string>): AsyncGenerator<Found> {
  const waiting = [folder]
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    let directory: Awaited<ReturnType<typeof opendir>>
    try {
      directory = await opendir(current)
    } catch (error) {
      if (current === folder) throw error
      const why = error instanceof Error ? error.message.split(',')[0] : String(error)
      yield {file: current, size: 0, modified: 0, refused: `Folder could not be opened: ${why}`}
      continue
    }
    for await (const entry of directory) {
      const file = join(current, entry.name)
      if (hidden(entry.name) || skip.has(file)) continue
      if (entry.isDirectory()) waiting.push(file)
      else yield await inspect(file)
    }
  }
}

/**
 * The inputs that the `PATH` arguments name: files, folders and globs, each once, sorted by path. A single folder is
 * the root of the relative paths; otherwise `root` is, where every file lies in it, or else the deepest folder that
 * holds them all.
 *
 * @throws PathError for an argument that names nothing.
 */
export const findInputs = async (
  paths: readonly string[],
  settings: {readonly output?: string; readonly root?: string} = {},
): Promise<Input[]> => {
  const skip = new Set(settings.output === undefined ? [] : [resolve(settings.output)])
  const found = new Map<string, Found>()
  const roots: string[] = []
  for (const path of paths) {
    const absolute = resolve(path)
    const entry = await lstat(absolute).catch(() => undefined)
    if (entry?.isDirectory() || (entry?.isSymbolicLink() && paths.length === 1)) {
      const folder = entry.isDirectory() ? absolute : await realpath(absolute)
      if (!(await lstat(folder)).isDirectory()) {
        found.set(folder, await inspect(folder))
        roots.push(dirname(folder))
        continue
      }
      roots.push(folder)
      for await (const file of filesBelow(folder, skip)) found.set(file.file, file)
    } else if (entry) {
      roots.push(dirname(absolute))
      found.set(absolute, await inspect(absolute))
    } else if (magic.test(path)) {
      const parts = slashed(absolute).split('/')
      const root =
        parts
          .slice(
            0,
            parts.findIndex(part => magic.test(part)),
          )
          .join('/') || '/'
      roots.push(root)
      let count = 0
      for await (const match of glob(slashed(relative(root, absolute)), {cwd: root})) {
        const file = join(root, match)
        if (match.split(sep).some(hidden) || [...skip].some(folder => file.startsWith(folder + sep))) continue
        if ((await lstat(file)).isDirectory()) continue
        found.set(file, await inspect(file))
        count++
      }
      if (count === 0)
        throw new PathError(`Nothing matches \`${path}\`; expected a pattern that names at least one file`)
    } else {
      throw new PathError(`There is no file or folder \`${path}\`; expected a path that exists`)
    }
  }
  const root = settings.root === undefined ? undefined : resolve(settings.root)
  const inRoot = root !== undefined && [...found.keys()].every(file => file.startsWith(root + sep))
  const base = inRoot ? root : commonFolder(roots)
  return [...found.values()]
    .map(({file, ...rest}) => ({path: slashed(relative(base, file)), file, ...rest}))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
