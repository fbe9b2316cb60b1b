import {randomBytes} from 'node:crypto'
import {link, readFile, rename, rm, stat, utimes, writeFile} from 'node:fs/promises'
import {hostname} from 'node:os'
import {dirname, join} from 'node:path'
import {makeFolder} from '../write/make-folder.ts'

/** Who holds an output folder. */
export type Holder = {
  readonly pid: number
  readonly host: string
  readonly started: string
  readonly birth: string
}

/** Another run holds the output folder. */
export class HeldError extends Error {
  override readonly name = 'HeldError'
}

const lockFile = join('.copydesk', 'lock')

/** When the process began, as the system counts it; tells a process from a later one with the same number. */
const birthOf = async (pid: number | 'self'): Promise<string> => {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

/** A run shows that it lives by touching its lock this often. */
const heartbeatMilliseconds = 10_000
/**
 * A lock from another machine (or a container, whose name is new every time) that was not touched for so long is taken
 * for that of a dead run. Much longer than a heartbeat: a run may be busy, and clocks of file servers jump.
 */
const deadAfterMilliseconds = 300_000

/** `age`: how long ago the lock was touched, by the clock of its file system. */
const isAlive = async (holder: Holder, age: number): Promise<boolean> => {
  if (holder.host !== hostname()) return age < deadAfterMilliseconds
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const birth = await birthOf(holder.pid)
  return birth === '' || holder.birth === '' || birth === holder.birth
}

/** Milliseconds between the last changes of two files on one file system; 0 when one is gone. */
const agesApart = async (older: string, newer: string): Promise<number> => {
  try {
    return (await stat(newer)).mtimeMs - (await stat(older)).mtimeMs
  } catch {
    return 0
  }
}

const readHolder = async (file: string): Promise<Holder | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const cannotLink: ReadonlySet<unknown> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** Puts the lock in its place whole, if there is none; where files cannot be linked (FAT), it is written there. */
const take = async (mine: string, file: string): Promise<void> => {
  try {
    await link(mine, file)
  } catch (error) {
    if (!cannotLink.has(codeOf(error))) throw error
    await writeFile(file, await readFile(mine), {flag: 'wx'})
  }
}

/**
 * Takes the output folder for this run. A lock whose process is gone is taken over, and one from another machine that
 * nobody has touched for minutes.
 *
 * @returns the function that gives the folder back.
 * @throws HeldError when another run holds it.
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const file = join(folder, lockFile)
  makeFolder(dirname(file))
  const mine = `${file}-${randomBytes(6).toString('hex')}`
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    started: new Date().toISOString(),
    birth: await birthOf('self'),
  }
  await writeFile(mine, JSON.stringify(holder), {flag: 'wx'})
  try {
    for (let tries = 0; tries < 5; tries++) {
      try {
        await take(mine, file)
        const heartbeat = setInterval(() => {
          const now = new Date()
          utimes(file, now, now).catch(() => undefined)
        }, heartbeatMilliseconds)
        heartbeat.unref()
        return async () => {
          clearInterval(heartbeat)
          await rm(file, {force: true})
        }
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
      const other = await readHolder(file)
      if (other && (await isAlive(other, await agesApart(file, mine)))) {
        throw new HeldError(
          `Another run holds \`${folder}\`: process ${other.pid} on ${other.host}, since ${other.started}; ` +
            `wait for it, or remove \`${file}\` if it is gone`,
        )
      }
      // Renaming takes the stale lock out of the way in one step; if a faster run put its own there, it goes back.
      const stale = `${mine}-stale`
      await rename(file, stale).catch(() => undefined)
      const moved = await readHolder(stale)
      if (moved && (await isAlive(moved, await agesApart(stale, mine))))
        await link(stale, file).catch(() => undefined)
      await rm(stale, {force: true})
    }
    throw new HeldError(`Another run keeps taking \`${folder}\`; try again`)
  } finally {
    await rm(mine, {force: true})
  }
}
