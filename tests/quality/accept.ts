// Writes what the tool makes of a fixture as its expected text, for a person to review: it is no truth until read.
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {cleanFixture, fixtureNames, loadFixture} from './fixture.ts'

const [slug] = process.argv.slice(2)
if (slug === undefined || !fixtureNames().includes(slug)) {
  console.error(`Expected the name of a folder in tests/fixtures, got ${slug ?? 'nothing'}`)
  process.exit(2)
}
const path = join('tests/fixtures', slug, 'expected.txt')
writeFileSync(path, '', {flag: 'a'})
const {text, row} = await cleanFixture(loadFixture(slug))
writeFileSync(path, text)
console.log(`Wrote ${path} (${row.status}); read every line of it before committing it.`)
