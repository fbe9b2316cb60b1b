import {describe, expect, it} from 'vitest'
import {type CheckName, checkFixture, checkNames} from './quality/checks.ts'
import {fixtureNames, loadFixture} from './quality/fixture.ts'
import {cutScore, loadKnownFailures} from './quality/known-failures.ts'

const meaning: Readonly<Record<CheckName, string>> = {
  text: 'is the text that an editor wants',
  row: 'tells what the page says',
  settled: "leaves the editor's text as it is",
  again: 'leaves its own text as it is',
  account: 'accounts for every character',
  glue: 'joins no words',
}

const known = loadKnownFailures()
const tidy = 'run `npm run fixtures:known` and commit the shorter list'

describe.each(fixtureNames())('%s', slug => {
  const outcome = checkFixture(loadFixture(slug))
  // Failures of the promise are reported by each test; this keeps one that fails early from ending the run.
  outcome.catch(() => {})
  const entry = known[slug]

  for (const name of checkNames) {
    if (entry?.fails.includes(name)) {
      it(`is known to fail: ${name} (${entry.cause})`, async () => {
        expect((await outcome).problems[name], `Mended: ${tidy}`).not.toEqual([])
      })
    } else {
      it(meaning[name], async () => {
        expect((await outcome).problems[name]).toEqual([])
      })
    }
  }

  if (entry) {
    it(`comes no less near the text than recorded (${entry.f1})`, async () => {
      expect(cutScore((await outcome).score.f1)).toBeGreaterThanOrEqual(entry.f1)
    })
  }
})

it('knows no failures of fixtures that are gone', () => {
  expect(Object.keys(known).filter(slug => !fixtureNames().includes(slug))).toEqual([])
})
