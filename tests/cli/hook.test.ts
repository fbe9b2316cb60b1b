import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {articleText} from '../folder/corpus.ts'
import {newFolder, runProgram} from './run-program.ts'

const git = (folder: string, ...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: {...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null'},
  })

const repository = (): string => {
  const folder = newFolder()
  git(folder, 'init', '-q')
  mkdirSync(join(folder, 'seeds'))
  for (let number = 0; number < 4; number++)
    writeFileSync(join(folder, 'seeds', `${number}.txt`), articleText(number))
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'Begin')
  return folder
}

type Report = {findings: {path: string; ruleId: string}[]; summary: {documents: number}}

/** A page with no article in it. */
const broken = ''

describe('check --staged', () => {
  it('looks at the index, never at the working tree, and leaves both alone', async () => {
    const folder = repository()
    const seed = (name: string): string => join(folder, 'seeds', name)
    // Staged sound, broken in the working tree; staged broken, sound in the working tree.
    writeFileSync(seed('0.txt'), articleText(10))
    writeFileSync(seed('1.txt'), broken)
    git(folder, 'add', '-A')
    writeFileSync(seed('0.txt'), broken)
    writeFileSync(seed('1.txt'), articleText(11))
    // Renamed and changed, deleted, binary, compressed, a link, a name with everything in it, and one nobody staged.
    renameSync(seed('2.txt'), seed('two.txt'))
    writeFileSync(
      seed('two.txt'),
      `${articleText(2)}\nOne more paragraph, which was not there before the file moved.\n`,
    )
    rmSync(seed('3.txt'))
    writeFileSync(seed('image.png'), Buffer.from([0x89, 0x50, 0, 1]))
    writeFileSync(seed('binary.txt'), Buffer.alloc(300))
    writeFileSync(seed('packed.txt.gz'), gzipSync(articleText(12)))
    symlinkSync('0.txt', seed('link.txt'))
    const odd = 'ödd “näme”\twith\nbreaks.txt'
    writeFileSync(seed(odd), broken)
    git(
      folder,
      'add',
      'seeds/two.txt',
      'seeds/2.txt',
      'seeds/3.txt',
      'seeds/image.png',
      'seeds/binary.txt',
      'seeds/packed.txt.gz',
      'seeds/link.txt',
      `seeds/${odd}`,
    )
    writeFileSync(seed('unstaged.txt'), broken)
    const before = git(folder, 'status', '--porcelain=v2', '-z')
    const {code, stdout} = await runProgram(['check', '--staged', '--format', 'json'], {cwd: folder})
    const {findings, summary} = JSON.parse(stdout) as Report
    expect(findings.map(({path, ruleId}) => [path, ruleId]).sort()).toEqual(
      [
        ['seeds/1.txt', 'strip/reject'],
        ['seeds/binary.txt', 'read/error'],
        [`seeds/${odd}`, 'strip/reject'],
      ].sort(),
    )
    // 0, 1, two, binary, packed, odd.
    expect(summary.documents).toBe(6)
    expect(code).toBe(2)
    expect(git(folder, 'status', '--porcelain=v2', '-z')).toBe(before)
    expect(git(folder, 'stash', 'list')).toBe('')
  })

  it('says in a screenful what is wrong and the command that helps; passes when nothing is', async () => {
    const folder = repository()
    for (let number = 100; number < 180; number++)
      writeFileSync(join(folder, 'seeds', `${number}.txt`), broken)
    git(folder, 'add', '-A')
    const {code, stdout} = await runProgram(['check', '--staged'], {cwd: folder})
    expect(code).toBe(1)
    expect(stdout.split('\n').length).toBeLessThanOrEqual(36)
    expect(stdout).toContain('more files with findings')
    expect(stdout).toContain('`copydesk explain seeds/100.txt`')
    git(folder, 'reset', '-q', '--hard')
    expect(await runProgram(['check', '--staged'], {cwd: folder})).toMatchObject({
      code: 0,
      stdout: 'Nothing to check\n',
    })
    writeFileSync(join(folder, 'seeds', 'new.txt'), articleText(50))
    git(folder, 'add', '-A')
    expect((await runProgram(['check', '--staged'], {cwd: join(folder, 'seeds')})).code).toBe(0)
  })

  it('says so where there is no repository', async () => {
    const {code, stderr} = await runProgram(['check', '--staged'], {cwd: newFolder()})
    expect(code).toBe(2)
    expect(stderr).toContain('not a git repository')
  })
})

describe('check in a hook', () => {
  it('takes a list from standard input, and of it what exists and can be read', async () => {
    const folder = repository()
    writeFileSync(join(folder, 'seeds', 'new\nline.txt'), broken)
    const list = ['seeds/0.txt', 'seeds/gone.txt', 'seeds/new\nline.txt', 'Makefile', ''].join('\0')
    const {stdout, code} = await runProgram(['check', '--files-from', '-', '--format', 'json'], {
      cwd: folder,
      input: list,
    })
    expect((JSON.parse(stdout) as Report).findings).toMatchObject([{path: 'seeds/new\nline.txt'}])
    expect(code).toBe(1)
    writeFileSync(join(folder, 'list'), 'seeds/0.txt\r\nseeds/1.txt\n')
    const lines = await runProgram(['check', '--files-from', 'list'], {cwd: folder})
    expect(lines).toMatchObject({code: 0})
    expect(lines.stdout).toContain('2 documents checked')
  })

  it('looks only at the input when told', async () => {
    const folder = repository()
    writeFileSync(join(folder, 'notes.txt'), broken)
    const words = ['check', '--only-input', 'notes.txt', 'seeds/0.txt', 'seeds/gone.txt']
    expect(await runProgram(words, {cwd: folder})).toMatchObject({code: 0})
    expect(await runProgram(['check', 'notes.txt'], {cwd: folder})).toMatchObject({code: 1})
  })

  it('says nothing of what a baseline accepts, wherever it moves, and everything that is new', async () => {
    const folder = repository()
    const seed = (name: string): string => join(folder, 'seeds', name)
    const odd = `${articleText(1)}\nThe people of the town came out in the morningthe sun was out as well and nobody said a word about it.\n`
    writeFileSync(seed('empty.txt'), broken)
    writeFileSync(seed('odd.txt'), odd)
    writeFileSync(join(folder, 'copydesk.yml'), 'baseline: accepted.json\n')
    expect((await runProgram(['check'], {cwd: folder})).code).toBe(2)
    const wrote = await runProgram(['check', '--write-baseline'], {cwd: folder})
    expect(wrote.code).toBe(0)
    const count = (JSON.parse(readFileSync(join(folder, 'accepted.json'), 'utf8')) as {accepted: unknown[]})
      .accepted.length
    expect(count).toBeGreaterThanOrEqual(2)
    expect((await runProgram(['check'], {cwd: folder})).code).toBe(0)
    // Further down in the file, and in a file that was renamed.
    writeFileSync(seed('odd.txt'), `A Line Before All Others\n\n${odd}`)
    renameSync(seed('empty.txt'), seed('renamed.txt'))
    expect((await runProgram(['check'], {cwd: folder})).stdout).toContain('nothing found')
    // The same again in another file is new.
    writeFileSync(seed('other.txt'), ' \n')
    const {code, stdout} = await runProgram(['check'], {cwd: folder})
    expect(code).toBe(1)
    expect(stdout).toContain('seeds/other.txt')
    expect(stdout).not.toContain('seeds/renamed.txt')
    rmSync(seed('other.txt'))
    writeFileSync(seed('odd.txt'), articleText(1))
    expect((await runProgram(['check'], {cwd: folder})).stdout).toContain('accepted findings are gone')
  })

  it('is over before anybody waits: one file, and three hundred', {timeout: 60_000}, async () => {
    const folder = repository()
    const began = performance.now()
    await runProgram(['check', 'seeds/0.txt'], {cwd: folder})
    const one = performance.now() - began
    for (let number = 0; number < 300; number++)
      writeFileSync(join(folder, 'seeds', `many-${number}.txt`), articleText(number))
    git(folder, 'add', '-A')
    const then = performance.now()
    await runProgram(['check', '--staged'], {cwd: folder})
    const many = performance.now() - then
    console.log(`one file ${Math.round(one)} ms, 300 staged files ${Math.round(many)} ms`)
    // 0.5 s and 5 s on a machine with nothing else to do; this one may be busy.
    expect(one).toBeLessThan(5_000)
    expect(many).toBeLessThan(30_000)
    expect(statSync(folder).isDirectory()).toBe(true)
  })
})
