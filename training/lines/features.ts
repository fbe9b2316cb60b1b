/**
 * Writes what the trees are trained on, row by row in 32-bit floats: features (`x`), the share of the line that is
 * article (`y`), whether it is the title (`title`, -1 where none is known) and its words (`units`); and `pages.json`.
 *
 *   node training/lines/features.ts DATA OUT
 *
 * DATA holds `dumps/` and `wcxb-dev/`.
 */
import {closeSync, mkdirSync, openSync, writeFileSync, writeSync} from 'node:fs'
import {featureNames, featuresOf} from '../../src/strip/lines/features.ts'
import {at, columns} from '../../src/strip/lines/line-columns.ts'
import {readPage} from '../../src/strip/lines/page.ts'
import {corpus} from './corpus.ts'

const [data = '../shared/data', out = '.cache/lines'] = process.argv.slice(2)

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

mkdirSync(out, {recursive: true})
const names = ['x', 'y', 'title', 'units'] as const
const files = new Map(names.map(name => [name, openSync(`${out}/${name}.f32`, 'w')]))
const append = (name: (typeof names)[number], values: Float32Array): void => {
  writeSync(files.get(name) as number, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
}

const pages: object[] = []
let rows = 0
for (const {id, fold, type, kind, variant, title, lines, labels} of corpus(data)) {
  const page = readPage(lines)
  append('x', featuresOf(lines, page))
  append('y', labels)
  const wanted = normal(title)
  append(
    'title',
    Float32Array.from(lines, line => (wanted === '' ? -1 : normal(line) === wanted ? 1 : 0)),
  )
  append(
    'units',
    Float32Array.from(lines, (_, row) => page.scan.table[row * columns.length + at.units] as number),
  )
  pages.push({id, fold, type, kind, variant, from: rows, to: rows + lines.length})
  rows += lines.length
}
for (const file of files.values()) closeSync(file)
writeFileSync(`${out}/pages.json`, JSON.stringify({features: featureNames, pages}))
console.log(`${rows} lines of ${pages.length} pages, ${featureNames.length} features`)
