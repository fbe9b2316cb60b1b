import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {newFolder, runProgram} from './run-program.ts'

it('threads keep what was compiled like the program does, and nobody does where it is switched off', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'in'))
  for (const name of ['a', 'b', 'c'])
    writeFileSync(join(folder, 'in', `${name}.txt`), `${name}. `.repeat(40_000))
  const run = async (env: Readonly<Record<string, string>>) => {
    const words = ['clean', 'in', '--out', 'out', '--no-detect', '--workers', '1']
    const {code, stderr} = await runProgram(words, {
      cwd: folder,
      env: {...env, TMPDIR: folder, NODE_DEBUG_NATIVE: 'COMPILE_CACHE'},
    })
    expect(code).toBe(0)
    return stderr.split('\n').some(line => line.includes('folder/worker.js'))
  }
  expect(await run({})).toBe(true)
  expect(await run({NODE_DISABLE_COMPILE_CACHE: '1'})).toBe(false)
})
