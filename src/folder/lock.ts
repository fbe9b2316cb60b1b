import {randomBytes} from 'node:crypto'
import {link, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {hostname} from 'node:os'
import {dirname, join} from 'node:path'

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
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const isAlive = async (holder: Holder): Promise<boolean> => {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const birth = await birthOf(holder.pid)
  return birth === '' || holder.birth === '' || birth === holder.birth
}

const readHolder = async (file: string): Promise<Holder | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/**
 * Takes the output folder for this run. A lock whose process is gone is taken over; one from another host is believed.
 *
 * @returns the function that gives the folder back.
 * @throws HeldError when another run holds it.
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const file = join(folder, lockFile)
  await mkdir(dirname(file), {recursive: true})
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
        await link(mine, file)
        return () => rm(file, {force: true})
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
      const other = await readHolder(file)
      if (other && (await isAlive(other))) {
        throw new HeldError(
          `Another run holds \`${folder}\`: process ${other.pid} on ${other.host}, since ${other.started}; ` +
            `wait for it, or remove \`${file}\` if it is gone`,
        )
      }
      // Renaming takes the stale lock out of the way in one step; if a faster run put its own there, it goes back.
      const stale = `${mine}-stale`
      await rename(file, stale).catch(() => undefined)
      const moved = await readHolder(stale)
      if (moved && (await isAlive(moved))) await link(stale, file).catch(() => undefined)
      await rm(stale, {force: true})
    }
    throw new HeldError(`Another run keeps taking \`${folder}\`; try again`)
  } finally {
    await rm(mine, {force: true})
  }
}
