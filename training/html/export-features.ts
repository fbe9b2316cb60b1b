/**
 * Writes what the extractor sees of a folder of pages, for training: `PREFIX.f32` (block rows, row by row),
 * `PREFIX.jsonl` (one page a line: its id, its blocks' texts) and `PREFIX.columns.json`.
 *
 *   node training/html/export-features.ts HTML_FOLDER PREFIX
 */
import {createWriteStream, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {featureNames} from '../../src/extract/block-features.ts'
import {pageFeatures} from './page-features.ts'

const [folder, prefix] = process.argv.slice(2)
if (!folder || !prefix) throw new Error('Expected HTML_FOLDER and PREFIX')

const matrix = createWriteStream(`${prefix}.f32`)
const pages = createWriteStream(`${prefix}.jsonl`)
for (const name of readdirSync(folder).sort()) {
  const {texts, rows} = pageFeatures(gunzipSync(readFileSync(`${folder}/${name}`)).toString('utf8'))
  matrix.write(Buffer.from(rows.buffer))
  pages.write(`${JSON.stringify({id: name.slice(0, 4), texts})}\n`)
}
matrix.end()
pages.end()
writeFileSync(`${prefix}.columns.json`, JSON.stringify(featureNames))
