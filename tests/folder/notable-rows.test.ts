import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {completeOptions} from '../../src/complete-options.ts'
import {cleanFolder} from '../../src/folder/clean-folder.ts'
import type {ReportedRecord} from '../../src/folder/folder-settings.ts'
import {newFolder} from '../cli/run-program.ts'
import {articleText} from './corpus.ts'

/** The rows that are told of a folder with so many articles, and one file that is none. */
const notableOf = async (articles: number): Promise<readonly ReportedRecord[]> => {
  const folder = newFolder()
  const input = join(folder, 'in')
  mkdirSync(input)
  for (let number = 0; number < articles; number++)
    writeFileSync(join(input, `article-${number}.txt`), articleText(number))
  writeFileSync(join(input, 'binary.txt'), new Uint8Array([0, 1, 2, 0, 3, 0]))
  const told: ReportedRecord[] = []
  await cleanFolder({
    paths: [input],
    output: join(folder, 'out'),
    options: completeOptions({detect: false}),
    workers: 1,
    rows: 'notable',
    onRow: row => told.push(row),
  })
  return told
}

test('of few documents all are notable', async () => {
  expect(await notableOf(39)).toHaveLength(40)
})

test('of more than forty those that are not clean', async () => {
  const told = await notableOf(40)
  expect(told.map(({row}) => [row.path, row.status])).toEqual([['binary.txt', 'error']])
})
