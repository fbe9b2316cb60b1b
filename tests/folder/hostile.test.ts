import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {newFolder, runProgram} from '../cli/run-program.ts'
import {articlePage, articleText, outputsIn, rowsIn, writeCorpus, writeHostile} from './corpus.ts'

describe('a hostile folder', () => {
  it('ends with one honest row each, exit code 2, within a minute; workers make no difference', {
    timeout: 180_000,
  }, async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'in', 'good.txt'), articleText(5))
    const hostile = writeHostile(join(folder, 'in'))
    // Root may read everything: whoever runs the tests, the program runs as somebody who may not.
    const isRoot = process.getuid?.() === 0
    const nobody = 65534
    if (isRoot) {
      chmodSync(folder, 0o777)
      chmodSync(dirname(folder), 0o1777)
    }
    const run = (workers: string, out: string) =>
      runProgram(['clean', 'in', '--out', out, '-j', workers], {
        cwd: folder,
        ...(isRoot ? {uid: nobody} : {}),
      })
    const began = performance.now()
    const one = await run('1', 'one')
    expect(performance.now() - began).toBeLessThan(60_000)
    expect(one.code, one.stderr).toBe(2)
    const rows = rowsIn(join(folder, 'one'))
    const bad = rows.filter(row => row.status === 'error' || row.status === 'reject')
    expect(bad.map(row => row.path)).toEqual(hostile)
    const reasons = Object.fromEntries(bad.map(row => [row.path, row.reason]))
    expect(reasons).toMatchObject({
      'broken.txt.gz': expect.stringContaining('Broken gzip'),
      'bomb.txt.gz': expect.stringContaining('Too large'),
      'binary.txt': expect.stringContaining('Binary'),
      'line.txt': expect.stringContaining('Too large'),
      'image.png': expect.stringContaining('`.png`'),
      loop: expect.stringContaining('Symbolic link'),
      'unreadable.txt': expect.stringContaining('No permission'),
    })
    expect(reasons['divs.html']).toBeTruthy()
    expect(reasons['empty.txt']).toBeTruthy()
    expect(rows.filter(row => row.output !== undefined).map(row => row.path)).toEqual([
      'good.txt',
      'utf16.txt',
    ])
    const four = await run('4', 'four')
    expect(four.code).toBe(2)
    expect(outputsIn(join(folder, 'four'))).toEqual(outputsIn(join(folder, 'one')))
    chownSync(join(folder, 'in', 'unreadable.txt'), process.getuid?.() ?? 0, process.getgid?.() ?? 0)
  })

  it('writes the same bytes with 1 and 4 workers', {timeout: 60_000}, async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    writeCorpus(join(folder, 'in'), 60)
    for (const workers of ['1', '4']) {
      const {code, stderr} = await runProgram(['clean', 'in', '--out', workers, '-j', workers], {cwd: folder})
      expect(code, stderr).toBe(0)
    }
    const one = outputsIn(join(folder, '1'))
    expect(one.size).toBeGreaterThan(60)
    expect(outputsIn(join(folder, '4'))).toEqual(one)
  })

  it('replaces a worker that takes too long, and gives the document up after two tries', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    for (const number of [1, 2, 3]) writeFileSync(join(folder, 'in', `${number}.txt`), articleText(number))
    // No document is done in a millisecond, beginning cold.
    const {code} = await runProgram(['clean', 'in', '--out', 'out', '--timeout', '0.001'], {cwd: folder})
    expect(code).toBe(2)
    const rows = rowsIn(join(folder, 'out'))
    expect(rows.map(row => row.status)).toEqual(['error', 'error', 'error'])
    expect(rows[0]?.reason).toContain('Took longer than')
    // Given up is given up, until there is more time.
    const again = await runProgram(['clean', 'in', '--out', 'out', '--timeout', '0.001'], {cwd: folder})
    expect(again.stdout).toContain('given up after two tries')
    const patient = await runProgram(['clean', 'in', '--out', 'out', '--timeout', '20'], {cwd: folder})
    expect(patient.code).toBe(0)
    expect(rowsIn(join(folder, 'out')).map(row => row.status)).toEqual(['clean', 'clean', 'clean'])
  })

  it('never writes outside the output folder, whatever ids and links say', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    mkdirSync(join(folder, 'elsewhere'))
    mkdirSync(join(folder, 'out'))
    const ids = [
      '../../escaped',
      '/etc/escaped',
      '..',
      '.',
      'a/../../b',
      'CON',
      'nul\u0000byte',
      '\ud800',
      'A',
      'a',
      'x'.repeat(400),
    ]
    const records = ids.map((id, index) => JSON.stringify({id, text: articleText(index)}))
    writeFileSync(join(folder, 'in', 'wire.jsonl'), `${records.join('\n')}\n`)
    mkdirSync(join(folder, 'in', 'linked'))
    writeFileSync(join(folder, 'in', 'linked', 'page.txt'), articleText(20))
    writeFileSync(join(folder, 'in', 'file.txt'), articleText(21))
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out', 'linked'))
    writeFileSync(join(folder, 'elsewhere', 'target'), 'untouched')
    symlinkSync(join(folder, 'elsewhere', 'target'), join(folder, 'out', 'file.txt'))
    const {code} = await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})
    expect(code).toBe(2)
    expect(readdirSync(folder).sort()).toEqual(['elsewhere', 'in', 'out'])
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['target'])
    expect(readFileSync(join(folder, 'elsewhere', 'target'), 'utf8')).toBe('untouched')
    const rows = rowsIn(join(folder, 'out'))
    const written = rows.filter(row => row.path.startsWith('wire.jsonl')).map(row => row.output ?? '')
    expect(new Set(written.map(output => output.toLowerCase())).size).toBe(ids.length)
    for (const output of written) expect(existsSync(join(folder, 'out', output)), output).toBe(true)
    expect(rows.find(row => row.path === 'linked/page.txt')).toMatchObject({
      status: 'error',
      reason: expect.stringContaining('link'),
    })
    // The link itself gave way to the text; what it pointed to did not change.
    expect(readFileSync(join(folder, 'out', 'file.txt'), 'utf8')).toContain('Part 21')
  })

  it('takes the texts of an output folder for inputs, and nothing else there', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'in', 'a.txt'), articleText(1))
    writeFileSync(join(folder, 'in', 'manifest.jsonl'), `${JSON.stringify({text: articleText(2)})}\n`)
    expect((await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})).code).toBe(0)
    expect((await runProgram(['clean', 'out', '--out', 'again'], {cwd: folder})).code).toBe(0)
    expect(rowsIn(join(folder, 'again')).map(row => row.path)).toEqual(['a.txt', 'manifest/1.txt'])
  })

  it('passes over what another run wrote among the inputs', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'in', 'a.txt'), articleText(1))
    for (const out of ['in/cleaned', 'in/old/run', 'out'])
      expect((await runProgram(['clean', 'in/a.txt', '--out', out], {cwd: folder})).code).toBe(0)
    // As in a clone of a repository that holds the texts, but not the state.
    rmSync(join(folder, 'in', 'old', 'run', '.copydesk'), {recursive: true})
    expect((await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})).code).toBe(0)
    expect(rowsIn(join(folder, 'out')).map(row => row.path)).toEqual(['a.txt'])
  })

  it('gives no text the name of a device on Windows', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    const ids = ['nul.txt', 'COM1', 'aux .x', 'con', 'lpt².a.b', 'console', 'null.txt']
    const lines = ids.map((id, number) => JSON.stringify({id, text: articleText(number)}))
    writeFileSync(join(folder, 'in', 'wire.jsonl'), `${lines.join('\n')}\n`)
    writeFileSync(join(folder, 'in', 'prn.old.txt'), articleText(20))
    const {code, stderr} = await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})
    expect(code, stderr).toBe(0)
    const names = rowsIn(join(folder, 'out')).map(row => row.output?.split('/').at(-1) ?? '')
    expect(names).toHaveLength(8)
    const devices = names.filter(name => /^(?:con|prn|aux|nul|com.|lpt.) *\./i.test(name))
    expect(devices).toEqual([])
    expect(names).toContain('console.txt')
    expect(names).toContain('null.txt.txt')
  })

  it('keeps apart what would share a name', async () => {
    const folder = newFolder()
    for (const name of ['wire', 'page.txt', 'Page']) mkdirSync(join(folder, 'in', name), {recursive: true})
    writeFileSync(join(folder, 'in', 'wire.jsonl'), `${JSON.stringify({id: 'one', text: articleText(1)})}\n`)
    writeFileSync(join(folder, 'in', 'wire', 'one.txt'), articleText(2))
    writeFileSync(join(folder, 'in', 'page.html'), articlePage(3))
    writeFileSync(join(folder, 'in', 'page.txt', 'inner.txt'), articleText(4))
    writeFileSync(join(folder, 'in', 'PAGE.md'), articleText(5))
    writeFileSync(join(folder, 'in', 'Page', 'x.txt'), articleText(6))
    const {code, stderr} = await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})
    expect(code, stderr).toBe(0)
    const rows = rowsIn(join(folder, 'out'))
    const outputs = rows.map(row => row.output ?? '')
    expect(outputs.every(output => existsSync(join(folder, 'out', output)))).toBe(true)
    expect(new Set(outputs.map(output => output.toLowerCase())).size).toBe(6)
    const numbers = rows.map(
      row => /Part (\d)/.exec(readFileSync(join(folder, 'out', row.output ?? ''), 'utf8'))?.[1],
    )
    expect(numbers.sort()).toEqual(['1', '2', '3', '4', '5', '6'])
  })
})
