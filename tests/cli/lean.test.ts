import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'

type Seen = {id: number; flags: string[]; arenas?: string; piece?: string}

/** The program's processes, in the order in which they began: each says so as it starts. */
const processesOf = async (...args: string[]): Promise<{id: number | undefined; seen: Seen[]}> => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-lean-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  writeFileSync(join(folder, 'text.txt'), 'A sentence that stands here to be read, and nothing else.\n')
  const spy = join(folder, 'spy.cjs')
  writeFileSync(
    spy,
    `if (require('node:worker_threads').isMainThread)
      require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'seen'))}, JSON.stringify({
        id: process.pid, flags: process.execArgv, arenas: process.env.MALLOC_ARENA_MAX, piece: process.env.MALLOC_MMAP_THRESHOLD_}) + '\\n')`,
  )
  const {MALLOC_ARENA_MAX: _, ...env} = process.env
  const child = spawn(process.execPath, ['--require', spy, resolve('bin/copydesk.mjs'), ...args], {
    cwd: folder,
    env,
    stdio: 'ignore',
  })
  expect(await once(child, 'exit')).toEqual([0, null])
  const seen = readFileSync(join(folder, 'seen'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Seen)
  return {id: child.pid, seen}
}

test.skipIf(process.platform === 'win32' || !process.execve)(
  'a run over a folder starts over in its place, once, with small heaps',
  async () => {
    const {id, seen} = await processesOf('clean', 'text.txt')
    expect(seen.map(each => each.id)).toEqual([id, id])
    expect(seen[0]?.flags).not.toContain('--max-semi-space-size=1')
    expect(seen[1]?.flags).toContain('--max-semi-space-size=1')
    // What was asked for goes on to hold.
    expect(seen[1]?.flags).toContain('--require')
    expect(seen[1]?.arenas).toBe('1')
  },
)

test.skipIf(process.platform === 'win32' || !process.execve)(
  'without detection less is given back at once',
  async () => {
    const {id, seen} = await processesOf('clean', 'text.txt', '--no-detect')
    expect(seen.map(each => each.id)).toEqual([id, id])
    expect(seen[1]?.piece).toBe('262144')
    const withDetection = await processesOf('clean', 'text.txt')
    expect(withDetection.seen[1]?.piece).toBe('32768')
  },
)

test('a check does not start twice', async () => {
  const {seen} = await processesOf('check', 'text.txt')
  expect(seen).toHaveLength(1)
})
