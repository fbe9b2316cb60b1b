import {execFileSync, spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {articleText} from '../folder/corpus.ts'
import {newFolder, program, runProgram} from './run-program.ts'

const settings = {GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null'}
const identity = ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false']

const repository = (): string => {
  const folder = newFolder()
  execFileSync('git', ['init', '-q'], {cwd: folder, env: {...process.env, ...settings}})
  mkdirSync(join(folder, 'seeds'))
  writeFileSync(join(folder, 'seeds', 'one.txt'), articleText(1))
  return folder
}

const init = async (folder: string, ...words: string[]): Promise<string> => {
  const {code, stdout, stderr} = await runProgram(['init', '--yes', ...words], {cwd: folder})
  expect(code, stderr).toBe(0)
  return stdout
}

describe('init', {timeout: 60_000}, () => {
  it('sets up a hook that git runs, with the copy of the program that the repository has', async () => {
    const folder = repository()
    await init(folder)
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toContain('/cleaned/\n')
    // As npm would have installed it, on a path that has Node and git only.
    mkdirSync(join(folder, 'node_modules', '.bin'), {recursive: true})
    const installed = join(folder, 'node_modules', '.bin', 'copydesk')
    writeFileSync(installed, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
    chmodSync(installed, 0o755)
    const commit = () => {
      const env = {...process.env, ...settings, NO_COLOR: '1'}
      execFileSync('git', ['add', 'seeds', 'copydesk.yml'], {cwd: folder, env})
      return spawnSync('git', [...identity, 'commit', '-qm', 'x'], {cwd: folder, env, encoding: 'utf8'})
    }
    const sound = commit()
    expect(sound.status, sound.stderr).toBe(0)
    expect(sound.stdout + sound.stderr).toContain('1 document checked, nothing found')
    writeFileSync(join(folder, 'seeds', 'two.txt'), '404 Not Found\n')
    const broken = commit()
    expect(broken.status).toBe(1)
    expect(broken.stdout + broken.stderr).toContain('seeds/two.txt')
    expect(await init(folder)).toMatch(/^kept .git\/hooks\/pre-commit$/m)
  })

  it('adds itself to the hooks of pre-commit where that keeps the file whole, and says what to add where not', async () => {
    const folder = repository()
    const file = join(folder, '.pre-commit-config.yaml')
    const config = () => parse(readFileSync(file, 'utf8')) as {repos: {hooks: {id: string}[]}[]}
    for (const indent of ['', '  ', '    ']) {
      const body = `- repo: https://example.org/x\n  rev: v1\n  hooks:\n  - id: x\n`
      writeFileSync(file, `repos:\n${body.replaceAll(/^/gm, indent).trimEnd()}`)
      await init(folder)
      expect(config().repos.map(repo => repo.hooks[0]?.id)).toEqual(['x', 'copydesk-check'])
      expect(await init(folder)).toContain('kept .pre-commit-config.yaml')
    }
    const ending = 'repos:\n- repo: https://example.org/x\n  hooks:\n  - id: x\nci:\n  skip: [x]\n'
    writeFileSync(file, ending)
    expect(await init(folder)).toMatch(/add to it:\n +- repo: local\n[\s\S]*copydesk check --staged/)
    expect(readFileSync(file, 'utf8')).toBe(ending)
  })

  it.each([
    ['husky', '.husky/pre-commit', 'copydesk check --staged\n'],
    ['lefthook', 'lefthook.yml', 'npx --no-install copydesk check --staged\n'],
  ])('writes the lines of %s', async (hook, file, line) => {
    const folder = repository()
    await init(folder, '--hook', hook)
    expect(readFileSync(join(folder, file), 'utf8')).toContain(line)
    if (hook === 'husky') expect(statSync(join(folder, file)).mode & 0o111).toBe(0o111)
    writeFileSync(join(folder, 'lefthook.yml'), 'pre-push: {}\n')
    if (hook === 'lefthook') expect(await init(folder)).toContain('add to it:\npre-commit:')
  })

  it('writes units that systemd takes, with the folders of the place', {
    skip: spawnSync('systemd-analyze', ['--version']).status !== 0,
  }, async () => {
    const folder = repository()
    mkdirSync(join(folder, 'cleaned'))
    await init(folder, '--schedule', 'systemd', '--hook', 'none')
    const units = ['copydesk.service', 'copydesk.timer'].map(name => join(folder, name))
    const {status, stdout, stderr} = spawnSync('systemd-analyze', ['verify', '--man=no', ...units], {
      encoding: 'utf8',
    })
    expect(stdout + stderr).toBe('')
    expect(status).toBe(0)
    const service = readFileSync(units[0] ?? '', 'utf8')
    expect(service).toContain(`WorkingDirectory=${folder}\n`)
    expect(service).toContain(`ReadWritePaths=${folder}/cleaned\n`)
  })

  it('writes a cron line whose command runs, and gives way to a second one', {
    skip: spawnSync('flock', ['--version']).status !== 0,
  }, async () => {
    const folder = repository()
    await init(folder, '--schedule', 'cron', '--hook', 'none')
    const lines = readFileSync(join(folder, 'copydesk.cron'), 'utf8').split('\n')
    const command =
      lines
        .find(line => /^\d/.test(line))
        ?.split(' ')
        .slice(6)
        .join(' ') ?? ''
    expect(command).toContain(`cd ${folder} && flock`)
    const local = command
      .replace(/copydesk clean/, `"${process.execPath}" "${program}" clean`)
      .replace(/2>>\S+/, '2>>log.jsonl')
    expect(spawnSync('sh', ['-c', local], {cwd: folder}).status).toBe(0)
    expect(readFileSync(join(folder, 'cleaned', 'manifest.jsonl'), 'utf8')).toContain('"path":"one.txt"')
    const held = `flock cleaned.lock sh -c '${local.replaceAll("'", `'\\''`)}'`
    expect(spawnSync('sh', ['-c', held], {cwd: folder}).status).toBe(0)
  })

  it('writes a workflow that is YAML, with commands that there are', async () => {
    const folder = repository()
    await init(folder, '--schedule', 'github', '--hook', 'none')
    const file = join(folder, '.github', 'workflows', 'copydesk.yml')
    const workflow = parse(readFileSync(file, 'utf8')) as {
      jobs: Record<string, {steps: {run?: string}[]}>
    }
    const runs = Object.values(workflow.jobs).flatMap(job => job.steps.flatMap(({run}) => run ?? []))
    const commands = runs.filter(run => run.startsWith('copydesk '))
    expect(commands.length).toBeGreaterThanOrEqual(3)
    for (const run of commands) {
      const words = run.split(' || ')[0]?.split(' > ')[0]?.split(' ').slice(1) ?? []
      const {code, stderr} = await runProgram(words, {cwd: folder})
      expect(code, run + stderr).toBe(0)
    }
  })

  it('asks before it writes, and writes nothing where nobody answers', async () => {
    const folder = repository()
    const {code, stderr} = await runProgram(['init'], {cwd: folder})
    expect(code).toBe(2)
    expect(stderr).toContain('--yes')
  })
})
