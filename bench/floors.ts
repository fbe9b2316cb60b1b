// Quality over the fixtures, held against pinned floors: a figure below its floor fails the run.
//
//   node bench/floors.ts           compare
//   node bench/floors.ts --raise   raise the floors to what was reached; never lowers one
//
// A floor is lowered by hand only, with the reason in its `lowered` field.
import {readFileSync, writeFileSync} from 'node:fs'
import {fixtureNames, loadFixture} from '../tests/quality/fixture.ts'
import {measure} from '../tests/quality/measure.ts'

type Floor = {
  readonly floor: number
  /** Why it was lowered, the last time it was. */
  readonly lowered?: string
}

const file = 'tests/quality/floors.json'
/** Floors are cut to this many parts, so that the same run reaches them again. */
const parts = 1000

const raise = process.argv.includes('--raise')
const floors = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Floor>>
const begun = performance.now()
const fixtures = fixtureNames().map(loadFixture)
const figures = await measure(fixtures)

const below: string[] = []
const next: Record<string, Floor> = {}
for (const [name, value] of Object.entries(figures)) {
  const pinned = floors[name]
  const reached = Math.floor(value * parts) / parts
  const fails = pinned !== undefined && reached < pinned.floor
  if (fails) below.push(name)
  next[name] = pinned && pinned.floor >= reached ? pinned : {floor: reached}
  const mark = fails ? '✗ below' : pinned ? 'floor' : 'no floor'
  console.log(`${name.padEnd(24)} ${value.toFixed(3)}   ${mark} ${pinned?.floor.toFixed(3) ?? ''}`)
}
for (const name of Object.keys(floors)) if (!(name in figures)) below.push(`${name} (no longer measured)`)
console.log(`${fixtures.length} fixtures in ${((performance.now() - begun) / 1000).toFixed(1)} s`)

if (raise) {
  writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`)
  console.log(`Wrote ${file}`)
}
if (below.length > 0) {
  console.error(`Below the floor: ${below.join(', ')}`)
  process.exitCode = 1
}
