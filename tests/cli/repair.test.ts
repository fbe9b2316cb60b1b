import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import type {ManifestRow, RepairRow} from '../../src/document/row.ts'
import {newFolder, runProgram} from './run-program.ts'

const story = `The Mill Stands Still

The mill at the end of the valley has not turned since Tuesday morningwhen the belt broke for the third time this year, and nobody knows when it will turn again.

The owner went down on Wednesday nightand came back with a bucket of oil, which did not help. The part that is needed has to come from the coast.
`

const corpus = (): string => {
  const folder = newFolder()
  mkdirSync(join(folder, 'seeds'))
  writeFileSync(join(folder, 'seeds', 'mill.txt'), story)
  return folder
}

const jsonl = <Row>(file: string): Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Row)

it('takes a place from the work list to the cleaned text, and keeps the decision', async () => {
  const cwd = corpus()
  await runProgram(['clean'], {cwd})
  const rows = jsonl<RepairRow>(join(cwd, 'cleaned', 'repairs.jsonl'))
  expect(rows.map(row => row.actual)).toEqual(['morningwhen', 'nightand'])
  const text = readFileSync(join(cwd, 'cleaned', 'mill.txt'), 'utf8')
  for (const {span, source, actual} of rows) {
    expect(text.slice(span.start, span.end)).toBe(actual)
    expect(story.slice(source.start, source.end)).toBe(actual)
  }
  expect((await runProgram(['check'], {cwd})).code).toBe(1)

  const [first, second] = rows
  const listed = await runProgram(['repair', 'list'], {cwd})
  expect(listed.stdout).toContain(first?.fingerprint)
  expect((await runProgram(['repair', 'accept', first?.fingerprint.slice(0, 6) ?? ''], {cwd})).code).toBe(0)
  expect((await runProgram(['repair', 'reject', second?.fingerprint ?? ''], {cwd})).code).toBe(0)
  expect((await runProgram(['repair', 'apply'], {cwd})).code).toBe(0)

  const repaired = readFileSync(join(cwd, 'cleaned', 'mill.txt'), 'utf8')
  expect(repaired).toBe(text.replace('morningwhen', first?.expected[0] ?? ''))
  expect(jsonl(join(cwd, 'cleaned', 'repairs.jsonl'))).toEqual([])
  const [row] = jsonl<ManifestRow>(join(cwd, 'cleaned', 'manifest.jsonl'))
  expect(row?.messages.map(message => [message.ruleId, message.severity])).toEqual([
    ['repair/accepted', 'info'],
    ['detect/glued-words', 'info'],
  ])
  expect((await runProgram(['check'], {cwd})).code).toBe(0)

  // The place is known again after the text around it has moved.
  writeFileSync(
    join(cwd, 'seeds', 'mill.txt'),
    story.replace(
      'Still\n',
      'Still\n\nThe valley has been quiet for most of the week, and it does not suit the people who live there at all.\n',
    ),
  )
  await runProgram(['clean'], {cwd})
  expect(jsonl(join(cwd, 'cleaned', 'repairs.jsonl'))).toEqual([])

  expect((await runProgram(['repair', 'undo', first?.fingerprint ?? ''], {cwd})).stdout).toContain('1 undone')
  await runProgram(['clean'], {cwd})
  expect(jsonl<RepairRow>(join(cwd, 'cleaned', 'repairs.jsonl')).map(each => each.actual)).toEqual([
    'morningwhen',
  ])
})

it('puts in words of one’s own', async () => {
  const cwd = corpus()
  await runProgram(['clean'], {cwd})
  const [row] = jsonl<RepairRow>(join(cwd, 'cleaned', 'repairs.jsonl'))
  await runProgram(['repair', 'edit', row?.fingerprint ?? '', 'morning, when'], {cwd})
  await runProgram(['repair', 'apply'], {cwd})
  expect(readFileSync(join(cwd, 'cleaned', 'mill.txt'), 'utf8')).toContain(
    'since Tuesday morning, when the belt',
  )
})

it('says what is wrong with a call or a decisions file', async () => {
  const cwd = corpus()
  expect((await runProgram(['repair', 'list'], {cwd})).stderr).toContain('run `copydesk clean` first')
  await runProgram(['clean'], {cwd})
  const unknown = await runProgram(['repair', 'accept', 'ffff0000'], {cwd})
  expect(unknown).toMatchObject({code: 2, stdout: ''})
  expect(unknown.stderr).toContain('no place `ffff0000`')
  writeFileSync(
    join(cwd, 'copydesk.decisions.jsonl'),
    '{"fingerprint":"00","verdict":"reject"}\n{"verdict":1}\n',
  )
  const broken = await runProgram(['clean'], {cwd})
  expect(broken.code).toBe(2)
  expect(broken.stderr).toContain('copydesk.decisions.jsonl:2: Expected a decision')
})

it('asks a language model only when told, and never puts in what it says unasked', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      asked.push(
        `${request.url} ${(JSON.parse(body) as {messages: {content: string}[]}).messages[1]?.content}`,
      )
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({choices: [{message: {content: 'morning, when'}}]}))
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  try {
    const cwd = corpus()
    await runProgram(['clean'], {cwd})
    expect((await runProgram(['repair', 'propose'], {cwd})).code).toBe(2)
    expect(asked).toEqual([])
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
    const {code} = await runProgram(['repair', 'propose', '--endpoint', endpoint, '--model', 'stand-in'], {
      cwd,
    })
    expect(code).toBe(0)
    expect(asked).toHaveLength(2)
    expect(asked[0]).toContain('/v1/chat/completions')
    expect(asked[0]).toContain('Tuesday <<morningwhen>> the belt')
    const list = await runProgram(['repair', 'list'], {cwd})
    expect(list.stdout).toContain('m morning, when (proposed by stand-in)')
    await runProgram(['clean'], {cwd})
    expect(readFileSync(join(cwd, 'cleaned', 'mill.txt'), 'utf8')).toContain('morningwhen')
    const [row] = jsonl<RepairRow>(join(cwd, 'cleaned', 'repairs.jsonl'))
    await runProgram(['repair', 'accept', `${row?.fingerprint}:m`], {cwd})
    await runProgram(['repair', 'apply'], {cwd})
    expect(readFileSync(join(cwd, 'cleaned', 'mill.txt'), 'utf8')).toContain('Tuesday morning, when the belt')
  } finally {
    server.close()
  }
})
