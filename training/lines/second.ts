/**
 * Writes what the second look is told of the first look's likelihoods, row by row in 32-bit floats: for every
 * `likely-KEY.f32` that train.py left, a `said-KEY.f32`; and adds to `pages.json` what it needs to be read.
 *
 *   node training/lines/second.ts DATA OUT
 *
 * DATA holds `dumps/` and `wcxb-dev/`; OUT is the folder that features.ts wrote.
 */
import {closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync} from 'node:fs'
import {LEAST_LIKELY} from '../../src/strip/lines/likelihood.ts'
import {readPage} from '../../src/strip/lines/page.ts'
import {likelyNames, likelyWriter, toldNames} from '../../src/strip/lines/second-look.ts'
import {corpus} from './corpus.ts'

const [data = '../shared/data', out = '.cache/lines'] = process.argv.slice(2)

const keys = readdirSync(out).flatMap(name => /^likely-(\w+)\.f32$/.exec(name)?.[1] ?? [])
const looks = keys.map(key => {
  const {buffer, byteOffset, length} = readFileSync(`${out}/likely-${key}.f32`)
  return {
    likely: new Float32Array(buffer, byteOffset, length / 4),
    file: openSync(`${out}/said-${key}.f32`, 'w'),
  }
})
const width = likelyNames.length
let row = 0
for (const {lines} of corpus(data)) {
  const page = readPage(lines)
  for (const {likely, file} of looks) {
    const said = new Float32Array(lines.length * width)
    const write = likelyWriter(lines, page, likely.subarray(row, row + lines.length))
    for (let index = 0; index < lines.length; index++) write(index, said, index * width)
    writeSync(file, new Uint8Array(said.buffer))
  }
  row += lines.length
}
for (const {file} of looks) closeSync(file)
const pages: object = JSON.parse(readFileSync(`${out}/pages.json`, 'utf8'))
writeFileSync(
  `${out}/pages.json`,
  JSON.stringify({...pages, told: toldNames, likely: likelyNames, least: LEAST_LIKELY}),
)
console.log(`${row} lines, ${keys.length} first looks, ${width} features`)
