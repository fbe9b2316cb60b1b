import {lstatSync, readFileSync} from 'node:fs'
import {relative, resolve, sep} from 'node:path'
import {kindOf} from '../read/kind.ts'
import {listValue, type Option, switchValue, type Terminal, textValue, type Values} from './command.ts'
import {layOutStaged, type StagedFolder, splitList} from './git-files.ts'
import type {Settings} from './settings.ts'
import {UsageError} from './usage-error.ts'

/** The options that say what is checked. */
export const pathOptions: Readonly<Record<string, Option>> = {
  staged: {help: 'Check what is staged for the next commit (below the input), as it lies in the index.'},
  'files-from': {
    value: 'FILE',
    help: 'Check the files that FILE (`-`: standard input) lists, separated by NUL or line feeds.',
    many: true,
  },
  'only-input': {help: 'Of the files named, check those below the configured input.'},
}

/** What a check looks at. */
export type CheckPaths = {
  readonly paths: readonly string[]
  /** Files were named, rather than the configured input as a whole. */
  readonly named: boolean
  readonly staged?: StagedFolder
  /** What a file of this run is called for people: relative to the current folder, where it lies below it. */
  readonly shown: (file: string) => string
}

const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

const fromHere = (file: string): string => {
  const path = relative('.', file)
  return slashed(path.startsWith('..') ? file : path)
}

const isBelow = (file: string, inputs: readonly string[]): boolean =>
  inputs.some(input => {
    const path = relative(resolve(input), resolve(file))
    return path === '' || (!path.startsWith('..') && resolve(path) !== path)
  })

/** Hooks name every file of a commit: those that are gone, and of other kinds, are nobody's concern. */
const isReadable = (file: string): boolean =>
  kindOf(file) !== undefined && (lstatSync(file, {throwIfNoEntry: false})?.isFile() ?? false)

const listedFiles = async (sources: readonly string[], terminal: Terminal): Promise<string[]> => {
  const files: string[] = []
  for (const source of sources) {
    if (source !== '-') {
      try {
        files.push(...splitList(readFileSync(source, 'utf8')))
      } catch (error) {
        throw new UsageError(`Cannot read \`${source}\`: ${error instanceof Error ? error.message : error}`)
      }
      continue
    }
    const chunks: Uint8Array[] = []
    for await (const chunk of terminal.input) chunks.push(chunk)
    files.push(...splitList(Buffer.concat(chunks).toString('utf8')))
  }
  return files
}

/** @throws UsageError for options that contradict one another, GitError where git cannot tell what is staged. */
export const checkPathsFrom = async (
  values: Values,
  positionals: readonly string[],
  {config}: Settings,
  terminal: Terminal,
): Promise<CheckPaths> => {
  const lists = listValue(values, 'files-from')
  const onlyInput = switchValue(values, 'only-input') ?? false
  if (switchValue(values, 'staged')) {
    if (positionals.length > 0 || lists.length > 0 || onlyInput)
      throw new UsageError(
        '`--staged` finds the files itself; expected no PATH, `--files-from` or `--only-input` beside it',
      )
    const configured =
      config.file === undefined && textValue(values, 'config') === undefined ? [] : config.input
    const staged = await layOutStaged(configured)
    const shown = (file: string): string => fromHere(resolve(staged.top, relative(staged.folder, file)))
    return {paths: staged.files, named: true, staged, shown}
  }
  const named = positionals.length > 0 || lists.length > 0
  const listed = (await listedFiles(lists, terminal)).filter(isReadable)
  const all = [...positionals, ...listed]
  const paths = onlyInput ? all.filter(path => isBelow(path, config.input) && isReadable(path)) : all
  return {paths: named ? paths : config.input, named, shown: fromHere}
}
