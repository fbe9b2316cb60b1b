import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {prose} from '../extract/html-helpers.ts'
import {newFolder, runProgram} from './run-program.ts'

const folder = newFolder()
const configs = join(folder, 'configs')

/** The judge of blocks would keep all four paragraphs. */
const page = `<html><head><title>Harbour News</title><link rel="canonical" href="https://news.harbour.example/bridge"></head>
<body><div id="lead"><p>${prose(3)}</p></div>
<div id="story"><h2 class="head">The bridge is mended</h2><p>${prose(4, 10)}</p>
<p class="teaser">${prose(2, 20)}</p><p>${prose(3, 30)}</p></div>
<span class="writer">By Ann Lee</span></body></html>`

beforeAll(() => {
  for (const name of ['pages', 'configs']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'pages', 'bridge.html'), page)
  writeFileSync(
    join(configs, 'news.harbour.example.txt'),
    [
      '# The story, without what leads to other stories.',
      "body: //div[@id='nothing']",
      "body: //div[@id='story']",
      "title: //h2[@class='head']",
      "author: //span[@class='writer']",
      'strip_id_or_class: teaser',
      'single_page_link: //a[@id="all"]',
      'test_url: https://news.harbour.example/bridge',
    ].join('\n'),
  )
  writeFileSync(join(configs, '.harbour.example.txt'), "body: //div[@id='lead']\n")
})

describe('--site-config', () => {
  it('reads a site by its own expressions', async () => {
    const words = ['clean', 'pages', '--out', 'out', '--no-title', '--site-config', configs]
    expect((await runProgram(words, {cwd: folder})).code).toBe(0)
    const text = readFileSync(join(folder, 'out', 'bridge.txt'), 'utf8')
    expect(text).toContain(prose(4, 10))
    expect(text).toContain(prose(3, 30))
    expect(text).not.toContain(prose(2, 20))
    expect(text).not.toContain(prose(3))
    const row = JSON.parse(readFileSync(join(folder, 'out', 'manifest.jsonl'), 'utf8').split('\n')[0] ?? '')
    expect(row).toMatchObject({title: 'The bridge is mended', byline: ['Ann Lee']})
    expect(row.removals.map((removal: {ruleId: string}) => removal.ruleId)).toContain(
      'extract/site-config/news.harbour.example',
    )
  })

  it('is no matter of other sites, nor of a folder that is not there', async () => {
    const other = page.replaceAll('news.harbour.example', 'www.elsewhere.example')
    const words = ['clean', '-', '--as', 'html', '--site-config', configs]
    const {stdout} = await runProgram(words, {cwd: folder, input: other})
    expect(stdout).toContain(prose(4, 10))
    expect((await runProgram(['clean', 'pages', '--site-config', 'nowhere'], {cwd: folder})).code).toBe(2)
  })

  it('is named by `rules which`, with the file that wins', async () => {
    const words = ['rules', 'which', 'https://news.harbour.example/x', '--site-config', configs]
    const json = JSON.parse((await runProgram([...words, '--format', 'json'])).stdout)
    expect(json.at(-1)).toMatchObject({
      id: 'extract/site-config/news.harbour.example',
      place: {file: join(configs, 'news.harbour.example.txt')},
      overrides: [{file: join(configs, '.harbour.example.txt')}],
    })
    const {stdout} = await runProgram(words)
    expect(stdout).toContain('2 body, 1 title, 1 author, 1 strip')
    expect(stdout).toContain(`instead of ${join(configs, '.harbour.example.txt')}`)
    const elsewhere = await runProgram(['rules', 'which', 'elsewhere.example', '--site-config', configs])
    expect(elsewhere.stdout).not.toContain('site-config')
  })
})
