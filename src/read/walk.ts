import {type Dirent, existsSync, globSync, lstatSync, readdirSync, realpathSync, type Stats} from 'node:fs'
import {dirname, isAbsolute, join, relative, resolve, sep} from 'node:path'

/** One file to be read. */
export type Input = {
  /** Relative to the input folder, with `/`: the `path` of its manifest row. */
  readonly path: string
  /** Absolute. */
  readonly file: string
  readonly size: number
  /** When its content and when anything about it changed last: milliseconds since 1970, with fractions. */
  readonly modified: number
  readonly changed: number
  readonly inode: number
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

const because = (error: unknown): string =>
  (error instanceof Error ? error.message.split(',')[0] : undefined) ?? String(error)

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

const look = (file: string): Stats | undefined => lstatSync(file, {throwIfNoEntry: false})

const refusedInput = (path: string, file: string, refused: string): Input => ({
  path,
  file,
  size: 0,
  modified: 0,
  changed: 0,
  inode: 0,
  refused,
})

/** The input at `file`; `undefined` when it went away since its folder was read. */
const inspect = (path: string, file: string): Input | undefined => {
  let entry: Stats | undefined
  try {
    entry = look(file)
  } catch (error) {
    return isGone(error) ? undefined : refusedInput(path, file, because(error))
  }
  if (!entry) return undefined
  if (entry.isSymbolicLink()) return refusedInput(path, file, 'Symbolic link, not followed')
  if (!entry.isFile()) return refusedInput(path, file, 'Neither a file nor a folder')
  return {path, file, size: entry.size, modified: entry.mtimeMs, changed: entry.ctimeMs, inode: entry.ino}
}

const hidden = (name: string): boolean => name.startsWith('.')

type Level = {
  readonly folder: string
  readonly prefix: string
  readonly names: string[]
  /** A run writes its texts there. */
  readonly isOutput: boolean
  next: number
}

/** What a run leaves in its output folder beside the texts. */
const ownFiles: ReadonlySet<string> = new Set([
  'manifest.jsonl',
  'repairs.jsonl',
  'sites.json',
  'run.json',
  'history.jsonl',
])

/** The state tells an output folder, or, where it was left behind, the lists that no run goes without. */
const isOutputFolder = (folder: string, entries: readonly Dirent[]): boolean => {
  const names = new Set(entries.map(entry => entry.name))
  if (names.has('.copydesk') && look(join(folder, '.copydesk', 'state.sqlite'))) return true
  return names.has('manifest.jsonl') && names.has('repairs.jsonl')
}

/** Where a browser that saved `story.html` put its pictures, scripts and frames: `story_files`. */
const isPartsFolder = (entry: Dirent, pages: ReadonlySet<string>): boolean => {
  if (pages.size === 0 || !entry.isDirectory() || !entry.name.endsWith('_files')) return false
  const stem = entry.name.slice(0, -'_files'.length)
  return pages.has(`${stem}.html`) || pages.has(`${stem}.htm`)
}

/** The names in a folder in the order of the paths below them: that of a folder counts with its `/`. */
const openLevel = (folder: string, prefix: string): Level => {
  const entries: Dirent[] = readdirSync(folder, {withFileTypes: true})
  const names: string[] = []
  const isOutput = isOutputFolder(folder, entries)
  const pages = new Set(entries.map(({name}) => name).filter(name => /\.html?$/i.test(name)))
  for (const entry of entries)
    if (!hidden(entry.name) && !(isOutput && ownFiles.has(entry.name)) && !isPartsFolder(entry, pages))
      names.push(entry.isDirectory() ? `${entry.name}/` : entry.name)
  return {folder, prefix, names: names.sort(), isOutput, next: 0}
}

/**
 * Every file below `folder`, in the order of their paths, holding no more than one folder a level in memory. Hidden
 * names, the folders in `skip`, the parts of saved pages and other runs' output folders are passed over, links are not
 * followed.
 */
function* filesBelow(folder: string, prefix: string, skip: ReadonlySet<string>): Generator<Input> {
  const levels = [openLevel(folder, prefix)]
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const name = level.names[level.next++]
    if (name === undefined) {
      levels.pop()
      continue
    }
    const isFolder = name.endsWith('/')
    const bare = isFolder ? name.slice(0, -1) : name
    const file = level.folder === sep ? sep + bare : level.folder + sep + bare
    if (skip.has(file)) continue
    if (!isFolder) {
      const input = inspect(level.prefix + name, file)
      if (input) yield input
      continue
    }
    try {
      const below = openLevel(file, level.prefix + name)
      if (!below.isOutput) levels.push(below)
    } catch (error) {
      if (!isGone(error))
        yield refusedInput(level.prefix + bare, file, `Folder could not be opened: ${because(error)}`)
    }
  }
}

type Source = {readonly kind: 'folder' | 'file'; readonly file: string}

/** What one `PATH` argument names, and the folder that its paths are seen from. */
const sourcesOf = (
  path: string,
  alone: boolean,
  skip: ReadonlySet<string>,
): {root: string; sources: Source[]} => {
  const absolute = resolve(path)
  const entry = look(absolute)
  if (entry?.isDirectory()) return {root: absolute, sources: [{kind: 'folder', file: absolute}]}
  if (entry?.isSymbolicLink() && alone) {
    const target = realpathSync(absolute)
    if (look(target)?.isDirectory()) return {root: target, sources: [{kind: 'folder', file: target}]}
    return {root: dirname(target), sources: [{kind: 'file', file: target}]}
  }
  if (entry) return {root: dirname(absolute), sources: [{kind: 'file', file: absolute}]}
  if (!magic.test(path))
    throw new PathError(`There is no file or folder \`${path}\`; expected a path that exists`)
  const parts = slashed(absolute).split('/')
  const root =
    parts
      .slice(
        0,
        parts.findIndex(part => magic.test(part)),
      )
      .join('/') || '/'
  const sources: Source[] = []
  for (const match of globSync(slashed(relative(root, absolute)), {cwd: root})) {
    const file = join(root, match)
    if (match.split(sep).some(hidden) || [...skip].some(folder => file.startsWith(folder + sep))) continue
    if (!look(file)?.isDirectory()) sources.push({kind: 'file', file})
  }
  if (sources.length === 0)
    throw new PathError(`Nothing matches \`${path}\`; expected a pattern that names at least one file`)
  return {root, sources}
}

/** Where `path` really lies, links resolved as far as it exists. */
const realPath = (path: string): string => {
  let parent = resolve(path)
  while (!existsSync(parent) && dirname(parent) !== parent) parent = dirname(parent)
  return resolve(realpathSync(parent), relative(parent, resolve(path)))
}

/** @throws PathError when an input lies in the folder that is written: an output might take its place. */
const refuseMixing = (sources: readonly Source[], output: string): void => {
  const folder = realPath(output)
  for (const {file} of sources) {
    const input = realPath(file)
    if (input !== folder && !input.startsWith(folder === sep ? sep : folder + sep)) continue
    const what =
      input === folder ? 'is the input folder itself' : `holds the input \`${relative('.', file)}\``
    throw new PathError(`The output folder \`${output}\` ${what}; expected a folder of its own`)
  }
}

/**
 * The inputs that the `PATH` arguments name: files, folders and globs, each once, in order of their paths. A single
 * folder is the root of the relative paths; otherwise `root` is, where every file lies in it, or else the deepest
 * folder that holds them all. A single folder is read as it is walked, and never held in memory as a whole.
 *
 * @returns the inputs and the folder that their paths are relative to.
 * @throws PathError for an argument that names nothing, or when outputs would be written among the inputs.
 */
export const findInputs = (
  paths: readonly string[],
  settings: {
    readonly output?: string
    /** Whether `output` is going to be written. */
    readonly writes?: boolean
    readonly root?: string
  } = {},
): {readonly base: string; readonly inputs: Iterable<Input>} => {
  const {output} = settings
  const skip = new Set(output === undefined ? [] : [resolve(output), realPath(output)])
  const named = paths.map(path => sourcesOf(path, paths.length === 1, skip))
  const sources = named.flatMap(each => each.sources)
  if (settings.writes && output !== undefined) refuseMixing(sources, output)
  const root = settings.root === undefined ? undefined : resolve(settings.root)
  const inRoot =
    root !== undefined &&
    sources.every(
      ({kind, file}) =>
        file.startsWith(root === sep ? sep : root + sep) || (kind === 'folder' && file === root),
    )
  const base = inRoot ? root : commonFolder(named.map(each => each.root))
  const pathOf = (file: string): string => slashed(relative(base, file))
  const [only] = sources
  if (sources.length === 1 && only?.kind === 'folder') {
    return {base, inputs: filesBelow(only.file, only.file === base ? '' : `${pathOf(only.file)}/`, skip)}
  }
  const found = new Map<string, Input>()
  for (const {kind, file} of sources) {
    if (kind === 'file') {
      const input = inspect(pathOf(file), file)
      if (input) found.set(file, input)
      continue
    }
    const prefix = file === base ? '' : `${pathOf(file)}/`
    for (const input of filesBelow(file, prefix, skip)) found.set(input.file, input)
  }
  return {base, inputs: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))}
}
