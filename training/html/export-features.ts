/**
 * Writes what the extractor sees of a folder of pages, for training: `NAME.f32` (block rows, row by row),
 * `NAME.jsonl` (one page a line: its id, its blocks' words) and `NAME.columns.json`.
 *
 *   node training/html/export-features.ts HTML_FOLDER OUTPUT_PREFIX
 */
import {createWriteStream, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {blockFeatures, writeFeatures} from '../../src/extract/block-features.ts'
import {jsonLdObjects} from '../../src/extract/json-ld.ts'
import {pageMetadata} from '../../src/extract/metadata.ts'
import {segmentPage} from '../../src/extract/page-blocks.ts'
import {profilePage} from '../../src/extract/page-profile.ts'
import {parsePage} from '../../src/extract/page-tree.ts'

const [folder, prefix] = process.argv.slice(2)
if (!folder || !prefix) throw new Error('Expected HTML_FOLDER and OUTPUT_PREFIX')

const matrix = createWriteStream(`${prefix}.f32`)
const pages = createWriteStream(`${prefix}.jsonl`)
for (const name of readdirSync(folder).sort()) {
  const source = gunzipSync(readFileSync(`${folder}/${name}`)).toString('utf8')
  const tree = parsePage(source, 512)
  const blocks = segmentPage(tree)
  const objects = jsonLdObjects(tree)
  const profile = profilePage(tree, blocks, objects, pageMetadata(tree, blocks, objects))
  const rows = new Float32Array(blocks.length * blockFeatures.length)
  for (let block = 0; block < blocks.length; block += 1) {
    const start = block * blockFeatures.length
    writeFeatures(profile, block, blockFeatures, rows.subarray(start, start + blockFeatures.length))
  }
  matrix.write(Buffer.from(rows.buffer))
  pages.write(`${JSON.stringify({id: name.slice(0, 4), texts: profile.facts.map(fact => fact.text)})}\n`)
}
matrix.end()
pages.end()
writeFileSync(`${prefix}.columns.json`, JSON.stringify(blockFeatures.map(({name}) => name)))
