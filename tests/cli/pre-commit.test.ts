import {execFileSync, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {articleText} from '../folder/corpus.ts'
import {newFolder} from './run-program.ts'

/** Installs a framework and this package from git, which takes minutes: `npm run test:long`. */
const long = process.env.COPYDESK_LONG === '1'

/** pre-commit from PyPI in an environment of its own; `undefined` where it cannot be had. */
const installPreCommit = (folder: string): string | undefined => {
  try {
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], {stdio: 'pipe'})
    execFileSync(join(folder, 'venv', 'bin', 'pip'), ['install', '--quiet', 'pre-commit'], {stdio: 'pipe'})
    return join(folder, 'venv', 'bin', 'pre-commit')
  } catch (error) {
    console.warn(`\n*** pre-commit cannot be installed here, so its test says nothing: ${error} ***\n`)
    return undefined
  }
}

describe('the hooks under pre-commit', {skip: !long}, () => {
  it('check what a commit holds, and bring the texts up to date', {timeout: 900_000}, ({skip}) => {
    const folder = newFolder()
    const preCommit = installPreCommit(folder)
    if (preCommit === undefined) return skip('pre-commit cannot be installed')
    // The node that runs the tests is the system's, under both of the names that are asked for.
    for (const name of ['bin', 'home']) mkdirSync(join(folder, name))
    for (const name of ['node', 'nodejs']) symlinkSync(process.execPath, join(folder, 'bin', name))
    const env = {
      ...process.env,
      PATH: `${join(folder, 'bin')}:/usr/local/bin:/usr/bin:/bin`,
      // Not the folder that `bin` lies in: pre-commit takes what lies below HOME for somebody's own, not the system's.
      HOME: join(folder, 'home'),
      PRE_COMMIT_HOME: join(folder, 'cache'),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 't',
      GIT_AUTHOR_EMAIL: 't@t',
      GIT_COMMITTER_NAME: 't',
      GIT_COMMITTER_EMAIL: 't@t',
    }
    const work = join(folder, 'work')
    mkdirSync(join(work, 'seeds'), {recursive: true})
    const git = (...words: string[]): string => execFileSync('git', words, {cwd: work, env, encoding: 'utf8'})
    const commit = (): {status: number | null; text: string} => {
      const {status, stdout, stderr} = spawnSync('git', ['commit', '-m', 'Change'], {
        cwd: work,
        env,
        encoding: 'utf8',
      })
      return {status, text: stdout + stderr}
    }
    const seed = (name: string): string => join(work, 'seeds', name)
    const rev = execFileSync('git', ['rev-parse', 'HEAD'], {encoding: 'utf8'}).trim()
    writeFileSync(
      join(work, '.pre-commit-config.yaml'),
      `repos:\n  - repo: ${resolve('.')}\n    rev: ${rev}\n    hooks:\n      - id: copydesk-check\n      - id: copydesk-clean\n`,
    )
    writeFileSync(join(work, '.gitignore'), '/cleaned/\n')
    for (const number of [0, 1, 2, 3]) writeFileSync(seed(`${number}.txt`), articleText(number))
    writeFileSync(join(work, 'notes.txt'), '')
    git('init', '--quiet')
    git('add', '--all')
    execFileSync(preCommit, ['install'], {cwd: work, env, stdio: 'pipe'})

    const first = commit()
    expect(first.status, first.text).toBe(0)
    expect(first.text).toMatch(/copydesk check\.+Passed/)
    expect(existsSync(join(work, 'cleaned', '3.txt'))).toBe(true)

    // Partially staged: broken in the index, sound in the working tree, and the other way round.
    writeFileSync(seed('0.txt'), '')
    git('add', '--all')
    writeFileSync(seed('0.txt'), articleText(10))
    const broken = commit()
    expect(broken.status).toBe(1)
    expect(broken.text).toContain('strip/reject')
    expect(broken.text).toContain('`copydesk explain seeds/0.txt`')
    expect(broken.text.split('\n').length).toBeLessThan(40)
    git('add', '--all')
    writeFileSync(seed('0.txt'), '')
    expect(commit().status).toBe(0)
    git('checkout', '--quiet', 'seeds/0.txt')

    // Renamed, deleted, binary, and a text beside the input.
    renameSync(seed('1.txt'), seed('one.txt'))
    rmSync(seed('2.txt'))
    writeFileSync(seed('image.png'), Buffer.from([0x89, 0x50, 0, 1]))
    writeFileSync(join(work, 'other.txt'), '')
    git('add', '--all')
    const sound = commit()
    expect(sound.status, sound.text).toBe(0)
    expect(existsSync(join(work, 'cleaned', 'one.txt'))).toBe(true)
    expect(git('status', '--porcelain')).toBe('')
  })
})
