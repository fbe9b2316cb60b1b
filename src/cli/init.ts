import {chmodSync, existsSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'
import {makeFolder} from '../write/make-folder.ts'
import {type Command, choiceValue, switchValue, type Terminal, textValue} from './command.ts'
import {configNames} from './config.ts'
import {UsageError} from './usage-error.ts'

const hooks = ['pre-commit', 'lefthook', 'husky', 'git', 'none'] as const
const schedules = ['github', 'systemd', 'cron', 'none'] as const

type Hook = (typeof hooks)[number]
type Schedule = (typeof schedules)[number]

/** What is to be set up. */
type Plan = {
  readonly input: string
  readonly output: string
  readonly hook: Hook
  readonly schedule: Schedule
}

/** A file to be written, or lines to be added to one that is there. */
type Step = {
  readonly file: string
  readonly text: string
  readonly append?: boolean
  readonly executable?: boolean
  /** How to go on from there. */
  readonly next?: string
  /** What to add by hand to a file that is there and has no such thing. */
  readonly lacks?: string
}

const deployed = (name: string): string =>
  readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8')

const configText = ({input, output}: Plan): string =>
  `# Copydesk: \`copydesk clean --help\` tells what else there is.\ninput: ${JSON.stringify(input)}\noutput: ${JSON.stringify(output)}\n`

const hookStep = (hook: Hook, gitFolder: string | undefined): Step | undefined => {
  const call = 'copydesk check --staged'
  const line = `npx --no-install ${call}`
  if (hook === 'pre-commit') {
    const text = `  - repo: local
    hooks:
      - id: copydesk-check
        name: copydesk check
        entry: ${line}
        language: system
        pass_filenames: false
`
    return preCommitStep('.pre-commit-config.yaml', text)
  }
  if (hook === 'lefthook') {
    const text = `pre-commit:\n  commands:\n    copydesk:\n      run: ${line}\n`
    const file = lefthookFiles.find(name => existsSync(name)) ?? 'lefthook.yml'
    return {file, text, next: 'npx lefthook install', lacks: text}
  }
  // Husky puts the folder of installed programs on the path.
  if (hook === 'husky')
    return {file: '.husky/pre-commit', text: `${call}\n`, append: true, executable: true, next: 'npx husky'}
  if (hook === 'git' && gitFolder !== undefined) {
    const local = `PATH="$PWD/node_modules/.bin:$PATH" exec ${call}\n`
    const file = join(gitFolder, 'hooks', 'pre-commit')
    return {file, text: `#!/bin/sh\n${local}`, executable: true, lacks: local}
  }
  return undefined
}

const lefthookFiles = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml']

/** Adds a repository to the list where it ends the file, indented as the others are. */
const preCommitStep = (file: string, text: string): Step => {
  const next = 'pre-commit install'
  if (!existsSync(file)) return {file, text: `repos:\n${text}`, next}
  const there = readFileSync(file, 'utf8')
  const indent = /^( *)- repo:/m.exec(there)?.[1]
  const lastKey = [...there.matchAll(/^([a-z_]+):/gm)].at(-1)?.[1]
  if (indent === undefined || lastKey !== 'repos') return {file, text, lacks: text}
  const indented = text.replaceAll(/^ {2}/gm, indent)
  return {file, text: (there.endsWith('\n') ? '' : '\n') + indented, append: true, next}
}

const placed = (text: string, {input, output}: Plan): string => {
  const folder = resolve('.')
  return text
    .replaceAll('/srv/corpus/cleaned', resolve(output))
    .replaceAll('/srv/corpus/seeds', resolve(input))
    .replaceAll('/srv/corpus', folder)
}

const scheduleSteps = (plan: Plan): Step[] => {
  if (plan.schedule === 'github')
    return [{file: '.github/workflows/copydesk.yml', text: deployed('github-workflow.yml')}]
  if (plan.schedule === 'cron') {
    const next = 'read it, then copy it to /etc/cron.d/copydesk'
    return [{file: 'copydesk.cron', text: placed(deployed('copydesk.cron'), plan), next}]
  }
  if (plan.schedule === 'systemd') {
    const next = 'read them, copy them to /etc/systemd/system, next: systemctl enable --now copydesk.timer'
    return [
      {file: 'copydesk.service', text: placed(deployed('copydesk.service'), plan)},
      {file: 'copydesk.timer', text: deployed('copydesk.timer'), next},
    ]
  }
  return []
}

/** The folder of the repository's own files, where there is one. */
const findGitFolder = (): string | undefined => {
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    const git = join(folder, '.git')
    if (existsSync(git)) return statSync(git).isDirectory() ? relative('.', git) || '.git' : undefined
    if (dirname(folder) === folder) return undefined
  }
}

/** The hook that a repository has already, or git's own. */
const likelyHook = (gitFolder: string | undefined): Hook => {
  if (existsSync('.pre-commit-config.yaml')) return 'pre-commit'
  if (lefthookFiles.some(name => existsSync(name))) return 'lefthook'
  if (existsSync('.husky')) return 'husky'
  return gitFolder === undefined ? 'none' : 'git'
}

const likelySchedule = (): Schedule => (existsSync('.github') ? 'github' : 'none')

const ignoreStep = (output: string): Step | undefined => {
  const line = `/${output.replace(/^\.\//, '').replace(/\/$/, '')}/`
  const there = existsSync('.gitignore') ? readFileSync('.gitignore', 'utf8') : ''
  if (there.split('\n').some(each => each.trim() === line)) return undefined
  const text = `${there === '' || there.endsWith('\n') ? '' : '\n'}${line}\n`
  return {file: '.gitignore', text, append: true}
}

const perform = ({file, text, append = false, executable = false}: Step): 'written' | 'added' | 'kept' => {
  const there = existsSync(file)
  if (there && (!append || readFileSync(file, 'utf8').includes(text.trim()))) return 'kept'
  makeFolder(dirname(file))
  writeFileSync(file, text, append ? {flag: 'a'} : {flag: 'wx'})
  if (executable) chmodSync(file, 0o755)
  return there ? 'added' : 'written'
}

const askFor = async (plan: Plan, {ask}: Terminal): Promise<Plan | undefined> => {
  if (!ask) return undefined
  const answer = async (question: string, usual: string): Promise<string> =>
    (await ask(`${question} [${usual}] `)) || usual
  const choose = async <Word extends string>(
    question: string,
    words: readonly Word[],
    usual: Word,
  ): Promise<Word> => {
    for (;;) {
      const given = await answer(`${question} (${words.join(', ')})`, usual)
      const word = words.find(each => each === given)
      if (word) return word
    }
  }
  const input = await answer('Where do the scraped pages lie?', plan.input)
  const output = await answer('Where shall the clean texts go?', plan.output)
  const hook = await choose('Which hook shall check every commit?', hooks, plan.hook)
  const schedule = await choose('What shall clean every night?', schedules, plan.schedule)
  const sure = await answer('Write that?', 'yes')
  return /^y(es)?$/i.test(sure) ? {input, output, hook, schedule} : undefined
}

export const initCommand: Command = {
  name: 'init',
  usage: 'copydesk init [options]',
  summary: 'configuration, hook and schedule for a repository',
  help: `
Sets up the current folder: copydesk.yml, a hook that checks what is committed, and a schedule that cleans every night.
Asks before it writes anything, or with --yes takes what fits. Files that are there are kept as they are.`,
  options: {
    input: {value: 'FOLDER', help: 'Where the scraped pages lie (default: seeds).'},
    output: {value: 'FOLDER', help: 'Where the clean texts go (default: cleaned).'},
    hook: {
      value: 'HOOK',
      help: `${hooks.map(word => `\`${word}\``).join(', ')} (default: what is there already).`,
    },
    schedule: {value: 'WHAT', help: `${schedules.map(word => `\`${word}\``).join(', ')} (default: none).`},
    yes: {help: 'Do not ask.', short: 'y'},
  },
  run: async ({values, positionals}, terminal) => {
    if (positionals.length > 0) throw new UsageError(`Expected no PATH, got \`${positionals[0]}\``)
    const gitFolder = findGitFolder()
    const likely: Plan = {
      input: textValue(values, 'input') ?? 'seeds',
      output: textValue(values, 'output') ?? 'cleaned',
      hook: choiceValue(values, 'hook', hooks) ?? likelyHook(gitFolder),
      schedule: choiceValue(values, 'schedule', schedules) ?? likelySchedule(),
    }
    const yes = switchValue(values, 'yes') ?? false
    if (!yes && !terminal.ask) throw new UsageError('There is nobody to ask; `--yes` takes what fits')
    const plan = yes ? likely : await askFor(likely, terminal)
    if (!plan) {
      terminal.write('Nothing was written\n')
      return 0
    }
    const configured = configNames.some(name => existsSync(name))
    const steps: (Step | undefined)[] = [
      configured ? undefined : {file: configNames[0] ?? 'copydesk.yml', text: configText(plan)},
      gitFolder === undefined ? undefined : ignoreStep(plan.output),
      hookStep(plan.hook, gitFolder),
      ...scheduleSteps(plan),
    ]
    for (const step of steps) {
      if (!step) continue
      const what = perform(step)
      const words = {written: 'wrote', added: 'added to', kept: 'kept'}[what]
      terminal.write(`${words} ${step.file}${step.next && what !== 'kept' ? `; next: ${step.next}` : ''}\n`)
      if (what === 'kept' && step.lacks && !readFileSync(step.file, 'utf8').includes('copydesk check'))
        terminal.write(`It has no hook of Copydesk yet; add to it:\n${step.lacks}`)
    }
    if (!existsSync(plan.input))
      terminal.write(`There is no ${plan.input} yet; put the scraped pages there\n`)
    terminal.write('Try it: copydesk clean, then copydesk check\n')
    return 0
  },
}
