import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {jsonLine} from '../../src/document/json-line.ts'
import {newFolder, runProgram} from '../cli/run-program.ts'

/** Whether the text holds what some program takes for the end of a line. */
const hasSeparator = (text: string): boolean =>
  [...'\u0085\u2028\u2029\v\f\x1c\x1d\x1e'].some(each => text.includes(each))

it('keeps a value on what every program takes for one line', () => {
  const value = {text: 'a\u0085b\u2028c\u2029d\ve\ff\x1cg'}
  expect(hasSeparator(jsonLine(value))).toBe(false)
  expect(JSON.parse(jsonLine(value))).toEqual(value)
})

it('writes no separator of lines into the manifest', async () => {
  const folder = newFolder()
  // A line separator in UTF-8 that was read as windows-1252; the message about it names what it should be.
  const line = 'The ferry came back to the harbour on Monday,â\u0080¨ a year after it had left for repairs.'
  writeFileSync(
    join(folder, 'page.txt'),
    [line, 'It will sail twice a day until the end of the summer.'].join('\n\n'),
  )
  await runProgram(['clean', 'page.txt', '--out', 'out'], {cwd: folder})
  const manifest = readFileSync(join(folder, 'out', 'manifest.jsonl'), 'utf8')
  expect(JSON.parse(manifest).messages).toContainEqual(expect.objectContaining({expected: ['\u2028']}))
  expect(hasSeparator(manifest.trimEnd())).toBe(false)
})
