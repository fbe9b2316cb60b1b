/**
 * Writes what could be each page's title, for training the choice: `PREFIX.titles.jsonl`, one page a line: its id
 * and its candidates with their features.
 *
 *   node training/html/export-titles.ts HTML_FOLDER PREFIX
 */
import {createWriteStream, readdirSync, readFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {jsonLdObjects} from '../../src/extract/json-ld.ts'
import {titleWitnesses} from '../../src/extract/metadata.ts'
import {parsePage} from '../../src/extract/parse-page.ts'
import {titleCandidates, titleFeatures} from '../../src/extract/title-candidates.ts'

const [folder, prefix] = process.argv.slice(2)
if (!folder || !prefix) throw new Error('Expected HTML_FOLDER and PREFIX')

const pages = createWriteStream(`${prefix}.titles.jsonl`)
for (const name of readdirSync(folder).sort()) {
  const tree = parsePage(gunzipSync(readFileSync(`${folder}/${name}`)).toString('utf8'), 512)
  const witnesses = titleWitnesses(tree, jsonLdObjects(tree))
  const candidates = titleCandidates(tree, witnesses)
  const rows = candidates.map(candidate => titleFeatures(candidate, candidates, witnesses))
  pages.write(`${JSON.stringify({id: name.slice(0, 4), titles: candidates.map(({text}) => text), rows})}\n`)
}
pages.end()
