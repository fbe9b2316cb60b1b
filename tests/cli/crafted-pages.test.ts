import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {prose} from '../extract/html-helpers.ts'
import {newFolder, runProgram} from './run-program.ts'

/** Pages made to cost much, by the name of their file. */
const crafted: Readonly<Record<string, string>> = {
  'attribute.html': `<div title="${'a'.repeat(1_000_000)}"><p>${prose(5)}</p></div>`,
  'lists.html': `${'<ul><li>'.repeat(60_000)}${prose(5)}`,
  'misnested.html': `${'<b><i>x</b></i>'.repeat(100_000 / 15)}<p>${prose(5)}</p>`,
  'nested.html': `${'<div>'.repeat(20_000)}${prose(5)}${'</div>'.repeat(20_000)}`,
  'siblings.html': `<p>${prose(5)}</p>${'<p>a</p>'.repeat(500_000)}`,
  'stray-ends.html': `${'<div>'.repeat(50_000)}${'</b></x-y>'.repeat(200_000)}<p>${prose(5)}</p>`,
}
const good = `<html><body><article><h1>A bridge</h1><p>${prose(6)}</p></article></body></html>`

/** Seconds for one document; on a quiet machine none of these takes a tenth of it. */
const deadline = 60

it('handles each crafted page within its deadline, and the pages after it', {
  timeout: 8 * deadline * 1000,
}, async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'pages'))
  for (const [name, page] of Object.entries(crafted)) writeFileSync(join(folder, 'pages', name), page)
  writeFileSync(join(folder, 'pages', 'z.html'), good)
  const words = ['clean', 'pages', '--out', 'out', '--workers', '1', '--timeout', String(deadline)]
  const {code} = await runProgram(words, {cwd: folder})
  const rows = readFileSync(join(folder, 'out', 'manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as {path: string; status: string; reason?: string})
  expect(rows.map(({path}) => path)).toEqual([...Object.keys(crafted), 'z.html'].sort())
  expect(rows.filter(({status}) => status === 'error')).toEqual([])
  expect(code).toBe(0)
  expect(readFileSync(join(folder, 'out', 'z.txt'), 'utf8')).toContain(prose(6))
  expect(readFileSync(join(folder, 'out', 'nested.txt'), 'utf8')).toContain(prose(5))
})
