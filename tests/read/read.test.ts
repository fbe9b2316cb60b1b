import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {completeOptions} from '../../src/complete-options.ts'
import {kindOf} from '../../src/read/kind.ts'
import {type Reading, readInput} from '../../src/read/read.ts'

const {limits} = completeOptions({})

const readingOf = async (file: string, bytes: number = limits.bytes): Promise<Reading> => {
  const kind = kindOf('x.txt')
  if (!kind) throw new Error(`Expected a kind of file, got another`)
  for await (const reading of readInput({path: 'x.txt', file}, kind, {...limits, bytes})) return reading
  throw new Error(`Expected a reading of ${file}`)
}

const megabyte = 1 << 20

test.each([0, 1, megabyte - 1, megabyte, megabyte + 1, 3 * megabyte])(
  'a file of %i bytes is read whole, and its document outlives the next file',
  async size => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-read-'))
    const text = 'A line.\n'.repeat(Math.ceil(size / 8)).slice(0, size)
    writeFileSync(join(folder, 'one.txt'), text)
    writeFileSync(join(folder, 'other.txt'), 'z'.repeat(5000))
    const one = await readingOf(join(folder, 'one.txt'))
    const other = await readingOf(join(folder, 'other.txt'))
    expect('document' in one && one.document.source === text).toBe(true)
    expect('document' in other && other.document.source).toBe('z'.repeat(5000))
  },
)

test.skipIf(process.platform === 'win32')(
  'a file that says nothing of its size is read no further than the limit',
  async () => {
    const reading = await readingOf('/dev/zero', 2 * megabyte).catch(() => undefined)
    expect(reading && 'problem' in reading && reading.problem).toMatch(/^Too large/)
  },
)
