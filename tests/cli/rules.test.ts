import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {newFolder, runProgram} from './run-program.ts'

const rules = `match:
  host: [harbour.example]
rules:
  - id: share
    why: Asks to share.
    line: 'Pass it on, neighbour'
    test: {drop: ['Pass it on, neighbour'], keep: ['Pass the salt']}
  - id: weather
    why: The weather box that stood there once.
    line: 'Tide and wind today'
    test: {drop: ['Tide and wind today'], keep: ['Tide tables']}
`

const page = (number: number): string =>
  JSON.stringify({
    id: number,
    url: `https://www.harbour.example/${number}`,
    text: `The ferry left the quay at ${number} minutes past six, with forty cars and a choir on board.\n\nPass it on, neighbour\n\nIt came back before noon, and the harbour master counted everybody twice.\n`,
  })

describe('rules stale', () => {
  let folder: string
  const stale = (...words: string[]) => runProgram(['rules', 'stale', ...words], {cwd: folder})

  beforeAll(async () => {
    folder = newFolder()
    mkdirSync(join(folder, '.copydesk/rules'), {recursive: true})
    writeFileSync(join(folder, '.copydesk/rules/harbour.example.yml'), rules)
    const pages = Array.from({length: 25}, (_, number) => page(number))
    writeFileSync(join(folder, 'wire.jsonl'), `${pages.join('\n')}\n`)
    const {code} = await runProgram(['clean', 'wire.jsonl', '--out', 'cleaned', '-q'], {cwd: folder})
    expect(code).toBe(0)
  })

  it('names the rule that removed nothing on its site, and no other', async () => {
    const {stdout, code} = await stale()
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^strip\/harbour\.example\/weather {2}The rule removed nothing on 25 pages of `harbour\.example`; .*harbour\.example\.yml:8\n1 stale rule\n$/,
    )
    const {stdout: json} = await stale('cleaned', '--format', 'json')
    expect(JSON.parse(json)).toMatchObject([{ruleId: 'strip/harbour.example/weather', severity: 'warning'}])
  })

  it('says what is missing, or wrong', async () => {
    expect(await stale('nowhere')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('expected the manifest of a run'),
    })
    mkdirSync(join(folder, 'broken'))
    writeFileSync(join(folder, 'broken/manifest.jsonl'), 'no row\n')
    expect((await stale('broken')).stderr).toContain('manifest.jsonl:1: expected a row of JSON, got `no row`')
  })
})
