import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parseDocument} from 'yaml'
import {articleText} from '../folder/corpus.ts'
import {newFolder, runProgram} from './run-program.ts'

const corpus = (): string => {
  const folder = newFolder()
  mkdirSync(join(folder, 'seeds'))
  for (let number = 0; number < 4; number++)
    writeFileSync(join(folder, 'seeds', `${number}.txt`), articleText(number))
  writeFileSync(join(folder, 'seeds', 'empty.txt'), '')
  return folder
}

const haveSystemd = ((): boolean => {
  try {
    execFileSync('systemd-analyze', ['--version'], {stdio: 'ignore'})
    return true
  } catch {
    return false
  }
})()

describe('a night', () => {
  it('tells machines what happened: log, run.json, metrics', async () => {
    const folder = corpus()
    const words = ['clean', '--log-format', 'json', '--metrics', 'copydesk.prom', '--quiet']
    const {code, stdout, stderr} = await runProgram(words, {cwd: folder})
    expect({code, stdout}).toEqual({code: 0, stdout: ''})
    const events = stderr
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    expect(events.map(({event}) => event)).toEqual(['start', 'document', 'end'])
    expect(events[1]).toMatchObject({level: 'warning', path: 'empty.txt', status: 'reject'})
    expect(events.every(({time}) => !Number.isNaN(Date.parse(String(time))))).toBe(true)
    const run = JSON.parse(readFileSync(join(folder, 'cleaned', 'run.json'), 'utf8')) as Record<
      string,
      unknown
    >
    expect(run).toMatchObject({
      exitCode: 0,
      inputs: 5,
      written: 4,
      interrupted: false,
      statuses: {clean: 4, reject: 1},
    })
    const metrics = readFileSync(join(folder, 'copydesk.prom'), 'utf8')
    expect(metrics).toContain('copydesk_documents{status="clean"} 4\n')
    expect(metrics).toMatch(/^copydesk_last_success_timestamp_seconds \d+/m)
    // The exposition format: comments, or a name with labels and a number.
    for (const line of metrics.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?[\d.e+-]+)$/)
    const success = /^copydesk_last_success.*$/m.exec(metrics)?.[0]
    rmSync(join(folder, 'seeds'), {recursive: true})
    const failed = await runProgram(words, {cwd: folder})
    expect(failed.code).toBe(2)
    expect(JSON.parse(failed.stderr)).toMatchObject({level: 'error', event: 'failed', exitCode: 2})
    const after = readFileSync(join(folder, 'copydesk.prom'), 'utf8')
    expect(after).toContain('copydesk_run_exit_code 2\n')
    expect(after).toContain(`${success}\n`)
    expect(JSON.parse(readFileSync(join(folder, 'cleaned', 'run.json'), 'utf8'))).toMatchObject({
      exitCode: 2,
      error: expect.any(String),
    })
  })

  it('fails on what it is told to fail on', async () => {
    const folder = corpus()
    writeFileSync(join(folder, 'seeds', 'broken.txt.gz'), 'no gzip')
    const code = async (...words: string[]): Promise<number | null> =>
      (await runProgram(['clean', '--quiet', ...words], {cwd: folder})).code
    expect(await code()).toBe(2)
    expect(await code('--max-error', '1')).toBe(0)
    expect(await code('--max-error', '10%')).toBe(2)
    expect(await code('--max-error', '20%', '--fail-on', 'reject')).toBe(1)
    expect(
      await code('--max-error', '1', '--max-reject', '1', '--fail-on', 'drift', '--fail-on', 'repair'),
    ).toBe(0)
    expect(await code('--max-error', '1', '--max-reject', '0')).toBe(1)
    for (const wrong of [
      ['--max-reject', 'few'],
      ['--max-reject', '101%'],
      ['--fail-on', 'clean'],
      ['--deadline', '5 weeks'],
    ])
      expect((await runProgram(['clean', ...wrong], {cwd: folder})).stderr).toContain('Expected')
  })

  it('hears a site that changed', {timeout: 60_000}, async () => {
    const folder = newFolder()
    const site = join(folder, 'seeds', 'site')
    mkdirSync(site, {recursive: true})
    const night = (from: number, text: (number: number) => string): void => {
      for (let number = from; number < from + 25; number++)
        writeFileSync(join(site, `${number}.txt`), text(number))
    }
    night(0, articleText)
    const first = await runProgram(['clean', '--fail-on', 'drift'], {cwd: folder})
    expect(first.code, first.stderr).toBe(0)
    night(100, articleText)
    expect((await runProgram(['clean', '--fail-on', 'drift'], {cwd: folder})).code).toBe(0)
    night(200, () => '')
    const {code, stderr} = await runProgram(['clean', '--fail-on', 'drift'], {cwd: folder})
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /Drift: site\/ \(25 documents\): 100 % of the documents have no article in them, \d % was usual/,
    )
    expect(stderr).toContain('see site/200.txt')
  })
})

describe('units and workflows', () => {
  it('are what systemd takes', {skip: !haveSystemd}, () => {
    const units = ['deploy/copydesk.service', 'deploy/copydesk.timer']
    expect(execFileSync('systemd-analyze', ['verify', ...units], {encoding: 'utf8', stdio: 'pipe'})).toBe('')
  })

  it('call only options that there are', async () => {
    const help =
      (await runProgram(['clean', '--help'])).stdout + (await runProgram(['check', '--help'])).stdout
    for (const file of ['copydesk.service', 'copydesk.cron', 'github-workflow.yml', 'Containerfile'])
      for (const line of readFileSync(join('deploy', file), 'utf8').split('\n'))
        for (const [option] of (/copydesk (?:clean|check)(.*)/.exec(line)?.[1] ?? '').matchAll(/--[a-z-]+/g))
          expect(help, `${file}: ${option}`).toContain(option)
    for (const file of ['deploy/github-workflow.yml', '.pre-commit-hooks.yaml'])
      expect(parseDocument(readFileSync(file, 'utf8')).errors).toEqual([])
  })
})

describe('init', () => {
  it('writes configuration, hook and schedule, and leaves alone what is there', async () => {
    const folder = corpus()
    execFileSync('git', ['init', '-q'], {cwd: folder})
    const words = ['init', '--yes', '--schedule', 'systemd']
    const {code, stdout, stderr} = await runProgram(words, {cwd: folder})
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('wrote copydesk.yml')
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('/cleaned/\n')
    const service = readFileSync(join(folder, 'copydesk.service'), 'utf8')
    expect(service).toContain(`ReadWritePaths=${join(folder, 'cleaned')}\n`)
    expect(readFileSync(join(folder, '.git', 'hooks', 'pre-commit'), 'utf8')).toContain(
      'copydesk check --staged',
    )
    writeFileSync(join(folder, 'copydesk.yml'), 'input: seeds\n')
    const again = await runProgram(words, {cwd: folder})
    expect(again.stdout).not.toContain('wrote')
    expect(readFileSync(join(folder, 'copydesk.yml'), 'utf8')).toBe('input: seeds\n')
    expect((await runProgram(['clean', '--quiet'], {cwd: folder})).code).toBe(0)
  })

  it('adds to the hooks of others, and writes each schedule', async () => {
    const folder = newFolder()
    writeFileSync(
      join(folder, '.pre-commit-config.yaml'),
      'repos:\n  - repo: meta\n    hooks:\n      - id: identity\n',
    )
    await runProgram(['init', '--yes', '--schedule', 'github'], {cwd: folder})
    const config = parseDocument(readFileSync(join(folder, '.pre-commit-config.yaml'), 'utf8')).toJS() as {
      repos: {repo: string}[]
    }
    expect(config.repos.map(({repo}) => repo)).toEqual(['meta', 'local'])
    expect(existsSync(join(folder, '.github', 'workflows', 'copydesk.yml'))).toBe(true)
    for (const hook of ['lefthook', 'husky'])
      await runProgram(['init', '--yes', '--hook', hook, '--schedule', 'cron'], {cwd: folder})
    expect(existsSync(join(folder, 'lefthook.yml'))).toBe(true)
    expect(existsSync(join(folder, '.husky', 'pre-commit'))).toBe(true)
    expect(existsSync(join(folder, 'copydesk.cron'))).toBe(true)
  })

  it('does nothing unasked', async () => {
    const folder = newFolder()
    expect((await runProgram(['init'], {cwd: folder})).code).toBe(2)
    expect(existsSync(join(folder, 'copydesk.yml'))).toBe(false)
  })
})
