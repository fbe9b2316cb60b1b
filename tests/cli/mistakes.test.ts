import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {newFolder, runProgram} from './run-program.ts'

const text =
  'Home\nNews\n\nThe old pier reopened on Friday after two years of repairs, and most of the town came.\n'

/** A folder with `in/a.txt`, and `link` that leads to `in`. */
const prepare = (): string => {
  const folder = newFolder()
  mkdirSync(join(folder, 'in'))
  writeFileSync(join(folder, 'in', 'a.txt'), text)
  symlinkSync('in', join(folder, 'link'))
  return folder
}

describe('copydesk, used wrongly', () => {
  it.each([
    ['in', 'in'],
    ['in', '.'],
    ['in', 'link'],
    ['link', 'in'],
    ['in/a.txt', 'in'],
    ['in/a.txt', '/'],
  ])('does not write the outputs of %s among the inputs in %s', async (input, output) => {
    const folder = prepare()
    const {code, stdout, stderr} = await runProgram(['clean', input, '--out', output], {cwd: folder})
    expect({code, stdout}).toEqual({code: 2, stdout: ''})
    expect(stderr).toMatch(
      /^copydesk: The output folder `.+` (?:holds|is) .+; expected a folder of its own\n$/,
    )
    expect(readFileSync(join(folder, 'in', 'a.txt'), 'utf8')).toBe(text)
    expect(readdirSync(join(folder, 'in'))).toEqual(['a.txt'])
  })

  it('does not read its outputs where they lie below the inputs, by whatever name', async () => {
    const folder = prepare()
    for (const run of [1, 2]) {
      const {code, stdout} = await runProgram(
        ['clean', 'in', '--out', 'link/out', '--format', 'json', '--no-detect'],
        {cwd: folder},
      )
      expect({code, documents: JSON.parse(stdout).summary.documents}, `run ${run}`).toEqual({
        code: 0,
        documents: 1,
      })
    }
  })

  it.each([
    [['clean', '--out'], 'Expected a value after `--out`, got nothing'],
    [['clean', '--workers', '-1'], 'Expected a value after `--workers`, got what looks like an option'],
    [['clean', '--title=yes'], 'Option `--title` takes no value'],
    [['clean', '-z'], 'There is no option `-z`; `copydesk clean --help` lists them'],
    [['clean', '--no-tilte'], 'There is no option `--no-tilte`; did you mean `--title`?'],
    [['clean', '--format', 'xml'], 'Expected `--format` to be `pretty`, `json`'],
    [['clean', 'in', '--out', 'in/a.txt/out'], 'Cannot write to `in/a.txt/out`: ENOTDIR: not a directory'],
    [['clean', '--workers', '1.5'], 'Expected `--workers` to be a whole number from 1 to 1024, got `1.5`'],
    [['clean', '--timeout', 'Infinity'], 'Expected `--timeout` to be a number from 0.001 to 86400, got'],
    [['clean', '--config', 'in'], 'in: Expected a configuration file, got a folder'],
    [['explain', 'in'], 'Expected a file, got the folder `in`'],
    [['explain', 'copydesk.yml'], 'Expected a file of a kind that Copydesk reads (.txt '],
  ])('says in a line what is wrong with %j', async (words, message) => {
    const folder = prepare()
    writeFileSync(join(folder, 'copydesk.yml'), '')
    const {code, stdout, stderr} = await runProgram(words, {cwd: folder})
    expect({code, stdout}).toEqual({code: 2, stdout: ''})
    expect(stderr).toContain(`copydesk: ${message}`)
    expect(stderr.trimEnd()).not.toContain('\n')
  })
})
