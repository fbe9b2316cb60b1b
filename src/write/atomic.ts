import {randomBytes} from 'node:crypto'
import {lstatSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {basename, dirname, isAbsolute, join, relative, resolve, sep} from 'node:path'
import {makeFolder} from './make-folder.ts'

/** Where unfinished files stand, below the output folder. Whatever lies there after a crash is nobody's. */
export const scratchFolder = join('.copydesk', 'scratch')

/** An output path that would leave the output folder. */
export class ContainmentError extends Error {}

const noRoom: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EFBIG',
  'EIO',
  'ENODEV',
  'ESTALE',
])

/** Whether the disk takes no more, whatever is written: full, read-only, gone. */
export const isOutOfRoom = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && noRoom.has(error.code)

/** Whether the system failed (`EACCES`, `EIO`, …) rather than our code: another time it may not. */
export const isOfTheSystem = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^E[A-Z0-9]+$/.test(String(error.code))

/** The absolute path of `path` below `folder`. @throws ContainmentError when it would lie outside. */
export const contained = (folder: string, path: string): string => {
  const target = resolve(folder, path)
  const inside = relative(resolve(folder), target)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new ContainmentError(`Expected an output inside the output folder, got \`${path}\``)
  }
  return target
}

const sameContent = (file: string, content: Uint8Array): boolean => {
  const entry = lstatSync(file, {throwIfNoEntry: false})
  if (!entry?.isFile() || entry.size !== content.length) return false
  return Buffer.compare(readFileSync(file), content) === 0
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Does the work; where a folder is missing, makes it and does the work again. */
const withFolder = <Value>(folder: string, work: () => Value): Value => {
  try {
    return work()
  } catch (error) {
    if (!isMissing(error)) throw error
    makeFolder(folder)
    return work()
  }
}

/** What only this thread calls its files. */
const own = randomBytes(8).toString('hex')
let named = 0

/** A name in the scratch folder that no other thread or process takes. */
export const scratchName = (name: string): string => `${own}-${++named}-${name.slice(0, 80)}`

/** @throws ContainmentError where a link leads from below `folder` out of it. */
const expectInside = (folder: string, parent: string, path: string): void => {
  // Nothing lies between them that could be a link.
  if (parent === resolve(folder)) return
  const real = realpathSync.native(parent)
  const root = realpathSync.native(folder)
  if (real !== root && !real.startsWith(root + sep)) {
    throw new ContainmentError(
      `Expected an output inside the output folder, got \`${path}\`, which a link leads out of it`,
    )
  }
}

/**
 * Writes `content` to `path` below `folder` whole or not at all: to the scratch folder, then renamed into place. With
 * `durable` it is flushed to the disk first: for what cannot be made again from the inputs, or vouches for it.
 * A file that holds the same bytes already is left untouched. Never writes through a link that leads out.
 *
 * The thread waits for the disk: handing each of these calls to another thread takes longer than the call.
 *
 * @returns whether the file was written.
 */
export const writeAtomic = (
  folder: string,
  path: string,
  content: string | Uint8Array,
  options: {readonly durable?: boolean} = {},
): boolean => {
  const target = contained(folder, path)
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  if (sameContent(target, bytes)) return false
  const parent = dirname(target)
  withFolder(parent, () => expectInside(folder, parent, path))
  const scratch = contained(folder, scratchFolder)
  const temporary = join(scratch, scratchName(basename(target)))
  try {
    withFolder(scratch, () => writeFileSync(temporary, bytes, {flag: 'wx', flush: options.durable ?? false}))
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, {force: true})
    throw error
  }
  return true
}
