import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import type {ManifestRow} from '../src/document/row.ts'
import {newFolder, runProgram} from './cli/run-program.ts'

// The real seeds belong to their publishers and are not in this repository. They are named by line numbers here, so that
// nothing of their text is either.
const seeds = '../shared/seeds'
const present = existsSync(seeds)
if (!present) console.warn(`${seeds} is not there: the bars on the real seeds are not checked in this run`)

/** Line numbers of each seed, from 1: what must be kept, title first. */
const range = (from: number, to: number): number[] =>
  Array.from({length: to - from + 1}, (_, index) => from + index)
const kept: Readonly<Record<string, {readonly title: number | undefined; readonly body: readonly number[]}>> =
  {
    '000': {title: undefined, body: range(1, 64)},
    '001': {title: 4, body: range(8, 42)},
    '002': {title: 1, body: range(5, 41)},
    '003': {title: 10, body: range(16, 46)},
    '004': {title: 1, body: range(2, 16)},
  }

for (const rules of ['all', 'none']) {
  describe.skipIf(!present)(`the real seeds, rules ${rules}`, () => {
    const out = newFolder()
    const rows = new Map<string, ManifestRow>()
    const sources = new Map<string, string>()
    const texts = new Map<string, string>()

    beforeAll(async () => {
      const {code, stderr} = await runProgram(['clean', seeds, '--out', out, '--rules', rules])
      expect(stderr).toBe('')
      expect(code).toBe(0)
      for (const line of readFileSync(join(out, 'manifest.jsonl'), 'utf8').trim().split('\n')) {
        const row = JSON.parse(line) as ManifestRow
        rows.set(row.path.slice(0, 3), row)
      }
      for (const name of readdirSync(seeds)) {
        sources.set(name.slice(0, 3), readFileSync(join(seeds, name), 'utf8'))
        texts.set(name.slice(0, 3), readFileSync(join(out, name), 'utf8'))
      }
    })

    it.each(Object.keys(kept))('%s: keeps the title once and every paragraph, and nothing else', seed => {
      const lines = (sources.get(seed) ?? '').split('\n').map(line => line.trim())
      const {title, body} = kept[seed] ?? {title: undefined, body: []}
      const wanted = [...(title === undefined ? [] : [title]), ...body].map(number => lines[number - 1] ?? '')
      expect(texts.get(seed)).toBe(`${wanted.filter(line => line !== '').join('\n\n')}\n`)
    })

    it.each(Object.keys(kept))('%s: accounts for every character', seed => {
      const source = sources.get(seed) ?? ''
      let left = ''
      let position = 0
      for (const {span} of rows.get(seed)?.removals ?? []) {
        expect(span.start).toBeGreaterThanOrEqual(position)
        left += source.slice(position, span.start)
        position = span.end
      }
      left += source.slice(position)
      const dense = (text: string): string => text.replace(/\s+/g, '')
      expect(dense(left)).toBe(dense(texts.get(seed) ?? ''))
    })

    it('tells the states and the metadata', () => {
      const row = (seed: string): Partial<ManifestRow> => rows.get(seed) ?? {}
      for (const seed of ['000', '002', '003', '004']) expect(row(seed).status, seed).toBe('clean')
      expect(row('001')).toMatchObject({status: 'repair', published: '2026-02-03'})
      expect(
        row('001').messages?.filter(message => message.span && message.ruleId.startsWith('detect/')).length,
      ).toBeGreaterThan(39)
      expect(row('002').published).toBe('2026-02-01')
      expect(row('002').references).toHaveLength(10)
      const variants = row('002').messages?.filter(message => message.ruleId === 'detect/name-variants') ?? []
      expect(new Set(variants.map(message => message.actual))).toContain('Vitkov')
      expect(row('003')).toMatchObject({
        byline: ['Kim Barker'],
        published: '2026-02-04',
        syndicatedFrom: 'New York Times',
      })
      if (rules === 'all') expect(row('003').site?.toLowerCase()).toMatch(/^dnyuz/)
      expect(row('004').rights).toContain('Thomson Reuters 2026')
      for (const seed of rows.keys()) expect(row(seed).language?.code, seed).toBe('eng')
    })

    it('cleans what is clean to the same', async () => {
      const again = newFolder()
      await runProgram(['clean', out, '--out', again, '--rules', rules])
      for (const name of readdirSync(seeds)) {
        expect(readFileSync(join(again, name), 'utf8'), name).toBe(readFileSync(join(out, name), 'utf8'))
      }
    })
  })
}
