import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {newFolder, runProgram} from './run-program.ts'

it('annotates files by their paths from the folder it runs in, and records by their file', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'news', 'may'), {recursive: true})
  writeFileSync(join(folder, 'news', 'may', 'empty.txt'), 'Home\nNews\nContact\n')
  writeFileSync(join(folder, 'news', 'wire.jsonl'), '{"id":"a,b","url":"x"}\n')
  for (const words of [
    ['check', 'news'],
    ['check', 'news/may', 'news/wire.jsonl'],
    ['clean', 'news'],
  ]) {
    const {stdout} = await runProgram([...words, '--format', 'github', '--no-detect'], {cwd: folder})
    const files = stdout.split('\n').flatMap(line => /^::\w+ file=([^,]*),title=/.exec(line)?.[1] ?? [])
    expect(files, words.join(' ')).toEqual(['news/wire.jsonl', 'news/may/empty.txt'])
  }
})
