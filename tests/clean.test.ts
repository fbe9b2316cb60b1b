import {spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {clean, cleanFolder, extract} from '../src/index.ts'
import {newFolder, runProgram} from './cli/run-program.ts'

describe('clean', () => {
  it('says where every character of the text came from', async () => {
    for (const name of ['harbour-ferry.txt', 'night-train.txt', 'leuchtturm.html']) {
      const source = readFileSync(`seeds/${name}`, 'utf8')
      const {text, sourceMap} = await clean(source, {detect: false})
      let position = 0
      for (const {start, end, source: span, isExact} of sourceMap()) {
        expect(start).toBe(position)
        position = end
        if (isExact) expect(source.slice(span?.start, span?.end)).toBe(text.slice(start, end))
      }
      expect(position, name).toBe(text.length)
    }
  })

  it('prints the same map', async () => {
    const {stdout, code} = await runProgram(['explain', 'seeds/harbour-ferry.txt', '--map', '--no-detect'])
    expect(code).toBe(0)
    const {sourceMap} = await clean(readFileSync('seeds/harbour-ferry.txt', 'utf8'), {detect: false})
    expect(stdout).toBe(
      sourceMap()
        .map(run => `${JSON.stringify(run)}\n`)
        .join(''),
    )
  })

  it('takes bytes and text, tells HTML by its looks, and refuses what is no text', async () => {
    const html =
      '<p>The tide tables will not appear next year, the harbour office said on Monday, and nobody was surprised.</p>'
    expect((await clean(html)).row.source?.mediaType).toBe('text/html')
    expect((await clean(Buffer.from(html))).row.source?.mediaType).toBe('text/html')
    expect((await clean('x < y and y > z')).row.source?.mediaType).toBe('text/plain')
    await expect(clean(new Uint8Array([0, 1, 2, 0, 0, 3, 0, 255, 0, 0]))).rejects.toThrow('Binary')
  })
})

describe('extract', () => {
  it('gives the article of a page in its own words, with every block at its place in the source', async () => {
    const source = readFileSync('seeds/leuchtturm.html', 'utf8')
    const {text, document} = await extract(source)
    const cleaned = await clean(source)
    expect(text).not.toBe('')
    expect(document.blocks.map(({raw}) => raw)).toEqual(cleaned.document.blocks.map(({raw}) => raw))
    expect(document.blocks.some(({removed}) => removed?.ruleId.startsWith('extract/'))).toBe(true)
    expect(document.blocks.every(({edits}) => edits.length === 0)).toBe(true)
    expect(document.metadata.title).toBe(cleaned.row.title)
    expect(document.metadata.language).toBeUndefined()
    const exact = document.blocks.flatMap(({raw, segments = []}) =>
      segments.flatMap(part => (part.rawLength === part.sourceLength ? {...part, text: raw} : [])),
    )
    expect(exact.length).toBeGreaterThan(0)
    for (const {text: raw, raw: at, rawLength, source: from} of exact)
      expect(raw.slice(at, at + rawLength)).toBe(source.slice(from, from + rawLength))
  })

  it('changes no character of a page, where cleaning does', async () => {
    const sentence =
      'The harbour\u00a0office said on Monday that the tide tables \u200bwill not appear next year. '
    const page = `<html><body><article><h1>Tide tables</h1>${`<p>${sentence.repeat(4)}</p>`.repeat(5)}</article></body></html>`
    expect((await extract(page)).text).toContain(
      'harbour\u00a0office said on Monday that the tide tables \u200bwill',
    )
    expect((await clean(page)).text).toContain('harbour office said on Monday that the tide tables will')
  })

  it('gives no text of a page that is no article, and says why', async () => {
    const {text, document} = await extract(
      '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>',
    )
    expect(text).toBe('')
    expect(document.rejected).toBe((await clean(document.source, {mediaType: 'text/html'})).document.rejected)
    expect(document.rejected).toBeDefined()
  })

  it('knows site and address that the caller gives, and refuses what is no option', async () => {
    const {document} = await extract('<p>Nothing but this.</p>', {url: 'https://www.example.org/tides'})
    expect(document.metadata.sources.url).toBe('caller')
    await expect(extract(undefined as never)).rejects.toThrow('Expected a text or its bytes')
    await expect(extract('<p>x', {engines: 'none'} as never)).rejects.toThrow('got `engines`')
  })
})

describe('what JavaScript lets through', () => {
  const text = 'The tide tables will not appear next year, the harbour office said on Monday.'

  it.each<[unknown, unknown, string]>([
    [undefined, {}, 'Expected a text or its bytes (a `Uint8Array`), got undefined'],
    [42, {}, 'Expected a text or its bytes (a `Uint8Array`), got 42'],
    [text, null, 'Expected `options` to be an object, got null'],
    [
      text,
      {foldQuotes: true},
      'Expected `options` to have only mediaType, path, url, title, rules, engine, fold, detect, limits, got `foldQuotes`',
    ],
    [text, {fold: 'yes'}, 'Expected `options.fold` to be true or false, got "yes"'],
    [
      text,
      {mediaType: 'text/rtf'},
      'Expected `options.mediaType` to be `text/plain` or `text/markdown` or `text/html`, got "text/rtf"',
    ],
    [text, {limits: {bytes: -5}}, 'Expected `options.limits.bytes` to be a whole number above 0, got -5'],
    [
      text,
      {limits: {seconds: 5}},
      'Expected `options.limits` to have only bytes, depth, milliseconds, got `seconds`',
    ],
  ])('is refused in one sentence: clean(%j, %j)', async (input, options, message) => {
    const call = clean as (input: unknown, options: unknown) => Promise<unknown>
    await expect(call(input, options)).rejects.toThrow(new TypeError(message))
  })

  it.each<[unknown, string]>([
    [undefined, 'Expected `paths` to be a list of files, folders and globs, got undefined'],
    [{paths: ['seeds']}, 'Expected `output` to be the name of a folder, got undefined'],
    [{paths: ['seeds'], output: 'x'}, 'Expected `workers` to be a whole number above 0, got undefined'],
    [
      {paths: ['seeds'], output: 'x', workers: 1, options: {fast: true}},
      'Expected `options` to have only title, rules, engine, fold, detect, limits, got `fast`',
    ],
  ])('is refused in one sentence: cleanFolder(%j)', async (settings, message) => {
    const call = cleanFolder as (settings: unknown) => Promise<unknown>
    await expect(call(settings)).rejects.toThrow(new TypeError(message))
  })

  it('completes limits that are given in part', async () => {
    const {text: cleaned} = await clean(text, {limits: {bytes: 5000}, title: false, detect: false})
    expect(cleaned).toBe(`${text}\n`)
  })
})

describe('the types', () => {
  it('compile for a program that has no types of Node', {timeout: 60_000}, () => {
    const folder = newFolder()
    const program = `import {clean, cleanFolder, defaultOptions, extract, type FolderSettings} from 'copydesk'
const settings: FolderSettings = {paths: ['in'], output: 'out', workers: 1, options: defaultOptions}
export const all = Promise.all([clean('text', {limits: {bytes: 5}}), extract('text', {url: ''}), cleanFolder(settings)])
`
    writeFileSync(join(folder, 'program.ts'), program)
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(process.cwd(), join(folder, 'node_modules', 'copydesk'))
    const flags =
      '--noEmit --strict --module nodenext --target es2023 --lib es2024,dom --types --preserveSymlinks'
    const words = [...flags.split(' '), 'program.ts']
    const tsc = resolve('node_modules/typescript/bin/tsc')
    const {status, stdout} = spawnSync(process.execPath, [tsc, ...words], {cwd: folder, encoding: 'utf8'})
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})
