import {spawn} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {newFolder, type Outcome, program, runProgram} from '../cli/run-program.ts'
import {articlePage, articleText, outputsIn, rowsIn} from './corpus.ts'

/** The long tests run with `npm run test:long`: a hundred kills instead of a few. */
const long = process.env.COPYDESK_LONG === '1'

const later = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds))

/** Starts the program, sends it `signal` after a while, and waits for its end. */
const runUntil = (
  words: readonly string[],
  {cwd, after, signal}: {cwd: string; after: number; signal: NodeJS.Signals},
): Promise<Outcome & {killed: boolean}> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...words], {cwd, env: {...process.env, NO_COLOR: '1'}})
    let stdout = ''
    let stderr = ''
    let killed = false
    const timer = setTimeout(() => {
      killed = child.kill(signal)
    }, after)
    child.stdout.on('data', text => {
      stdout += text
    })
    child.stderr.on('data', text => {
      stderr += text
    })
    child.on('error', failed)
    child.on('close', code => {
      clearTimeout(timer)
      done({code, stdout, stderr, killed})
    })
  })

const corpus = (folder: string, count: number): void => {
  mkdirSync(join(folder, 'in', 'site'), {recursive: true})
  for (let number = 0; number < count; number++) {
    const text = `Home News Weather Sport\n\n${articleText(number)}\nSign up for our morning letter\n`
    writeFileSync(join(folder, 'in', 'site', `${number}.txt`), text)
  }
  const records = Array.from({length: 12}, (_, index) =>
    JSON.stringify({id: `r${index}`, text: articleText(500 + index)}),
  )
  writeFileSync(join(folder, 'in', 'wire.jsonl'), `${records.join('\n')}\n`)
}

/** No file of the output folder may be half there, whenever one looks. */
const expectWhole = (out: string, whole: ReadonlyMap<string, string>): void => {
  if (!existsSync(out)) return
  for (const [name, bytes] of outputsIn(out)) {
    if (name.endsWith('.txt')) expect([...whole.values()], name).toContain(bytes)
    if (name.endsWith('.jsonl')) for (const line of bytes.split('\n').slice(0, -1)) JSON.parse(line)
  }
}

describe('a run that is killed', () => {
  it('is finished by the next one, whenever it was killed', {
    timeout: long ? 1_800_000 : 120_000,
  }, async () => {
    const folder = newFolder()
    corpus(folder, 25)
    const words = ['clean', 'in', '--out', 'out', '-j', '2']
    const began = performance.now()
    await runProgram(['clean', 'in', '--out', 'undisturbed', '-j', '2'], {cwd: folder})
    const duration = performance.now() - began
    const undisturbed = outputsIn(join(folder, 'undisturbed'))
    // Without the repetition pass a text may stand there as it was before it: the next run knows.
    await runProgram(['clean', 'in/site/3.txt', '--out', 'single'], {cwd: folder})
    const expectUndisturbed = (): void => {
      expect(outputsIn(join(folder, 'out'))).toEqual(undisturbed)
      rmSync(join(folder, 'out'), {recursive: true, force: true})
    }
    const kills = long ? 100 : 5
    let killed = 0
    let within = duration
    for (let at = 0; killed < kills && at < kills * 6; at++) {
      const after = within * ((at * 0.618) % 1)
      const outcome = await runUntil(words, {cwd: folder, after, signal: 'SIGKILL'})
      // One that was faster has its result, and the next shall be caught earlier.
      if (outcome.code !== null) {
        within *= 0.9
        expectUndisturbed()
        continue
      }
      killed++
      for (const [name, bytes] of existsSync(join(folder, 'out')) ? outputsIn(join(folder, 'out')) : [])
        if (name.endsWith('.txt'))
          expect(bytes.endsWith('.\n') || bytes.endsWith('letter\n'), name).toBe(true)
      // Sometimes the next run is killed too, sometimes it may finish; then everything begins anew.
      if (killed % 3 !== 2) continue
      const {code, stderr} = await runProgram(words, {cwd: folder})
      expect(code, stderr).toBe(0)
      expectUndisturbed()
    }
    await runProgram(words, {cwd: folder})
    expect(outputsIn(join(folder, 'out'))).toEqual(undisturbed)
    expect(readdirSync(join(folder, 'out', '.copydesk'))).not.toContain('in-hand')
    expect(killed).toBe(kills)
  })

  it('leaves whole files and says so when it is asked to stop', {timeout: 60_000}, async () => {
    const folder = newFolder()
    corpus(folder, 60)
    await runProgram(['clean', 'in', '--out', 'undisturbed'], {cwd: folder})
    const whole = outputsIn(join(folder, 'undisturbed'))
    for (const [signal, expected] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      // The profile of the site is known, so that a text can only be what it is in the end.
      rmSync(join(folder, 'undisturbed', 'site'), {recursive: true})
      const words = ['clean', 'in', '--out', 'undisturbed', '-j', '1']
      const outcome = await runUntil(words, {cwd: folder, after: 900, signal})
      if (outcome.code !== 0) {
        expect(outcome.code, outcome.stderr).toBe(expected)
        expect(outcome.stderr).toContain('stopping after the documents in hand')
        expect(JSON.parse(readFileSync(join(folder, 'undisturbed', 'run.json'), 'utf8'))).toMatchObject({
          interrupted: true,
        })
      }
      expectWhole(join(folder, 'undisturbed'), whole)
      await runProgram(words, {cwd: folder})
      expect(outputsIn(join(folder, 'undisturbed'))).toEqual(whole)
    }
  })

  it('stops at its deadline, and the next run goes on from there', {timeout: 120_000}, async () => {
    const folder = newFolder()
    // More than any machine cleans before the deadline.
    corpus(folder, 500)
    const {code, stderr} = await runProgram(
      ['clean', 'in', '--out', 'out', '-j', '1', '--deadline', '0.7s'],
      {
        cwd: folder,
      },
    )
    expect(code).toBe(75)
    expect(stderr).not.toContain('Nothing to clean')
    expect((await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})).code).toBe(0)
    await runProgram(['clean', 'in', '--out', 'undisturbed'], {cwd: folder})
    expect(outputsIn(join(folder, 'out'))).toEqual(outputsIn(join(folder, 'undisturbed')))
  })
})

describe('one run at a time', () => {
  it('says who holds the folder and exits 75; a dead holder is forgotten', {timeout: 60_000}, async () => {
    const folder = newFolder()
    corpus(folder, 3)
    const lock = join(folder, 'out', '.copydesk', 'lock')
    mkdirSync(join(folder, 'out', '.copydesk'), {recursive: true})
    const holder = {pid: process.pid, host: hostname(), started: '2026-01-01T00:00:00.000Z', birth: ''}
    writeFileSync(lock, JSON.stringify(holder))
    const words = ['clean', 'in', '--out', 'out']
    const second = await runProgram(words, {cwd: folder})
    expect(second.code).toBe(75)
    expect(second.stderr).toContain(`process ${process.pid} on ${hostname()}, since 2026-01-01`)
    expect(existsSync(lock)).toBe(true)
    for (const stale of [
      JSON.stringify({...holder, pid: 2 ** 22 - 1}),
      JSON.stringify({...holder, birth: '1'}),
      '',
      '{"pid":',
    ]) {
      writeFileSync(lock, stale)
      const {code, stderr} = await runProgram(words, {cwd: folder})
      expect(code, stale + stderr).toBe(0)
      expect(existsSync(lock)).toBe(false)
    }
  })

  it('believes a lock of another machine as long as somebody touches it', {timeout: 60_000}, async () => {
    const folder = newFolder()
    corpus(folder, 2)
    const lock = join(folder, 'out', '.copydesk', 'lock')
    mkdirSync(join(folder, 'out', '.copydesk'), {recursive: true})
    const holder = {pid: 7, host: 'another-container', started: '2026-01-01T00:00:00.000Z', birth: '1'}
    writeFileSync(lock, JSON.stringify(holder))
    const words = ['clean', 'in', '--out', 'out']
    expect((await runProgram(words, {cwd: folder})).code).toBe(75)
    const longAgo = new Date(Date.now() - 600_000)
    utimesSync(lock, longAgo, longAgo)
    expect((await runProgram(words, {cwd: folder})).code).toBe(0)
  })

  it('lets one of many win', {timeout: 60_000}, async () => {
    const folder = newFolder()
    corpus(folder, 8)
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})),
    )
    const codes = outcomes.map(({code}) => code)
    expect(codes).toContain(0)
    expect(
      codes.every(code => code === 0 || code === 75),
      codes.join(),
    ).toBe(true)
    expect(rowsIn(join(folder, 'out'))).toHaveLength(20)
  })
})

describe('a disk that takes no more', () => {
  it('ends the run with exit code 2 and one sentence, and keeps what was finished', {
    timeout: 60_000,
  }, async () => {
    const folder = newFolder()
    corpus(folder, 40)
    // A file may not grow beyond this: what ENOSPC is to a disk, EFBIG is to a process.
    const limited = (blocks: number): Promise<Outcome> =>
      new Promise((done, failed) => {
        const command = `ulimit -f ${blocks}; exec "$0" "$@"`
        const child = spawn(
          'bash',
          ['-c', command, process.execPath, program, 'clean', 'in', '--out', 'out', '-j', '1'],
          {cwd: folder},
        )
        let stderr = ''
        child.stderr.on('data', text => {
          stderr += text
        })
        child.on('error', failed)
        child.on('close', code => done({code, stdout: '', stderr}))
      })
    for (const blocks of [8, 60, 160]) {
      const {code, stderr} = await limited(blocks)
      expect(code, stderr).toBe(2)
      expect(stderr).toMatch(
        /^copydesk: Cannot write to `out`: .*; what was finished is kept, make room and run again\n$/,
      )
      expect(existsSync(join(folder, 'out', 'manifest.jsonl'))).toBe(false)
    }
    expect((await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder})).code).toBe(0)
    await runProgram(['clean', 'in', '--out', 'undisturbed'], {cwd: folder})
    expect(outputsIn(join(folder, 'out'))).toEqual(outputsIn(join(folder, 'undisturbed')))
  })

  it.each(['/proc/none', '/dev/null', '/dev/null/out'])(
    'says so when the output folder is %s',
    {skip: process.platform !== 'linux'},
    async output => {
      const folder = newFolder()
      corpus(folder, 2)
      const {code, stderr} = await runProgram(['clean', 'in', '--out', output], {cwd: folder})
      expect(code).toBe(2)
      expect(stderr).toMatch(
        /^copydesk: Cannot write to `.*`: E\w+: .*; expected a folder, or a place for one\n$/,
      )
    },
  )

  it('says so when the output folder is read-only', {skip: process.getuid?.() !== 0}, async () => {
    const folder = newFolder()
    corpus(folder, 2)
    mkdirSync(join(folder, 'out'))
    chmodSync(folder, 0o755)
    const {code, stderr} = await runProgram(['clean', 'in', '--out', 'out'], {cwd: folder, uid: 65534})
    expect(code).toBe(2)
    expect(stderr).toMatch(/^copydesk: Cannot write to `out`: /)
  })
})

describe('a document that needs too much', () => {
  it('is given up after two tries when its worker runs out of memory; the others are cleaned', {
    timeout: 120_000,
  }, async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'in'))
    writeFileSync(
      join(folder, 'in', 'huge.html'),
      articlePage(1).replace(
        '</article>',
        `${'<p>One more <b>line</b> of it.</p>'.repeat(150_000)}</article>`,
      ),
    )
    for (const number of [1, 2]) writeFileSync(join(folder, 'in', `${number}.txt`), articleText(number))
    const {code, stdout} = await runProgram(
      ['clean', 'in', '--out', 'out', '--worker-memory', '96', '--timeout', '60'],
      {cwd: folder},
    )
    expect(code, stdout).toBe(2)
    const rows = rowsIn(join(folder, 'out'))
    expect(rows.map(row => [row.path, row.status])).toEqual([
      ['1.txt', 'clean'],
      ['2.txt', 'clean'],
      ['huge.html', 'error'],
    ])
    expect(rows[2]?.reason).toContain('Needed more than 96 MB')
    expect(stdout).toContain('given up after two tries (huge.html)')
    await later(0)
  })
})
