import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {beforeAll, describe, expect, it} from 'vitest'
import {newFolder, runProgram} from '../cli/run-program.ts'
import {articleText, outputsIn, rowsIn} from './corpus.ts'

type Summary = {inputs: number; skipped: number; written: number; documents: number; orphans: string[]}

const clean = async (folder: string, ...words: string[]): Promise<Summary> => {
  const {stdout, stderr} = await runProgram(
    ['clean', 'in', '--out', 'out', '--format', 'json', '-j', '1', ...words],
    {
      cwd: folder,
    },
  )
  expect(stderr).toBe('')
  return (JSON.parse(stdout) as {summary: Summary}).summary
}

/** What a run that knows nothing makes of the inputs as they are now. */
const fromScratch = async (folder: string): Promise<Map<string, string>> => {
  rmSync(join(folder, 'scratch'), {recursive: true, force: true})
  await runProgram(['clean', 'in', '--out', 'scratch', '-j', '1'], {cwd: folder})
  return outputsIn(join(folder, 'scratch'))
}

/** Makes files look older than the run, as they are in life; a file written a moment ago is looked at again. */
const age = (folder: string): void => {
  for (const entry of readdirSync(folder, {withFileTypes: true, recursive: true})) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile()) utimesSync(file, new Date(), new Date(statSync(file).mtimeMs - 3_600_000))
  }
}

const later = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds))

const page = (number: number, chrome: string): string =>
  `${chrome}\n\n${articleText(number)}\nSign up for our morning letter\n\nMore from this desk\n`

describe('an incremental run', {timeout: 90_000}, () => {
  let folder: string

  beforeAll(async () => {
    folder = newFolder()
    const input = join(folder, 'in')
    mkdirSync(input)
    for (let number = 0; number < 5; number++)
      writeFileSync(join(input, `page-${number}.txt`), articleText(number))
    writeFileSync(join(input, 'page-5.md'), articleText(5))
    writeFileSync(join(input, 'page-6.txt.gz'), gzipSync(articleText(6)))
    const records = [7, 8].map(number => JSON.stringify({id: number, text: articleText(number)}))
    writeFileSync(join(input, 'wire.jsonl'), `${records.join('\n')}\n`)
    mkdirSync(join(input, 'site'))
    for (let number = 0; number < 6; number++)
      writeFileSync(join(input, 'site', `${number}.txt`), page(100 + number, 'Home News Weather Sport'))
    await clean(folder)
    // Past the time in which a file that was just written may change unnoticed.
    await later(2600)
    await clean(folder)
  }, 60_000)

  const expectAsFull = async (): Promise<void> => {
    expect(outputsIn(join(folder, 'out'))).toEqual(await fromScratch(folder))
  }

  it('reads nothing when nothing changed, and leaves every file untouched', async () => {
    const before = new Map(
      readdirSync(join(folder, 'out'))
        .filter(name => name !== 'run.json')
        .map(name => [name, statSync(join(folder, 'out', name)).ino]),
    )
    const summary = await clean(folder)
    expect(summary).toMatchObject({skipped: summary.inputs, written: 0})
    for (const [name, inode] of before) expect(statSync(join(folder, 'out', name)).ino, name).toBe(inode)
    await expectAsFull()
  })

  it('reads a file that was touched, and cleans only what changed', async () => {
    const input = join(folder, 'in')
    const [touched = '', changed = ''] = readdirSync(input).filter(name => name.endsWith('.txt'))
    utimesSync(join(input, touched), new Date(), new Date(Date.now() - 50_000_000))
    writeFileSync(join(input, changed), articleText(700))
    writeFileSync(join(input, 'packed.txt.gz'), gzipSync(articleText(701)))
    const summary = await clean(folder)
    expect(summary.skipped).toBe(summary.inputs - 3)
    expect(summary.written).toBe(2)
    await expectAsFull()
  })

  it('notices a change that keeps size and time, as rsync and restored backups do', async () => {
    const input = join(folder, 'in')
    const name = readdirSync(input).find(each => each.endsWith('.txt')) ?? ''
    const {mtime, atime} = statSync(join(input, name))
    const text = readFileSync(join(input, name), 'utf8')
    await later(2600)
    writeFileSync(
      join(input, name),
      text.replace('council', 'caravan').replace('paper', 'pepper'.slice(0, 5)),
    )
    utimesSync(join(input, name), atime, mtime)
    expect(statSync(join(input, name)).size).toBe(Buffer.byteLength(text))
    await clean(folder)
    await expectAsFull()
  })

  it('follows the pages of a site when others change what recurs on it', async () => {
    const site = join(folder, 'in', 'site')
    const removals = () =>
      rowsIn(join(folder, 'out'))
        .filter(row => row.path.startsWith('site/'))
        .flatMap(row => row.removals)
    expect(removals().some(({ruleId}) => ruleId === 'strip/repetition')).toBe(true)
    for (let number = 6; number < 12; number++)
      writeFileSync(join(site, `${number}.txt`), page(100 + number, 'Start Local Abroad Arts'))
    await clean(folder)
    await expectAsFull()
    for (let number = 3; number < 12; number++) rmSync(join(site, `${number}.txt`))
    await clean(folder, '--prune')
    await expectAsFull()
    expect(removals().some(({ruleId}) => ruleId === 'strip/repetition')).toBe(false)
  })

  it('marks near-duplicates of texts that were there before', async () => {
    writeFileSync(join(folder, 'in', 'zz-copy.txt'), articleText(700))
    await clean(folder)
    expect(rowsIn(join(folder, 'out')).find(row => row.path === 'zz-copy.txt')?.duplicateOf).toBeDefined()
    await expectAsFull()
    rmSync(join(folder, 'in', 'zz-copy.txt'))
    await clean(folder, '--prune')
    await expectAsFull()
  })

  it('renames outputs when inputs come that would share their names', async () => {
    const input = join(folder, 'in')
    const name = readdirSync(input).find(each => each.endsWith('.md')) ?? ''
    writeFileSync(join(input, name.replace('.md', '.txt')), articleText(800))
    await clean(folder)
    await expectAsFull()
    rmSync(join(input, name.replace('.md', '.txt')))
    await clean(folder, '--prune')
    await expectAsFull()
  })

  it('puts right an output that somebody changed or removed', async () => {
    const [first = '', second = ''] = [...outputsIn(join(folder, 'out')).keys()].filter(name =>
      name.endsWith('.txt'),
    )
    writeFileSync(join(folder, 'out', first), 'scribbled over')
    rmSync(join(folder, 'out', second))
    rmSync(join(folder, 'out', 'manifest.jsonl'))
    const summary = await clean(folder)
    expect(summary.written).toBe(2)
    await expectAsFull()
  })

  it('loses nothing when its state is deleted or damaged', async () => {
    const state = join(folder, 'out', '.copydesk', 'state.sqlite')
    const damages = [
      () => rmSync(join(folder, 'out', '.copydesk'), {recursive: true}),
      () => writeFileSync(state, 'not a database at all, but long enough to look at'.repeat(50)),
      () => writeFileSync(state, readFileSync(state).subarray(0, 6000)),
    ]
    for (const damage of damages) {
      damage()
      const summary = await clean(folder)
      expect(summary).toMatchObject({written: 0, skipped: 0})
      await expectAsFull()
    }
  })

  it('does all of it again with other options, and with --full', async () => {
    expect(await clean(folder, '--no-title')).toMatchObject({skipped: 0})
    expect(await clean(folder)).toMatchObject({skipped: 0})
    const idle = await clean(folder)
    expect(idle.skipped).toBe(idle.inputs)
    expect(await clean(folder, '--full')).toMatchObject({skipped: 0, written: 0})
    await expectAsFull()
  })

  it('takes a moved folder for what it is', async () => {
    age(join(folder, 'in'))
    renameSync(join(folder, 'in'), join(folder, 'moved'))
    renameSync(join(folder, 'moved'), join(folder, 'in'))
    const summary = await clean(folder)
    expect(summary.written).toBe(0)
    await expectAsFull()
  })
})
