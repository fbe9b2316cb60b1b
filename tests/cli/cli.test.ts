import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {gzipSync} from 'node:zlib'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, it} from 'vitest'
import type {ManifestRow} from '../../src/document/row.ts'
import {newFolder, runProgram} from './run-program.ts'

const article = `The Old Pier Reopens

The old pier reopened on Friday after two years of repairs, and most of the town walked out to the end of it and back. The planks are new, the lamps are the old ones, and nobody could say which of the two was the better idea.

The harbour master counted eleven hundred people before he gave up. He had expected three hundred, he said, and had ordered soup for two.
`

const rowsIn = (folder: string): ManifestRow[] =>
  readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as ManifestRow)

describe('copydesk', () => {
  it('teaches when asked, and fails when called with nothing', async () => {
    const asked = await runProgram(['--help'])
    expect(asked.code).toBe(0)
    expect(asked.stdout).toContain('copydesk clean [PATH…]')
    expect((await runProgram([])).code).toBe(2)
    for (const command of ['clean', 'check', 'explain', 'rules']) {
      const {code, stdout} = await runProgram([command, '--help'])
      expect(code, command).toBe(0)
      expect(stdout, command).toContain('Options:')
    }
  })

  it('names the nearest right word for a wrong one', async () => {
    const command = await runProgram(['claen'])
    expect(command).toMatchObject({code: 2, stdout: ''})
    expect(command.stderr).toContain('did you mean `clean`?')
    const option = await runProgram(['clean', '--tite'])
    expect(option).toMatchObject({code: 2, stdout: ''})
    expect(option.stderr).toContain('did you mean `--title`?')
    const choice = await runProgram(['clean', '--format', 'prety'])
    expect(choice.code).toBe(2)
    expect(choice.stderr).toContain('got `prety`')
  })

  it('says which path leads nowhere', async () => {
    const {code, stderr} = await runProgram(['clean', 'no/such/folder'], {cwd: newFolder()})
    expect(code).toBe(2)
    expect(stderr).toContain('no/such/folder')
  })

  it('handles an empty folder', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    const {code} = await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})
    expect(code).toBe(0)
    expect(rowsIn(join(folder, 'out'))).toEqual([])
  })

  it('filters standard input', async () => {
    const {code, stdout} = await runProgram(['clean', '-'], {input: article})
    expect(code).toBe(0)
    expect(stdout).toBe(article)
    const html = `<html><head><title>The Old Pier Reopens – Harbour News</title></head><body><nav><a href="/">Home</a></nav><article><h1>The Old Pier Reopens</h1>${article
      .split('\n\n')
      .slice(1)
      .map(paragraph => `<p>${paragraph.trim()}</p>`)
      .join('')}</article></body></html>`
    expect((await runProgram(['clean', '-', '--as', 'html'], {input: html})).stdout).toBe(article)
  })

  it('prints rows and summary as JSON, nothing else on stdout', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'a.txt'), article)
    const {stdout} = await runProgram(['clean', 'a.txt', '--format', 'json'], {cwd: folder})
    const report = JSON.parse(stdout) as {rows: ManifestRow[]; summary: {documents: number}}
    expect(report.rows.map(row => row.path)).toEqual(['a.txt'])
    expect(report.summary.documents).toBe(1)
  })

  it('reads every kind, plain and compressed, and keeps outputs apart', async () => {
    const folder = newFolder()
    const page = `<html><body><article><h1>The Old Pier Reopens</h1>${article
      .split('\n\n')
      .slice(1)
      .map(paragraph => `<p>${paragraph.trim()}</p>`)
      .join('')}</article></body></html>`
    const records = [
      {id: 'one', text: article},
      {id: '../two', html: page},
      {id: 'one', text: article},
    ]
    mkdirSync(join(folder, 'in', 'deep'), {recursive: true})
    writeFileSync(join(folder, 'in', 'a.txt'), article)
    writeFileSync(join(folder, 'in', 'a.html'), page)
    writeFileSync(join(folder, 'in', 'b.md'), article)
    writeFileSync(join(folder, 'in', 'deep', 'c.txt.gz'), gzipSync(article))
    writeFileSync(
      join(folder, 'in', 'd.jsonl.gz'),
      gzipSync(`${records.map(row => JSON.stringify(row)).join('\n')}\nnot json\n`),
    )
    const {code} = await runProgram(['clean', 'in', '--out', 'out', '--no-title'], {cwd: folder})
    expect(code).toBe(2)
    const rows = rowsIn(join(folder, 'out'))
    expect(rows.map(row => [row.path, row.status])).toEqual(
      [
        ['a.html', 'clean'],
        ['a.txt', 'clean'],
        ['b.md', 'clean'],
        ['d.jsonl#one', 'clean'],
        ['d.jsonl#../two', 'clean'],
        ['d.jsonl#one@3', 'clean'],
        ['d.jsonl#4', 'error'],
        ['deep/c.txt.gz', 'clean'],
      ].map(([path, status]) => [path?.replace('d.jsonl#', 'd.jsonl.gz#'), status]),
    )
    expect(rows.find(row => row.status === 'error')?.reason).toMatch(/^Line 4: expected a JSON object/)
    const outputs = rows.flatMap(row => row.output ?? [])
    expect(new Set(outputs).size).toBe(7)
    const body = article.split('\n\n').slice(1).join('\n\n')
    for (const output of outputs)
      expect(readFileSync(resolve(folder, 'out', output), 'utf8'), output).toBe(body)
    expect(readdirSync(folder).sort()).toEqual(['in', 'out'])
  })

  it('writes rows that its own schema accepts', async () => {
    const folder = newFolder()
    const {code} = await runProgram(['clean', resolve('seeds'), '--out', 'out'], {cwd: folder})
    expect(code).toBe(0)
    const schema = JSON.parse(readFileSync('manifest.schema.json', 'utf8')) as object
    const validate = new Ajv2020({allErrors: true}).compile(schema)
    const rows = rowsIn(join(folder, 'out'))
    expect(rows.length).toBeGreaterThan(8)
    for (const row of rows) expect(validate(row), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({...rows[0], surprise: 1})).toBe(false)
  })

  it('leaves unchanged files untouched, reports orphans and prunes them when told', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'in', 'a.txt'), article)
    writeFileSync(join(folder, 'in', 'b.txt'), article.replace('eleven', 'nine'))
    const clean = (...more: string[]) => runProgram(['clean', 'in', '--out', 'out', ...more], {cwd: folder})
    await clean()
    const before = statSync(join(folder, 'out', 'a.txt')).mtimeMs
    writeFileSync(join(folder, 'in', 'b.txt'), '')
    await clean()
    expect(statSync(join(folder, 'out', 'a.txt')).mtimeMs).toBe(before)
    expect(existsSync(join(folder, 'out', 'b.txt'))).toBe(false)
    writeFileSync(join(folder, 'in', 'b.txt'), article)
    await clean()
    rmSync(join(folder, 'in', 'b.txt'))
    expect((await clean()).stdout).toContain('1 output of inputs that are gone (b.txt)')
    expect(existsSync(join(folder, 'out', 'b.txt'))).toBe(true)
    await clean('--prune')
    expect(existsSync(join(folder, 'out', 'b.txt'))).toBe(false)
  })

  it('reads its configuration and names file, line and nearest key of a mistake', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'pages'))
    writeFileSync(join(folder, 'pages', 'a.txt'), article)
    writeFileSync(join(folder, 'copydesk.yml'), 'input: pages\noutput: texts\ntitle: false\n')
    expect((await runProgram(['clean'], {cwd: folder})).code).toBe(0)
    expect(readFileSync(join(folder, 'texts', 'a.txt'), 'utf8')).toMatch(/^The old pier reopened/)
    writeFileSync(join(folder, 'copydesk.yml'), 'input: pages\nlimits:\n  byts: 3\n')
    const wrong = await runProgram(['clean'], {cwd: folder})
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('copydesk.yml:3: Unknown key `byts`; did you mean `bytes`?')
    writeFileSync(join(folder, 'copydesk.yml'), 'input: pages\nworkers: many\n')
    expect((await runProgram(['clean'], {cwd: folder})).stderr).toContain(
      'copydesk.yml:2: Expected `workers` to be a whole number',
    )
    writeFileSync(join(folder, 'copydesk.yml'), 'input: [\n')
    expect((await runProgram(['clean'], {cwd: folder})).stderr).toMatch(/copydesk\.yml:\d: /)
  })

  it('check finds what is out of date and writes nothing', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'seeds'))
    writeFileSync(join(folder, 'seeds', 'a.txt'), article)
    expect(await runProgram(['check'], {cwd: folder})).toMatchObject({code: 0})
    expect(readdirSync(folder)).toEqual(['seeds'])
    await runProgram(['clean'], {cwd: folder})
    expect(await runProgram(['check'], {cwd: folder})).toMatchObject({code: 0})
    writeFileSync(join(folder, 'cleaned', 'a.txt'), 'changed')
    const found = await runProgram(['check'], {cwd: folder})
    expect(found.code).toBe(1)
    expect(found.stdout).toContain('out of date')
    expect(readFileSync(join(folder, 'cleaned', 'a.txt'), 'utf8')).toBe('changed')
  })

  it('never sends control characters of a file to the terminal', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'a\u001b[31m.txt'), `\u001b]0;title\u0007${article}`)
    for (const words of [
      ['clean', '.', '--out', 'out'],
      ['check', '.'],
      ['explain', 'a\u001b[31m.txt'],
    ]) {
      const {stdout, stderr} = await runProgram(words, {cwd: folder})
      expect(stdout + stderr, words[0] ?? '').not.toMatch(/[^\P{Cc}\n]/u)
    }
  })
})
