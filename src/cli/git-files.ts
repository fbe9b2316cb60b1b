import {spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, relative, resolve, sep} from 'node:path'
import {kindOf} from '../read/kind.ts'

/** Git is not there, or this is no repository. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

const git = (words: readonly string[], input: string): Promise<Buffer> =>
  new Promise((done, failed) => {
    const child = spawn('git', words, {stdio: ['pipe', 'pipe', 'pipe']})
    const output: Buffer[] = []
    let problem = ''
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      problem += text
    })
    child.on('error', error => failed(new GitError(`Cannot run git: ${error.message}`)))
    child.on('close', code => {
      if (code === 0) done(Buffer.concat(output))
      else
        failed(
          new GitError(`\`git ${words[0]}\` failed: ${problem.trim().split('\n')[0] || `exit code ${code}`}`),
        )
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })

/** Files that a hook hands over: separated by NUL, or, where there is none, by line feeds. */
export const splitList = (text: string): string[] =>
  text.split(text.includes('\0') ? '\0' : /\r?\n/).filter(name => name !== '')

type Staged = {readonly path: string; readonly blob: string}

/** A plain file; links and submodules have other modes. */
const plainModes: ReadonlySet<string> = new Set(['100644', '100755'])

/** What the next commit adds or changes, of the kinds that are read, relative to the top of the repository. */
const stagedFiles = async (): Promise<Staged[]> => {
  const words = [
    'diff',
    '--cached',
    '--raw',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--diff-filter=AM',
    '--ignore-submodules',
  ]
  const fields = (await git(words, '')).toString('utf8').split('\0')
  const staged: Staged[] = []
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = '', , blob = ''] = fields[at]?.split(' ') ?? []
    const path = fields[at + 1] ?? ''
    if (plainModes.has(mode) && kindOf(path)) staged.push({path, blob})
  }
  return staged
}

const lineFeed = 0x0a

/** What is staged, laid out in a folder of its own, so that nothing else is looked at and the repository is left alone. */
export type StagedFolder = {
  readonly folder: string
  /** Absolute paths below `folder`. */
  readonly files: readonly string[]
  /** The top of the repository. */
  readonly top: string
  readonly remove: () => void
}

/**
 * Lays out the staged content of the files that the next commit adds or changes below `inputs` (everything, when there
 * are none): from the index, never from the working tree.
 *
 * @throws GitError when git cannot be run here.
 */
export const layOutStaged = async (inputs: readonly string[]): Promise<StagedFolder> => {
  const top = (await git(['rev-parse', '--show-toplevel'], '')).toString('utf8').replace(/\n$/, '')
  const roots = inputs.map(input => relative(top, resolve(input)).split(sep).join('/'))
  const wanted = (path: string): boolean =>
    roots.length === 0 || roots.some(root => root === '' || path === root || path.startsWith(`${root}/`))
  const staged = (await stagedFiles()).filter(({path}) => wanted(path))
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-staged-'))
  const remove = (): void => rmSync(folder, {recursive: true, force: true})
  try {
    const batch =
      staged.length === 0
        ? Buffer.alloc(0)
        : await git(['cat-file', '--batch'], staged.map(({blob}) => `${blob}\n`).join(''))
    let position = 0
    const files: string[] = []
    for (const {path} of staged) {
      const end = batch.indexOf(lineFeed, position)
      const [, kind, size = ''] = batch.subarray(position, end).toString('utf8').split(' ')
      if (kind !== 'blob') throw new GitError(`Expected the staged content of \`${path}\`, got \`${kind}\``)
      const content = batch.subarray(end + 1, end + 1 + Number(size))
      position = end + 1 + Number(size) + 1
      const file = join(folder, path)
      mkdirSync(dirname(file), {recursive: true})
      writeFileSync(file, content)
      files.push(file)
    }
    return {folder, files, top, remove}
  } catch (error) {
    remove()
    throw error
  }
}
