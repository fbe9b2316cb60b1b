import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {defaultOptions} from '../../src/document/options.ts'
import type {ManifestRow} from '../../src/document/row.ts'
import {cleanFolder} from '../../src/folder/clean-folder.ts'
import type {FolderSettings} from '../../src/folder/folder-settings.ts'
import {newFolder, runProgram} from '../cli/run-program.ts'

const subjects = [
  'ferry',
  'mill',
  'orchard',
  'tower',
  'bridge',
  'school',
  'harbour',
  'station',
  'market',
  'quarry',
]
const verbs = [
  'closed',
  'reopened',
  'moved',
  'burned',
  'was sold',
  'was painted',
  'stood empty',
  'was counted',
]

/** A page of a site with a slogan that no rule knows, above and below an article of its own. */
const page = (number: number): string => {
  const subject = subjects[number % subjects.length]
  const verb = verbs[(number * 3) % verbs.length]
  const sentences = Array.from(
    {length: 4},
    (_, part) =>
      `In the ${number + part}th year after the flood the ${subject} ${verb}, and ${(number * 7 + part) % 23} people of parish ${part + number} came to see what was left of it on that day.`,
  )
  return [
    'Purple Heron Almanac of Curious Places and Those Who Live in Them',
    `The ${subject} that ${verb}, part ${number}`,
    ...sentences,
    'Heron friends are kind to one another and to the birds that they meet.',
    'Give us a call whenever the heron lands on your roof.',
  ].join('\n\n')
}

const fill = (folder: string, count: number): void => {
  mkdirSync(folder, {recursive: true})
  for (let number = 0; number < count; number++)
    writeFileSync(join(folder, `page-${number}.txt`), `${page(number)}\n`)
}

const rowsIn = (folder: string): ManifestRow[] =>
  readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as ManifestRow)

const cleanTo = (cwd: string, out: string, ...more: string[]) =>
  runProgram(['clean', 'in', '--out', out, '--no-detect', ...more], {cwd})

const everything = (folder: string): string =>
  [...rowsIn(folder).flatMap(row => row.output ?? []), 'manifest.jsonl', 'repairs.jsonl', 'sites.json']
    .map(name => `${name}\n${readFileSync(join(folder, name), 'utf8')}`)
    .join('\0')

it('removes what recurs on a site, whatever the workers, and keeps what it learned', async () => {
  const cwd = newFolder()
  fill(join(cwd, 'in'), 16)
  await cleanTo(cwd, 'one', '-j', '1')
  await cleanTo(cwd, 'four', '-j', '4')
  expect(everything(join(cwd, 'one'))).toBe(everything(join(cwd, 'four')))
  for (const row of rowsIn(join(cwd, 'one'))) {
    const text = readFileSync(join(cwd, 'one', row.output ?? ''), 'utf8')
    expect(text).toContain('th year after the flood')
    expect(text, row.path).not.toMatch(/[Hh]eron/)
  }
  expect(readFileSync(join(cwd, 'one', 'sites.json'), 'utf8')).toContain('Heron friends are kind')

  // A page alone shows nothing that recurs; with the profile it does.
  mkdirSync(join(cwd, 'new'))
  writeFileSync(join(cwd, 'new', 'page.txt'), page(99))
  const alone = await runProgram(['clean', 'new', '--out', 'plain', '--no-detect'], {cwd})
  expect(alone.code).toBe(0)
  await runProgram(['clean', 'new', '--out', 'informed', '--no-detect', '--profile', 'one/sites.json'], {cwd})
  expect(readFileSync(join(cwd, 'plain', 'page.txt'), 'utf8')).toMatch(/[Hh]eron/)
  expect(readFileSync(join(cwd, 'informed', 'page.txt'), 'utf8')).not.toMatch(/[Hh]eron/)
})

it('ends where a full run ends when pages come, change and go', async () => {
  const cwd = newFolder()
  fill(join(cwd, 'in'), 3)
  await cleanTo(cwd, 'grown')
  const check = async (step: string): Promise<void> => {
    await cleanTo(cwd, 'grown')
    rmSync(join(cwd, 'full'), {recursive: true, force: true})
    await cleanTo(cwd, 'full')
    expect(everything(join(cwd, 'grown')), step).toBe(everything(join(cwd, 'full')))
  }
  fill(join(cwd, 'in'), 12)
  await check('nine pages came')
  writeFileSync(join(cwd, 'in', 'page-5.txt'), page(55))
  writeFileSync(join(cwd, 'in', 'copy.txt'), `${page(7)}\n\nOne more line at the very end of it.\n`)
  await check('one changed, a copy came')
  for (let number = 2; number < 12; number++) rmSync(join(cwd, 'in', `page-${number}.txt`))
  await cleanTo(cwd, 'grown', '--prune')
  writeFileSync(join(cwd, 'in', 'page-0.txt'), page(1000))
  await cleanTo(cwd, 'grown')
  rmSync(join(cwd, 'full'), {recursive: true, force: true})
  await cleanTo(cwd, 'full')
  expect(readFileSync(join(cwd, 'grown', 'manifest.jsonl'), 'utf8')).toBe(
    readFileSync(join(cwd, 'full', 'manifest.jsonl'), 'utf8'),
  )
})

it('names near-duplicates by the cleaned text, the first in path order', async () => {
  const cwd = newFolder()
  fill(join(cwd, 'in'), 3)
  const story = page(1).split('\n\n').slice(1, 6).join('\n\n')
  writeFileSync(join(cwd, 'in', 'page-1.txt'), `${story}\n`)
  writeFileSync(join(cwd, 'in', 'zebra.txt'), `Home\nNews\nContact\n\n${story}\n\nShare this:\nCopy link\n`)
  writeFileSync(
    join(cwd, 'in', 'quoting.txt'),
    `A letter about the mill\n\n${story.split('\n\n')[1]}\n\nThat is what the almanac says. I have lived beside the mill for sixty years and never saw more than four people come to look at it, and two of them had lost their way in the fog.\n\nThe editor may wish to know that parish nine has no mill at all, and never had one, unless he counts the one for coffee.`,
  )
  await cleanTo(cwd, 'out')
  const duplicates = rowsIn(join(cwd, 'out')).filter(row => row.duplicateOf)
  expect(duplicates.map(row => [row.path, row.duplicateOf?.path])).toEqual([['zebra.txt', 'page-1.txt']])
})

it('turns what recurs into a rule file that passes its own samples', async () => {
  const cwd = newFolder()
  fill(join(cwd, 'in'), 12)
  const proposed = await runProgram(['rules', 'propose', 'in'], {cwd})
  expect(proposed.code).toBe(0)
  expect(proposed.stdout).toContain('Give us a call whenever the heron lands on your roof')
  mkdirSync(join(cwd, '.copydesk', 'rules', 'sites'), {recursive: true})
  writeFileSync(
    join(cwd, '.copydesk', 'rules', 'sites', 'heron.yml'),
    proposed.stdout.replace(/^ {2}host: .*$/m, '  host: heron.example'),
  )
  const tested = await runProgram(['rules', 'test'], {cwd})
  expect(tested.stdout).toContain('all as promised')
  expect(tested.code).toBe(0)
})

const settingsFor = (cwd: string): FolderSettings => ({
  paths: [join(cwd, 'in')],
  output: join(cwd, 'out'),
  options: {...defaultOptions, detect: false},
  workers: 1,
})

it('cleans each text once, though what recurs is known only when all were read', async () => {
  const cwd = newFolder()
  fill(join(cwd, 'in'), 12)
  const cleaned: string[] = []
  await cleanFolder({...settingsFor(cwd), onResult: ({path}) => cleaned.push(path)})
  expect(cleaned.sort()).toEqual(Array.from({length: 12}, (_, number) => `page-${number}.txt`).sort())
  expect(readFileSync(join(cwd, 'out', 'page-5.txt'), 'utf8')).not.toMatch(/[Hh]eron/)
})

it('goes on where a run was stopped, and follows a text that changed since it was read', async () => {
  const cwd = newFolder()
  fill(join(cwd, 'in'), 200)
  const stop = new AbortController()
  const change = (): void => {
    if (stop.signal.aborted) return
    writeFileSync(join(cwd, 'in', 'page-99.txt'), page(1099))
    stop.abort()
  }
  const stopped = await cleanFolder({...settingsFor(cwd), signal: stop.signal, onResult: change})
  expect(stopped.interrupted).toBe(true)
  const cleaned = new Set<string>()
  await cleanFolder({
    ...settingsFor(cwd),
    onResult: ({path}) => {
      cleaned.add(path)
      // The last of them in path order, long read and not yet cleaned.
      if (cleaned.size === 1) writeFileSync(join(cwd, 'in', 'page-98.txt'), page(1098))
    },
  })
  expect(cleaned.size).toBeLessThan(200)
  await cleanFolder(settingsFor(cwd))
  await cleanFolder({...settingsFor(cwd), output: join(cwd, 'full')})
  expect(everything(join(cwd, 'out'))).toBe(everything(join(cwd, 'full')))
})

it('forgets what it meant to clean texts by, where they are cleaned apart after a crash', async () => {
  const cwd = newFolder()
  fill(join(cwd, 'in'), 40)
  const stop = new AbortController()
  const cleaned = new Set<string>()
  const note = ({path}: {readonly path: string}): void => {
    cleaned.add(path)
    stop.abort()
  }
  await cleanFolder({...settingsFor(cwd), signal: stop.signal, onResult: note})
  const left = Array.from({length: 40}, (_, number) => `page-${number}.txt`).filter(
    path => !cleaned.has(path),
  )
  expect(left.length).toBeGreaterThan(0)
  writeFileSync(join(cwd, 'out', '.copydesk', 'in-hand'), `${JSON.stringify(left)}\n`)
  await cleanFolder(settingsFor(cwd))
  await cleanFolder({...settingsFor(cwd), output: join(cwd, 'full')})
  expect(everything(join(cwd, 'out'))).toBe(everything(join(cwd, 'full')))
})

/** A chapter of a manual whose first heading is the manual's name. */
const chapter = (number: number): string => {
  const name = `The ${subjects[number % subjects.length]} ${verbs[number % verbs.length]}`
  const sentences = page(number).split('\n\n').slice(2, 6)
  return `<title>${name} | The Heron Keeper's Manual</title><link rel="canonical" href="https://heron.example/manual/${number}.html">
<body><h1>The Heron Keeper's Manual</h1><h2>${name}</h2>${sentences.map(text => `<p>${text}</p>`).join('')}</body>`
}

it('calls the chapters of a book by their own names, once it has seen several', async () => {
  const cwd = newFolder()
  mkdirSync(join(cwd, 'in'))
  const add = (from: number, to: number): void => {
    for (let number = from; number < to; number++)
      writeFileSync(join(cwd, 'in', `${number}.html`), chapter(number))
  }
  add(0, 2)
  await cleanTo(cwd, 'out')
  expect(rowsIn(join(cwd, 'out')).map(({title}) => title)).toEqual(Array(2).fill("The Heron Keeper's Manual"))
  add(2, 9)
  await cleanTo(cwd, 'out')
  const titles = rowsIn(join(cwd, 'out')).map(({title}) => title)
  expect(titles).toEqual(titles.map((_, number) => `The ${subjects[number]} ${verbs[number % verbs.length]}`))
  for (const row of rowsIn(join(cwd, 'out')))
    expect(readFileSync(join(cwd, 'out', row.output ?? ''), 'utf8')).toMatch(
      new RegExp(`^${row.title}\n\nIn the`),
    )
  await cleanTo(cwd, 'new')
  expect(everything(join(cwd, 'out'))).toBe(everything(join(cwd, 'new')))
})
